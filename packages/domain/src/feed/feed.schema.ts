import { z } from "zod";

/** Forms in which a list goes out. */
export const exportFormat = z.enum(["csv", "xlsx", "jsonl"]);
export type ExportFormat = z.infer<typeof exportFormat>;

/** A sheet that people open by hand; beyond it CSV and JSONL know no limit. */
export const XLSX_ROW_LIMIT = 10_000;

/** Own entries with all one wrote, or whatever one may read. */
export const exportScope = z.enum(["own", "readable"]);
export type ExportScope = z.infer<typeof exportScope>;
