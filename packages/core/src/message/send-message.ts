import {
  DomainError,
  interestActions,
  type MessagePage,
  newId,
  requireUser,
  type SendMessageInput,
  sendMessageInput,
  voiceOf,
} from "@jiebang/domain";
import { limitAttempts } from "../identity/limit-attempts.ts";
import { askerPeople, fetchInterest, otherPeople, ownerPeople } from "../interest/interest.access.ts";
import { titleOf } from "../interest/interest.queries.ts";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { listMessages } from "./message.queries.ts";

/** More than anybody types. */
const PER_PERSON = { name: "message", most: 120, seconds: 60 * 60 };

/** Says something to the other side of an interest. The same client id says it once, however often it is sent. */
export async function sendMessage(ctx: Ctx, raw: SendMessageInput): Promise<MessagePage> {
  const actor = requireUser(ctx.actor);
  const input = sendMessageInput.parse(raw);
  await limitAttempts(ctx.db.prisma, PER_PERSON, actor.userId);
  await ctx.transaction(async (tx) => {
    const { interest, side, standing } = await fetchInterest(tx, actor, input.interestId);
    if (side === "coordinator") throw new DomainError("forbidden", "interest.not_member");
    if (!interestActions(standing).includes("send_message"))
      throw new DomainError("conflict", "interest.over", { state: interest.state });
    const id = newId("msg");
    const now = await appNow(tx);
    const voice = voiceOf(side);
    const { count } = await tx.interestMessage.createMany({
      data: [
        {
          id,
          interestId: interest.id,
          side: voice,
          userId: actor.userId,
          text: input.text,
          clientId: input.clientId,
          createdAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return; // a retry: it was said
    // Who writes has read what stands there.
    await tx.$executeRaw`INSERT INTO interest_read (interest_id, user_id, read_at) VALUES (${interest.id}, ${actor.userId}, ${now})
      ON CONFLICT (interest_id, user_id) DO UPDATE SET read_at = greatest(interest_read.read_at, excluded.read_at)`;
    await recordAudit(tx, actor, "message.send", { subjectKind: "interest", subjectId: interest.id });
    const [owners, askers] = [await ownerPeople(tx, interest), await askerPeople(tx, interest)];
    await announceChange(tx, { topic: "message", id: interest.id, userIds: [...owners, ...askers] });
    const title = await titleOf(tx, interest);
    const reads = await tx.interestRead.findMany({ where: { interestId: interest.id } });
    const readAt = new Map(reads.map((r) => [r.userId, r.readAt.getTime()]));
    for (const userId of await otherPeople(tx, interest, voice))
      await notify(tx, {
        userIds: [userId],
        kind: "notify.message_received",
        params: { title },
        link: `/app/interests/${interest.id}`,
        // One notice for all that is unread: the next one comes after this person has looked.
        dedupeKey: `message:${interest.id}:${readAt.get(userId) ?? 0}`,
        mail: true,
      });
  });
  return listMessages(ctx, { interestId: input.interestId });
}
