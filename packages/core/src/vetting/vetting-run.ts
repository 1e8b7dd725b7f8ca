import type { Prisma, Tx } from "@jiebang/db";
import { DomainError, newId } from "@jiebang/domain";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import type { VettingCaseRows } from "./vetting.access.ts";

/** Writes to the passage under way, or begins it. The database holds one open run per revision, and different persons in it. */
export async function changeRun(
  tx: Tx,
  found: VettingCaseRows,
  data: Omit<Prisma.VettingRunUncheckedUpdateInput, "id" | "entryId" | "revisionId">,
): Promise<void> {
  const open = await tx.vettingRun.findFirst({
    where: { revisionId: found.revision.id, closedAt: null },
    select: { id: true },
  });
  if (open) {
    await tx.vettingRun.update({ where: { id: open.id }, data });
    return;
  }
  try {
    await tx.vettingRun.create({
      data: {
        id: newId("vrn"),
        entryId: found.entry.id,
        revisionId: found.revision.id,
        ruleId: found.standing.chain.rule.ruleId,
        ...(data as object),
      },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "common.stale");
    throw error;
  }
}
