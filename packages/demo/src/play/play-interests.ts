import { acceptInterest, declineInterest, expressInterest } from "@jiebang/core";
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
  const { answer } = interest;
  if (!answer) return [ask];
  const reply: Beat = {
    day: -answer.ago,
    time: "11:00",
    run: async () => {
      const ctx = await stage.as(owner);
      if ("accept" in answer) await acceptInterest(ctx, { interestId, text: answer.accept });
      else await declineInterest(ctx, { interestId, reason: answer.decline, text: answer.text });
    },
  };
  return [ask, reply];
}
