import type { Block, Paper } from "@jiebang/documents";
import { type FrozenWords, formatBatch, frozenWords, isUnchanged, type Locale } from "@jiebang/i18n";
import type { FrozenEdition } from "./load-frozen.ts";

type Entry = FrozenEdition["entries"][number];

/** The edition as people print and sign it: what and by whom, the contents, each entry in short, the difference, the proof. */
export function editionPaper(edition: FrozenEdition, url: string, locale: Locale): Paper {
  const w = frozenWords(locale);
  const { header, entries } = edition;
  const batch = formatBatch(locale, header.no);
  const preface = w.text(header.preface, header.prefaceEn);
  const blocks: Block[] = [
    {
      kind: "facts",
      rows: [
        [w.t("edition.doc.issuers"), header.issuers.join(locale === "zh" ? "　" : ", ")],
        [w.t("edition.doc.issued_on"), w.day(header.issuedOn)],
        [w.t("edition.doc.count"), w.t("edition.doc.count_n", { n: entries.length })],
        ...header.bases.map(({ documentNo, title }): [string, string] => [
          w.t("edition.doc.basis"),
          `${title}（${documentNo}）`,
        ]),
        [w.t("edition.doc.root_hash"), edition.rootHash],
        [w.t("edition.doc.address"), url],
      ],
    },
    ...preface
      .split(/\n+/)
      .filter((line) => line.trim())
      .map((text): Block => ({ kind: "paragraph", text })),
    { kind: "heading", level: 1, text: w.t("edition.doc.contents") },
    {
      kind: "table",
      head: [w.t("edition.doc.no"), w.t("edition.doc.number"), w.field("title"), w.field("poster")],
      widths: [1, 3, 7, 5],
      rows: entries.map(({ position, content }) => [
        String(position),
        content.number,
        w.text(content.title, content.titleEn),
        w.poster(content),
      ]),
    },
    { kind: "pageBreak" },
    { kind: "heading", level: 1, text: w.t("edition.doc.entries") },
  ];
  let group = "";
  for (const entry of entries) {
    const name = w.group(entry.content);
    if (name !== group) blocks.push({ kind: "heading", level: 2, text: name });
    group = name;
    blocks.push(...entryBlocks(w, entry));
  }
  blocks.push({ kind: "pageBreak" }, ...differenceBlocks(w, edition), ...proofBlocks(w, edition, url));
  return {
    title: w.text(header.title, header.titleEn),
    subtitle: batch,
    number: header.slug,
    lang: locale,
    orientation: "portrait",
    qr: { text: url, caption: w.t("edition.doc.scan") },
    header: `${w.text(header.title, header.titleEn)} ${batch}`,
    footer: w.t("edition.doc.footer"),
    blocks,
  };
}

function entryBlocks(w: FrozenWords, { position, content: c }: Entry): Block[] {
  const facts: [string, string][] = [
    [w.field("poster"), w.poster(c)],
    [w.field("industry"), [w.ref(c.industry), w.ref(c.area)].filter(Boolean).join(" · ")],
    [w.field("cooperationModes"), w.modes(c)],
    [w.field("money"), w.money(c)],
    [w.field("maturityStage"), w.maturity(c)],
    [w.field("offer.ipRights"), w.list(w.rights(c))],
    [w.field("deadline"), w.day(c.deadline)],
    [w.field("validUntil"), w.day(c.validUntil)],
  ];
  const texts: [string, string][] = [
    [w.field("summary"), w.text(c.summary, c.summaryEn)],
    [w.field("demand.problem"), c.demand?.problem ?? ""],
    [w.field("demand.targets"), w.targets(c).join("；")],
    [w.field("offer.proven"), c.offer?.proven ?? ""],
  ];
  return [
    { kind: "heading", level: 3, text: `${position}. ${w.text(c.title, c.titleEn)}（${c.number}）` },
    { kind: "facts", rows: [...facts, ...texts].filter(([, value]) => value) },
  ];
}

function differenceBlocks(w: FrozenWords, { header, difference }: FrozenEdition): Block[] {
  const blocks: Block[] = [{ kind: "heading", level: 1, text: w.t("edition.doc.difference") }];
  if (!header.previous) return [...blocks, { kind: "paragraph", text: w.t("edition.doc.difference_none") }];
  if (isUnchanged(difference)) return [...blocks, { kind: "paragraph", text: w.t("edition.doc.unchanged") }];
  const named = (e: { number: string; title: string; titleEn: string | null }) =>
    `${e.number} ${w.text(e.title, e.titleEn)}`;
  for (const part of ["added", "gone"] as const)
    if (difference[part].length > 0)
      blocks.push(
        { kind: "heading", level: 2, text: `${w.t(`edition.doc.${part}`)}（${difference[part].length}）` },
        { kind: "list", items: difference[part].map(named) },
      );
  const head = [
    w.t("edition.doc.number"),
    w.t("edition.doc.field"),
    w.t("edition.doc.before"),
    w.t("edition.doc.after"),
  ];
  const table = (rows: string[][]): Block => ({ kind: "table", head, widths: [3, 2, 5, 5], rows });
  if (difference.changed.length > 0)
    blocks.push(
      { kind: "heading", level: 2, text: `${w.t("edition.doc.changed")}（${difference.changed.length}）` },
      table(
        difference.changed.flatMap((e) =>
          e.fields.map((f) => [e.number, w.field(f.field), w.value(f.field, f.before), w.value(f.field, f.after)]),
        ),
      ),
    );
  if (difference.renewed.length > 0)
    blocks.push(
      { kind: "heading", level: 2, text: `${w.t("edition.doc.renewed")}（${difference.renewed.length}）` },
      table(
        difference.renewed.map((e) => [
          e.number,
          w.field("validUntil"),
          w.value("validUntil", e.before),
          w.value("validUntil", e.after),
        ]),
      ),
    );
  return blocks;
}

function proofBlocks(w: FrozenWords, edition: FrozenEdition, url: string): Block[] {
  return [
    { kind: "heading", level: 1, text: w.t("edition.doc.proof") },
    {
      kind: "facts",
      rows: [
        [w.t("edition.doc.root_hash"), edition.rootHash],
        [w.t("edition.doc.address"), url],
      ],
    },
    { kind: "paragraph", style: "small", text: w.t("edition.doc.verify") },
  ];
}
