import type { Tx } from "@jiebang/db";
import { roundDueSteps } from "../round/round-due-steps.ts";
import type { DueStep, DueStepProvider, DueStepScope } from "./due-step.ts";
import { interestDueSteps } from "./interest-due-steps.ts";

/** Each noun whose steps wait for people adds one line. */
const providers: DueStepProvider[] = [interestDueSteps, roundDueSteps];

/** Steps of all nouns, the most pressing first; a fixed number of queries. */
export async function loadDueSteps(tx: Tx, scope: DueStepScope, limit: number): Promise<DueStep[]> {
  const found: DueStep[] = [];
  // One after another: a transaction has one connection.
  for (const provider of providers) found.push(...(await provider(tx, scope, limit)));
  return found.sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity)).slice(0, limit);
}
