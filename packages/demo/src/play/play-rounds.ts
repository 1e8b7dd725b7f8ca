import {
  acceptItem,
  announceRound,
  cancelRound,
  citeBasis,
  closeSolicitation,
  createBasis,
  createCtx,
  createRound,
  extendRound,
  failRound,
  finishCheck,
  openRound,
  proposeItem,
  releaseDecisions,
  startSolicitation,
  turnStages,
} from "@jiebang/core";
import { addDays, instantOf, systemActor } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import { bases, type DemoRound, type RoundStand, rounds } from "../world/rounds.ts";
import { bidBeats, checkBids, decideItems } from "./play-bids.ts";
import { confirmItems, fileObjections, settleAgreements } from "./play-endings.ts";
import { carryOut } from "./play-fulfilment.ts";
import type { Beat, Stage } from "./stage.ts";

/** How far each round goes. */
const FAR: RoundStand[] = ["solicit", "announced", "bidding", "closed", "check", "decide", "notice", "completed"];
const reaches = (round: DemoRound, stand: RoundStand) => FAR.indexOf(round.stand) >= FAR.indexOf(stand);

export function roundBeats(stage: Stage): Beat[] {
  const first = Math.min(...rounds.map((round) => round.days.created)) - 1;
  return [
    { day: first, time: "09:00", run: () => enterBases(stage) },
    ...rounds.flatMap((round) => [...preparation(stage, round), ...course(stage, round)]),
  ];
}

const basisIds = new WeakMap<Stage, Map<string, string>>();

async function enterBases(stage: Stage): Promise<void> {
  const ids = new Map<string, string>();
  for (const { key, ...fields } of bases) ids.set(key, (await createBasis(await stage.as("city"), fields)).id);
  basisIds.set(stage, ids);
}

function preparation(stage: Stage, round: DemoRound): Beat[] {
  const { created, announced } = round.days;
  const beats: Beat[] = [
    { day: created, time: "09:30", run: () => draftRound(stage, round) },
    { day: created + 1, time: "09:30", run: async () => startSolicitation(await stage.as("city"), ref(stage, round)) },
    { day: created + 1, time: "14:00", run: () => proposeItems(stage, round) },
    { day: created + 2, time: "10:00", run: () => acceptItems(stage, round) },
  ];
  if (!reaches(round, "announced") && round.stand !== "failed" && round.stand !== "cancelled") return beats;
  return [
    ...beats,
    {
      day: announced - 1,
      time: "17:30",
      run: async () => closeSolicitation(await stage.as("city"), ref(stage, round)),
    },
    { day: announced, time: "10:00", run: async () => announceRound(await stage.as("city"), ref(stage, round)) },
    tick(stage, round.days.opens, "10:01"),
  ];
}

function course(stage: Stage, round: DemoRound): Beat[] {
  const { closes } = round.days;
  const beats = bidBeats(stage, round);
  const on = (stand: RoundStand, day: number, time: string, run: () => Promise<unknown>) => {
    if (reaches(round, stand)) beats.push({ day, time, run });
  };
  if (round.stand === "failed") return [...beats, ...failure(stage, round)];
  if (round.stand === "cancelled") return [...beats, ending(stage, round, cancelRound)];
  on("closed", closes, "17:01", () => turn(stage));
  on("check", closes + 1, "10:00", async () => openRound(await stage.as("city"), ref(stage, round)));
  on("check", closes + 2, "10:00", () => checkBids(stage, round));
  on("decide", closes + 5, "16:00", async () => finishCheck(await stage.as("city"), ref(stage, round)));
  on("notice", closes + 9, "15:00", () => decideItems(stage, round));
  const released = round.stand === "notice" ? -3 : closes + 11;
  on("notice", released, "10:00", async () => releaseDecisions(await stage.as("city"), ref(stage, round)));
  if (round.stand === "notice") on("notice", -1, "15:30", () => fileObjections(stage, round));
  // Five working days are over after three weeks, whatever holidays lie between.
  on("completed", released + 20, "09:00", () => turn(stage));
  on("completed", released + 20, "10:00", () => confirmItems(stage, round));
  on("completed", released + 34, "10:00", () => settleAgreements(stage, round));
  on("completed", Math.min(released + 44, -3), "10:00", () => carryOut(stage, round));
  return beats;
}

/** Nobody came, also not after the one extension: 流标. */
function failure(stage: Stage, round: DemoRound): Beat[] {
  const { closes } = round.days;
  const later = round.end!.day - 2;
  return [
    {
      day: closes - 1,
      time: "10:00",
      run: async () =>
        extendRound(await stage.as("city"), {
          ...ref(stage, round),
          closesAt: instantOf(addDays(stage.today, later), "17:00").toISOString(),
          reason: "截至目前尚无单位递交揭榜申请，依规则延期一次。",
        }),
    },
    tick(stage, later, "17:01"),
    ending(stage, round, failRound),
  ];
}

const ending = (stage: Stage, round: DemoRound, end: typeof failRound): Beat => ({
  day: round.end!.day,
  time: "16:00",
  run: async () =>
    end(await stage.as("city"), { ...ref(stage, round), reason: round.end!.reason, text: round.end!.text }),
});

async function draftRound(stage: Stage, round: DemoRound): Promise<void> {
  const city = await stage.as("city");
  const { announced, opens, closes } = round.days;
  const basisId = basisIds.get(stage)!.get(round.basis)!;
  const created = await createRound(city, {
    title: round.title,
    titleEn: round.titleEn,
    summary: round.summary,
    summaryEn: round.summaryEn,
    jurisdictionId: stage.ids.jurisdictions.get("411200"),
    basisIds: [basisId],
    parameters: round.parameters ?? {},
    schedule: {
      // Bidding opens at once where both fall on one day.
      bidOpensAt: opens > announced ? instantOf(addDays(stage.today, opens), "10:00").toISOString() : null,
      bidClosesAt: instantOf(addDays(stage.today, closes), "17:00").toISOString(),
    },
  });
  stage.ids.rounds.set(round.key, created.id);
  if (round.overrideReason)
    await citeBasis(city, { roundId: created.id, basisId, overrideReason: round.overrideReason });
}

async function proposeItems(stage: Stage, round: DemoRound): Promise<void> {
  for (const key of round.items) {
    const poster = entries.find((entry) => entry.key === key)!.org;
    const entryId = stage.ids.entries.get(key);
    const view = await proposeItem(await stage.as(poster), { ...ref(stage, round), entryId });
    stage.ids.items.set(key, view.items.find((item) => item.entry.id === entryId)!.id);
  }
}

/** While demands are still collected the last proposal waits on the desk. */
async function acceptItems(stage: Stage, round: DemoRound): Promise<void> {
  const accepted = round.stand === "solicit" ? round.items.slice(0, -1) : round.items;
  for (const key of accepted) await acceptItem(await stage.as("city"), { itemId: stage.ids.items.get(key) });
}

const ref = (stage: Stage, round: DemoRound) => ({ roundId: stage.ids.rounds.get(round.key) });
const turn = (stage: Stage) => turnStages(createCtx(stage.deps, systemActor("demonstration")));
const tick = (stage: Stage, day: number, time: string): Beat => ({ day, time, run: () => turn(stage) });
