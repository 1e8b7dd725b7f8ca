import { acceptInterest, appNow, declineInterest, expressInterest, recordOutcome, sendMessage } from "@jiebang/core";
import { dayOf } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import { type DemoInterest, interests } from "../world/interests.ts";
import type { Beat, Stage } from "./stage.ts";

/** Expressions of interest, answered in time, late, not yet, or never. */
export function interestBeats(stage: Stage): Beat[] {
  return interests.flatMap((interest) => beatsOf(stage, interest));
}

function beatsOf(stage: Stage, interest: DemoInterest): Beat[] {
  let interestId = "";
  const owner = entries.find((entry) => entry.key === interest.entry)!.org;
  const ask: Beat = {
    day: -interest.ago,
    time: "16:00",
    run: async () => {
      const asked = await expressInterest(await stage.as(interest.asker), {
        entryId: stage.ids.entries.get(interest.entry),
        organisationId: stage.ids.organisations.get(interest.asker),
        cooperation: interest.cooperation,
        unclear: interest.unclear ?? "",
        about: interest.about,
      });
      interestId = asked.id;
    },
  };
  const speaker = (by: "owner" | "asker") => stage.as(by === "owner" ? owner : interest.asker);
  const talk = (interest.talk ?? []).map(
    ({ ago, by, text }, k): Beat => ({
      day: -ago,
      time: "14:20",
      run: async () => void (await sendMessage(await speaker(by), { interestId, text, clientId: `demo-${k}-message` })),
    }),
  );
  const outcomes = (interest.outcomes ?? []).map(
    ({ ago, by, ...outcome }): Beat => ({
      day: -ago,
      time: "17:10",
      run: async () => {
        const ctx = await speaker(by);
        const happenedOn = dayOf(await appNow(ctx.db.prisma));
        await recordOutcome(ctx, { interestId, happenedOn, ...outcome });
      },
    }),
  );
  const { answer } = interest;
  if (!answer) return [ask, ...talk];
  const reply: Beat = {
    day: -answer.ago,
    time: "11:00",
    run: async () => {
      const ctx = await stage.as(owner);
      if ("accept" in answer) await acceptInterest(ctx, { interestId, text: answer.accept });
      else await declineInterest(ctx, { interestId, reason: answer.decline, text: answer.text });
    },
  };
  return [ask, reply, ...talk, ...outcomes];
}
