import { type CodeRef, type PublicEntry, toWan } from "@jiebang/domain";
import { type Locale, translate } from "@jiebang/i18n";

/** Columns of an exported list. Their Chinese and English names are read again by an import. */
export const EXPORT_COLUMNS = [
  "number", "kind", "state", "title", "titleEn", "summary", "body", "problem", "targets", "keywords", "industry", "chain",
  "area", "modes", "moneyMinWan", "moneyMaxWan", "maturity", "deadline", "validUntil", "poster", "contactName",
  "contactPhone", "contactEmail", "publishedAt", "url",
] as const; // biome-ignore format: one list
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
export type ExportRow = Record<ExportColumn, string | number | null>;

export interface ExportWords {
  locale: Locale;
  publicUrl: string;
}

const WIDE: ExportColumn[] = ["title", "summary", "body", "problem", "targets"];

export const exportHead = (locale: Locale) =>
  EXPORT_COLUMNS.map((key) => ({
    key,
    title: translate(locale, `export.column.${key}`),
    width: WIDE.includes(key) ? 40 : 16,
  }));

/** A line of a table: words for codes, money in 万元, days as days. */
export function toExportRow({ locale, publicUrl }: ExportWords, e: PublicEntry): ExportRow {
  const word = (list: string, code: string) => translate(locale, `word.${list}.${code}`);
  const name = (ref: CodeRef | null) => (ref ? ((locale === "en" ? ref.nameEn : null) ?? ref.name) : null);
  const wan = (value: string | null | undefined) => (value ? Number(toWan(value)) : null);
  const { demand } = e;
  return {
    number: e.number,
    kind: word("kind", e.kind),
    state: word("entry_state", e.state),
    title: e.title,
    titleEn: e.titleEn,
    summary: e.summary,
    body: e.body || null,
    problem: demand?.problem || null,
    targets:
      demand?.targets.map((t) => `${t.name} ${word("comparator", t.comparator)} ${t.value}${t.unit}`).join("；") ||
      null,
    keywords: e.keywords.join("、") || null,
    industry: name(e.industry),
    chain: name(e.chain),
    area: name(e.area),
    modes: e.cooperationModes.map((mode) => word("mode", mode)).join("、") || null,
    moneyMinWan: wan(e.money?.min),
    moneyMaxWan: wan(e.money?.max),
    maturity: e.maturityStage && word("maturity", e.maturityStage),
    deadline: e.deadline,
    validUntil: e.validUntil,
    poster: e.poster.name,
    contactName: e.contact?.name ?? null,
    contactPhone: e.contact?.phone ?? null,
    contactEmail: e.contact?.email ?? null,
    publishedAt: e.number ? e.publishedAt : null,
    url: e.number ? `${publicUrl}/${e.kind}s/${e.number}` : null,
  };
}

/**
 * A line of JSONL: codes instead of words, under the names by which an import knows this format (`jiebang-export`).
 * Null values are left out.
 */
export function toExportObject(publicUrl: string, e: PublicEntry): Record<string, unknown> {
  const { offer, demand, money } = e;
  const all: Record<string, unknown> = {
    [`${e.kind}Number`]: e.number || e.id,
    state: e.state,
    title: e.title,
    titleEn: e.titleEn,
    summary: e.summary,
    summaryEn: e.summaryEn,
    body: e.body,
    bodyEn: e.bodyEn,
    problem: demand?.problem,
    targets: demand?.targets.map(
      (t) => `${t.name}${translate("zh", `word.comparator.${t.comparator}`)}${t.value}${t.unit}`,
    ),
    todayState: demand?.todayState,
    partnerConditions: demand?.partnerConditions,
    ipWish: demand?.ipWish,
    keywords: e.keywords,
    keywordsEn: e.keywordsEn,
    industry: e.industry?.code,
    chain: e.chain?.code,
    area: e.area?.code,
    discipline: e.discipline?.code,
    ipc: e.ipcCodes,
    modes: e.cooperationModes.map((mode) => translate("zh", `word.mode.${mode}`)),
    money: money?.kind === "negotiable" ? translate("zh", "word.money_band.negotiable") : undefined,
    moneyMinWan: money?.min && toWan(money.min),
    moneyMaxWan: money?.max && toWan(money.max),
    maturity: e.maturityStage && translate("zh", `word.maturity.${e.maturityStage}`),
    proven: offer?.proven,
    conditions: offer?.conditions,
    team: offer?.team,
    deadline: e.deadline,
    validUntil: e.validUntil,
    poster: e.poster.name,
    posterKind: e.poster.kind,
    contactName: e.contact?.name,
    contactPhone: e.contact?.phone,
    contactEmail: e.contact?.email,
    publishedAt: e.number ? e.publishedAt : null,
    url: e.number ? `${publicUrl}/${e.kind}s/${e.number}` : null,
  };
  const isSaid = (value: unknown) =>
    value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isSaid(value)));
}
