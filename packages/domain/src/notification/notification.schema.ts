import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

export const notificationView = z.object({
  id: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sentence in the reader's language. */
  text: z.string(),
  link: z.string().nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type NotificationView = z.infer<typeof notificationView>;
export const notificationListInput = paging.extend({ isUnread: z.boolean().optional() });
export type NotificationListInput = z.input<typeof notificationListInput>;
export const notificationPage = pageOf(notificationView);
export type NotificationPage = z.infer<typeof notificationPage>;

/** `all` marks everything up to now. */
export const markReadInput = z.object({ ids: z.array(z.string()).max(200).optional(), all: z.boolean().optional() });
export type MarkReadInput = z.infer<typeof markReadInput>;

export const localMailView = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Null for mails to somebody else: an administrator sees that they exist, not what they say. */
  text: z.string().nullable(),
  kind: z.string(),
  state: z.enum(["queued", "sent", "local", "failed"]),
  lastError: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type LocalMailView = z.infer<typeof localMailView>;
export const localBoxInput = paging.extend({ scope: z.enum(["mine", "all"]).default("mine") });
export type LocalBoxInput = z.input<typeof localBoxInput>;
export const localMailPage = pageOf(localMailView);
export type LocalMailPage = z.infer<typeof localMailPage>;
