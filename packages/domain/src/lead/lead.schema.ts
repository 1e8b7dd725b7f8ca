import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { compareMoney, money } from "../kernel/money.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { leadState } from "./lead.states.ts";

export const LEAD_KINDS = [
  "process",
  "product",
  "equipment",
  "testing",
  "digital",
  "environment",
  "talent",
  "other",
] as const;
export const leadKind = z.enum(LEAD_KINDS);
export const LEAD_URGENCIES = ["now", "quarter", "year", "open"] as const;
export const leadUrgency = z.enum(LEAD_URGENCIES);

export const leadAction = z.enum([
  "assign",
  "take",
  "ask",
  "answer",
  "draft",
  "propose",
  "confirm",
  "correct",
  "convert",
  "drop",
  "reopen",
  "addPhoto",
]);
export type LeadAction = z.infer<typeof leadAction>;

export const DROP_REASONS = [
  "not_technical",
  "solved",
  "duplicate",
  "no_answer",
  "withdrawn",
  "secret",
  "other",
] as const;
export const dropReason = z.enum(DROP_REASONS);

/** One sentence is enough. Money is a range in 元 (typed in 万元) or 面议; neither is needed. */
const said = {
  sentence: z.string().trim().min(4, "lead.sentence_short").max(500, "lead.sentence_long"),
  moneyKind: z.enum(["range", "negotiable"]).nullable().default(null),
  moneyMin: money.nullable().default(null),
  moneyMax: money.nullable().default(null),
  kind: leadKind.nullable().default(null),
  urgency: leadUrgency.nullable().default(null),
  contactName: z.string().trim().max(60, "common.text_long").nullable().default(null),
  contactPhone: z.string().trim().max(40, "common.text_long").nullable().default(null),
};
export const createLeadInput = z
  .object({
    organisationId: z.string().max(60),
    ...said,
    /** Made by the device: the same key twice is the same lead, however often a phone sends it. */
    clientKey: z.string().min(8).max(60).optional(),
  })
  .refine((v) => !(v.moneyKind === "range" && v.moneyMin && v.moneyMax && compareMoney(v.moneyMin, v.moneyMax) > 0), {
    error: "lead.money_order",
    path: ["moneyMax"],
  });
export type CreateLeadInput = z.input<typeof createLeadInput>;

export const leadPhoto = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
});

export const leadTurnName = z.enum(["coordinator", "refiner", "firm"]);
export const leadCard = z.object({
  leadId: z.string(),
  version: z.number().int(),
  sentence: z.string(),
  state: leadState,
  organisationId: z.string(),
  organisationName: z.string(),
  kind: leadKind.nullable(),
  urgency: leadUrgency.nullable(),
  moneyKind: z.enum(["range", "negotiable"]).nullable(),
  moneyMin: z.string().nullable(),
  moneyMax: z.string().nullable(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  isOnBehalf: z.boolean(),
  photoCount: z.number().int(),
  turn: leadTurnName.nullable(),
  dueAt: instant.nullable(),
  isOverdue: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type LeadCard = z.infer<typeof leadCard>;

export const leadView = leadCard.extend({
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  createdByName: z.string().nullable(),
  onBehalfByName: z.string().nullable(),
  dropReason: dropReason.nullable(),
  dropNote: z.string().nullable(),
  /** The demand it became. */
  entryId: z.string().nullable(),
  entryNumber: z.string().nullable(),
  photos: z.array(leadPhoto),
  /** Whether the reader belongs to the firm: the page then speaks to the firm. */
  isOwn: z.boolean(),
  allowedActions: z.array(leadAction),
});
export type LeadView = z.infer<typeof leadView>;

export const listLeadsInput = paging.extend({
  /** firm: of my organisations · mine: given to me · officer: of firms I look after · area: of my jurisdictions. */
  scope: z.enum(["all", "firm", "mine", "officer", "area"]).default("all"),
  state: leadState.optional(),
  isOpen: z.boolean().optional(),
  isOverdue: z.boolean().optional(),
  organisationId: z.string().max(60).optional(),
  query: z.string().trim().max(100).optional(),
});
export type ListLeadsInput = z.input<typeof listLeadsInput>;
export const leadPage = pageOf(leadCard).extend({ overdue: z.number().int() });
export type LeadPage = z.infer<typeof leadPage>;

export const leadRef = z.object({ leadId: z.string().max(60) });
export type LeadRef = z.input<typeof leadRef>;
export const leadVersionRef = leadRef.extend({ version: z.number().int() });
export type LeadVersionRef = z.input<typeof leadVersionRef>;

export const assignLeadInput = leadVersionRef.extend({
  userId: z.string().max(60),
  note: z.string().trim().max(300).optional(),
});
export type AssignLeadInput = z.input<typeof assignLeadInput>;
export const leadAssignee = z.object({
  userId: z.string(),
  name: z.string(),
  /** officer of this firm · technology manager · coordinator of the area */
  role: z.enum(["officer", "technology_manager", "coordinator"]),
  speciality: z.string().nullable(),
  openLeads: z.number().int(),
});
export type LeadAssignee = z.infer<typeof leadAssignee>;

export const dropLeadInput = leadVersionRef.extend({
  reason: dropReason,
  note: z.string().trim().max(500, "common.text_long").optional(),
});
export type DropLeadInput = z.input<typeof dropLeadInput>;

/** Officers of organisations (服务专员): a relation, never a kind of account. */
export const officerView = z.object({
  officerId: z.string(),
  userId: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  organisationId: z.string(),
  organisationName: z.string(),
  since: instant,
});
export type OfficerView = z.infer<typeof officerView>;
export const officerPage = pageOf(officerView);
export const listOfficersInput = paging.extend({ organisationId: z.string().max(60).optional() });
export type ListOfficersInput = z.input<typeof listOfficersInput>;
export const appointOfficerInput = z.object({
  /** Mobile number or e-mail of an account. */
  identifier: z.string().trim().min(3, "account.identifier_shape").max(254),
  organisationIds: z.array(z.string().max(60)).min(1, "lead.organisation_missing").max(500),
});
export type AppointOfficerInput = z.input<typeof appointOfficerInput>;
export const endOfficerInput = z.object({ officerId: z.string().max(60) });
export type EndOfficerInput = z.input<typeof endOfficerInput>;

/** Where this person stands towards leads: what the pages offer. */
export const leadStandingView = z.object({
  officerOf: z.number().int(),
  isTechnologyManager: z.boolean(),
  /** For whom one may leave a lead at once: own organisations, and firms one looks after. */
  organisations: z.array(z.object({ organisationId: z.string(), name: z.string(), isOwn: z.boolean() })),
});
export type LeadStandingView = z.infer<typeof leadStandingView>;
