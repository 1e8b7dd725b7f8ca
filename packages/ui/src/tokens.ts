// The one file of the look: a notice board on good paper. Public pages read it as CSS custom properties (tokensCss),
// the workbench as values for its component theme. Every text colour keeps 4.5:1 on paper, sheet and sunken.

export const light = {
  paper: "#fbf8f1", // the wall: page background
  sheet: "#fffefa", // what hangs on it: cards, tables, inputs
  sunken: "#f3eee3", // table heads, quiet panels
  ink: "#1f1b16",
  ink2: "#4f483e",
  ink3: "#6b6256",
  rule: "#ded6c6",
  ruleStrong: "#b8ad9a",
  control: "#8a7f6f", // borders of inputs and buttons, 3:1
  cinnabar: "#b0301d", // 朱砂: posted, sealed, due
  cinnabarStrong: "#8e2415",
  cinnabarSoft: "#f9e7e0",
  onCinnabar: "#fffaf5",
  mineral: "#1f5a5e", // 石绿: the other side, what is offered
  mineralStrong: "#15454a",
  mineralSoft: "#e2eeea",
  onMineral: "#f6fbfa",
  ochre: "#7d5200", // warns
  ochreSoft: "#f7ecd2",
  jade: "#2b6440", // done well
  jadeSoft: "#e4f0e3",
  focus: "#1559b3",
  mark: "#fbe3a6", // highlighted words of a search
} as const;

export type TokenName = keyof typeof light;

export const dark: Record<TokenName, string> = {
  paper: "#181613",
  sheet: "#201d19",
  sunken: "#131210",
  ink: "#ece5d8",
  ink2: "#c3b9a9",
  ink3: "#a2988a",
  rule: "#39342d",
  ruleStrong: "#5a5348",
  control: "#857b6d",
  cinnabar: "#f2917b",
  cinnabarStrong: "#f7b0a0",
  cinnabarSoft: "#3b211b",
  onCinnabar: "#23100b",
  mineral: "#86c3bf",
  mineralStrong: "#a9d8d4",
  mineralSoft: "#1c3230",
  onMineral: "#0b1f1e",
  ochre: "#e0b562",
  ochreSoft: "#352a14",
  jade: "#8cc69b",
  jadeSoft: "#1d3022",
  focus: "#8ab8f5",
  mark: "#5c4713",
};

/** Chinese first, from the system; no web font is ever loaded. Serif is for the titles of notices only. */
export const fonts = {
  sans: `"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif`,
  serif: `"Songti SC", "STSong", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif`,
  mono: `ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace`,
} as const;

/** Pixels. Steps of 4; corners are square, a hair of radius keeps focus rings from looking torn. */
export const sizes = {
  radius: 2,
  space: { 1: 4, 2: 8, 3: 12, 4: 16, 5: 24, 6: 32, 7: 48, 8: 64 },
  text: { xs: 12, sm: 13, base: 15, md: 16, lg: 19, xl: 24, xxl: 32 },
  control: 36,
  wide: 1180, // lists and boards
  read: 760, // where people read
} as const;

const kebab = (name: string) => name.replace(/[A-Z0-9]/g, (c) => `-${c.toLowerCase()}`);
const colours = (set: Record<string, string>) =>
  Object.entries(set)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join("");

/** The tokens as custom properties: `--paper`, `--ink-2`, `--cinnabar`, `--sans`, `--s-4`, `--t-base`. */
export function tokensCss(): string {
  const space = Object.entries(sizes.space).map(([step, px]) => `--s-${step}:${px / 16}rem;`);
  const text = Object.entries(sizes.text).map(([step, px]) => `--t-${step}:${px / 16}rem;`);
  const fontRules = Object.entries(fonts).map(([name, stack]) => `--${name}:${stack};`);
  const rest = `--radius:${sizes.radius}px;--control-h:${sizes.control / 16}rem;--wide:${sizes.wide / 16}rem;--read:${sizes.read / 16}rem;`;
  return [
    `:root{color-scheme:light dark;${colours(light)}${fontRules.join("")}${space.join("")}${text.join("")}${rest}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${colours(dark)}}}`,
    `:root[data-theme=dark]{${colours(dark)}}`,
  ].join("\n");
}

/** The seed values that an antd theme takes (`theme.token`); compact and dark are the algorithm's choice. */
export function antdSeed(mode: "light" | "dark") {
  const c = mode === "dark" ? dark : light;
  return {
    colorPrimary: c.cinnabar,
    colorInfo: c.mineral,
    colorSuccess: c.jade,
    colorWarning: c.ochre,
    colorError: c.cinnabar,
    colorLink: c.mineral,
    colorTextBase: c.ink,
    colorBgBase: c.sheet,
    colorBgLayout: c.paper,
    colorBorder: c.ruleStrong,
    colorBorderSecondary: c.rule,
    colorTextLightSolid: c.onCinnabar,
    borderRadius: sizes.radius,
    fontFamily: fonts.sans,
    fontFamilyCode: fonts.mono,
    fontSize: 14,
    wireframe: false,
  };
}
