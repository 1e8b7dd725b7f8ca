import { z } from "zod";
import { finding } from "../entry/entry-linter.ts";
import { instant } from "../kernel/instants.ts";

/**
 * The queues of the desk, in the order in which a coordinator works through them. A noun joins with one line in
 * `core/src/desk/due-step-providers.ts`; its key stands here once, its words are `web.desk.queue.<key>`.
 */
export const DESK_QUEUES = [
  "registration",
  "vetting",
  "held",
  "lead",
  "refinement",
  "on_behalf",
  "stamped_form",
  "sample",
  "interest",
  "call",
  "round",
  "agreement",
  "visit",
] as const;
export type DeskQueueKey = (typeof DESK_QUEUES)[number];

/** One thing that waits for somebody: what, until when, and where to go. */
export const deskCase = z.object({
  /** Stable name of the step, such as `vetting:rev_…` or `interest:int_…`: chase marks hang on it. */
  stepKey: z.string(),
  queue: z.enum(DESK_QUEUES),
  title: z.string(),
  number: z.string().nullable(),
  organisationName: z.string().nullable(),
  /** Who works on it; null while it lies in the pool. */
  assigneeName: z.string().nullable(),
  /** Since when it waits; null where nobody wrote it down. */
  since: instant.nullable(),
  dueAt: instant.nullable(),
  isOverdue: z.boolean(),
  /** Working days until it is due, by the edited calendar: 0 is today, -2 is two working days late. */
  workingDays: z.number().int().nullable(),
  /** i18n key of the next action, `desk.next.<what>`. */
  nextAction: z.string(),
  link: z.string(),
});
export type DeskCase = z.infer<typeof deskCase>;

export const deskQueue = z.object({
  key: deskCase.shape.queue,
  count: z.number().int(),
  /** There are more than were counted. */
  isCapped: z.boolean(),
  overdue: z.number().int(),
  /** Since when the oldest one waits. */
  oldest: instant.nullable(),
  /** The most pressing ones; the whole queue is behind `link`. */
  cases: z.array(deskCase),
  link: z.string(),
});
export const deskView = z.object({
  queues: z.array(deskQueue),
  /** What to do first: overdue, then due today, then what waits longest. */
  first: z.array(deskCase),
  deadlines: z.array(deskCase),
  chaseCount: z.number().int(),
  at: instant,
});
export type DeskView = z.infer<typeof deskView>;

/** A step that waits for a person outside: whom to call, and a text to paste (催办单). */
export const chaseItem = z.object({
  stepKey: z.string(),
  queue: z.enum(DESK_QUEUES),
  title: z.string(),
  nextAction: z.string(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  jurisdictionId: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  phone: z.string().nullable(),
  dueAt: instant,
  isOverdue: z.boolean(),
  text: z.string(),
  textEn: z.string(),
  link: z.string(),
  /** Only what a human said: who told the person, and when. */
  told: z.array(z.object({ byName: z.string(), at: instant, note: z.string().nullable() })),
});
export type ChaseItem = z.infer<typeof chaseItem>;

export const listChaseInput = z.object({
  jurisdictionId: z.string().max(60).optional(),
  queue: z.enum(DESK_QUEUES).optional(),
  isOverdue: z.boolean().optional(),
  /** Only what nobody was told about yet. */
  isUntold: z.boolean().optional(),
});
export type ListChaseInput = z.input<typeof listChaseInput>;

/** Everything that one person has to be told, with one text that covers it all. */
export const chaseGroup = z.object({
  key: z.string(),
  organisationName: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  phone: z.string().nullable(),
  /** The earliest of its steps. */
  dueAt: instant,
  isOverdue: z.boolean(),
  text: z.string(),
  textEn: z.string(),
  items: z.array(chaseItem),
});
export type ChaseGroup = z.infer<typeof chaseGroup>;
export const chaseList = z.object({
  groups: z.array(chaseGroup),
  /** What could be filtered by, over the whole list. */
  jurisdictions: z.array(z.object({ id: z.string(), name: z.string() })),
  queues: z.array(z.enum(DESK_QUEUES)),
  total: z.number().int(),
});
export type ChaseList = z.infer<typeof chaseList>;

export const markToldInput = z.object({
  /** All steps that one call or message was about. */
  stepKeys: z.array(z.string().max(200)).min(1).max(50),
  personId: z.string().nullable().default(null),
  note: z.string().trim().max(500, "entry.too_long").default(""),
});
export type MarkToldInput = z.input<typeof markToldInput>;

export const dashboardView = z.object({
  organisations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(["admin", "editor"]) })),
  counts: z.object({
    drafts: z.number().int(),
    returned: z.number().int(),
    inVetting: z.number().int(),
    published: z.number().int(),
    interestsToAnswer: z.number().int(),
    interestsOverdue: z.number().int(),
    interestsAsked: z.number().int(),
    toConfirm: z.number().int(),
    expiringSoon: z.number().int(),
  }),
  drafts: z.array(
    z.object({
      entryId: z.string(),
      title: z.string(),
      kind: z.string(),
      state: z.string(),
      updatedAt: instant,
      findings: z.array(finding),
      reasons: z.array(z.string()),
    }),
  ),
  interests: z.array(
    z.object({
      id: z.string(),
      entryTitle: z.string(),
      askerName: z.string(),
      dueAt: instant,
      isOverdue: z.boolean(),
    }),
  ),
  expiring: z.array(z.object({ entryId: z.string(), title: z.string(), expiresAt: instant })),
  /** Steps of rounds that wait for this person's organisations. */
  roundSteps: z.array(deskCase),
});
export type DashboardView = z.infer<typeof dashboardView>;
