import { type CallView, DomainError, requireUser, type UpdateCallInput, updateCallInput } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { callColumns, checkAddressed, citeForCall } from "./call-fields.ts";
import { findCoordinatedCall, loadCallView } from "./load-call.ts";

/** Everything of a call changes freely while it is a draft, and nothing of it afterwards but its end. */
export async function updateCall(ctx: Ctx, raw: UpdateCallInput): Promise<CallView> {
  const { callId, version, ...fields } = updateCallInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const call = await findCoordinatedCall(tx, user, callId);
    if (call.state !== "draft")
      throw new DomainError("conflict", "call.action_not_allowed", { state: call.state, action: "edit" });
    await checkAddressed(tx, call.jurisdictionId, fields.jurisdictionIds);
    const saved = await tx.call.updateMany({
      where: { id: callId, version, state: "draft" },
      data: { ...callColumns(fields), version: { increment: 1 }, updatedAt: await appNow(tx) },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await citeForCall(tx, user, callId, fields.bases);
    await recordAudit(tx, user, "call.update", {
      subjectKind: "call",
      subjectId: callId,
      changed: Object.keys(fields),
    });
    return loadCallView(tx, user, callId);
  });
}
