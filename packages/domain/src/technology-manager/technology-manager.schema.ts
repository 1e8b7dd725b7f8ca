import { z } from "zod";
import { entryContent, entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

/** A technology manager (技术经理人) as everybody who is signed in may look one up. */
export const technologyManagerView = z.object({
  managerId: z.string(),
  userId: z.string(),
  name: z.string(),
  speciality: z.string(),
  certificate: z.string().nullable(),
  organisationName: z.string().nullable(),
  since: instant,
  attached: z.number().int(),
  allowedActions: z.array(z.enum(["end"])),
});
export type TechnologyManagerView = z.infer<typeof technologyManagerView>;
export const technologyManagerPage = pageOf(technologyManagerView);
export const listTechnologyManagersInput = paging.extend({ query: z.string().trim().max(100).optional() });
export type ListTechnologyManagersInput = z.input<typeof listTechnologyManagersInput>;

export const registerTechnologyManagerInput = z.object({
  identifier: z.string().trim().min(3, "account.identifier_shape").max(254),
  speciality: z.string().trim().min(2, "technologyManager.speciality_missing").max(300, "common.text_long"),
  certificate: z.string().trim().max(120, "common.text_long").optional(),
  organisationName: z.string().trim().max(120, "common.text_long").optional(),
});
export type RegisterTechnologyManagerInput = z.input<typeof registerTechnologyManagerInput>;
export const technologyManagerRef = z.object({ managerId: z.string().max(60) });
export type TechnologyManagerRef = z.input<typeof technologyManagerRef>;

export const engagementSide = z.enum(["owner", "asker", "manager"]);
export type EngagementSide = z.infer<typeof engagementSide>;
export const engagementState = z.enum(["invited", "active", "declined", "ended"]);
export type EngagementState = z.infer<typeof engagementState>;

/** A technology manager at an entry, or at one interest in it: shown once every side has said yes. */
export const engagementView = z.object({
  engagementId: z.string(),
  state: engagementState,
  managerId: z.string(),
  managerName: z.string(),
  entryId: z.string().nullable(),
  entryNumber: z.string().nullable(),
  entryTitle: z.string(),
  interestId: z.string().nullable(),
  /** Null: the poster is hidden from this side. */
  ownerName: z.string().nullable(),
  askerName: z.string().nullable(),
  note: z.string().nullable(),
  /** Part of what each side agrees to: the manager may accept or decline interests for the owner. */
  mayAnswer: z.boolean(),
  /** Who has said yes. */
  consents: z.array(engagementSide),
  /** Whose yes is missing. */
  awaits: z.array(engagementSide),
  mySides: z.array(engagementSide),
  createdAt: instant,
  endedAt: instant.nullable(),
  endedBy: engagementSide.nullable(),
  allowedActions: z.array(z.enum(["accept", "decline", "end", "read"])),
});
export type EngagementView = z.infer<typeof engagementView>;
export const engagementPage = pageOf(engagementView);

export const inviteManagerInput = z
  .object({
    managerId: z.string().max(60),
    entryId: z.string().max(60).optional(),
    interestId: z.string().max(60).optional(),
    note: z.string().trim().max(500, "common.text_long").optional(),
    mayAnswer: z.boolean().default(false),
  })
  .refine((v) => Boolean(v.entryId) !== Boolean(v.interestId), { error: "common.invalid" });
export type InviteManagerInput = z.input<typeof inviteManagerInput>;
export const engagementRef = z.object({ engagementId: z.string().max(60) });
export type EngagementRef = z.input<typeof engagementRef>;
export const listEngagementsInput = paging.extend({
  entryId: z.string().max(60).optional(),
  interestId: z.string().max(60).optional(),
});
export type ListEngagementsInput = z.input<typeof listEngagementsInput>;

/** What an attached manager reads. */
export const engagementReading = z.object({
  engagement: engagementView,
  entry: z.object({
    kind: entryKind,
    number: z.string().nullable(),
    organisationName: z.string(),
    content: entryContent,
    attachments: z.array(z.object({ id: z.string(), fileName: z.string(), size: z.number().int() })),
  }),
  interest: z
    .object({
      askerName: z.string(),
      state: z.string(),
      cooperation: z.string(),
      unclear: z.string(),
      about: z.string(),
    })
    .nullable(),
});
export type EngagementReading = z.infer<typeof engagementReading>;
