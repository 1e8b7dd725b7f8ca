import { z } from "zod";
import { listFirmsInput } from "../firm-file/firm-file.schema.ts";
import { vettingListInput } from "../vetting/vetting.schema.ts";
import { listChaseInput } from "./desk.schema.ts";

/** What can be taken along from the desk, and as what. */
export const DESK_EXPORTS = ["firms", "vetting", "chase"] as const;
export const LIST_FORMATS = ["xlsx", "csv"] as const;
export const FILE_FORMATS = ["pdf", "docx", "xlsx"] as const;

export const exportDeskInput = z.discriminatedUnion("what", [
  z.object({ what: z.literal("firms"), format: z.enum(LIST_FORMATS), filters: listFirmsInput }),
  z.object({ what: z.literal("vetting"), format: z.enum(LIST_FORMATS), filters: vettingListInput }),
  z.object({ what: z.literal("chase"), format: z.enum(LIST_FORMATS), filters: listChaseInput }),
]);
export type ExportDeskInput = z.input<typeof exportDeskInput>;
export const exportFirmFileInput = z.object({ organisationId: z.string().max(60), format: z.enum(FILE_FORMATS) });
export type ExportFirmFileInput = z.input<typeof exportFirmFileInput>;

/** Rows of one file; a longer list is refused with the advice to filter. */
export const MAX_EXPORT_ROWS = 10_000;
