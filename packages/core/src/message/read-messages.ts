import { DomainError, requireUser } from "@jiebang/domain";
import { fetchInterest } from "../interest/interest.access.ts";
import type { Ctx } from "../kernel/ctx.ts";

/** The person has seen what stands there until now. */
export async function readMessages(ctx: Ctx, input: { interestId: string }): Promise<{ unread: number }> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { interest, side } = await fetchInterest(tx, actor, input.interestId);
    if (side === "coordinator") throw new DomainError("forbidden", "interest.not_member");
    await tx.$executeRaw`INSERT INTO interest_read (interest_id, user_id, read_at) VALUES (${interest.id}, ${actor.userId}, app_now())
      ON CONFLICT (interest_id, user_id) DO UPDATE SET read_at = greatest(interest_read.read_at, excluded.read_at)`;
    return { unread: 0 };
  });
}
