import {
  type CallEntryInput,
  callEntryInput,
  DomainError,
  type EntryCalls,
  notFound,
  requireUser,
  takesEntries,
} from "@jiebang/domain";
import { fetchOwnEntry } from "../entry/entry.access.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadEntryCalls } from "./entry-calls.queries.ts";
import { mayHandIn } from "./hand-in-rules.ts";

/** Puts one's own entry under an open call: a draft that is handed in later, or one that stands already. */
export async function handInUnderCall(ctx: Ctx, raw: CallEntryInput): Promise<EntryCalls> {
  const { callId, entryId } = callEntryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const { entry, standing } = await fetchOwnEntry(tx, user, entryId);
    if (!mayHandIn(user, standing)) throw new DomainError("forbidden", "common.forbidden");
    // A share lock: the end of the call waits for who is just handing in, by the database's clock.
    const [locked] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM call WHERE id = ${callId} FOR SHARE`;
    const call = locked && (await tx.call.findUnique({ where: { id: callId } }));
    if (!call?.number) throw notFound();
    const now = await appNow(tx);
    if (!takesEntries(call, now)) {
      const isEarly = call.state === "open" && call.opensAt !== null && call.opensAt > now;
      throw new DomainError("conflict", isEarly ? "call.not_begun" : "call.ended");
    }
    if (!call.kinds.includes(entry.kind)) throw new DomainError("invalid", "call.other_kind");
    if (entry.state === "archived" || entry.state === "withdrawn")
      throw new DomainError("conflict", "call.entry_closed");
    const { count } = await tx.callEntry.createMany({
      data: [{ callId, entryId, handedInById: user.userId, handedInAt: now }],
      skipDuplicates: true,
    });
    if (count > 0)
      await recordAudit(tx, user, "call.hand_in", { subjectKind: "entry", subjectId: entryId, values: { callId } });
    return loadEntryCalls(tx, user, entryId);
  });
}

/** Takes it out again, while the call takes entries. */
export async function takeOutOfCall(ctx: Ctx, raw: CallEntryInput): Promise<EntryCalls> {
  const { callId, entryId } = callEntryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const { standing } = await fetchOwnEntry(tx, user, entryId);
    if (!mayHandIn(user, standing)) throw new DomainError("forbidden", "common.forbidden");
    const call = await tx.call.findUnique({ where: { id: callId } });
    if (!call?.number) throw notFound();
    if (!takesEntries(call, await appNow(tx))) throw new DomainError("conflict", "call.ended");
    const { count } = await tx.callEntry.deleteMany({ where: { callId, entryId } });
    if (count > 0)
      await recordAudit(tx, user, "call.take_out", { subjectKind: "entry", subjectId: entryId, values: { callId } });
    return loadEntryCalls(tx, user, entryId);
  });
}
