import type { Tx } from "@jiebang/db";
import { VALID_BID_STATES } from "@jiebang/domain";

/** Envelopes that count now. */
export const countSealed = (tx: Tx, itemId: string): Promise<number> =>
  tx.bid.count({ where: { itemId, envelopeId: { not: null } } });

/** Bids that passed the formal check. */
export const countValid = (tx: Tx, itemId: string): Promise<number> =>
  tx.bid.count({ where: { itemId, state: { in: [...VALID_BID_STATES] } } });
