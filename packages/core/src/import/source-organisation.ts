import type { Tx } from "@jiebang/db";
import { type Actor, DomainError, type ImportMapping, newId } from "@jiebang/domain";
import { recordAudit } from "../kernel/record-audit.ts";

/** The placeholder that holds the entries of a source until somebody claims them; made at the first import. */
export async function sourceOrganisation(
  tx: Tx,
  actor: Actor,
  mapping: ImportMapping,
): Promise<{ id: string; jurisdictionId: string | null }> {
  const before = await tx.organisation.findUnique({ where: { source: mapping.source } });
  // A placeholder that was merged receives no more: its successor does.
  if (before?.mergedIntoId) return tx.organisation.findUniqueOrThrow({ where: { id: before.mergedIntoId } });
  if (before) return before;
  const jurisdictionId = await homeOf(tx, actor);
  const organisation = await tx.organisation.create({
    data: {
      id: newId("org"),
      kind: "agency",
      name: mapping.sourceName || `${mapping.source}（来源单位，待认领）`,
      source: mapping.source,
      jurisdictionId,
      createdById: actor.kind === "user" ? actor.userId : null,
    },
  });
  await recordAudit(tx, actor, "organisation.create_for_source", {
    subjectKind: "organisation",
    subjectId: organisation.id,
    values: { source: mapping.source },
  });
  return organisation;
}

/** Where a source belongs: under the coordinator who brings it in, or under the only city there is. */
async function homeOf(tx: Tx, actor: Actor): Promise<string | null> {
  if (actor.kind === "user") {
    const appointment = actor.appointments.find((a) => a.level === "city") ?? actor.appointments[0];
    if (!appointment) throw new DomainError("forbidden", "import.not_for_you");
    return appointment.jurisdictionId;
  }
  const cities = await tx.jurisdiction.findMany({ where: { level: "city" }, select: { id: true }, take: 2 });
  return cities.length === 1 ? cities[0]!.id : null;
}
