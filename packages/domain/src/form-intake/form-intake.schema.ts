import { z } from "zod";
import { entryContent, entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { organisationKind } from "../organisation/organisation.schema.ts";
import { FORM_FAMILIES } from "./form-definitions.ts";

export const formFamily = z.enum(FORM_FAMILIES);

export const formPlace = z.object({ sheet: z.string().nullable(), row: z.number().int() });

/** What could not be read, in words and place. Never keeps a draft out: the field stays empty and the words are kept. */
export const formProblem = z.object({
  severity: z.enum(["error", "note"]),
  /** A key of i18n: `form.problem.<…>`. */
  reason: z.string(),
  field: z.string().optional(),
  value: z.string().optional(),
  max: z.number().optional(),
  place: formPlace.optional(),
});
export type FormProblem = z.infer<typeof formProblem>;

/** Who the form says it comes from. */
export const organisationClaim = z.object({
  name: z.string(),
  creditCode: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
});
export type OrganisationClaim = z.infer<typeof organisationClaim>;

/** One entry of a file, read and not yet brought in. */
export const formDraft = z.object({
  title: z.string(),
  content: entryContent,
  problems: z.array(formProblem),
  /** What found no field. */
  note: z.string(),
  place: formPlace.nullable(),
  entryId: z.string().optional(),
});
export type FormDraft = z.infer<typeof formDraft>;

export const INTAKE_STATES = ["open", "committing", "committed", "cancelled"] as const;
export const intakeState = z.enum(INTAKE_STATES);
export type IntakeState = z.infer<typeof intakeState>;

export const FORM_FILE_STATES = [
  "waiting", // uploaded, not read yet
  "archive", // a ZIP: its files stand beside it
  "read", // as drafts, with or without remarks
  "refused", // with a reason in words
  "skipped", // no form at all, such as __MACOSX
  "known", // brought in before
  "dropped", // put aside by a person
  "committed",
] as const;
export const formFileState = z.enum(FORM_FILE_STATES);
export type FormFileState = z.infer<typeof formFileState>;

/** How the organisation was found; `none` waits for a person. */
export const organisationMatch = z.enum(["credit_code", "name", "own", "chosen", "new", "none"]);
export type OrganisationMatch = z.infer<typeof organisationMatch>;

export const newOrganisation = z.object({
  name: z.string().trim().min(1, "form.organisation_name_missing").max(200),
  creditCode: z.string().trim().max(30).nullable().default(null),
  kind: organisationKind.default("enterprise"),
  jurisdictionId: z.string(),
});
export type NewOrganisation = z.infer<typeof newOrganisation>;

export const FORM_FILE_ACTIONS = ["set_organisation", "drop", "restore"] as const;
export const formFileView = z.object({
  id: z.string(),
  /** With its folders inside a ZIP. */
  path: z.string(),
  archiveId: z.string().nullable(),
  size: z.number().int(),
  state: formFileState,
  formCode: z.string().nullable(),
  family: formFamily.nullable(),
  claim: organisationClaim.nullable(),
  match: organisationMatch,
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  newOrganisation: newOrganisation.nullable(),
  /** Why it was refused, skipped or known: a key of i18n with its values. */
  reason: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  problems: z.array(formProblem),
  /** The file itself can be had again: not so a bid, or what is left of a damaged ZIP. */
  hasOriginal: z.boolean(),
  drafts: z.array(formDraft.omit({ content: true, note: true }).extend({ kind: entryKind, hasNote: z.boolean() })),
  allowedActions: z.array(z.enum(FORM_FILE_ACTIONS)),
});
export type FormFileView = z.infer<typeof formFileView>;

export const intakeCounts = z.object({
  waiting: z.number().int(),
  ok: z.number().int(),
  remarks: z.number().int(),
  refused: z.number().int(),
  skipped: z.number().int(),
  known: z.number().int(),
  dropped: z.number().int(),
  committed: z.number().int(),
  /** Read, and nobody knows yet whose. */
  unsettled: z.number().int(),
  drafts: z.number().int(),
});
export type IntakeCounts = z.infer<typeof intakeCounts>;

export const INTAKE_ACTIONS = ["upload", "commit", "cancel"] as const;
export const formIntakeView = z.object({
  id: z.string(),
  state: intakeState,
  /** Why it did not come in though it was confirmed: a key of i18n. */
  error: z.string().nullable(),
  /** For a member: the organisation whose forms these are. */
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  jurisdictionId: z.string().nullable(),
  startedByName: z.string().nullable(),
  createdAt: instant,
  committedAt: instant.nullable(),
  /** Files read of files known so far, those inside ZIPs included. */
  filesDone: z.number().int(),
  filesTotal: z.number().int(),
  counts: intakeCounts,
  allowedActions: z.array(z.enum(INTAKE_ACTIONS)),
});
export type FormIntakeView = z.infer<typeof formIntakeView>;
export const formIntakePage = pageOf(formIntakeView);

export const openIntakeInput = z.object({
  /** A member's own organisation; coordinators leave it out. */
  organisationId: z.string().optional(),
});
export type OpenIntakeInput = z.input<typeof openIntakeInput>;
export const intakeRef = z.object({ intakeId: z.string() });
export type IntakeRef = z.infer<typeof intakeRef>;
export const listIntakesInput = paging;

export const listFormFilesInput = paging.extend({ intakeId: z.string() });
export type ListFormFilesInput = z.input<typeof listFormFilesInput>;
export const formFilePage = pageOf(formFileView);

export const formFileRef = z.object({ fileId: z.string() });
export type FormFileRef = z.infer<typeof formFileRef>;
export const settleOrganisationInput = z.object({
  fileId: z.string(),
  organisationId: z.string().optional(),
  newOrganisation: newOrganisation.optional(),
});
export type SettleOrganisationInput = z.input<typeof settleOrganisationInput>;

/** What a form said beyond the fields of the entry that came out of it. */
export const intakeNote = z.object({
  fileName: z.string(),
  formCode: z.string().nullable(),
  note: z.string(),
  problems: z.array(formProblem),
  at: instant,
});
export type IntakeNote = z.infer<typeof intakeNote>;
export const intakeNoteInput = z.object({ entryId: z.string() });
