import {
  type BasisView,
  type CreateBasisInput,
  createBasisInput,
  DomainError,
  dayOf,
  isCoordinator,
  newId,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { toBasisView } from "./basis.queries.ts";

/** A coordinator enters a document that rounds cite (依据文件). */
export async function createBasis(ctx: Ctx, raw: CreateBasisInput): Promise<BasisView> {
  const input = createBasisInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    if (!isCoordinator(user)) throw new DomainError("forbidden", "common.forbidden");
    const { validFrom, validTo, ...rest } = input;
    const row = await tx.basis.create({
      data: {
        id: newId("bas"),
        ...rest,
        validFrom: new Date(`${validFrom}T00:00:00Z`),
        validTo: validTo && new Date(`${validTo}T00:00:00Z`),
        createdById: user.userId,
      },
    });
    await recordAudit(tx, ctx.actor, "basis.create", {
      subjectKind: "basis",
      subjectId: row.id,
      values: { documentNo: input.documentNo },
    });
    return toBasisView(row, dayOf(await appNow(tx)));
  });
}
