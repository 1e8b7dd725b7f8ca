import { z } from "zod";
import { fileFindings, NO_FINDINGS } from "../attachment/attachment.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { decisionView } from "../vetting/vetting.schema.ts";
import { audience } from "./audience.ts";
import { entryState, revisionState } from "./entry.states.ts";
import { entryContent, entryKind, LAYERED_FIELDS, type LayeredField, layer } from "./entry-content.ts";
import { finding } from "./entry-linter.ts";
import { poster } from "./public-entry.ts";

export const entryRef = z.object({ entryId: z.string() });
export type EntryRef = z.infer<typeof entryRef>;

/** A new draft, by a member, or by a coordinator on behalf of an organisation of the own jurisdiction. */
export const createEntryInput = z.object({
  kind: entryKind,
  organisationId: z.string(),
  content: entryContent.optional(),
});
export type CreateEntryInput = z.input<typeof createEntryInput>;

/** `lockVersion` is the one the author read: whoever saves second learns what changed, and loses nothing. */
export const saveDraftInput = z.object({
  entryId: z.string(),
  lockVersion: z.number().int(),
  content: entryContent,
});
export type SaveDraftInput = z.input<typeof saveDraftInput>;

/** Acts on the version that the person read. */
export const submitEntryInput = z.object({
  entryId: z.string(),
  lockVersion: z.number().int(),
  /** Codes of findings that the author knows of and hands in nevertheless. */
  acknowledged: z.array(z.string().max(60)).max(60).default([]),
});
export type SubmitEntryInput = z.input<typeof submitEntryInput>;

export const entryReasonInput = z.object({
  entryId: z.string(),
  reason: z.enum(["done", "not_wanted", "out_of_date", "mistake", "other"]),
  text: z.string().trim().max(500, "entry.too_long").default(""),
});
export type EntryReasonInput = z.input<typeof entryReasonInput>;

export const renewEntryInput = z.object({ entryId: z.string(), validUntil: z.iso.date("entry.day_shape") });
export type RenewEntryInput = z.infer<typeof renewEntryInput>;

export const fieldDifference = z.object({
  /** Path of the field, such as `title` or `detail.targets`. */
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type FieldDifference = z.infer<typeof fieldDifference>;

/** Either it was saved, or somebody else saved before: then what stands now, and the difference to what was typed. */
export const saveDraftResult = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("saved"),
    lockVersion: z.number().int(),
    savedAt: instant,
    findings: z.array(finding),
  }),
  z.object({
    outcome: z.literal("conflict"),
    lockVersion: z.number().int(),
    savedAt: instant,
    savedByName: z.string().nullable(),
    content: entryContent,
    differences: z.array(fieldDifference),
  }),
]);
export type SaveDraftResult = z.infer<typeof saveDraftResult>;

export const ENTRY_ACTIONS = [
  "save",
  "submit",
  "recall",
  "discard",
  "revise",
  "withdraw",
  "renew",
  "archive",
  "confirm_on_behalf",
  "confirm_by_stamp",
  "attach",
] as const;
export const entryAction = z.enum(ENTRY_ACTIONS);
export type EntryAction = z.infer<typeof entryAction>;

export const attachmentView = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  layer,
  uploadedAt: instant,
  uploadedByName: z.string().nullable(),
  findings: fileFindings.default(NO_FINDINGS),
});
export type AttachmentView = z.infer<typeof attachmentView>;

export const revisionSummary = z.object({
  id: z.string(),
  no: z.number().int(),
  state: revisionState,
  title: z.string(),
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  updatedAt: instant,
});
export type RevisionSummary = z.infer<typeof revisionSummary>;

/** An entry as its own people see it in the workbench: the revision being worked on (or the published one). */
export const ownEntry = z.object({
  id: z.string(),
  kind: entryKind,
  number: z.string().nullable(),
  state: entryState,
  isHistorical: z.boolean(),
  audience,
  organisation: z.object({ id: z.string(), name: z.string() }),
  jurisdiction: z.object({ id: z.string(), name: z.string() }).nullable(),
  publishedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  endReason: z.string().nullable(),
  /** Entered by a coordinator and not yet confirmed by the organisation. */
  onBehalf: z
    .object({ byName: z.string().nullable(), confirmedAt: instant.nullable(), isStamped: z.boolean() })
    .nullable(),
  revision: z.object({
    id: z.string(),
    no: z.number().int(),
    state: revisionState,
    lockVersion: z.number().int(),
    content: entryContent,
    savedAt: instant,
    savedByName: z.string().nullable(),
    submittedAt: instant.nullable(),
  }),
  /** A published revision stands beside the one being worked on. */
  publishedRevisionNo: z.number().int().nullable(),
  findings: z.array(finding),
  canSubmit: z.boolean(),
  attachments: z.array(attachmentView),
  revisions: z.array(revisionSummary),
  history: z.array(decisionView),
  interests: z.object({ open: z.number().int(), overdue: z.number().int(), total: z.number().int() }),
  openings: z.number().int(),
  allowedActions: z.array(entryAction),
});
export type OwnEntry = z.infer<typeof ownEntry>;

export const ownEntryRow = z.object({
  id: z.string(),
  kind: entryKind,
  number: z.string().nullable(),
  title: z.string(),
  state: entryState,
  revisionState,
  organisationId: z.string(),
  organisationName: z.string(),
  isOnBehalf: z.boolean(),
  openInterests: z.number().int(),
  expiresAt: instant.nullable(),
  updatedAt: instant,
});
export type OwnEntryRow = z.infer<typeof ownEntryRow>;

/** `entry.list`: entries of the own organisations, and those entered on behalf of others. */
export const ownEntryListInput = paging.extend({
  kind: entryKind.optional(),
  state: entryState.optional(),
  revisionState: revisionState.optional(),
  organisationId: z.string().optional(),
  text: z.string().trim().max(100).optional(),
});
export type OwnEntryListInput = z.input<typeof ownEntryListInput>;
export const ownEntryPage = pageOf(ownEntryRow);
export type OwnEntryPage = z.infer<typeof ownEntryPage>;

export const openingView = z.object({
  id: z.string(),
  userName: z.string(),
  organisationName: z.string().nullable(),
  layer,
  fileName: z.string().nullable(),
  openedAt: instant,
});
/** `entry.openings`: all, or those of a span of days in Shanghai. */
export const openingListInput = paging.extend({
  entryId: z.string(),
  from: z.iso.date("entry.day_shape").optional(),
  to: z.iso.date("entry.day_shape").optional(),
});
export type OpeningListInput = z.input<typeof openingListInput>;
export const openingPage = pageOf(openingView);
export type OpeningPage = z.infer<typeof openingPage>;

/** What a signed-in person may read and do beyond the public page of one entry. */
export const readerView = z.object({
  entryId: z.string(),
  number: z.string(),
  kind: entryKind,
  /** Of the first layer, from the one projection. */
  title: z.string(),
  titleEn: z.string().nullable(),
  /** Its name is null when hidden. */
  poster: poster.pick({ isHidden: true, name: true, nameEn: true, kind: true }),
  /** Technology managers who will read an interest with the owner; unnamed where the poster is hidden. */
  managers: z.array(z.object({ name: z.string().nullable() })),
  isOwn: z.boolean(),
  /** `circle`: it has no public page, the workbench shows it. */
  audience,
  undertaking: z.object({
    isNeeded: z.boolean(),
    acceptedAt: instant.nullable(),
    version: z.string(),
    text: z.string(),
    textEn: z.string(),
  }),
  /** The own organisation's interest, when there is one that is open or accepted. */
  interest: z.object({ id: z.string(), state: z.string(), organisationId: z.string() }).nullable(),
  allowedActions: z.array(z.enum(["express_interest", "accept_undertaking", "open_undertaking_layer"])),
});
export type ReaderView = z.infer<typeof readerView>;

export const layerableField = z.enum(LAYERED_FIELDS as [LayeredField, ...LayeredField[]]);
