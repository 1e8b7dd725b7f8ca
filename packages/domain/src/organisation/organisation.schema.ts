import { z } from "zod";
import { memberRole } from "../identity/session.schema.ts";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

export const organisationKind = z.enum(["university", "institute", "enterprise", "agency"]);
export type OrganisationKind = z.infer<typeof organisationKind>;
export const organisationState = z.enum(["active", "suspended", "merged"]);

const optionalText = (max: number) => z.string().trim().max(max, "common.text_long").nullable().optional();

/** What an organisation says about itself; its own administrators edit it. */
const ownFields = {
  kind: organisationKind,
  name: z.string().trim().min(2, "organisation.name_short").max(120, "organisation.name_long"),
  nameEn: optionalText(200),
  creditCode: optionalText(30),
  /** Needed when the code's shape or check digit fails: five real codes do. */
  creditCodeOverrideReason: optionalText(300),
  areaCode: optionalText(12),
  industryCode: optionalText(8),
  chainCodes: z.array(z.string().max(40)).max(10).optional(),
  summary: optionalText(2000),
  summaryEn: optionalText(4000),
  website: z
    .union([z.url({ protocol: /^https?$/, error: "organisation.website_shape" }), z.literal("")])
    .nullable()
    .optional(),
  address: optionalText(200),
  contactName: optionalText(60),
  contactPhone: optionalText(40),
  contactEmail: z
    .union([z.email("organisation.email_shape"), z.literal("")])
    .nullable()
    .optional(),
};
/** What only a coordinator sets: it decides who is asked and who is eligible. */
const coordinatorFields = {
  jurisdictionId: z.string().max(60).nullable().optional(),
  tier: optionalText(40),
  honours: z.array(z.string().max(40)).max(20).optional(),
};

export const createOrganisationInput = z.object({ ...ownFields, ...coordinatorFields });
export type CreateOrganisationInput = z.input<typeof createOrganisationInput>;

export const updateOrganisationInput = z.object({
  organisationId: z.string().max(60),
  version: z.number().int(),
  ...z.object({ ...ownFields, ...coordinatorFields }).partial().shape,
});
export type UpdateOrganisationInput = z.input<typeof updateOrganisationInput>;

export const organisationAction = z.enum([
  "edit",
  "editAsCoordinator",
  "verify",
  "unverify",
  "suspend",
  "reinstate",
  "inviteMember",
  "inviteClaim",
  "manageMembers",
  "declareRelation",
  "announceVacation",
]);
export type OrganisationAction = z.infer<typeof organisationAction>;

/** An organisation as its members, its coordinators, auditors and administrators see it. */
export const organisationView = z.object({
  organisationId: z.string(),
  version: z.number().int(),
  kind: organisationKind,
  state: organisationState,
  name: z.string(),
  nameEn: z.string().nullable(),
  creditCode: z.string().nullable(),
  creditCodeProblem: z.string().nullable(),
  creditCodeOverrideReason: z.string().nullable(),
  areaCode: z.string().nullable(),
  jurisdictionId: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  industryCode: z.string().nullable(),
  tier: z.string().nullable(),
  honours: z.array(z.string()),
  chainCodes: z.array(z.string()),
  summary: z.string().nullable(),
  summaryEn: z.string().nullable(),
  website: z.string().nullable(),
  address: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  verifiedAt: instant.nullable(),
  /** Loaded from a source and claimed by nobody yet. */
  isClaimable: z.boolean(),
  memberCount: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  allowedActions: z.array(organisationAction),
});
export type OrganisationView = z.infer<typeof organisationView>;

export const listOrganisationsInput = paging.extend({
  query: z.string().trim().max(100).optional(),
  kind: organisationKind.optional(),
  jurisdictionId: z.string().max(60).optional(),
  isVerified: z.boolean().optional(),
  isClaimable: z.boolean().optional(),
});
export type ListOrganisationsInput = z.input<typeof listOrganisationsInput>;
export const organisationPage = pageOf(organisationView);

export const organisationRef = z.object({ organisationId: z.string().max(60) });
export type OrganisationRef = z.input<typeof organisationRef>;
export const organisationVersionRef = organisationRef.extend({ version: z.number().int() });
export type OrganisationVersionRef = z.input<typeof organisationVersionRef>;

/** What everybody reads. No contact, no members: those belong to entries and to people. */
export const publicOrganisationView = z.object({
  organisationId: z.string(),
  kind: organisationKind,
  name: z.string(),
  nameEn: z.string().nullable(),
  creditCode: z.string().nullable(),
  areaCode: z.string().nullable(),
  industryCode: z.string().nullable(),
  tier: z.string().nullable(),
  honours: z.array(z.string()),
  chainCodes: z.array(z.string()),
  summary: z.string().nullable(),
  summaryEn: z.string().nullable(),
  website: z.string().nullable(),
  isVerified: z.boolean(),
  isClaimable: z.boolean(),
  /** Share of expressions of interest answered in time, 0..1; null below five due answers. */
  answerRate: z.object({ due: z.number().int(), answered: z.number().int(), rate: z.number() }).nullable(),
  /** Published entries whose poster is not hidden. */
  offers: z.number().int(),
  demands: z.number().int(),
});
export type PublicOrganisationView = z.infer<typeof publicOrganisationView>;
export const listPublicOrganisationsInput = paging.extend({
  query: z.string().trim().max(100).optional(),
  kind: organisationKind.optional(),
  areaCode: z.string().max(12).optional(),
});
export type ListPublicOrganisationsInput = z.input<typeof listPublicOrganisationsInput>;
export const publicOrganisationPage = pageOf(publicOrganisationView);

/** For pickers: partners, related parties. */
export const organisationOption = z.object({
  organisationId: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: organisationKind,
  creditCode: z.string().nullable(),
});
export type OrganisationOption = z.infer<typeof organisationOption>;
export const searchOrganisationsInput = z.object({
  query: z.string().trim().min(1, "common.query_missing").max(100),
  limit: z.number().int().min(1).max(20).default(10),
});
export type SearchOrganisationsInput = z.input<typeof searchOrganisationsInput>;

export const memberView = z.object({
  membershipId: z.string(),
  userId: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  role: memberRole,
  since: instant,
  allowedActions: z.array(z.enum(["changeRole", "end"])),
});
export type MemberView = z.infer<typeof memberView>;
export const memberList = z.array(memberView);

export const membershipRef = z.object({ membershipId: z.string().max(60) });
export type MembershipRef = z.input<typeof membershipRef>;
export const changeMemberRoleInput = membershipRef.extend({ role: memberRole });
export type ChangeMemberRoleInput = z.input<typeof changeMemberRoleInput>;

export const relationKind = z.enum(["shareholding", "same_controller", "family", "management", "other"]);
export const declareRelationInput = z.object({
  organisationId: z.string().max(60),
  relatedOrganisationId: z.string().max(60),
  kind: relationKind,
  evidence: z.string().trim().min(2, "organisation.relation_evidence_missing").max(500, "common.text_long"),
});
export type DeclareRelationInput = z.input<typeof declareRelationInput>;
export const relationView = z.object({
  relationId: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  relatedOrganisationId: z.string(),
  relatedOrganisationName: z.string(),
  kind: relationKind,
  evidence: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  allowedActions: z.array(z.enum(["end"])),
});
export type RelationView = z.infer<typeof relationView>;
export const relationRef = z.object({ relationId: z.string().max(60) });
export type RelationRef = z.input<typeof relationRef>;

export const announceVacationInput = z
  .object({
    organisationId: z.string().max(60),
    startsOn: day,
    endsOn: day,
    note: z.string().trim().max(200).optional(),
  })
  .refine((v) => v.startsOn <= v.endsOn, { error: "organisation.vacation_order", path: ["endsOn"] });
export type AnnounceVacationInput = z.input<typeof announceVacationInput>;
export const vacationView = z.object({
  vacationId: z.string(),
  startsOn: day,
  endsOn: day,
  note: z.string().nullable(),
  allowedActions: z.array(z.enum(["cancel"])),
});
export type VacationView = z.infer<typeof vacationView>;
export const vacationRef = z.object({ vacationId: z.string().max(60) });
export type VacationRef = z.input<typeof vacationRef>;
