import type { Tx } from "@jiebang/db";
import { DomainError, type UserActor, type updateCallInput } from "@jiebang/domain";
import type { z } from "zod";

type Fields = Omit<z.output<typeof updateCallInput>, "callId" | "version">;
const at = (text: string | null) => (text ? new Date(text) : null);

/** Columns of a call from what was typed; the citations are rows of their own. */
export function callColumns({ bases: _, opensAt, closesAt, ...rest }: Fields) {
  return { ...rest, opensAt: at(opensAt), closesAt: at(closesAt) };
}

/** Replaces the citations; who gave a reason for an expired one is kept with it. */
export async function citeForCall(tx: Tx, user: UserActor, callId: string, bases: Fields["bases"]): Promise<void> {
  const ids = [...new Set(bases.map((b) => b.basisId))];
  if ((await tx.basis.count({ where: { id: { in: ids } } })) !== ids.length)
    throw new DomainError("invalid", "call.basis_unknown", { fields: { bases: "call.basis_unknown" } });
  const before = await tx.callBasis.findMany({ where: { callId } });
  await tx.callBasis.deleteMany({ where: { callId } });
  await tx.callBasis.createMany({
    data: ids.map((basisId) => {
      const { overrideReason } = bases.find((b) => b.basisId === basisId)!;
      const former = before.find((b) => b.basisId === basisId && b.overrideReason === overrideReason);
      const overriddenById = overrideReason ? (former?.overriddenById ?? user.userId) : null;
      return { callId, basisId, overrideReason, overriddenById };
    }),
  });
}

/** Jurisdictions addressed must lie below the one that calls. */
export async function checkAddressed(tx: Tx, jurisdictionId: string, addressed: string[]): Promise<void> {
  if (addressed.length === 0) return;
  const known = await tx.jurisdiction.count({
    where: { id: { in: addressed }, OR: [{ id: jurisdictionId }, { parentId: jurisdictionId }] },
  });
  if (known !== new Set(addressed).size)
    throw new DomainError("invalid", "call.jurisdiction_elsewhere", {
      fields: { jurisdictionIds: "call.jurisdiction_elsewhere" },
    });
}
