// Numbers with units in running text: "≥95%", "不低于 1.5 万吨", "20~30 ℃", "达到 0.1μm".

export interface Measure {
  /** Bounds in the base unit. */
  low: number;
  high: number;
  /** The base unit, such as "m" or "%"; a unit nobody listed stands for itself. */
  unit: string;
  start: number;
  end: number;
}

const UNITS = new Map<string, readonly [base: string, factor: number]>();
const define = (base: string, list: string) => {
  for (const pair of list.split(" ")) {
    const [name, factor = "1"] = pair.split("=");
    UNITS.set(name!, [base, Number(factor)]);
  }
};
define(
  "m",
  "nm=1e-9 纳米=1e-9 μm=1e-6 µm=1e-6 um=1e-6 微米=1e-6 mm=1e-3 毫米=1e-3 cm=1e-2 厘米=1e-2 dm=0.1 m 米 km=1000 千米=1000 公里=1000",
);
define("kg", "mg=1e-6 毫克=1e-6 g=1e-3 克=1e-3 kg 公斤 千克 t=1000 吨=1000 万吨=1e7");
define("%", "% 个百分点 ‰=0.1 ppm=1e-4 ppb=1e-7");
define("℃", "℃ °c 摄氏度 度");
define("Pa", "pa kpa=1e3 mpa=1e6 兆帕=1e6 gpa=1e9 bar=1e5");
define("W", "mw=1e6 w 瓦 kw=1e3 千瓦=1e3 兆瓦=1e6");
define("J", "j kj=1e3 wh=3600 kwh=3.6e6 千瓦时=3.6e6 mwh=3.6e9");
define("Hz", "hz khz=1e3 mhz=1e6 ghz=1e9");
define("V", "mv=1e-3 v 伏 kv=1e3 千伏=1e3");
define("A", "ma=1e-3 a 安 ka=1e3");
define(
  "s",
  "ms=1e-3 毫秒=1e-3 s 秒 min=60 分钟=60 h=3600 小时=3600 d=86400 天=86400 日=86400 月=2592000 个月=2592000 年=31536000",
);
define("m3", "ml=1e-6 毫升=1e-6 l=1e-3 升=1e-3 m3 立方米 m³");
define("m2", "m2 平方米 m² ㎡ 亩=666.67 公顷=10000");
define("元", "元 千元=1e3 万元=1e4 亿元=1e8");
define("次", "次 万次=1e4 亿次=1e8");
define("kg/m3", "kg/m3 g/cm3=1000 g/cm³=1000 mg/l=1e-3 g/l mg/m3=1e-6 mg/m³=1e-6");
define("dB", "db 分贝");
define("r/min", "rpm r/min 转/分 转/分钟");
const CASED = new Map<string, readonly [string, number]>([
  ["mW", ["W", 1e-3]],
  ["mPa", ["Pa", 1e-3]],
  ["mHz", ["Hz", 1e-3]],
]);

/** A unit as base and factor; letters tell apart only where milli and mega would be confused. */
export function unitOf(unit: string): readonly [base: string, factor: number] {
  const bare = unit.normalize("NFKC").replace(/\s+/g, "").replace(/μ/g, "μ");
  return (
    CASED.get(bare) ??
    UNITS.get(bare) ??
    UNITS.get(bare.toLowerCase()) ??
    UNITS.get(unit.trim().toLowerCase()) ?? [bare.toLowerCase(), 1]
  );
}

const NAMES = [...UNITS.keys(), ...CASED.keys()]
  .sort((a, b) => b.length - a.length)
  .map((u) => u.replace(/[/.*+?^$()]/g, "\\$&"));
const NUMBER = "[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";
const AT_LEAST = "[≥>＞]=?|不低于|不少于|不小于|大于等于|大于|高于|超过|至少|以上";
const AT_MOST = "[≤<＜]=?|不高于|不超过|不大于|小于等于|小于|低于|少于|至多|控制在|以内";
const PATTERN = new RegExp(
  `(?:(${AT_LEAST})|(${AT_MOST}))?\\s*(${NUMBER})\\s*(%|℃|μm|mm)?(?:\\s*(?:~|～|-|—|–|至|到)\\s*(${NUMBER}))?\\s*(${NAMES.join("|")})?(以上|以下|以内)?`,
  "giu",
);

/** Every number of a text, as an interval: "≥ 95" has no upper bound, "20~30" has both, "95" is a point. */
export function measuresOf(text: string): Measure[] {
  const out: Measure[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const [all, atLeast, atMost, first, between, second, after, tail] = match;
    let name = after ?? between ?? "";
    // "5 m" of "5 min" or a letter of a model number is no unit.
    if (/^[a-zμµ]+$/i.test(name) && /[a-z0-9]/i.test(text[match.index + all.length - (tail?.length ?? 0)] ?? ""))
      name = "";
    const before = text[match.index + (all.length - all.trimStart().length) - 1] ?? "";
    if (!atLeast && !atMost && /[A-Za-z0-9.]/.test(before)) continue; // PLC200, 3.5.1
    const [unit, factor] = unitOf(name);
    const value = Number(first) * factor;
    const other = second === undefined ? value : Number(second) * factor;
    let [low, high] = value <= other ? [value, other] : [other, value];
    if (atLeast || tail === "以上") high = Number.POSITIVE_INFINITY;
    if (atMost || tail === "以下" || tail === "以内") low = Number.NEGATIVE_INFINITY;
    const start = match.index + (all.length - all.trimStart().length);
    out.push({ low, high, unit, start, end: match.index + all.trimEnd().length });
  }
  return out;
}
