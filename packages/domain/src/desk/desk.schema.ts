import { z } from "zod";
import { finding } from "../entry/entry-linter.ts";
import { instant } from "../kernel/instants.ts";

/** One thing that waits for somebody: what, until when, and where to go. */
export const deskCase = z.object({
  /** Stable name of the step, such as `vetting:rev_…` or `interest:int_…`: chase marks hang on it. */
  stepKey: z.string(),
  queue: z.enum(["vetting", "held", "on_behalf", "interest", "round"]),
  title: z.string(),
  number: z.string().nullable(),
  organisationName: z.string().nullable(),
  dueAt: instant.nullable(),
  isOverdue: z.boolean(),
  /** i18n key of the next action, `desk.next.<what>`. */
  nextAction: z.string(),
  link: z.string(),
});
export type DeskCase = z.infer<typeof deskCase>;

export const deskQueue = z.object({
  key: deskCase.shape.queue,
  count: z.number().int(),
  overdue: z.number().int(),
  /** The most pressing ones; the whole queue is behind `link`. */
  cases: z.array(deskCase),
  link: z.string(),
});
export const deskView = z.object({
  queues: z.array(deskQueue),
  deadlines: z.array(deskCase),
  chaseCount: z.number().int(),
  at: instant,
});
export type DeskView = z.infer<typeof deskView>;

/** A step that waits for a person outside: whom to call, and a text to paste (催办单). */
export const chaseItem = z.object({
  stepKey: z.string(),
  title: z.string(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
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

export const markToldInput = z.object({
  stepKey: z.string().max(200),
  organisationId: z.string().nullable().default(null),
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
