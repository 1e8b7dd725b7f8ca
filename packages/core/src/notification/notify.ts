import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import { enqueue } from "../kernel/enqueue.ts";

export interface Notice {
  userIds: string[];
  /** Key of the sentence in i18n (`notify.<noun>_<what>`). */
  kind: string;
  params: Record<string, string | number>;
  /** Path in the workbench or on the public pages. */
  link?: string;
  /** What makes this notice one: the same key never reaches the same person twice. */
  dedupeKey: string;
  /** Also by mail, to those who have an address. */
  mail?: boolean;
}

/** Tells people inside the transaction that made the news: nothing is told about what was rolled back. */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  const userIds = [...new Set(notice.userIds)];
  if (userIds.length === 0) return;
  await tx.notification.createMany({
    data: userIds.map((userId) => ({
      id: newId("nof"),
      userId,
      kind: notice.kind,
      params: notice.params,
      link: notice.link,
      dedupeKey: `${notice.dedupeKey}:${userId}`,
    })),
    skipDuplicates: true,
  });
  await announceChange(tx, { topic: "notification", userIds });
  if (notice.mail)
    await enqueue(tx, "mail.compose", {
      kind: notice.kind,
      params: notice.params,
      link: notice.link ?? null,
      userIds,
      dedupeKey: notice.dedupeKey,
    });
}

/** Everyone who may act for an organisation today. */
export async function membersOf(tx: Tx, organisationId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({ where: { organisationId, endedAt: null }, select: { userId: true } });
  return rows.map((r) => r.userId);
}

/** Coordinators of a jurisdiction, and of the city above it. */
export async function coordinatorsOf(tx: Tx, jurisdictionId: string, level?: "county" | "city"): Promise<string[]> {
  const own = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { id: true, parentId: true } });
  const ids = [own?.id, own?.parentId].filter((id): id is string => Boolean(id));
  const rows = await tx.coordinatorAppointment.findMany({
    where: { endedAt: null, jurisdiction: { id: { in: ids }, level } },
    select: { userId: true },
  });
  return [...new Set(rows.map((r) => r.userId))];
}
