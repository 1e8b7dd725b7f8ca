import type { Tx } from "@jiebang/db";
import { DomainError } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

export interface LockedStage {
  id: string;
  procedureId: string;
  key: string;
  position: number;
  opensAt: Date | null;
  closesAt: Date | null;
  turn: string;
  allows: string[];
  extensions: number;
  /** The database's time after the lock was granted: what is compared with the deadline. */
  now: Date;
}

/**
 * Locks the active stage of a procedure. Whoever acts inside a stage shares it; the clock and whoever ends or extends it
 * holds it alone. So an act and the end of its stage have one order, and the time read after the lock is the time that counts.
 * Always the first lock of a transaction: stage, then item and bid rows, then the ledger.
 */
export async function lockStage(tx: Tx, procedureId: string, mode: "share" | "update"): Promise<LockedStage> {
  const select = `SELECT s.id, s.procedure_id AS "procedureId", s.key, s.position, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    s.turn, s.allows, s.extensions FROM stage s WHERE s.procedure_id = $1 AND s.state = 'active' FOR ${mode === "share" ? "SHARE" : "UPDATE"}`;
  let [stage] = await tx.$queryRawUnsafe<Omit<LockedStage, "now">[]>(select, procedureId);
  // A row that stopped being active while we waited drops out: the next one is active now.
  if (!stage) [stage] = await tx.$queryRawUnsafe<Omit<LockedStage, "now">[]>(select, procedureId);
  if (!stage) throw new DomainError("conflict", "round.ended");
  return { ...stage, now: await appNow(tx) };
}

/** The stage, locked, when it lets people do `action`; else the reason why not now. */
export async function requireStage(
  tx: Tx,
  procedureId: string,
  action: string,
  mode: "share" | "update" = "share",
): Promise<LockedStage> {
  const stage = await lockStage(tx, procedureId, mode);
  if (!stage.allows.includes(action))
    throw new DomainError("conflict", "round.not_in_this_stage", { stage: stage.key, action });
  return stage;
}
