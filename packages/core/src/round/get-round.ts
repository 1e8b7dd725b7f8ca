import type { RoundRef, RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadRoundView } from "./load-round-view.ts";

/** The one screen of a round. */
export function getRound(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return loadRoundView(ctx.db.prisma, ctx.actor, roundId);
}
