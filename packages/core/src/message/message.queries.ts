import {
  DomainError,
  type InterestVoice,
  type MessageListInput,
  type MessagePage,
  messageListInput,
  requireUser,
  voiceOf,
} from "@jiebang/domain";
import { fetchInterest } from "../interest/interest.access.ts";
import { isPosterKept } from "../interest/interest.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";

type Row = { id: string; side: InterestVoice; user_id: string; name: string; text: string; created_at: Date };

/** The newest first. A coordinator sees that there are messages (on the interest), never what they say. */
export async function listMessages(ctx: Ctx, raw: MessageListInput): Promise<MessagePage> {
  const actor = requireUser(ctx.actor);
  const input = messageListInput.parse(raw);
  const tx = ctx.db.prisma;
  const { interest, side } = await fetchInterest(tx, actor, input.interestId);
  if (side === "coordinator") throw new DomainError("forbidden", "message.parties_only");
  const revision = await tx.revision.findUnique({
    where: { id: interest.entry.publishedRevisionId ?? "" },
    select: { isPosterHidden: true },
  });
  const isKept = isPosterKept(side, revision?.isPosterHidden ?? false, interest.state);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT m.id, m.side, m.user_id, u.name, m.text, m.created_at FROM interest_message m JOIN users u ON u.id = m.user_id
    WHERE m.interest_id = ${interest.id} ORDER BY m.created_at DESC, m.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
  return {
    total: await tx.interestMessage.count({ where: { interestId: interest.id } }),
    items: rows.map((row) => ({
      id: row.id,
      side: row.side,
      isMine: row.user_id === actor.userId,
      senderName: isKept && row.side !== voiceOf(side) ? null : row.name,
      text: row.text,
      createdAt: row.created_at.toISOString(),
    })),
  };
}
