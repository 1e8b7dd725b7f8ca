import type { DueStepProvider } from "../desk/due-step.ts";
import { listRoundSteps } from "./round-steps.ts";

/** What waits in rounds, for desk, dashboard and chase list. Who would be told of a bidder before the opening is not. */
export const roundDueSteps: DueStepProvider = async (tx, scope, limit) => {
  const steps = await listRoundSteps(tx, { ...scope, limit });
  return steps.map((s) => ({
    stepKey: `round:${s.subjectId}:${s.kind}${s.organisationId ? `:${s.organisationId}` : ""}`,
    queue: "round",
    title: s.itemNumber === null ? s.roundTitle : `${s.roundTitle} #${s.itemNumber}`,
    number: s.roundNumber,
    organisationId: s.organisationId,
    organisationName: s.organisationName,
    personId: null,
    dueAt: s.dueAt,
    nextAction: `step.${s.kind}`,
    link: s.link,
  }));
};
