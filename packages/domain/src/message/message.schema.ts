import { z } from "zod";
import { interestVoice } from "../interest/interest.schema.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// Messages stand inside an interest: between its two parties and a technology manager whom they let in, with nobody else reading.
export const MESSAGE_LENGTH = 4000;

export const messageView = z.object({
  id: z.string(),
  side: interestVoice,
  isMine: z.boolean(),
  /** Null while the other side's name is kept: a hidden poster before the acceptance. */
  senderName: z.string().nullable(),
  text: z.string(),
  createdAt: instant,
});
export type MessageView = z.infer<typeof messageView>;

/** The newest first. */
export const messageListInput = paging.extend({ interestId: z.string().max(60) });
export type MessageListInput = z.input<typeof messageListInput>;
export const messagePage = pageOf(messageView);
export type MessagePage = z.infer<typeof messagePage>;

export const sendMessageInput = z.object({
  interestId: z.string().max(60),
  text: z.string().trim().min(1, "message.empty").max(MESSAGE_LENGTH, "entry.too_long"),
  /** Made by the page: a retry or a double click says nothing twice. */
  clientId: z.string().min(8).max(60),
});
export type SendMessageInput = z.input<typeof sendMessageInput>;

export const readMessagesInput = z.object({ interestId: z.string().max(60) });
export type ReadMessagesInput = z.input<typeof readMessagesInput>;
export const readResult = z.object({ unread: z.number().int() });
