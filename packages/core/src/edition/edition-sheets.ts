import type { Sheet } from "@jiebang/documents";
import { type FrozenWords, formatBatch, frozenWords, type Locale } from "@jiebang/i18n";
import type { FrozenEdition } from "./load-frozen.ts";

/** A cell of XLSX holds 32,767 characters; the whole text stands in the JSON-LD. */
const cell = (text: string): string => (text.length > 32_000 ? `${text.slice(0, 32_000)}…` : text);

/** The edition as tables: the entries with everything that is frozen, what it is, and last the difference. */
export function editionSheets(edition: FrozenEdition, url: string, locale: Locale): Sheet[] {
  const w = frozenWords(locale);
  return [entriesSheet(w, edition), infoSheet(w, edition, url, locale), differenceSheet(w, edition)];
}

function entriesSheet(w: FrozenWords, { entries }: FrozenEdition): Sheet {
  const column = (key: string, title: string, width: number) => ({ key, title, width });
  return {
    name: w.t("edition.doc.sheet_entries"),
    columns: [
      column("position", w.t("edition.doc.no"), 6),
      column("number", w.t("edition.doc.number"), 16),
      column("kind", w.t("edition.doc.kind"), 10),
      column("title", w.field("title"), 40),
      column("titleEn", w.field("titleEn"), 30),
      column("poster", w.field("poster"), 28),
      column("chain", w.field("chain"), 18),
      column("industry", w.field("industry"), 22),
      column("area", w.field("area"), 14),
      column("modes", w.field("cooperationModes"), 20),
      column("money", w.field("money"), 18),
      column("maturity", w.field("maturityStage"), 10),
      column("deadline", w.field("deadline"), 14),
      column("validUntil", w.field("validUntil"), 14),
      column("summary", w.field("summary"), 60),
      column("problem", w.field("demand.problem"), 50),
      column("targets", w.field("demand.targets"), 40),
      column("proven", w.field("offer.proven"), 40),
      column("rights", w.field("offer.ipRights"), 30),
      column("body", w.field("body"), 60),
      column("keywords", w.field("keywords"), 24),
      column("hash", w.t("edition.doc.hash"), 72),
    ],
    rows: entries.map(({ position, hash, content: c }) => ({
      position,
      number: c.number,
      kind: w.word("kind", c.kind),
      title: c.title,
      titleEn: c.titleEn,
      poster: w.poster(c),
      chain: w.ref(c.chain),
      industry: w.ref(c.industry),
      area: w.ref(c.area),
      modes: w.modes(c),
      money: w.money(c),
      maturity: w.maturity(c),
      deadline: c.deadline,
      validUntil: c.validUntil,
      summary: w.text(c.summary, c.summaryEn),
      problem: cell(c.demand?.problem ?? ""),
      targets: cell(w.targets(c).join("\n")),
      proven: cell(c.offer?.proven ?? ""),
      rights: cell(w.rights(c).join("\n")),
      body: cell(w.text(c.body, c.bodyEn)),
      keywords: w.list(c.keywords),
      hash,
    })),
  };
}

function infoSheet(w: FrozenWords, { header, rootHash, entries }: FrozenEdition, url: string, locale: Locale): Sheet {
  const rows: [string, string][] = [
    [w.field("title"), `${w.text(header.title, header.titleEn)} ${formatBatch(locale, header.no)}`],
    [w.t("edition.doc.issuers"), header.issuers.join("\n")],
    [w.t("edition.doc.issued_on"), header.issuedOn],
    [w.t("edition.doc.count"), String(entries.length)],
    ...header.bases.map((b): [string, string] => [w.t("edition.doc.basis"), `${b.title}（${b.documentNo}）`]),
    [w.t("edition.doc.root_hash"), rootHash],
    [w.t("edition.doc.address"), url],
    [w.t("edition.doc.proof"), w.t("edition.doc.verify")],
  ];
  return {
    name: w.t("edition.doc.sheet_info"),
    columns: [
      { key: "name", title: w.t("edition.doc.field"), width: 18 },
      { key: "value", title: w.t("edition.doc.sheet_info"), width: 90 },
    ],
    rows: rows.map(([name, value]) => ({ name, value: cell(value) })),
  };
}

function differenceSheet(w: FrozenWords, { header, difference }: FrozenEdition): Sheet {
  type Row = { change: string; number: string; title: string; field: string; before: string; after: string };
  const named = (change: string, e: { number: string; title: string; titleEn: string | null }): Row => ({
    change: w.t(`edition.doc.${change}`),
    number: e.number,
    title: w.text(e.title, e.titleEn),
    field: "",
    before: "",
    after: "",
  });
  const rows: Row[] = [
    ...difference.added.map((e) => named("added", e)),
    ...difference.gone.map((e) => named("gone", e)),
    ...difference.changed.flatMap((e) =>
      e.fields.map((f) => ({
        ...named("changed", e),
        field: w.field(f.field),
        before: cell(w.value(f.field, f.before)),
        after: cell(w.value(f.field, f.after)),
      })),
    ),
    ...difference.renewed.map((e) => ({
      ...named("renewed", e),
      field: w.field("validUntil"),
      before: w.value("validUntil", e.before),
      after: w.value("validUntil", e.after),
    })),
  ];
  const none = w.t(header.previous ? "edition.doc.unchanged" : "edition.doc.difference_none");
  return {
    name: w.t("edition.doc.difference"),
    columns: [
      { key: "change", title: w.t("edition.doc.difference"), width: 16 },
      { key: "number", title: w.t("edition.doc.number"), width: 16 },
      { key: "title", title: w.field("title"), width: 40 },
      { key: "field", title: w.t("edition.doc.field"), width: 16 },
      { key: "before", title: w.t("edition.doc.before"), width: 50 },
      { key: "after", title: w.t("edition.doc.after"), width: 50 },
    ],
    rows: rows.length > 0 ? rows : [{ change: none, number: "", title: "", field: "", before: "", after: "" }],
  };
}
