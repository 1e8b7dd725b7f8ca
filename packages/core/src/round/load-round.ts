import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coordinatesRound,
  DomainError,
  maySeeRound,
  notFound,
  organisationsOf,
  type ProcedureState,
  type RoundParameters,
  roundParameters,
} from "@jiebang/domain";

const include = {
  round: true,
  stages: { orderBy: { position: "asc" } },
} as const;

export type RoundRow = NonNullable<Awaited<ReturnType<typeof fetchRound>>>;

function fetchRound(tx: Tx, id: string) {
  return tx.procedure.findFirst({ where: { id, kind: "round" }, include });
}

export const activeStage = (round: RoundRow) => round.stages.find((s) => s.state === "active") ?? null;
export const stageOf = (round: RoundRow, key: string) => round.stages.find((s) => s.key === key) ?? null;
export const parametersOf = (round: { parameters: unknown }): RoundParameters =>
  roundParameters.parse(round.parameters);

/** What becomes visible from a stage on, summed over the stages that were entered. */
export const shownOf = (round: RoundRow): string[] => [
  ...new Set(round.stages.filter((s) => s.state === "active" || s.state === "done").flatMap((s) => s.shows)),
];

/** The round when the actor may know of it; else it does not exist. */
export async function findRound(tx: Tx, actor: Actor, id: string): Promise<RoundRow> {
  const round = await fetchRound(tx, id);
  if (!round) throw notFound();
  const isVisible = maySeeRound(actor, { ...round, state: round.state as ProcedureState, shows: shownOf(round) });
  if (!isVisible && !(await hasOwnItem(tx, actor, id))) throw notFound();
  return round;
}

/** A poster whose demand was proposed knows of the draft: its consent is asked for. */
async function hasOwnItem(tx: Tx, actor: Actor, procedureId: string): Promise<boolean> {
  const own = organisationsOf(actor);
  return own.length > 0 && (await tx.boardItem.count({ where: { procedureId, organisationId: { in: own } } })) > 0;
}

/** The round for somebody who runs it. */
export async function findCoordinatedRound(tx: Tx, actor: Actor, id: string): Promise<RoundRow> {
  const round = await findRound(tx, actor, id);
  if (!coordinatesRound(actor, round)) throw new DomainError("forbidden", "round.not_coordinator");
  return round;
}

/** For jobs and inner steps that no person asked for. */
export async function loadRound(tx: Tx, id: string): Promise<RoundRow> {
  const round = await fetchRound(tx, id);
  if (!round) throw notFound();
  return round;
}
