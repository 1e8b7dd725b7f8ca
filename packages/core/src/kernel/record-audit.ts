import type { Tx } from "@jiebang/db";
import { type Actor, newId } from "@jiebang/domain";
import { emitAuditedEvents } from "../webhook/emit-audited-events.ts";

export interface AuditDetails {
  subjectKind?: string;
  subjectId?: string;
  /** Names of the changed fields. */
  changed?: string[];
  /** Values that are nobody's personal data. */
  values?: Record<string, unknown>;
  /** Personal values, kept apart and erasable by the person they belong to. */
  personal?: { userId: string; values: Record<string, unknown> };
}

/** Every mutation leaves one line, in its own transaction. */
export async function recordAudit(tx: Tx, actor: Actor, action: string, details: AuditDetails = {}): Promise<void> {
  const id = newId("aud");
  await tx.auditEvent.create({
    data: {
      id,
      actorKind: actor.kind,
      actorId: actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null,
      action,
      subjectKind: details.subjectKind,
      subjectId: details.subjectId,
      changed: details.changed ?? [],
      values: (details.values as object) ?? undefined,
    },
  });
  await emitAuditedEvents(tx, action, details.subjectId);
  if (details.personal)
    await tx.auditPrivate.create({
      data: {
        id: newId("aup"),
        auditId: id,
        userId: details.personal.userId,
        values: details.personal.values as object,
      },
    });
}
