import type { Tx } from "@jiebang/db";
import { fulfilmentDueSteps } from "../fulfilment/fulfilment-due-steps.ts";
import { outcomeDueSteps } from "../interest/outcome-due-steps.ts";
import { leadDueSteps } from "../lead/lead-due-steps.ts";
import { roundDueSteps } from "../round/round-due-steps.ts";
import { visitDueSteps } from "../visit/visit-due-steps.ts";
import type { DueStep, DueStepProvider, DueStepScope } from "./due-step.ts";
import { interestDueSteps } from "./interest-due-steps.ts";

/** Each noun whose steps wait for people adds one line (docs/how-a-slice-works.md, "Joining the desk"). */
const providers: DueStepProvider[] = [
  fulfilmentDueSteps,
  interestDueSteps,
  leadDueSteps,
  outcomeDueSteps,
  roundDueSteps,
  visitDueSteps,
];

/** Steps of all nouns, the most pressing first; a fixed number of queries. */
export async function loadDueSteps(tx: Tx, scope: DueStepScope, limit: number): Promise<DueStep[]> {
  return (await loadStepsOfEach(tx, scope, limit)).slice(0, limit);
}

/** The same with at most `limit` of each noun, so that a long queue of one does not hide another. */
export async function loadStepsOfEach(tx: Tx, scope: DueStepScope, limit: number): Promise<DueStep[]> {
  const found: DueStep[] = [];
  // One after another: a transaction has one connection.
  for (const provider of providers) found.push(...(await provider(tx, scope, limit)));
  return found.sort(byUrgency);
}

const byUrgency = (a: DueStep, b: DueStep) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity);
