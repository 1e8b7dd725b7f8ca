import { z } from "zod";
import { partyRef } from "../board/board.schema.ts";
import { DomainError } from "../kernel/domain-error.ts";
import { day, instant } from "../kernel/instants.ts";
import { money } from "../kernel/money.ts";

// Poster and selected bidder draft the agreement together; a coordinator records it when it is signed, and from then on it
// stands. Where no agreement came about a coordinator says so with a reason.
export const agreementState = z.enum(["draft", "recorded", "abandoned"]);
export type AgreementState = z.infer<typeof agreementState>;

const transitions = {
  save: { from: ["draft"], to: "draft" },
  record: { from: ["draft"], to: "recorded" },
  abandon: { from: ["draft"], to: "abandoned" },
} satisfies Record<string, { from: AgreementState[]; to: AgreementState }>;

export function nextAgreementState(state: AgreementState, action: keyof typeof transitions): AgreementState {
  if (!(transitions[action].from as AgreementState[]).includes(state))
    throw new DomainError("conflict", "agreement.not_draft");
  return transitions[action].to;
}

/** Kinds of technology contracts (the Civil Code parts licence from assignment). */
export const CONTRACT_KINDS = [
  "development_commissioned",
  "development_joint",
  "assignment",
  "licence",
  "consulting",
  "service",
] as const;
export const contractKind = z.enum(CONTRACT_KINDS);

const text = (max: number) => z.string().trim().max(max, "agreement.too_long").default("");

const party = z.object({
  organisationId: z.string().nullable().default(null),
  name: text(200),
  creditCode: text(18),
  /** Three letters (ISO 3166-1). */
  country: z
    .string()
    .regex(/^[A-Z]{3}$/, "agreement.country_shape")
    .default("CHN"),
  /** GB/T 2260, six digits. */
  areaCode: z
    .string()
    .regex(/^(\d{6})?$/, "agreement.area_shape")
    .default(""),
  /** Code of the registration form's list of party natures (021 institutes, 022 universities, 150 limited companies …). */
  nature: z
    .string()
    .regex(/^(\d{3})?$/, "agreement.nature_shape")
    .default(""),
  representative: text(60),
  contactName: text(60),
  phone: text(40),
  address: text(300),
});

/** The fields of technology-contract registration (技术合同认定登记), asked once. */
export const agreementFields = z.object({
  buyer: party.prefault({}),
  seller: party.prefault({}),
  projectSummary: text(4000),
  /** What is delivered and how it is accepted. */
  deliverables: text(4000),
  acceptance: text(4000),
  payment: text(2000),
  ipOwnership: text(2000),
  ipKinds: z
    .array(z.enum(["invention", "utility", "design", "software", "variety", "layout", "know_how", "none"]))
    .default([]),
  isElectronic: z.boolean().default(false),
  placeOfSigning: text(200),
});
export type AgreementFields = z.infer<typeof agreementFields>;

export const agreementView = z.object({
  id: z.string(),
  number: z.string().nullable(),
  roundId: z.string().nullable(),
  roundNumber: z.string().nullable(),
  itemId: z.string().nullable(),
  itemNumber: z.number().int().nullable(),
  itemTitle: z.string(),
  bidId: z.string().nullable(),
  poster: partyRef,
  bidder: partyRef,
  state: agreementState,
  contractKind: contractKind.nullable(),
  title: z.string(),
  fields: agreementFields,
  amount: money.nullable(),
  technologyAmount: money.nullable(),
  signedOn: day.nullable(),
  endsOn: day.nullable(),
  registrationNo: z.string().nullable(),
  recordedAt: instant.nullable(),
  abandonText: z.string().nullable(),
  /** Names of fields that registration needs and that are still empty. */
  missing: z.array(z.string()),
  allowedActions: z.array(z.enum(["save", "record", "abandon"])),
  version: z.number().int(),
});
export type AgreementView = z.infer<typeof agreementView>;

export const agreementRef = z.object({ agreementId: z.string() });
export type AgreementRef = z.infer<typeof agreementRef>;

export const saveAgreementInput = agreementRef.extend({
  version: z.number().int(),
  contractKind: contractKind.nullable(),
  title: z.string().trim().min(1, "agreement.title_missing").max(300, "agreement.too_long"),
  fields: agreementFields,
  amount: money.nullable(),
  technologyAmount: money.nullable(),
  signedOn: day.nullable(),
  endsOn: day.nullable(),
  registrationNo: z
    .string()
    .trim()
    .regex(/^([0-9A-Za-z]{8,20})?$/, "agreement.registration_shape")
    .nullable()
    .default(null),
});
export type SaveAgreementInput = z.input<typeof saveAgreementInput>;
export const recordAgreementInput = agreementRef.extend({ version: z.number().int() });
export type RecordAgreementInput = z.infer<typeof recordAgreementInput>;
export const abandonAgreementInput = agreementRef.extend({
  text: z.string().trim().min(2, "round.reason_missing").max(2000, "agreement.too_long"),
});
export type AbandonAgreementInput = z.infer<typeof abandonAgreementInput>;
export const listAgreementsInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).default(0),
});
export const agreementPage = z.object({ items: z.array(agreementView), total: z.number().int() });

/** What registration needs before an agreement can be recorded. */
export function missingAgreementFields(
  a: Pick<AgreementView, "contractKind" | "title" | "fields" | "amount" | "technologyAmount" | "signedOn">,
): string[] {
  const missing: string[] = [];
  if (!a.contractKind) missing.push("contractKind");
  if (!a.title) missing.push("title");
  if (a.amount === null) missing.push("amount");
  if (a.technologyAmount === null) missing.push("technologyAmount");
  if (!a.signedOn) missing.push("signedOn");
  for (const side of ["buyer", "seller"] as const)
    for (const key of ["name", "areaCode", "nature"] as const)
      if (!a.fields[side][key]) missing.push(`fields.${side}.${key}`);
  if (!a.fields.projectSummary) missing.push("fields.projectSummary");
  if (!a.fields.ipOwnership) missing.push("fields.ipOwnership");
  return missing;
}
