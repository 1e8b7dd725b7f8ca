import { appNow } from "@jiebang/core";
import { editionBeats } from "./play-editions.ts";
import { entryBeats } from "./play-entries.ts";
import { formBeats } from "./play-forms.ts";
import { interestBeats } from "./play-interests.ts";
import { leadBeats } from "./play-leads.ts";
import { peopleBeats } from "./play-people.ts";
import { roundBeats } from "./play-rounds.ts";
import { searchBeats } from "./play-searches.ts";
import { vettingBeats } from "./play-vetting.ts";
import { visitBeats } from "./play-visits.ts";
import { createStage, type DemoDeps, playBeats } from "./stage.ts";

/**
 * Plays the demonstration world into an empty database: every line of it comes from a verb, at the hour at which the
 * story says it happened. The clock ends where it was. Whoever calls marks the beginning and the end, so that a play
 * that was killed starts afresh (see the start script); a production database refuses to have its clock moved at all.
 */
export async function playDemo(deps: DemoDeps): Promise<void> {
  const { prisma } = deps.db;
  if (await prisma.setting.findFirst({ where: { key: "deployment", value: { equals: "production" } } }))
    throw new Error("the demonstration is never played in a production database");
  if (await prisma.user.findFirst({ select: { id: true } }))
    throw new Error("the demonstration needs an empty database: this one has accounts");
  await deps.moveClock(0);
  const stage = createStage(deps, await appNow(prisma));
  try {
    await playBeats(stage, [
      ...peopleBeats(stage),
      ...entryBeats(stage),
      ...interestBeats(stage),
      ...leadBeats(stage),
      ...roundBeats(stage),
      ...editionBeats(stage),
      ...visitBeats(stage),
      ...vettingBeats(stage),
      ...formBeats(stage),
      ...searchBeats(stage),
    ]);
  } finally {
    await deps.moveClock(0);
  }
}
