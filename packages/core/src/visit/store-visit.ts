import {
  coversOrganisation,
  DomainError,
  dayOf,
  isCoordinator,
  newId,
  notFound,
  requireUser,
  type StoreVisitInput,
  storeVisitInput,
  type UpdateVisitInput,
  updateVisitInput,
  type VisitView,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockVisitFor } from "./fetch-visit.ts";
import { loadVisit } from "./visit.queries.ts";

type VisitFields = Omit<ReturnType<typeof storeVisitInput.parse>, "clientId" | "organisationId">;
const columns = (fields: VisitFields) => ({
  visitedOn: new Date(fields.visitedOn),
  people: fields.people,
  note: fields.note,
  outcomes: fields.outcomes,
  nextStep: fields.nextStep,
  nextOn: fields.nextOn ? new Date(fields.nextOn) : null,
});

/**
 * Keeps a visit. The network of a factory yard fails between storing and answering, so the phone sends again under the
 * same `clientId`: that is the same visit, with whatever was typed since.
 */
export async function storeVisit(ctx: Ctx, raw: StoreVisitInput): Promise<VisitView> {
  const actor = requireUser(ctx.actor);
  const { clientId, organisationId, ...fields } = storeVisitInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const firm = await tx.organisation.findUnique({ where: { id: organisationId } });
    if (!firm || firm.state === "merged" || !isCoordinator(actor) || !coversOrganisation(actor, firm)) throw notFound();
    if (fields.visitedOn > dayOf(await appNow(tx))) throw new DomainError("invalid", "visit.in_future");
    const [stored] = await tx.$queryRaw<{ id: string; is_new: boolean }[]>`
      INSERT INTO visit (id, client_id, organisation_id, visited_on, people, note, outcomes, next_step, next_on, created_by_id)
      VALUES (${newId("vis")}, ${clientId}, ${organisationId}, ${fields.visitedOn}::date, ${fields.people}, ${fields.note},
        ${fields.outcomes}::text[], ${fields.nextStep}, ${fields.nextOn}::date, ${actor.userId})
      ON CONFLICT (created_by_id, client_id) DO UPDATE SET organisation_id = EXCLUDED.organisation_id, visited_on = EXCLUDED.visited_on,
        people = EXCLUDED.people, note = EXCLUDED.note, outcomes = EXCLUDED.outcomes, next_step = EXCLUDED.next_step,
        next_on = EXCLUDED.next_on, updated_at = app_now()
        WHERE visit.version = 1
      RETURNING id, xmax = 0 AS is_new`;
    if (stored)
      await recordAudit(tx, actor, stored.is_new ? "visit.store" : "visit.store_again", {
        subjectKind: "visit",
        subjectId: stored.id,
        values: { organisationId, visitedOn: fields.visitedOn },
      });
    // Nothing came back: it was corrected on purpose since; an old try does not undo that.
    const kept = stored ?? (await tx.visit.findFirstOrThrow({ where: { createdById: actor.userId, clientId } }));
    return loadVisit(tx, actor, kept.id);
  });
}

/** Corrects one's own note; whoever was slower is told. */
export async function updateVisit(ctx: Ctx, raw: UpdateVisitInput): Promise<VisitView> {
  const actor = requireUser(ctx.actor);
  const { visitId, version, ...fields } = updateVisitInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const before = await lockVisitFor(tx, actor, visitId, "edit");
    if (before.version !== version) throw new DomainError("conflict", "visit.changed_meanwhile");
    const now = await appNow(tx);
    if (fields.visitedOn > dayOf(now)) throw new DomainError("invalid", "visit.in_future");
    const next = columns(fields);
    const isOtherStep = next.nextStep !== before.nextStep || next.nextOn?.getTime() !== before.nextOn?.getTime();
    await tx.visit.update({
      where: { id: visitId, version },
      // Another next step is open again.
      data: {
        ...next,
        ...(isOtherStep ? { nextDoneAt: null, nextDoneById: null } : {}),
        version: version + 1,
        updatedAt: now,
      },
    });
    await recordAudit(tx, actor, "visit.update", { subjectKind: "visit", subjectId: visitId });
    return loadVisit(tx, actor, visitId);
  });
}
