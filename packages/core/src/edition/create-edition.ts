import type { Tx } from "@jiebang/db";
import {
  type CreateEditionInput,
  coversJurisdiction,
  createEditionInput,
  DomainError,
  type EditionView,
  newId,
  notFound,
  requireUser,
  type UpdateEditionInput,
  type UserActor,
  updateEditionInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadEditionView, lockEdition, requireDraft } from "./load-edition.ts";

/** A coordinator begins an edition (目录批次). Its number comes with the issue. */
export async function createEdition(ctx: Ctx, raw: CreateEditionInput): Promise<EditionView> {
  const { bases, ...input } = createEditionInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const jurisdiction = await tx.jurisdiction.findUnique({ where: { id: input.jurisdictionId } });
    if (!jurisdiction) throw notFound();
    if (!coversJurisdiction(user, jurisdiction.id)) throw new DomainError("forbidden", "edition.not_coordinator");
    const id = newId("edn");
    await tx.edition.create({
      data: {
        id,
        state: "draft",
        createdById: user.userId,
        ...input,
        issuers: input.issuers.length > 0 ? input.issuers : [jurisdiction.recommendingBody ?? jurisdiction.name],
      },
    });
    await cite(tx, user, id, bases);
    await recordAudit(tx, user, "edition.create", {
      subjectKind: "edition",
      subjectId: id,
      values: { series: input.series },
    });
    return loadEditionView(tx, user, id);
  });
}

/** Title, preface, issuers and basis change while it is a draft. */
export async function updateEdition(ctx: Ctx, raw: UpdateEditionInput): Promise<EditionView> {
  const { editionId, version, bases, ...input } = updateEditionInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    requireDraft(edition, "edit");
    const { count } = await tx.edition.updateMany({
      where: { id: editionId, version, state: "draft" },
      data: { ...input, version: { increment: 1 }, updatedAt: await appNow(tx) },
    });
    if (count !== 1) throw new DomainError("conflict", "common.stale");
    await cite(tx, user, editionId, bases);
    await recordAudit(tx, user, "edition.update", {
      subjectKind: "edition",
      subjectId: editionId,
      changed: [...Object.keys(input), "bases"],
    });
    return loadEditionView(tx, user, editionId);
  });
}

type Citations = { basisId: string; overrideReason: string | null }[];

async function cite(tx: Tx, user: UserActor, editionId: string, bases: Citations): Promise<void> {
  const ids = [...new Set(bases.map((b) => b.basisId))];
  if ((await tx.basis.count({ where: { id: { in: ids } } })) !== ids.length)
    throw new DomainError("invalid", "edition.basis_unknown", { fields: { bases: "edition.basis_unknown" } });
  const before = await tx.editionBasis.findMany({ where: { editionId } });
  await tx.editionBasis.deleteMany({ where: { editionId } });
  await tx.editionBasis.createMany({
    data: ids.map((basisId) => {
      const { overrideReason } = bases.find((b) => b.basisId === basisId)!;
      const former = before.find((b) => b.basisId === basisId && b.overrideReason === overrideReason);
      const overriddenById = overrideReason ? (former?.overriddenById ?? user.userId) : null;
      return { editionId, basisId, overrideReason, overriddenById };
    }),
  });
}
