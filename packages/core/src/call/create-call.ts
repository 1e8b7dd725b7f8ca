import {
  type CallView,
  type CreateCallInput,
  coversJurisdiction,
  createCallInput,
  DomainError,
  newId,
  notFound,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { callColumns, checkAddressed, citeForCall } from "./call-fields.ts";
import { loadCallView } from "./load-call.ts";

/** A coordinator drafts a call for entries (征集). */
export async function createCall(ctx: Ctx, raw: CreateCallInput): Promise<CallView> {
  const { jurisdictionId, ...fields } = createCallInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const jurisdiction = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId } });
    if (!jurisdiction) throw notFound();
    if (!coversJurisdiction(user, jurisdictionId)) throw new DomainError("forbidden", "call.not_coordinator");
    await checkAddressed(tx, jurisdictionId, fields.jurisdictionIds);
    const id = newId("cal");
    const columns = callColumns(fields);
    await tx.call.create({
      data: {
        id,
        state: "draft",
        jurisdictionId,
        createdById: user.userId,
        ...columns,
        hosts: columns.hosts.length > 0 ? columns.hosts : [jurisdiction.recommendingBody ?? jurisdiction.name],
        contactPhone: columns.contactPhone ?? jurisdiction.phone,
        address: columns.address ?? jurisdiction.address,
      },
    });
    await citeForCall(tx, user, id, fields.bases);
    await recordAudit(tx, user, "call.create", { subjectKind: "call", subjectId: id, values: { kinds: fields.kinds } });
    return loadCallView(tx, user, id);
  });
}
