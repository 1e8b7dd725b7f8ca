import {
  DomainError,
  type MergeOrganisationsInput,
  type MergeRecord,
  mergeOrganisationsInput,
  newId,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshOrganisationIndex } from "../search/refresh-entry-index.ts";
import { fetchPair, mergeObstacle } from "./merge.queries.ts";
import { movePlainRows } from "./merge-treatments.ts";
import { moveOwnRows, tellMerged } from "./move-own-rows.ts";

/**
 * Two records of one organisation become one, in one transaction: the chosen fields, everything that moves, the pointer
 * that old addresses and sealed records are read through, one line in the log.
 */
export async function mergeOrganisations(ctx: Ctx, raw: MergeOrganisationsInput): Promise<MergeRecord> {
  const actor = requireUser(ctx.actor);
  const input = mergeOrganisationsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    // Two merges that share an organisation stand in line here, always in the same order.
    const ids = [input.survivorId, input.absorbedId].sort();
    await tx.$queryRaw`SELECT id FROM organisation WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`;
    const { survivor, absorbed } = await fetchPair(tx, actor, input);
    const obstacle = await mergeObstacle(tx, survivor, absorbed);
    if (obstacle) throw new DomainError("conflict", obstacle);
    if (survivor.version !== input.survivorVersion || absorbed.version !== input.absorbedVersion)
      throw new DomainError("conflict", "common.stale");
    const now = await appNow(tx);
    const moved = await movePlainRows(tx, survivor.id, absorbed.id);
    for (const [table, count] of Object.entries(await moveOwnRows(tx, survivor.id, absorbed.id, now)))
      moved[table] = (moved[table] ?? 0) + count;
    // First the absorbed one steps back: among living records a credit code stands once.
    await tx.organisation.update({
      where: { id: absorbed.id },
      data: { state: "merged", mergedIntoId: survivor.id, version: { increment: 1 }, updatedAt: now },
    });
    const taken = Object.fromEntries(input.take.map((field) => [field, absorbed[field]]));
    const isOtherIdentity = input.take.some(
      (f) => ["kind", "name", "creditCode"].includes(f) && absorbed[f] !== survivor[f],
    );
    await tx.organisation.update({
      where: { id: survivor.id },
      data: {
        ...taken,
        ...(input.take.includes("creditCode") && { creditCodeOverrideReason: absorbed.creditCodeOverrideReason }),
        honours: [...new Set([...survivor.honours, ...absorbed.honours])],
        chainCodes: [...new Set([...survivor.chainCodes, ...absorbed.chainCodes])],
        // What was verified was this name and this code.
        verifiedAt:
          isOtherIdentity && !absorbed.verifiedAt
            ? null
            : (survivor.verifiedAt ?? (isOtherIdentity ? absorbed.verifiedAt : null)),
        version: { increment: 1 },
        updatedAt: now,
      },
    });
    const mergeId = newId("mrg");
    await tx.organisationMerge.create({
      data: {
        id: mergeId,
        survivorId: survivor.id,
        absorbedId: absorbed.id,
        reason: input.reason,
        survivorBefore: asJson(survivor),
        absorbedBefore: asJson(absorbed),
        chosen: input.take,
        moved,
        mergedById: actor.userId,
        mergedAt: now,
      },
    });
    for (const subjectId of [survivor.id, absorbed.id])
      await recordAudit(tx, actor, "organisation.merge", {
        subjectKind: "organisation",
        subjectId,
        changed: subjectId === survivor.id ? input.take : ["state"],
        values: { mergeId, survivorId: survivor.id, absorbedId: absorbed.id, moved },
      });
    await refreshOrganisationIndex(tx, survivor.id);
    const name = input.take.includes("name") ? absorbed.name : survivor.name;
    await tellMerged(tx, mergeId, { id: survivor.id, name }, absorbed.name);
    return {
      mergeId,
      survivorId: survivor.id,
      survivorName: name,
      absorbedId: absorbed.id,
      absorbedName: absorbed.name,
      reason: input.reason,
      moved,
      mergedByName: actor.name,
      mergedAt: now.toISOString(),
    };
  });
}

/** A row as it was, without what hangs on it. */
function asJson(row: object): object {
  const { _count, jurisdiction, ...columns } = row as Record<string, unknown>;
  return JSON.parse(JSON.stringify(columns)) as object;
}
