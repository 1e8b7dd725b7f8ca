export type IdentifierKind = "name" | "brand" | "link" | "email" | "phone" | "patent" | "code";
export interface FoundIdentifier {
  kind: IdentifierKind;
  text: string;
}

const PATTERNS: [IdentifierKind, RegExp][] = [
  ["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ["link", /(?:https?:\/\/|www\.)[^\s，。；、）)]+|(?<![\w@.])[\w-]+\.(?:com|cn|net|org|edu|gov)(?:\.cn)?(?![\w.])/gi],
  [
    "patent",
    /(?:ZL|CN)\s?\d{7,13}(?:\.[\dX])?[A-Z]?|(?<![\d.])(?:19|20)\d{2}[1-389]\d{7,8}(?:\.[\dXx]|[\dXx])?(?!\d)/g,
  ],
  ["code", /(?<![0-9A-Za-z])[0-9A-Z]{2}\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])/g],
  ["phone", /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-－ ]?\d{7,8}(?!\d)/g],
  [
    "brand",
    /[\p{Script=Han}A-Za-z0-9]{1,12}[®™]|[“"「《]\p{Script=Han}{2,8}[”"」》](?:牌|品牌|商标)|\p{Script=Han}{2,4}牌(?=[\p{Script=Han}])/gu,
  ],
];

/** What is left of a Chinese organisation name without place and legal form: 河南金渠黄金股份有限公司 → 金渠黄金. */
export function coreName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[（(].*?[)）]/g, "")
    .replace(/^(?:.{2,3}省|.{2,8}自治区)/, "")
    .replace(/^(?:.{2,4}市)/, "")
    .replace(/^(?:中国|河南|三门峡)/, "")
    .replace(/(?:股份|集团|控股)*(?:有限责任公司|有限公司|公司|集团|厂|研究院|研究所|合作社)$/u, "")
    .replace(/(?:股份|集团|控股)$/u, "");
}

/** 金渠黄金 is called 金渠: the first two characters of a longer core, unless they say only where or what. */
const PLAIN_START =
  /^(?:河南|三门|中原|中国|国家|全国|北方|南方|黄河|豫西|新型|高新|华中|大学|科技|工业|机械|材料|化工|电子|矿业|冶金|农业|生物|医药|建筑|汽车|测试)/;
export function shortName(name: string): string | null {
  const core = coreName(name);
  return /^\p{Script=Han}{4,}/u.test(core) && !PLAIN_START.test(core) ? core.slice(0, 2) : null;
}

/** Jinqu Gold Mining Co., Ltd. → Jinqu Gold Mining. */
export function coreNameEn(name: string): string {
  return name
    .replace(/[,.]/g, " ")
    .replace(/\b(?:co|ltd|inc|llc|corp|corporation|company|limited|group|holdings?|plc|gmbh)\b/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Words in a text that would give a hidden poster away. Each is named once; the author decides what to do. */
export function findIdentifiers(text: string, organisationNames: string[]): FoundIdentifier[] {
  const found = new Map<string, FoundIdentifier>();
  const add = (kind: IdentifierKind, value: string) => {
    const key = value.trim().toLowerCase();
    if (key && !found.has(key)) found.set(key, { kind, text: value.trim() });
  };
  const folded = text.normalize("NFKC").toLowerCase();
  for (const name of organisationNames)
    for (const form of [name, coreName(name), coreNameEn(name), shortName(name) ?? ""])
      if (form.length >= 2 && folded.includes(form.normalize("NFKC").toLowerCase())) {
        add("name", form);
        break;
      }
  let rest = text.normalize("NFKC");
  for (const [kind, pattern] of PATTERNS)
    rest = rest.replace(pattern, (hit) => {
      add(kind, hit);
      return " "; // a mail address is not a link as well
    });
  return [...found.values()];
}
