import type { Tx } from "@jiebang/db";
import { UNDERTAKING_VERSION, type UserActor } from "@jiebang/domain";

/** The current text was accepted: who accepted an older one is asked again. */
export async function hasUndertaking(tx: Tx, actor: UserActor, entryId: string): Promise<boolean> {
  return (await undertakingOf(tx, actor, entryId)) !== null;
}

export function undertakingOf(tx: Tx, actor: UserActor, entryId: string) {
  return tx.undertaking.findUnique({
    where: {
      entryId_userId_textVersion: { entryId, userId: actor.userId, textVersion: UNDERTAKING_VERSION },
    },
  });
}
