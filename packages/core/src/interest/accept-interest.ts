import { type AcceptInterestInput, acceptInterestInput, type InterestView, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { moveInterest, requireAnswerer, tellOffice } from "./answer-interest.ts";
import { fetchInterest } from "./interest.access.ts";
import { loadInterest, titleOf } from "./interest.queries.ts";

/** Accepts: from now on both sides may open the other's contact, and a hidden poster is known to this asker. */
export async function acceptInterest(ctx: Ctx, raw: AcceptInterestInput): Promise<InterestView> {
  const actor = requireUser(ctx.actor);
  const input = acceptInterestInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { interest, standing } = await fetchInterest(tx, actor, input.interestId);
    requireAnswerer(standing);
    await moveInterest(tx, actor, interest, "accept", { text: input.text });
    await tellOffice(tx, actor, interest);
    await notify(tx, {
      userIds: [interest.userId, ...(await membersOf(tx, interest.organisationId))],
      kind: "notify.interest_accepted",
      params: { title: await titleOf(tx, interest) },
      link: `/app/interests/${interest.id}`,
      dedupeKey: `interest.accepted:${interest.id}`,
      mail: true,
    });
    return loadInterest(tx, actor, interest.id);
  });
}
