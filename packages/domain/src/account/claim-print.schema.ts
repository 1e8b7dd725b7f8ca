import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// Codes are made when slips are printed: the database keeps their hashes, so a lost slip is answered by a new code, which
// makes the former void. The sheet itself lies encrypted for its maker for a day, so that a closed window costs nothing.
export const CLAIM_PRINT_HOURS = 24;
export const CLAIM_PRINT_MOST = 5000;

export const claimState = z.enum(["claimed", "open", "expired", "none"]);
export type ClaimState = z.infer<typeof claimState>;

export const firmClaimView = z.object({
  organisationId: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  tier: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  state: claimState,
  /** When the code in force was made, and until when it holds. */
  codeMadeAt: instant.nullable(),
  codeExpiresAt: instant.nullable(),
  claimedAt: instant.nullable(),
  leadCount: z.number().int(),
});
export type FirmClaimView = z.infer<typeof firmClaimView>;
export const firmClaimPage = pageOf(firmClaimView).extend({
  counts: z.object({
    claimed: z.number().int(),
    open: z.number().int(),
    expired: z.number().int(),
    none: z.number().int(),
  }),
});
export type FirmClaimPage = z.infer<typeof firmClaimPage>;

const filter = {
  state: claimState.optional(),
  query: z.string().trim().max(100).optional(),
  jurisdictionId: z.string().max(60).optional(),
  /** Those of one loaded list. */
  listId: z.string().max(60).optional(),
};
export const listFirmClaimsInput = paging.extend(filter);
export type ListFirmClaimsInput = z.input<typeof listFirmClaimsInput>;

/** Named firms, or all that a filter finds; claimed ones are left out. */
export const printClaimsInput = z.object({
  ...filter,
  organisationIds: z.array(z.string().max(60)).max(CLAIM_PRINT_MOST).optional(),
  note: z.string().trim().max(200).optional(),
});
export type PrintClaimsInput = z.input<typeof printClaimsInput>;

export const claimPrintState = z.enum(["making", "ready", "expired", "failed"]);
export const claimPrintView = z.object({
  printId: z.string(),
  state: claimPrintState,
  total: z.number().int(),
  done: z.number().int(),
  createdAt: instant,
  /** When the sheet is forgotten; codes on paper live on. */
  expiresAt: instant.nullable(),
  error: z.string().nullable(),
});
export type ClaimPrintView = z.infer<typeof claimPrintView>;
export const claimPrintPage = pageOf(claimPrintView);
export const claimPrintRef = z.object({ printId: z.string().max(60) });
export type ClaimPrintRef = z.input<typeof claimPrintRef>;

export const claimSlip = z.object({
  organisationId: z.string(),
  name: z.string(),
  jurisdictionName: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  code: z.string(),
  link: z.string(),
});
export type ClaimSlip = z.infer<typeof claimSlip>;
export const claimSheet = z.object({ print: claimPrintView, slips: z.array(claimSlip), codesExpireAt: instant });
export type ClaimSheet = z.infer<typeof claimSheet>;
