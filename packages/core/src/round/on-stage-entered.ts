import type { Tx } from "@jiebang/db";
import { afterWorkingDays, STAGE_KINDS, templateContent } from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import { coordinatorsOf, membersOf, notify } from "../notification/notify.ts";
import { loadRound, parametersOf, type RoundRow } from "./load-round.ts";
import { participantsOf } from "./people-of-round.ts";
import { settleConfirmations } from "./settle-round.ts";

/** What a stage brings with it, whoever turned it: the clock or a person. */
export async function onStageEntered(tx: Tx, secret: string, procedureId: string, key: string): Promise<void> {
  const round = await loadRound(tx, procedureId);
  const effect = effects[key];
  if (effect) await effect(tx, round, secret);
  else await beginPause(tx, round, key);
  const watchers = [...(await participantsOf(tx, procedureId)), ...(await coordinatorsOf(tx, round.jurisdictionId))];
  await announceChange(tx, { topic: "round", id: procedureId, userIds: [...new Set(watchers)] });
}

const effects: Record<string, ((tx: Tx, round: RoundRow, secret: string) => Promise<void>) | undefined> = {
  bid: async (tx, round) => {
    await tx.boardItem.updateMany({ where: { procedureId: round.id, state: "posted" }, data: { state: "bidding" } });
  },
  decide: async (tx, round) => {
    const dueAt = afterWorkingDays(await loadCalendar(tx), await appNow(tx), parametersOf(round).decideDays);
    await tx.stage.updateMany({ where: { procedureId: round.id, key: "decide" }, data: { closesAt: dueAt } });
    const items = await tx.boardItem.findMany({ where: { procedureId: round.id, state: "opened" } });
    for (const item of items)
      await notify(tx, {
        userIds: await membersOf(tx, item.organisationId),
        kind: "notify.item_decide",
        params: { round: round.title, item: item.number ?? 0 },
        link: `/app/rounds/${round.id}`,
        dedupeKey: `decide:${item.id}`,
        mail: true,
      });
  },
  vet: (tx, round) => tellCoordinators(tx, round, "notify.round_solicitation_closed"),
  open: (tx, round) => tellCoordinators(tx, round, "notify.round_bidding_closed"),
  confirm: async (tx, round, secret) => {
    await tellCoordinators(tx, round, "notify.round_notice_over");
    await settleConfirmations(tx, secret, round.id);
  },
};

/** A pause that the clock ends lasts as many working days as its template says. */
async function beginPause(tx: Tx, round: RoundRow, key: string): Promise<void> {
  if (STAGE_KINDS[key]) return;
  const version = await tx.templateVersion.findUniqueOrThrow({ where: { id: round.templateVersionId } });
  const stage = templateContent.parse(version.content).stages.find((s) => s.key === key);
  if (stage?.turn !== "clock" || !stage.days) return;
  const closesAt = afterWorkingDays(await loadCalendar(tx), await appNow(tx), stage.days);
  await tx.stage.updateMany({ where: { procedureId: round.id, key }, data: { closesAt } });
}

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
