import { type Block, type Paper, paperToDocx, paperToPdf, sheetsToXlsx } from "@jiebang/documents";
import {
  type CodeLookup,
  dayOf,
  type ExportFirmFileInput,
  exportFirmFileInput,
  type FirmFile,
  requireUser,
} from "@jiebang/domain";
import { hasMessage, translate } from "@jiebang/i18n";
import { loadCodeNames } from "../entry/code-names.ts";
import { getFirmFile } from "../firm-file/get-firm-file.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type ExportFile, MEDIA_TYPES } from "./table-file.ts";

type Locale = "zh" | "en";
interface Section {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

/** A firm's file on paper: what the page shows to this reader, with the reader's name and the day at the foot. */
export async function exportFirmFile(ctx: Ctx, raw: ExportFirmFileInput, locale: Locale = "zh"): Promise<ExportFile> {
  const actor = requireUser(ctx.actor);
  const { organisationId, format } = exportFirmFileInput.parse(raw);
  const firm = await getFirmFile(ctx, { organisationId });
  const sections = sectionsOf(firm, locale);
  const facts = factsOf(firm, locale, await loadCodeNames(ctx.db));
  const day = dayOf(new Date(firm.at));
  const title = translate(locale, "desk.export.firm");
  let bytes: Uint8Array;
  if (format === "xlsx") bytes = await sheetsToXlsx([factSheet(title, facts), ...sections.map(toSheet)]);
  else {
    const paper: Paper = {
      title: firm.name,
      subtitle: title,
      lang: locale,
      footer: translate(locale, "desk.export.foot", { name: actor.name, day }),
      watermark: actor.name,
      blocks: [{ kind: "facts", rows: facts }, ...sections.flatMap(toBlocks)],
    };
    bytes = await (format === "pdf" ? paperToPdf(paper) : paperToDocx(paper));
  }
  await ctx.transaction((tx) =>
    recordAudit(tx, actor, "firm.export", {
      subjectKind: "organisation",
      subjectId: organisationId,
      values: { format },
    }),
  );
  return { fileName: `${firm.name}-${title}-${day}.${format}`, mediaType: MEDIA_TYPES[format], bytes };
}

function factsOf(firm: FirmFile, locale: Locale, names: CodeLookup): [string, string][] {
  const nameOf = (list: Parameters<CodeLookup>[0], code: string | null) => {
    const found = code ? names(list, code) : undefined;
    return (locale === "en" ? (found?.nameEn ?? found?.name) : found?.name) ?? code ?? "";
  };
  const t = (key: string) => translate(locale, key);
  const people = firm.contacts.map((c) => [c.name, c.phone, c.email].filter(Boolean).join(" ")).join("；");
  const rows: [string, string][] = [
    [t("web.organisation.col_kind"), t(`word.organisation.${firm.kind}`)],
    [t("web.firm.code"), firm.creditCode ?? ""],
    [t("web.firm.col_county"), firm.jurisdictionName ?? ""],
    [t("web.firm.filter_tier"), nameOf("tier", firm.tier)],
    [t("web.firm.filter_honour"), firm.honours.map((code) => nameOf("honour", code)).join("、")],
    [t("web.firm.chains"), firm.chainCodes.map((code) => nameOf("chain", code)).join("、")],
    [t("web.firm.industry"), nameOf("industry", firm.industryCode)],
    [t("web.firm.address"), firm.address ?? ""],
    [t("web.firm.contacts"), people],
    [t("web.firm.filter_claimed"), t(firm.isClaimed ? "web.firm.claimed" : "web.firm.unclaimed")],
  ];
  return rows.filter(([, value]) => value !== "");
}

function sectionsOf(firm: FirmFile, locale: Locale): Section[] {
  const t = (key: string) => translate(locale, key);
  const word = (key: string, fallback: string) => (hasMessage(key) ? t(key) : fallback);
  const day = (at: string | null) => (at ? dayOf(new Date(at)) : "");
  const col = (key: string) => t(`desk.export.col.${key}`);
  const sections: Section[] = [
    {
      title: t("web.firm.next"),
      head: [col("action"), col("title"), col("due")],
      rows: firm.nextSteps.map((s) => [t(s.nextAction), s.title, day(s.dueAt)]),
    },
    {
      title: t("web.firm.tab.entries"),
      head: [col("number"), col("kind"), col("title"), col("state"), col("published"), col("interests")],
      rows: firm.entries.map((e) => [
        e.number ?? "",
        t(`word.kind.${e.kind}`),
        e.title ?? t("web.firm.with_author"),
        e.revisionState ? t(`web.revision_state.${e.revisionState}`) : t(`word.entry_state.${e.state}`),
        day(e.publishedAt),
        e.interests,
      ]),
    },
    {
      title: t("web.firm.tab.interests"),
      head: [col("side"), col("title"), col("other"), col("state"), col("asked")],
      rows: firm.interests.map((i) => [
        t(`web.firm.interest_${i.side}`),
        i.entryTitle ?? t("web.firm.kept"),
        i.otherName ?? t("web.firm.hidden_poster"),
        t(`web.interest.state.${i.state}`),
        day(i.createdAt),
      ]),
    },
    {
      title: t("web.firm.tab.rounds"),
      head: [col("number"), col("title"), col("role"), col("state")],
      rows: firm.rounds.map((r) => [
        r.number ?? "",
        r.title,
        t(`web.firm.role_in.${r.role}`),
        word(`${r.role === "poster" ? "word.item_state" : "web.bid_state"}.${r.state}`, r.state),
      ]),
    },
    {
      title: t("web.firm.tab.visits"),
      head: [col("day"), col("people"), col("note"), col("next_step")],
      rows: firm.visits.map((v) => [
        v.visitedOn,
        v.people,
        [v.outcomes.map((o) => t(`word.visit_outcome.${o}`)).join("、"), v.note].filter(Boolean).join("\n"),
        [v.nextStep, v.nextOn].filter(Boolean).join(" "),
      ]),
    },
    {
      title: t("web.firm.tab.timeline"),
      head: [col("day"), col("what"), col("text_short"), col("by")],
      rows: firm.timeline.map((e) => [day(e.at), t(`web.firm.event.${e.what}`), e.text, e.byName ?? ""]),
    },
  ];
  return sections.filter((section) => section.rows.length > 0);
}

const toBlocks = (section: Section): Block[] => [
  { kind: "heading", level: 2, text: section.title },
  { kind: "table", head: section.head, rows: section.rows.map((row) => row.map(String)) },
];
const toSheet = (section: Section) => ({
  name: section.title,
  columns: section.head.map((title, at) => ({ key: String(at), title, width: 24 })),
  rows: section.rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(at), cell]))),
});
const factSheet = (name: string, facts: [string, string][]) => ({
  name,
  columns: [
    { key: "label", title: name, width: 20 },
    { key: "value", title: "", width: 60 },
  ],
  rows: facts.map(([label, value]) => ({ label, value })),
});
