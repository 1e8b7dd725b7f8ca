import type { Tx } from "@jiebang/db";
import type { LedgerHead } from "@jiebang/domain";
import { linkEvent } from "@jiebang/ledger";
import { appNow } from "../kernel/app-now.ts";

/** Payloads hold ids, pseudonyms and salted commitments: nothing that names or describes anybody. */
export type LedgerPayload = Record<string, string | number | boolean | null | object>;

/**
 * Adds the next link in the caller's transaction. One procedure's chain has one writer at a time: an advisory lock, taken
 * after stage and bid rows are locked, is held until the commit.
 */
export async function appendLedger(
  tx: Tx,
  procedureId: string,
  type: string,
  payload: LedgerPayload,
): Promise<LedgerHead & { at: Date }> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger:${procedureId}`}, 0))::text`;
  const before = await tx.ledgerEvent.findFirst({
    where: { procedureId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true, at: true },
  });
  const now = await appNow(tx);
  const at = before && before.at > now ? before.at : now;
  const event = linkEvent(procedureId, before, { at: at.toISOString(), type, payload });
  await tx.ledgerEvent.create({
    data: {
      procedureId,
      seq: event.seq,
      at,
      type,
      payload: event.payload as object,
      prevHash: event.prevHash,
      hash: event.hash,
    },
  });
  return { seq: event.seq, head: event.hash, at };
}

/** The newest link, or null before the first event. */
export async function readLedgerHead(tx: Tx, procedureId: string): Promise<LedgerHead | null> {
  const last = await tx.ledgerEvent.findFirst({
    where: { procedureId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  return last && { seq: last.seq, head: last.hash };
}

/** As kept with a notice: `12:sha-256:…`. */
export const headText = ({ seq, head }: LedgerHead): string => `${seq}:${head}`;
export function parseHead(text: string | null): LedgerHead | null {
  const at = text?.indexOf(":") ?? -1;
  return text && at > 0 ? { seq: Number(text.slice(0, at)), head: text.slice(at + 1) } : null;
}
