import { coordinatesRound, hasRole, notFound, type RoundRef } from "@jiebang/domain";
import type { LedgerExport } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { exportLedger } from "../procedure/export-ledger.ts";
import { findRound } from "./load-round.ts";

/** The chain of a round: everybody's from the announcement on, before it the coordinators' and auditors'. */
export async function getLedger(ctx: Ctx, { roundId }: RoundRef): Promise<LedgerExport> {
  const round = await findRound(ctx.db.prisma, ctx.actor, roundId);
  if (!round.announcedAt && !coordinatesRound(ctx.actor, round) && !hasRole(ctx.actor, "auditor")) throw notFound();
  const ledger = await exportLedger(ctx.db, roundId);
  if (!ledger) throw notFound();
  return ledger;
}
