import { z } from "zod";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

/** What came of a visit (走访), for filters and statistics; the note says the rest. */
export const VISIT_OUTCOMES = [
  "demand_found",
  "offer_found",
  "wants_partner",
  "policy_asked",
  "talent_needed",
  "claimed",
  "visit_again",
  "no_need",
] as const;
export const visitOutcome = z.enum(VISIT_OUTCOMES);
export type VisitOutcome = z.infer<typeof visitOutcome>;

export const MAX_VISIT_PHOTOS = 12;

const visitFields = {
  visitedOn: day,
  /** Who was there, in the words of the one who was there too. */
  people: z.string().trim().max(300, "common.text_long").default(""),
  note: z.string().trim().max(5000, "common.text_long").default(""),
  outcomes: z.array(visitOutcome).max(VISIT_OUTCOMES.length).default([]),
  nextStep: z.string().trim().max(300, "common.text_long").default(""),
  nextOn: day.nullable().default(null),
};

interface VisitWords {
  note: string;
  outcomes: string[];
  nextStep: string;
  nextOn: string | null;
  visitedOn: string;
}
/** A visit says something; a day for the next step says what is to be done, and a next step lies not before the visit. */
function checkVisit(visit: VisitWords, issues: z.core.$RefinementCtx) {
  const complain = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
  if (!visit.note && visit.outcomes.length === 0) complain("note", "visit.note_missing");
  if (visit.nextOn && !visit.nextStep) complain("nextStep", "visit.next_step_missing");
  if (visit.nextStep && !visit.nextOn) complain("nextOn", "visit.next_day_missing");
  if (visit.nextOn && visit.nextOn < visit.visitedOn) complain("nextOn", "visit.next_before");
}

/** `clientId` is made on the phone before the first try: the same note sent twice is one visit. */
export const storeVisitInput = z
  .object({ clientId: z.string().min(8).max(60), organisationId: z.string().max(60), ...visitFields })
  .superRefine(checkVisit);
export type StoreVisitInput = z.input<typeof storeVisitInput>;

export const updateVisitInput = z
  .object({ visitId: z.string().max(60), version: z.number().int(), ...visitFields })
  .superRefine(checkVisit);
export type UpdateVisitInput = z.input<typeof updateVisitInput>;

export const visitRef = z.object({ visitId: z.string().max(60) });
export type VisitRef = z.input<typeof visitRef>;
export const finishVisitStepInput = visitRef.extend({ version: z.number().int() });
export type FinishVisitStepInput = z.input<typeof finishVisitStepInput>;

export const visitAction = z.enum(["edit", "addPhoto", "finishStep"]);
export const visitPhoto = z.object({ id: z.string(), fileName: z.string(), mediaType: z.string(), size: z.number() });
export type VisitPhoto = z.infer<typeof visitPhoto>;
export const visitView = z.object({
  visitId: z.string(),
  version: z.number().int(),
  organisationId: z.string(),
  organisationName: z.string(),
  jurisdictionName: z.string().nullable(),
  visitedOn: day,
  people: z.string(),
  note: z.string(),
  outcomes: z.array(visitOutcome),
  nextStep: z.string(),
  nextOn: day.nullable(),
  nextDoneAt: instant.nullable(),
  nextDoneByName: z.string().nullable(),
  byName: z.string(),
  createdAt: instant,
  photos: z.array(visitPhoto),
  allowedActions: z.array(visitAction),
});
export type VisitView = z.infer<typeof visitView>;

export const listVisitsInput = paging.extend({
  organisationId: z.string().max(60).optional(),
  jurisdictionId: z.string().max(60).optional(),
  outcome: visitOutcome.optional(),
  isMine: z.boolean().optional(),
  isStepOpen: z.boolean().optional(),
});
export type ListVisitsInput = z.input<typeof listVisitsInput>;
export const visitPage = pageOf(visitView);

/** Firms to pick from at the door of one: without words those one visited last, else by name. */
export const pickFirmInput = z.object({ query: z.string().trim().max(100).default("") });
export type PickFirmInput = z.input<typeof pickFirmInput>;
export const firmOption = z.object({
  organisationId: z.string(),
  name: z.string(),
  jurisdictionName: z.string().nullable(),
  lastVisitedOn: day.nullable(),
});
export type FirmOption = z.infer<typeof firmOption>;
