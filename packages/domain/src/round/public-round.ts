import { z } from "zod";
import { citedBasis } from "../basis/basis.schema.ts";
import { itemState } from "../board/board-item.states.ts";
import { publicEntry } from "../entry/public-entry.ts";
import { instant } from "../kernel/instants.ts";
import { publicNoticeRow } from "../notice/notice.schema.ts";
import { ledgerHead, stageView } from "../procedure/procedure.schema.ts";
import { procedureState } from "../procedure/procedure.states.ts";
import { parameterValue } from "../template/template.schema.ts";

// What everybody may know of a round: from the announcement on, never more than the public layer, never a bidder who lost.

const localText = z.object({ zh: z.string(), en: z.string() });

export const publicBoardItem = z.object({
  id: z.string(),
  number: z.number().int(),
  state: itemState,
  hash: z.string(),
  /** The public layer, frozen at the announcement. */
  snapshot: publicEntry,
  /** Sealed envelopes: a count, nothing else. */
  sealedBids: z.number().int(),
  commitments: z.array(z.string()),
  bidsCloseAt: instant.nullable(),
  /** Only what was released. */
  selected: z.array(z.object({ name: z.string(), nameEn: z.string().nullable() })),
  endReason: z.string().nullable(),
  endText: z.string().nullable(),
  agreementCount: z.number().int(),
});
export type PublicBoardItem = z.infer<typeof publicBoardItem>;

export const publicRound = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  summary: z.string(),
  summaryEn: z.string().nullable(),
  state: procedureState,
  endReason: z.string().nullable(),
  endText: z.string().nullable(),
  template: z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable(), version: z.number().int() }),
  jurisdiction: z.object({ name: z.string(), nameEn: z.string().nullable() }),
  hosts: z.array(z.string()),
  acceptingOffice: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  supervisorPhone: z.string().nullable(),
  bases: z.array(citedBasis),
  stages: z.array(stageView),
  stageKey: z.string().nullable(),
  bidOpensAt: instant.nullable(),
  bidClosesAt: instant.nullable(),
  sealing: z.enum(["off", "platform"]),
  parameters: z.array(
    z.object({
      key: z.string(),
      name: localText,
      value: parameterValue,
      citation: z.object({ kind: z.enum(["source", "practice"]), zh: z.string(), en: z.string() }),
    }),
  ),
  items: z.array(publicBoardItem),
  notices: z.array(publicNoticeRow),
  releases: z.array(
    z.object({ version: z.number().int(), changelog: z.string(), hash: z.string(), releasedAt: instant }),
  ),
  boardHash: z.string().nullable(),
  ledger: ledgerHead,
  announcedAt: instant,
  endedAt: instant.nullable(),
});
export type PublicRound = z.infer<typeof publicRound>;

export const publicRoundRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  summary: z.string(),
  summaryEn: z.string().nullable(),
  state: procedureState,
  stageKey: z.string().nullable(),
  stageName: z.string().nullable(),
  stageNameEn: z.string().nullable(),
  jurisdictionName: z.string(),
  jurisdictionNameEn: z.string().nullable(),
  itemCount: z.number().int(),
  sealedBids: z.number().int(),
  bidOpensAt: instant.nullable(),
  bidClosesAt: instant.nullable(),
  announcedAt: instant,
  endedAt: instant.nullable(),
});
export type PublicRoundRow = z.infer<typeof publicRoundRow>;
