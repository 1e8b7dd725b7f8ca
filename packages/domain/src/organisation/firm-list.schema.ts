import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// The city's list of firms: read, shown with what is wrong in each row, then loaded as a whole.
export const FIRM_FIELDS = [
  "name",
  "nameEn",
  "creditCode",
  "county",
  "industry",
  "tier",
  "honours",
  "chain",
  "contactName",
  "contactPhone",
  "contactEmail",
  "address",
  "website",
  "summary",
] as const;
export const firmField = z.enum(FIRM_FIELDS);
export type FirmField = z.infer<typeof firmField>;

export const FIRM_LIST_LIMITS = { rows: 5000, fileBytes: 20 * 1024 * 1024 } as const;

/** `warn` lets the row in and says what was left out of it; `refuse` keeps the row out. The sentence is `firmList.problem.<code>`. */
export const firmProblem = z.object({
  code: z.string(),
  severity: z.enum(["warn", "refuse"]),
  field: firmField.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FirmProblem = z.infer<typeof firmProblem>;

export const firmRowStatus = z.enum(["new", "changed", "known", "duplicate", "refused", "loaded"]);
export type FirmRowStatus = z.infer<typeof firmRowStatus>;

export const firmListState = z.enum(["staged", "loaded", "discarded"]);
export const firmListCounts = z.object({
  new: z.number().int().default(0),
  changed: z.number().int().default(0),
  known: z.number().int().default(0),
  duplicate: z.number().int().default(0),
  refused: z.number().int().default(0),
  loaded: z.number().int().default(0),
  /** Rows that come in with a remark. */
  noted: z.number().int().default(0),
});
export type FirmListCounts = z.infer<typeof firmListCounts>;

export const firmListView = z.object({
  listId: z.string(),
  fileName: z.string(),
  state: firmListState,
  rowsTotal: z.number().int(),
  counts: firmListCounts,
  /** How each column was understood; null: left aside. */
  columns: z.array(z.object({ name: z.string(), field: firmField.nullable() })),
  headerLine: z.number().int(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  loadedAt: instant.nullable(),
  allowedActions: z.array(z.enum(["load", "discard", "printSlips"])),
});
export type FirmListView = z.infer<typeof firmListView>;
export const firmListPage = pageOf(firmListView);

export const firmRowView = z.object({
  no: z.number().int(),
  line: z.number().int(),
  status: firmRowStatus,
  name: z.string(),
  creditCode: z.string().nullable(),
  county: z.string().nullable(),
  tier: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  problems: z.array(firmProblem),
  /** For a known firm: which fields the list changes. */
  changes: z.array(firmField),
  duplicateOfLine: z.number().int().nullable(),
  organisationId: z.string().nullable(),
});
export type FirmRowView = z.infer<typeof firmRowView>;
export const firmRowPage = pageOf(firmRowView);

export const firmListRef = z.object({ listId: z.string().max(60) });
export type FirmListRef = z.input<typeof firmListRef>;
export const listFirmRowsInput = paging.extend({
  listId: z.string().max(60),
  status: firmRowStatus.optional(),
  hasProblems: z.boolean().optional(),
});
export type ListFirmRowsInput = z.input<typeof listFirmRowsInput>;
export const listFirmListsInput = paging;
export type ListFirmListsInput = z.input<typeof listFirmListsInput>;
