import type { Tx } from "@jiebang/db";
import { announceChange } from "../kernel/announce-change.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { loadRound, type RoundRow } from "./load-round.ts";
import { participantsOf } from "./people-of-round.ts";
import { settleConfirmations } from "./settle-round.ts";

/** What a stage brings with it, whoever turned it: the clock or a person. */
export async function onStageEntered(tx: Tx, secret: string, procedureId: string, key: string): Promise<void> {
  const round = await loadRound(tx, procedureId);
  const effect = effects[key];
  if (effect) await effect(tx, round, secret);
  const watchers = [...(await participantsOf(tx, procedureId)), ...(await coordinatorsOf(tx, round.jurisdictionId))];
  await announceChange(tx, { topic: "round", id: procedureId, userIds: [...new Set(watchers)] });
}

const effects: Record<string, ((tx: Tx, round: RoundRow, secret: string) => Promise<void>) | undefined> = {
  bid: async (tx, round) => {
    await tx.boardItem.updateMany({ where: { procedureId: round.id, state: "posted" }, data: { state: "bidding" } });
  },
  vet: (tx, round) => tellCoordinators(tx, round, "notify.round_solicitation_closed"),
  open: (tx, round) => tellCoordinators(tx, round, "notify.round_bidding_closed"),
  confirm: async (tx, round, secret) => {
    await tellCoordinators(tx, round, "notify.round_notice_over");
    await settleConfirmations(tx, secret, round.id);
  },
};

async function tellCoordinators(tx: Tx, round: RoundRow, kind: string): Promise<void> {
  await notify(tx, {
    userIds: await coordinatorsOf(tx, round.jurisdictionId),
    kind,
    params: { round: round.title },
    link: `/app/rounds/${round.id}`,
    dedupeKey: `${kind}:${round.id}`,
    mail: true,
  });
}
