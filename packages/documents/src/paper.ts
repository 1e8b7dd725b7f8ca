/** One cell of a grid: a form with merged cells. */
export interface GridCell {
  text: string;
  colSpan?: number;
  rowSpan?: number;
  strong?: boolean;
  align?: "left" | "center" | "right";
}

/** What stands on a paper, from top to bottom. */
export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; text: string; align?: "left" | "center" | "right"; style?: "normal" | "small" | "strong" }
  | { kind: "facts"; rows: [label: string, value: string][] }
  | { kind: "table"; head: string[]; widths?: number[]; rows: string[][] }
  | { kind: "grid"; widths?: number[]; rows: GridCell[][] }
  | { kind: "list"; items: string[] }
  | { kind: "signature"; lines: string[] }
  /** Something to cut out and hand over, with its own QR code; never broken by a page's end. */
  | { kind: "slip"; title: string; lines: string[]; qr: string }
  | { kind: "pageBreak" };

/** A paper as values; number, QR code, header, footer and watermark stand on every page. Widths are shares, not points. */
export interface Paper {
  title: string;
  subtitle?: string;
  number?: string;
  lang: "zh" | "en";
  orientation?: "portrait" | "landscape";
  qr?: { text: string; caption: string };
  header?: string;
  footer?: string;
  watermark?: string;
  blocks: Block[];
  /** Kept inside the file where a program can read it again (DOCX: custom property `TemplateCode`; PDF: keywords). */
  code?: string;
}

export interface Sheet {
  name: string;
  columns: { key: string; title: string; width?: number }[];
  rows: Record<string, string | number | null>[];
}

/** What is printed at the foot of every page of a filled form. */
export interface Stamp {
  number: string;
  /** Short lines such as the check code and the hash. */
  lines: string[];
  qr: string;
}

export type FormFormat = "docx" | "xlsx";

/** What an administrator's form contains. Faults carry a reason that i18n turns into a sentence. */
export interface FormInspection {
  format: FormFormat;
  /** Names outside of loops. */
  placeholders: string[];
  /** Loops by name with the names inside. */
  loops: Record<string, string[]>;
  faults: { reason: FormFault; name?: string; place?: string }[];
}
export type FormFault =
  | "not_office"
  | "format_wrong"
  | "macros"
  | "embedded"
  | "external"
  | "too_large"
  | "protected"
  | "loop_open"
  | "loop_unopened"
  | "tag_open"
  | "tag_unopened"
  | "loop_rows"
  | "loop_nested"
  | "unreadable";

/** A code that was read from a scan. */
export interface ScanReading {
  /** Texts of all QR codes found, in order of the pages. */
  codes: string[];
  pages: number;
}
