import type { Tx } from "@jiebang/db";

/** The one clock: the database's, moved only in demonstrations and tests. */
export async function appNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
  return row!.now;
}
