import type { Tx } from "@jiebang/db";

/** Tells open pages that something changed; delivered at commit, to the named users only. Carries no content. */
export async function announceChange(tx: Tx, change: { topic: string; id?: string; userIds: string[] }): Promise<void> {
  if (change.userIds.length === 0) return;
  await tx.$queryRaw`SELECT pg_notify('jiebang_live', ${JSON.stringify(change)})::text`;
}
