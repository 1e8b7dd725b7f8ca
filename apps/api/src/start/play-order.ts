/** Held while playing: whoever wants to empty the database after a kill waits until the last writer is gone. */
export const PLAYER_LOCK = 411201;

/** What the playing process is told by its parent. */
export interface PlayOrder {
  ownerUrl: string;
  secret: string;
  publicUrl: string;
}
