import { type DeclineInterestInput, declineInterestInput, type InterestView, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { notify } from "../notification/notify.ts";
import { moveInterest, requireAnswerer, tellOffice } from "./answer-interest.ts";
import { fetchInterest } from "./interest.access.ts";
import { loadInterest, titleOf } from "./interest.queries.ts";

/** Declines with a coded reason and a text: nobody is turned away without a word. */
export async function declineInterest(ctx: Ctx, raw: DeclineInterestInput): Promise<InterestView> {
  const actor = requireUser(ctx.actor);
  const input = declineInterestInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { interest, standing } = await fetchInterest(tx, actor, input.interestId);
    requireAnswerer(standing);
    await moveInterest(tx, actor, interest, "decline", { reason: input.reason, text: input.text });
    await tellOffice(tx, actor, interest);
    await notify(tx, {
      userIds: [interest.userId],
      kind: "notify.interest_declined",
      params: { title: await titleOf(tx, interest) },
      link: `/app/interests/${interest.id}`,
      dedupeKey: `interest.declined:${interest.id}`,
      mail: true,
    });
    return loadInterest(tx, actor, interest.id);
  });
}
