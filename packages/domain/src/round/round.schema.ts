import { z } from "zod";
import { citedBasis } from "../basis/basis.schema.ts";
import { boardItemView, partyRef } from "../board/board.schema.ts";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { ledgerHead, nextAction, stageView } from "../procedure/procedure.schema.ts";
import { procedureEndReason, procedureState } from "../procedure/procedure.states.ts";
import { parameterValue } from "../template/template.schema.ts";
import { roundParameters } from "./round-parameters.ts";

const reasonText = z.string().trim().min(2, "round.reason_missing").max(2000, "round.too_long");
const short = (max: number) => z.string().trim().max(max, "round.too_long");
const localText = z.object({ zh: z.string(), en: z.string() });

export const ROUND_ACTIONS = [
  "edit",
  "cite",
  "startSolicitation",
  "closeSolicitation",
  "proposeItem",
  "announce",
  "extend",
  "open",
  "finishCheck",
  "endStage",
  "release",
  "cancel",
  "fail",
] as const;
export const roundAction = z.enum(ROUND_ACTIONS);
export type RoundAction = z.infer<typeof roundAction>;

export const parameterView = z.object({
  key: z.string(),
  name: localText,
  explains: localText,
  citation: z.object({ kind: z.enum(["source", "practice"]), zh: z.string(), en: z.string() }),
  value: parameterValue,
  default: parameterValue,
});

/** One row of the list of rounds in the workbench. */
export const roundRow = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  titleEn: z.string().nullable(),
  state: procedureState,
  stageKey: z.string().nullable(),
  stageName: z.string().nullable(),
  stageNameEn: z.string().nullable(),
  stageClosesAt: instant.nullable(),
  itemCount: z.number().int(),
  sealedBids: z.number().int(),
  jurisdiction: partyRef,
  announcedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type RoundRow = z.infer<typeof roundRow>;
export const roundPage = pageOf(roundRow);

/** One screen per round: where it stands, what comes next for whom, what the reader may do. */
export const roundView = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  titleEn: z.string().nullable(),
  summary: z.string(),
  summaryEn: z.string().nullable(),
  state: procedureState,
  endReason: z.string().nullable(),
  endText: z.string().nullable(),
  template: z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable(), version: z.number().int() }),
  jurisdiction: partyRef,
  hosts: z.array(z.string()),
  acceptingOffice: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  supervisorPhone: z.string().nullable(),
  bases: z.array(citedBasis),
  parameters: z.array(parameterView),
  values: roundParameters,
  stages: z.array(stageView),
  stageKey: z.string().nullable(),
  /** `announcesOn`, and the instants of bidding: also editable before the announcement. */
  schedule: z.object({
    solicitClosesAt: instant.nullable(),
    bidOpensAt: instant.nullable(),
    bidClosesAt: instant.nullable(),
  }),
  items: z.array(boardItemView),
  nextActions: z.array(nextAction),
  /** What still stands in the way of the next step, as i18n keys with details. */
  obstacles: z.array(z.object({ reason: z.string(), details: z.record(z.string(), z.unknown()) })),
  sealing: z.object({
    mode: z.enum(["off", "platform"]),
    algorithm: z.string(),
    /** Base64url; the browser seals bids to it. Null in mode `off`. */
    publicKey: z.string().nullable(),
  }),
  openedAt: instant.nullable(),
  boardHash: z.string().nullable(),
  ledger: ledgerHead.nullable(),
  notices: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      title: z.string(),
      titleEn: z.string().nullable(),
      publishedAt: instant,
      closesOn: day.nullable(),
    }),
  ),
  releases: z.array(
    z.object({ version: z.number().int(), changelog: z.string(), hash: z.string(), releasedAt: instant }),
  ),
  announcedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** The reader coordinates this round. */
  isCoordinator: z.boolean(),
  allowedActions: z.array(roundAction),
  version: z.number().int(),
});
export type RoundView = z.infer<typeof roundView>;

export const roundRef = z.object({ roundId: z.string() });
export type RoundRef = z.infer<typeof roundRef>;

export const listRoundsInput = paging.extend({ state: procedureState.optional() });
export type ListRoundsInput = z.infer<typeof listRoundsInput>;

const editable = z.object({
  title: short(200).min(1, "round.title_missing"),
  titleEn: short(300).nullable(),
  summary: short(4000),
  summaryEn: short(6000).nullable(),
  hosts: z.array(short(200).min(1)).max(10),
  acceptingOffice: short(200).nullable(),
  phone: short(60).nullable(),
  address: short(300).nullable(),
  supervisorPhone: short(60).nullable(),
  parameters: roundParameters.partial(),
  schedule: z.object({
    solicitClosesAt: instant.nullable().optional(),
    bidOpensAt: instant.nullable().optional(),
    bidClosesAt: instant.nullable().optional(),
  }),
});

/** Contact lines that are left out come from the jurisdiction. */
export const createRoundInput = editable
  .partial()
  .required({ title: true })
  .extend({
    jurisdictionId: z.string(),
    templateKey: z.string().default("industry"),
    basisIds: z.array(z.string()).max(10).default([]),
  });
export type CreateRoundInput = z.input<typeof createRoundInput>;

export const updateRoundInput = editable.partial().extend({ roundId: z.string(), version: z.number().int() });
export type UpdateRoundInput = z.input<typeof updateRoundInput>;

export const citeBasisInput = z.object({
  roundId: z.string(),
  basisId: z.string(),
  /** Why a basis outside its validity is accepted; recorded with the name of who says so. */
  overrideReason: reasonText.nullable().default(null),
});
export type CiteBasisInput = z.input<typeof citeBasisInput>;

export const extendRoundInput = z.object({ roundId: z.string(), closesAt: instant, reason: reasonText });
export type ExtendRoundInput = z.infer<typeof extendRoundInput>;

export const releaseInput = z.object({
  roundId: z.string(),
  /** For the changelog of version 2 and later; version 1 writes its own when empty. */
  changelog: short(2000).default(""),
});
export type ReleaseInput = z.input<typeof releaseInput>;

export const endRoundInput = z.object({ roundId: z.string(), reason: procedureEndReason, text: reasonText });
export type EndRoundInput = z.infer<typeof endRoundInput>;

/** The timeline that given parameters lead to, before anything is saved. */
export const previewInput = z.object({
  templateKey: z.string().default("industry"),
  parameters: roundParameters.partial().default({}),
  schedule: z
    .object({ bidOpensAt: instant.nullable().default(null), bidClosesAt: instant.nullable().default(null) })
    .prefault({}),
});
export type PreviewInput = z.input<typeof previewInput>;

export const timelineStep = z.object({
  key: z.string(),
  name: localText,
  from: instant.nullable(),
  to: instant.nullable(),
  /** True when the date is only what follows if everybody takes the time they have. */
  isEstimate: z.boolean(),
  note: localText.nullable(),
});
export const timeline = z.array(timelineStep);
export type TimelineStep = z.infer<typeof timelineStep>;
