import { z } from "zod";
import { identifier, newPassword, personName } from "../identity/identifier.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { organisationKind } from "../organisation/organisation.schema.ts";

/** What somebody without an account says about the organisation they act for. */
export const registrationOrganisation = z.object({
  kind: organisationKind,
  name: z.string().trim().min(2, "organisation.name_short").max(120, "organisation.name_long"),
  creditCode: z.string().trim().max(30).optional(),
  areaCode: z.string().trim().max(12).optional(),
  address: z.string().trim().max(200).optional(),
});

export const requestRegistrationInput = z.object({
  name: personName,
  identifier,
  password: newPassword,
  jurisdictionId: z.string().max(60),
  organisation: registrationOrganisation,
  /** How the coordinator can check: department, post, who knows you. */
  note: z.string().trim().max(500).optional(),
});
export type RequestRegistrationInput = z.input<typeof requestRegistrationInput>;

/** The one answer to every request, whoever asks and whatever exists. */
export const registrationReceipt = z.object({ received: z.literal(true) });
export type RegistrationReceipt = z.infer<typeof registrationReceipt>;

export const registrationState = z.enum(["pending", "approved", "refused"]);
export const refusalReason = z.enum([
  "registration.cannot_verify",
  "registration.wrong_jurisdiction",
  "registration.duplicate",
  "registration.not_eligible",
  "registration.other",
]);

export const registrationView = z.object({
  registrationId: z.string(),
  identifier: z.string(),
  name: z.string(),
  organisation: registrationOrganisation,
  /** What the check of the credit code said; null without a code. */
  creditCodeProblem: z.string().nullable(),
  jurisdictionId: z.string(),
  jurisdictionName: z.string(),
  state: registrationState,
  note: z.string().nullable(),
  reason: z.string().nullable(),
  createdAt: instant,
  decidedAt: instant.nullable(),
  /** Organisations with the same credit code or name, which the person could join instead. */
  candidates: z.array(z.object({ organisationId: z.string(), name: z.string(), hasMembers: z.boolean() })),
  /** Somebody signs in with this number or address already. */
  hasAccount: z.boolean(),
  allowedActions: z.array(z.enum(["approve", "refuse"])),
});
export type RegistrationView = z.infer<typeof registrationView>;

export const listRegistrationsInput = paging.extend({ state: registrationState.default("pending") });
export type ListRegistrationsInput = z.input<typeof listRegistrationsInput>;
export const registrationPage = pageOf(registrationView);

export const registrationRef = z.object({ registrationId: z.string().max(60) });
export type RegistrationRef = z.input<typeof registrationRef>;

export const approveRegistrationInput = registrationRef.extend({
  /** Join this organisation instead of creating one. */
  organisationId: z.string().max(60).optional(),
  role: z.enum(["admin", "editor"]).default("admin"),
  /** Why a credit code whose check fails is accepted. */
  creditCodeOverrideReason: z.string().trim().max(300).optional(),
  /** The coordinator has seen the organisation's papers. */
  verify: z.boolean().default(false),
});
export type ApproveRegistrationInput = z.input<typeof approveRegistrationInput>;

export const refuseRegistrationInput = registrationRef.extend({
  reason: refusalReason,
  note: z.string().trim().max(500).optional(),
});
export type RefuseRegistrationInput = z.input<typeof refuseRegistrationInput>;
