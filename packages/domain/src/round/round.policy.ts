import { coversJurisdiction, hasRole, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { ItemAction } from "../board/board.schema.ts";
import type { ItemState } from "../board/board-item.states.ts";
import { canMoveItem } from "../board/board-item.states.ts";
import type { ProcedureState } from "../procedure/procedure.states.ts";
import type { RoundAction } from "./round.schema.ts";

/** Who runs a round: coordinators of its jurisdiction, and of the city above it. */
export const coordinatesRound = (actor: Actor, round: { jurisdictionId: string }): boolean =>
  coversJurisdiction(actor, round.jurisdictionId);

/** Reads bids after the opening: the poster of the item, coordinators of the round, auditors. Never before, nobody. */
export function mayReadOpenedBids(
  actor: Actor,
  round: { jurisdictionId: string; openedAt: Date | null },
  posterId: string,
): boolean {
  if (!round.openedAt) return false;
  return isMemberOf(actor, posterId) || coordinatesRound(actor, round) || hasRole(actor, "auditor");
}

/**
 * A round as a draft belongs to its coordinators; from the solicitation on, members of organisations know of it
 * (they may propose); from the announcement on everybody does.
 */
export function maySeeRound(
  actor: Actor,
  round: { jurisdictionId: string; state: ProcedureState; announcedAt: Date | null; shows: readonly string[] },
): boolean {
  if (round.announcedAt || coordinatesRound(actor, round)) return true;
  if (actor.kind !== "user") return actor.kind === "system";
  if (hasRole(actor, "auditor")) return true;
  return round.shows.includes("draft") && actor.memberships.length > 0;
}

const ROUND_ACTION_NEEDS: Record<Exclude<RoundAction, "cancel" | "fail" | "cite">, string> = {
  edit: "round.edit",
  startSolicitation: "round.startSolicitation",
  closeSolicitation: "round.closeSolicitation",
  proposeItem: "item.proposeByCoordinator",
  announce: "round.announce",
  extend: "round.extend",
  open: "round.open",
  finishCheck: "round.finishCheck",
  endStage: "round.endStage",
  release: "round.release",
};

/** What a coordinator, or for `proposeItem` a poster, may do with a round in its stage. */
export function roundActions(
  who: { isCoordinator: boolean; isMember: boolean },
  round: { state: ProcedureState; allows: readonly string[]; hasDecided: boolean },
): RoundAction[] {
  const isLive = round.state === "draft" || round.state === "running";
  if (!isLive) return [];
  const allowed = (need: string) => round.allows.includes(need);
  if (!who.isCoordinator) return who.isMember && allowed("item.propose") ? ["proposeItem"] : [];
  const actions = (Object.keys(ROUND_ACTION_NEEDS) as (keyof typeof ROUND_ACTION_NEEDS)[]).filter(
    (a) => allowed(ROUND_ACTION_NEEDS[a]) && (a !== "release" || round.hasDecided),
  ) as RoundAction[];
  if (allowed("round.edit")) actions.push("cite");
  return [...actions, "cancel", ...(round.state === "running" ? (["fail"] as const) : [])];
}

export interface ItemCase {
  state: ItemState;
  allows: readonly string[];
  isCoordinator: boolean;
  isPoster: boolean;
  isConsented: boolean;
  /** An own organisation may bid and has no bid here yet. */
  canStartBid: boolean;
  tooFew: boolean;
  canExtend: boolean;
  isContinued: boolean;
  isConfirmable: boolean;
}

/** What the reader may do with one item now. */
export function itemActions(item: ItemCase): ItemAction[] {
  const allowed = (need: string) => item.allows.includes(need);
  const actions: ItemAction[] = [];
  if (item.isPoster && item.state === "proposed" && !item.isConsented) actions.push("consent");
  if (item.isCoordinator && allowed("item.judge")) {
    if (item.state === "proposed" && item.isConsented) actions.push("accept");
    if (canMoveItem(item.state, "decline")) actions.push("decline");
  }
  if (item.isPoster && allowed("round.edit") && canMoveItem(item.state, "withdraw")) actions.push("withdraw");
  if (item.canStartBid) actions.push("startBid");
  if (item.isCoordinator) {
    if (allowed("item.extendBids") && item.tooFew && item.canExtend && item.state === "bidding")
      actions.push("extendBids");
    if (allowed("item.continue") && item.tooFew && !item.isContinued) actions.push("continue");
    if (allowed("item.fail") && canMoveItem(item.state, "fail")) actions.push("fail");
    if (allowed("item.confirm") && item.state === "released" && item.isConfirmable) actions.push("confirm");
  }
  if (item.isPoster && allowed("item.decide") && canMoveItem(item.state, "decide")) actions.push("decide");
  return actions;
}
