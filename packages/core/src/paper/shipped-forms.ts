import type { Block } from "@jiebang/documents";
import { type FormData, type PaperKind, PLACEHOLDERS, type Placeholder } from "@jiebang/domain";
import { type Locale, translate } from "@jiebang/i18n";

// The forms that ship, built in code: each is version 1 of its template, and a city may put its own in its place.

/** Codes of the blank forms are those of their filled prints: who reads one back knows it. */
export const SHIPPED_FORMS: { code: string; subjectKind: PaperKind; name: string; nameEn: string }[] = [
  { code: "JB-XQ-1", subjectKind: "demand", name: "企业技术需求征集表", nameEn: "Technology demand form" },
  { code: "JB-CG-1", subjectKind: "offer", name: "科技成果征集表", nameEn: "Technology offer form" },
  { code: "JB-JB-1", subjectKind: "bid", name: "揭榜申请书", nameEn: "Bid application" },
  { code: "JB-GS-1", subjectKind: "notice", name: "公示", nameEn: "Public notice" },
  { code: "JB-HZ-1", subjectKind: "entry_list", name: "汇总表", nameEn: "Summary list" },
  { code: "JB-TJ-1", subjectKind: "recommendation", name: "推荐函", nameEn: "Letter of recommendation" },
];

/** English labels where the key alone does not read well. */
const ENGLISH: Record<string, string> = {
  ip: "Intellectual property",
  ipWish: "Intellectual property wish",
  ipRights: "Intellectual property",
  todayState: "Present state",
  modes: "Ways of cooperation",
  body: "Description",
  proven: "Use so far",
  no: "No.",
  unit: "Unit",
  kind: "Kind",
  how: "How",
  committed: "Commitment",
  asked: "Asked for",
  jurisdictionName: "Recommending body",
  modesText: "Ways of cooperation",
  durationMonths: "Duration (months)",
};
/** A label says the unit where the value is a number alone: an own form may word it as it likes. */
const CHINESE: Record<string, string> = { durationMonths: "总周期（月）" };
export function labelOf(locale: Locale, [name, key]: Placeholder | readonly [string, string]): string {
  if (locale === "zh") return CHINESE[key] ?? name;
  const words = ENGLISH[key] ?? key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
}

/** Shares of the columns of a list: what is counted stays on one line, titles and names may break. */
const LIST_WIDTHS: Record<Locale, Record<string, number>> = {
  zh: { no: 26, number: 82, kind: 50, title: 150, organisationName: 122, money: 88 },
  // English words are longer than the columns of Chinese ones, and sums are written out.
  en: {
    no: 24,
    number: 84,
    kind: 38,
    title: 122,
    organisationName: 104,
    area: 54,
    chain: 60,
    modes: 86,
    money: 136,
    state: 60,
  },
};
/** A letter stands upright: its list names the entries, the rest is in the list of entries. */
const LETTER_COLUMNS = ["no", "number", "title", "organisationName"];

/** What a shipped form prints. */
export function shippedBlocks(kind: PaperKind, data: FormData, locale: Locale): Block[] {
  const { fields, loops } = PLACEHOLDERS[kind];
  const say = (key: string, params: Record<string, unknown> = {}) => translate(locale, `paper.form.${key}`, params);
  const text = (key: string) => (typeof data[key] === "string" ? (data[key] as string) : "");
  const tables = loops.flatMap((loop): Block[] => {
    const rows = (data[loop.key] ?? []) as Record<string, string>[];
    if (rows.length === 0) return [];
    const isList = kind === "entry_list" || kind === "recommendation";
    const columns = loop.fields.filter(([, key]) => kind !== "recommendation" || LETTER_COLUMNS.includes(key));
    return [
      { kind: "heading", level: 2, text: labelOf(locale, [loop.name, loop.key]) },
      {
        kind: "table",
        head: columns.map((field) => labelOf(locale, field)),
        ...(isList && { widths: columns.map(([, key]) => LIST_WIDTHS[locale][key] ?? 58) }),
        rows: rows.map((row) => columns.map(([, key]) => row[key] ?? "")),
      },
    ];
  });
  const facts: Block = {
    kind: "facts",
    rows: fields
      .filter(([, key]) => key !== "title" || kind !== "notice")
      .map((field) => [labelOf(locale, field), text(field[1])]),
  };
  switch (kind) {
    case "entry_list":
      return [
        { kind: "paragraph", text: say("list_head", data), style: "small" },
        ...tables.slice(0).filter((b) => b.kind !== "heading"),
      ];
    case "recommendation":
      return [
        ...(text("addressee") ? [{ kind: "paragraph", text: `${text("addressee")}：`, style: "strong" } as const] : []),
        { kind: "paragraph", text: say("letter_body", data) },
        { kind: "signature", lines: [say("letter_body_seal", data), say("day")] },
        { kind: "pageBreak" },
        { kind: "heading", level: 1, text: say("letter_list") },
        ...tables.filter((b) => b.kind !== "heading"),
      ];
    case "notice":
      return [facts, ...tables, { kind: "signature", lines: [say("host_seal"), say("day")] }];
    case "bid":
      return [facts, ...tables, { kind: "signature", lines: [say("lead_seal"), say("person_sign"), say("day")] }];
    default:
      return [
        { kind: "paragraph", text: say("no_secrets"), style: "small" },
        facts,
        ...tables,
        { kind: "signature", lines: [say("unit_seal"), say("person_sign"), say("day")] },
        { kind: "signature", lines: [say("county_seal"), say("day")] },
      ];
  }
}
