import { z } from "zod";
import { citedBasis } from "../basis/basis.schema.ts";
import { entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { callState } from "./call.states.ts";

const id = z.string().min(1).max(60);
const line = (max: number) => z.string().trim().max(max, "call.too_long");
const optional = (max: number) =>
  line(max)
    .nullable()
    .default(null)
    .transform((text) => text || null);
const names = z.array(line(200).min(1)).max(20, "call.too_many").default([]);
const namedPlace = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() });

export const CALL_ORGANISATION_KINDS = ["enterprise", "university", "institute", "agency"] as const;
const organisationKinds = z.array(z.enum(CALL_ORGANISATION_KINDS)).default([]);

/** Blank forms that a call may offer; the keys are those of the shipped form templates. */
const formKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,60}$/, "call.form_unknown");

const citation = z.object({
  basisId: id,
  /** Why a document outside its validity is cited nevertheless. */
  overrideReason: optional(1000),
});

const fields = {
  title: line(120).min(1, "call.title_missing"),
  titleEn: optional(240),
  text: line(20_000).default(""),
  textEn: optional(40_000),
  kinds: z.array(entryKind).min(1, "call.kinds_missing").max(2),
  hosts: names,
  coHosts: names,
  organisationKinds,
  /** Jurisdictions addressed; empty addresses everybody below the one that calls. */
  jurisdictionIds: z.array(id).max(100).default([]),
  chainCodes: z.array(line(40).min(1)).max(50).default([]),
  forms: z.array(formKey).max(20).default([]),
  opensAt: instant.nullable().default(null),
  closesAt: instant.nullable().default(null),
  contactName: optional(60),
  contactPhone: optional(40),
  contactEmail: optional(120),
  address: optional(200),
  bases: z.array(citation).max(10).default([]),
};
const inOrder = (c: { opensAt?: string | null; closesAt?: string | null }) =>
  !c.opensAt || !c.closesAt || Date.parse(c.opensAt) < Date.parse(c.closesAt);
const ordered = { error: "call.dates_reversed", path: ["closesAt"] };

export const createCallInput = z.object({ jurisdictionId: id, ...fields }).refine(inOrder, ordered);
export type CreateCallInput = z.input<typeof createCallInput>;
export const updateCallInput = z.object({ callId: id, version: z.number().int(), ...fields }).refine(inOrder, ordered);
export type UpdateCallInput = z.input<typeof updateCallInput>;

export const callRef = z.object({ callId: id });
export type CallRef = z.input<typeof callRef>;
const reason = line(2000).min(2, "call.reason_missing");
export const extendCallInput = z.object({ callId: id, closesAt: instant, reason });
export type ExtendCallInput = z.input<typeof extendCallInput>;
export const withdrawCallInput = z.object({ callId: id, reason });
export type WithdrawCallInput = z.input<typeof withdrawCallInput>;
export const callEntryInput = z.object({ callId: id, entryId: id });
export type CallEntryInput = z.input<typeof callEntryInput>;
export const listCallsInput = paging.extend({ state: callState.optional() });
export type ListCallsInput = z.input<typeof listCallsInput>;

export const CALL_ACTIONS = ["edit", "open", "extend", "withdraw"] as const;
export const callAction = z.enum(CALL_ACTIONS);
export type CallAction = z.infer<typeof callAction>;

export const callCounts = z.object({
  /** Entries begun under the call that nobody handed in yet. */
  begun: z.number().int(),
  /** Handed in: with their coordinators, returned or published. */
  handedIn: z.number().int(),
  published: z.number().int(),
});
export type CallCounts = z.infer<typeof callCounts>;

export const callRow = z.object({
  id: z.string(),
  number: z.string().nullable(),
  state: callState,
  title: z.string(),
  titleEn: z.string().nullable(),
  kinds: z.array(entryKind),
  jurisdiction: namedPlace,
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  handedIn: z.number().int(),
});
export type CallRow = z.infer<typeof callRow>;
export const callPage = pageOf(callRow);
export type CallPage = z.infer<typeof callPage>;

export const callExtension = z.object({
  formerClosesAt: instant,
  closesAt: instant,
  reason: z.string(),
  extendedAt: instant,
});

/** One call for the workbench. */
export const callView = z.object({
  id: z.string(),
  number: z.string().nullable(),
  state: callState,
  jurisdiction: namedPlace,
  title: z.string(),
  titleEn: z.string().nullable(),
  text: z.string(),
  textEn: z.string().nullable(),
  kinds: z.array(entryKind),
  hosts: z.array(z.string()),
  coHosts: z.array(z.string()),
  organisationKinds: z.array(z.enum(CALL_ORGANISATION_KINDS)),
  jurisdictions: z.array(namedPlace),
  chainCodes: z.array(z.string()),
  forms: z.array(z.string()),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  address: z.string().nullable(),
  bases: z.array(citedBasis),
  extensions: z.array(callExtension),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  withdrawReason: z.string().nullable(),
  /** Takes entries at this moment. */
  isTaking: z.boolean(),
  /** What stands between the draft and its opening, as i18n keys. */
  obstacles: z.array(z.object({ reason: z.string(), details: z.record(z.string(), z.unknown()) })),
  counts: callCounts,
  /** The reader coordinates the jurisdiction of this call. */
  isCoordinator: z.boolean(),
  version: z.number().int(),
  allowedActions: z.array(callAction),
});
export type CallView = z.infer<typeof callView>;

/** How many came in, by the jurisdiction of the entry. */
export const callProgressRow = callCounts.extend({
  jurisdictionId: z.string().nullable(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  /** Organisations addressed there, and how many of them handed in something. */
  addressed: z.number().int(),
  answered: z.number().int(),
});
export const callProgress = z.array(callProgressRow);
export type CallProgress = z.infer<typeof callProgress>;

export const listSilentInput = paging.extend({ callId: id, jurisdictionId: id.optional() });
export type ListSilentInput = z.input<typeof listSilentInput>;
/** An addressed organisation that handed in nothing yet, with a text to paste. */
export const silentOrganisation = z.object({
  organisationId: z.string(),
  name: z.string(),
  jurisdictionName: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  begun: z.number().int(),
  text: z.string(),
  textEn: z.string(),
});
export const silentPage = pageOf(silentOrganisation);
export type SilentPage = z.infer<typeof silentPage>;

export const listCallEntriesInput = paging.extend({ callId: id });
export type ListCallEntriesInput = z.input<typeof listCallEntriesInput>;
export const callEntryRow = z.object({
  entryId: z.string(),
  number: z.string().nullable(),
  kind: entryKind,
  title: z.string(),
  organisationName: z.string(),
  state: z.string(),
  revisionId: z.string().nullable(),
  revisionState: z.string(),
  handedInAt: instant,
});
export const callEntryPage = pageOf(callEntryRow);
export type CallEntryPage = z.infer<typeof callEntryPage>;

/** Calls of one entry, and the open ones it could be handed in under. */
export const entryCalls = z.object({
  under: z.array(
    z.object({
      callId: z.string(),
      number: z.string().nullable(),
      title: z.string(),
      titleEn: z.string().nullable(),
      closesAt: instant.nullable(),
      canTakeOut: z.boolean(),
    }),
  ),
  open: z.array(
    z.object({
      callId: z.string(),
      number: z.string(),
      title: z.string(),
      titleEn: z.string().nullable(),
      closesAt: instant,
    }),
  ),
});
export type EntryCalls = z.infer<typeof entryCalls>;

/** What everybody may know of a call, from its opening on. */
export const publicCallRow = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(["open", "closed", "withdrawn"]),
  title: z.string(),
  titleEn: z.string().nullable(),
  kinds: z.array(entryKind),
  jurisdictionName: z.string(),
  jurisdictionNameEn: z.string().nullable(),
  opensAt: instant,
  closesAt: instant,
  openedAt: instant,
  /** Published entries that came in under it. */
  published: z.number().int(),
});
export type PublicCallRow = z.infer<typeof publicCallRow>;

export const publicCall = publicCallRow.extend({
  text: z.string(),
  textEn: z.string().nullable(),
  hosts: z.array(z.string()),
  coHosts: z.array(z.string()),
  organisationKinds: z.array(z.enum(CALL_ORGANISATION_KINDS)),
  jurisdictions: z.array(namedPlace),
  chains: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() })),
  forms: z.array(z.string()),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  address: z.string().nullable(),
  bases: z.array(citedBasis),
  extensions: z.array(callExtension),
  closedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  withdrawReason: z.string().nullable(),
  editions: z.array(
    z.object({ slug: z.string(), title: z.string(), titleEn: z.string().nullable(), no: z.number().int() }),
  ),
});
export type PublicCall = z.infer<typeof publicCall>;
