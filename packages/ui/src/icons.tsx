// Icons are drawn on a 20 grid with one line weight; they take the colour of the text they stand in and say nothing to a
// screen reader: the word beside them does.

export interface IconProps {
  size?: number;
}

function Line({ size = 18, d }: IconProps & { d: string }) {
  return (
    <svg
      className="i"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
      focusable="false"
    >
      <path d={d} />
    </svg>
  );
}

export const SearchIcon = (p: IconProps) => (
  <Line {...p} d="M13.2 13.2 18 18M8.5 15a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z" />
);
export const ArrowIcon = (p: IconProps) => <Line {...p} d="M3 10h13M11 5l5 5-5 5" />;
export const CloseIcon = (p: IconProps) => <Line {...p} d="m5 5 10 10M15 5 5 15" />;
export const ClockIcon = (p: IconProps) => <Line {...p} d="M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM10 5.5V10l3 2" />;
export const CheckIcon = (p: IconProps) => <Line {...p} d="m3.5 10.5 4 4 9-9" />;
export const SealedIcon = (p: IconProps) => <Line {...p} d="M2.5 4.5h15v11h-15zM2.5 5l7.5 6 7.5-6" />;
export const LockIcon = (p: IconProps) => <Line {...p} d="M4 9h12v8.5H4zM6.5 9V6a3.5 3.5 0 0 1 7 0v3M10 12v2.5" />;
export const PlaceIcon = (p: IconProps) => (
  <Line {...p} d="M10 18s6-5.2 6-10A6 6 0 0 0 4 8c0 4.8 6 10 6 10ZM10 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />
);
export const BuildingIcon = (p: IconProps) => (
  <Line {...p} d="M4 18V3h8v15M12 8h4v10M2 18h16M6.5 6.5h3M6.5 10h3M6.5 13.5h3" />
);
export const DocumentIcon = (p: IconProps) => <Line {...p} d="M4.5 2h7l4 4v12h-11zM11.5 2v4h4M7.5 10.5h5M7.5 13.5h5" />;
export const PrintIcon = (p: IconProps) => <Line {...p} d="M6 7V2.5h8V7M6 14.5H3V7h14v7.5h-3M6 12h8v5.5H6z" />;
export const CopyIcon = (p: IconProps) => <Line {...p} d="M7 7h10.5v10.5H7zM4.5 13H2.5V2.5H13v2" />;
export const PhoneIcon = (p: IconProps) => (
  <Line {...p} d="M3 4.5 6.5 2.5l2.5 4.5-2 2c.8 1.8 2.2 3.2 4 4l2-2 4.5 2.5-2 3.5C9 18 2 11 3 4.5Z" />
);
export const ChainIcon = (p: IconProps) => (
  <Line {...p} d="M8.5 11.5 11.5 8.5M7 9 4 12a2.8 2.8 0 0 0 4 4l3-3M13 11l3-3a2.8 2.8 0 0 0-4-4L9 7" />
);
export const LanguageIcon = (p: IconProps) => (
  <Line
    {...p}
    d="M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM2 10h16M10 2c-5.5 5.5-5.5 10.5 0 16M10 2c5.5 5.5 5.5 10.5 0 16"
  />
);
export const FlagIcon = (p: IconProps) => <Line {...p} d="M4.5 18V2.5M4.5 3.5h11l-2.5 4 2.5 4h-11" />;

/** An offer is handed out: a filled square with an arrow leaving it. */
export function OfferMark({ size = 16 }: IconProps) {
  return (
    <svg className="i" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M1 1h14v14H1z" />
      <path fill="none" stroke="var(--sheet)" strokeWidth="1.6" d="M5 11 11 5M6.2 5H11v4.8" />
    </svg>
  );
}

/** A demand asks: an open diamond with a gap to be filled. */
export function DemandMark({ size = 16 }: IconProps) {
  return (
    <svg className="i" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path fill="none" stroke="currentColor" strokeWidth="1.8" d="M8 1.3 14.7 8 8 14.7 1.3 8Z" />
      <path fill="currentColor" d="M8 5.5 10.5 8 8 10.5 5.5 8Z" />
    </svg>
  );
}

/** The mark of the house: a notice being taken off the board, its corner lifted, under a cinnabar seal. */
export function Logo({ size = 32 }: IconProps) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="var(--cinnabar)" d="M2 2h28v28H2z" />
      <path fill="var(--on-cinnabar)" d="M7 6h18v13.5L18.5 26H7z" />
      <path fill="var(--cinnabar)" d="M18.5 26v-6.5H25z" />
      <path fill="none" stroke="var(--cinnabar)" strokeWidth="1.8" d="M10 10.5h12M10 14.5h12M10 18.5h5" />
    </svg>
  );
}
