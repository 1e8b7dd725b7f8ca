import { type AudienceView, DomainError, requireUser, type SetAudienceInput, setAudienceInput } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { loadAudience, mayChangeAudience, unknownMembers } from "./audience.queries.ts";
import { requireNotOnBoard } from "./end-entry.ts";
import { fetchOwnEntry } from "./entry.access.ts";

/**
 * Says for whom an entry is. Drawing a circle and blocking work at once, also on what stands: the entry leaves the index in
 * this transaction. From circle to everybody goes through vetting: it was judged for a few.
 */
export async function setAudience(ctx: Ctx, raw: SetAudienceInput): Promise<AudienceView> {
  const actor = requireUser(ctx.actor);
  const input = setAudienceInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const own = await fetchOwnEntry(tx, actor, input.entryId);
    const { entry, standing } = own;
    if (!mayChangeAudience(actor, own))
      throw new DomainError("conflict", "entry.action_not_allowed", { action: "set_audience", state: standing.state });
    if (input.blocked.includes(entry.organisationId)) throw new DomainError("invalid", "audience.own_blocked");
    if (input.audience === "circle" && input.circle.length === 0)
      throw new DomainError("invalid", "audience.circle_empty", { fields: { circle: "audience.circle_empty" } });
    const unknown = await unknownMembers(tx, input.circle, input.blocked);
    if (unknown.length) throw new DomainError("invalid", "audience.unknown_member");
    const stands = ["published", "matched", "expired"].includes(entry.state);
    const isVetted = stands || ["submitted", "recommended", "held"].includes(standing.revisionState);
    if (entry.audience === "circle" && input.audience === "public" && isVetted)
      throw new DomainError("conflict", "audience.widen_by_vetting");
    const narrows = entry.audience === "public" && input.audience === "circle";
    if (narrows) await requireNotOnBoard(tx, entry.id);
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, version: input.version },
      data: { audience: input.audience, version: { increment: 1 }, updatedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale", { version: entry.version });
    const circle = input.audience === "circle" ? input.circle : [];
    await tx.entryCircle.deleteMany({ where: { entryId: entry.id } });
    await tx.entryCircle.createMany({ data: circle.map((c) => ({ entryId: entry.id, ...c })), skipDuplicates: true });
    await tx.entryBlock.deleteMany({ where: { entryId: entry.id, organisationId: { notIn: input.blocked } } });
    await tx.entryBlock.createMany({
      data: input.blocked.map((organisationId) => ({ entryId: entry.id, organisationId, createdById: actor.userId })),
      skipDuplicates: true,
    });
    if (stands && entry.audience !== input.audience) {
      await refreshEntryIndex(tx, [entry.id]);
      // A rare word of a text that left the catalogue must not go on being counted.
      await enqueue(tx, "search.recount", { force: true }, { key: "search.recount" });
    }
    await recordAudit(tx, actor, "entry.set_audience", {
      subjectKind: "entry",
      subjectId: entry.id,
      changed: ["audience", "circle", "blocked"],
      values: { audience: input.audience, circle: circle.length, blocked: input.blocked.length },
    });
    return loadAudience(tx, actor, entry.id);
  });
}
