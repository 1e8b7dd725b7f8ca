import { DomainError, type InterestRef, type InterestView, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { notify } from "../notification/notify.ts";
import { moveInterest } from "./answer-interest.ts";
import { fetchInterest, ownerPeople } from "./interest.access.ts";
import { loadInterest, titleOf } from "./interest.queries.ts";

/** The asker takes an unanswered question back; it counts for nobody's answer rate. */
export async function withdrawInterest(ctx: Ctx, input: InterestRef): Promise<InterestView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { interest, side } = await fetchInterest(tx, actor, input.interestId);
    if (side !== "asker") throw new DomainError("forbidden", "interest.asker_withdraws");
    await moveInterest(tx, actor, interest, "withdraw");
    await notify(tx, {
      userIds: await ownerPeople(tx, interest),
      kind: "notify.interest_withdrawn",
      params: { title: await titleOf(tx, interest) },
      link: `/app/interests/${interest.id}`,
      dedupeKey: `interest.withdrawn:${interest.id}`,
    });
    return loadInterest(tx, actor, interest.id);
  });
}
