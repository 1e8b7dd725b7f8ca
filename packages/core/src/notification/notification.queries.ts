import {
  type LocalBoxInput,
  type LocalMailPage,
  localBoxInput,
  type MarkReadInput,
  type NotificationListInput,
  type NotificationPage,
  notificationListInput,
  requireUser,
} from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";

/** One's own notices, newest first, as sentences in the language asked for. */
export async function listNotifications(
  ctx: Ctx,
  raw: NotificationListInput,
  locale: "zh" | "en",
): Promise<NotificationPage> {
  const actor = requireUser(ctx.actor);
  const input = notificationListInput.parse(raw);
  const where = {
    userId: actor.userId,
    ...(input.isUnread === undefined ? {} : { readAt: input.isUnread ? null : { not: null } }),
  };
  const [rows, total] = [
    await ctx.db.prisma.notification.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.limit,
      skip: input.offset,
    }),
    await ctx.db.prisma.notification.count({ where }),
  ];
  return {
    total,
    items: rows.map((row) => {
      const params = row.params as Record<string, string | number>; // written by `notify`
      return {
        id: row.id,
        kind: row.kind,
        params,
        text: translate(locale, row.kind, params),
        link: row.link,
        createdAt: row.createdAt.toISOString(),
        readAt: row.readAt?.toISOString() ?? null,
      };
    }),
  };
}

export async function countUnread(ctx: Ctx): Promise<{ unread: number }> {
  const { userId } = requireUser(ctx.actor);
  return { unread: await ctx.db.prisma.notification.count({ where: { userId, readAt: null } }) };
}

/** Marks one's own notices; the ids of others do nothing. */
export async function markRead(ctx: Ctx, input: MarkReadInput): Promise<{ unread: number }> {
  const { userId } = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const readAt = await appNow(tx);
    const { count } = await tx.notification.updateMany({
      where: { userId, readAt: null, ...(input.all ? {} : { id: { in: input.ids ?? [] } }) },
      data: { readAt },
    });
    if (count) await announceChange(tx, { topic: "notification", userIds: [userId] });
    return { unread: await tx.notification.count({ where: { userId, readAt: null } }) };
  });
}

/**
 * The mailbox to read where no mail server is: one's own mails in full. An administrator may list all to see what
 * was sent and what failed, but reads nobody else's text: mails hold one-time codes.
 */
export async function listLocalMail(ctx: Ctx, raw: LocalBoxInput): Promise<LocalMailPage> {
  const actor = requireUser(ctx.actor);
  const input = localBoxInput.parse(raw);
  const where = input.scope === "all" && actor.roles.includes("platform_admin") ? {} : { userId: actor.userId };
  const [rows, total] = [
    await ctx.db.prisma.mail.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.limit,
      skip: input.offset,
    }),
    await ctx.db.prisma.mail.count({ where }),
  ];
  return {
    total,
    items: rows.map((row) => ({
      id: row.id,
      to: row.toAddress,
      subject: row.userId === actor.userId ? row.subject : row.kind,
      text: row.userId === actor.userId ? row.text : null,
      kind: row.kind,
      state: row.state as LocalMailPage["items"][number]["state"],
      lastError: row.lastError,
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
    })),
  };
}
