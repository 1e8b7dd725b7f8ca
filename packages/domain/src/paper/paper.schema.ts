import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { paperKind } from "./paper-kind.ts";

export const PAPER_FORMATS = ["pdf", "docx", "xlsx"] as const;
export const paperFormat = z.enum(PAPER_FORMATS);
export type PaperFormat = z.infer<typeof paperFormat>;

/** What a stamped scan says about the entry it came for. */
export const SCAN_VERDICTS = ["matches", "changed", "other_paper", "unreadable"] as const;
export const scanVerdict = z.enum(SCAN_VERDICTS);
export type ScanVerdict = z.infer<typeof scanVerdict>;

/** The longest list that is printed as one paper. */
export const MAX_PAPER_ROWS = 2000;

const lang = z.enum(["zh", "en"]).default("zh");
const common = { lang, templateId: z.string().optional() };
export const entryListFilter = z.object({
  kind: entryKind.optional(),
  state: z.enum(["submitted", "recommended", "published"]).optional(),
  chainCode: z.string().max(40).optional(),
  organisationId: z.string().optional(),
  from: day.optional(),
  until: day.optional(),
});
export type EntryListFilter = z.infer<typeof entryListFilter>;

/** One thing to print. A list and a letter are a jurisdiction's. */
export const printInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("entry"), entryId: z.string(), revisionId: z.string().optional(), ...common }),
  z.object({ kind: z.literal("bid"), bidId: z.string(), ...common }),
  z.object({ kind: z.literal("notice"), number: z.string(), ...common }),
  z.object({
    kind: z.literal("entry_list"),
    jurisdictionId: z.string(),
    title: z.string().trim().max(120).default(""),
    filter: entryListFilter.default({}),
    ...common,
  }),
  z.object({
    kind: z.literal("recommendation"),
    jurisdictionId: z.string(),
    addressee: z.string().trim().max(120).default(""),
    filter: entryListFilter.default({}),
    ...common,
  }),
]);
export type PrintInput = z.input<typeof printInput>;

/** A form that may print a thing, as it is in force today. The shipped one comes first. */
export const paperForm = z.object({
  templateId: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  isShipped: z.boolean(),
  /** Whose own form it is; null: everybody's. */
  jurisdictionName: z.string().nullable(),
  no: z.number().int(),
  format: z.enum(["built_in", "docx", "xlsx"]),
  effectiveFrom: day,
});
export type PaperForm = z.infer<typeof paperForm>;

export const paperView = z.object({
  id: z.string(),
  number: z.string(),
  kind: paperKind,
  title: z.string(),
  lang: z.enum(["zh", "en"]),
  contentHash: z.string(),
  checkCode: z.string(),
  rows: z.number().int(),
  printedAt: instant,
  printedByName: z.string().nullable(),
  template: z.object({ code: z.string(), name: z.string(), no: z.number().int() }),
  /** Not, where the text has changed since it was printed. */
  isCurrent: z.boolean(),
  print: z.object({
    state: z.enum(["waiting", "ready", "failed"]),
    done: z.number().int(),
    total: z.number().int(),
    fault: z.string().nullable(),
  }),
  files: z.array(z.object({ format: paperFormat, size: z.number().int(), sha256: z.string() })),
});
export type PaperView = z.infer<typeof paperView>;

export const listPapersInput = paging.extend({ subjectId: z.string() });
export type ListPapersInput = z.input<typeof listPapersInput>;
export const paperPage = pageOf(paperView);
export type PaperPage = z.infer<typeof paperPage>;

export const scanView = z.object({
  id: z.string(),
  entryId: z.string(),
  revisionId: z.string(),
  verdict: scanVerdict,
  isTyped: z.boolean(),
  paperNumber: z.string().nullable(),
  attachmentId: z.string(),
  fileName: z.string(),
  uploadedAt: instant,
  uploadedByName: z.string().nullable(),
});
export type ScanView = z.infer<typeof scanView>;
export const typeScanCodeInput = z.object({
  scanId: z.string(),
  number: z.string().trim().max(40),
  checkCode: z.string().trim().max(20),
});
export type TypeScanCodeInput = z.infer<typeof typeScanCodeInput>;

/** What anybody may know about a paper; `standing` only where its subject is public. */
export const publicPaper = z.object({
  number: z.string(),
  kind: paperKind,
  printedOn: day,
  contentHash: z.string(),
  standing: z.enum(["current", "superseded"]).nullable(),
  /** Of a notice, which is public by nature. */
  noticeNumber: z.string().nullable(),
});
export type PublicPaper = z.infer<typeof publicPaper>;
