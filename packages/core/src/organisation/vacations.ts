import {
  type AnnounceVacationInput,
  addDays,
  announceVacationInput,
  DomainError,
  dayOf,
  newId,
  notFound,
  type OrganisationRef,
  organisationActions,
  requireUser,
  type VacationRef,
  type VacationView,
  vacationRef,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { factsOf, getVisibleOrganisation, lockOrganisationFor } from "./organisation.queries.ts";

const MOST_DAYS = 60;
const textOf = (day: Date) => day.toISOString().slice(0, 10);

export async function listVacations(ctx: Ctx, input: OrganisationRef): Promise<VacationView[]> {
  const actor = requireUser(ctx.actor);
  const organisation = await getVisibleOrganisation(ctx.db.prisma, actor, input.organisationId);
  const mayCancel = organisationActions(actor, factsOf(organisation)).includes("announceVacation");
  const today = dayOf(await appNow(ctx.db.prisma));
  const rows = await ctx.db.prisma.vacation.findMany({
    where: { organisationId: organisation.id },
    orderBy: [{ startsOn: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map((row) => ({
    vacationId: row.id,
    startsOn: textOf(row.startsOn),
    endsOn: textOf(row.endsOn),
    note: row.note,
    allowedActions: mayCancel && textOf(row.startsOn) > today ? ["cancel"] : [],
  }));
}

/**
 * Days on which the response clock of an organisation stands still. Announced before they begin and at most
 * sixty at a time, so that nobody stops the clock backwards or for good.
 */
export async function announceVacation(ctx: Ctx, input: AnnounceVacationInput): Promise<VacationView> {
  const actor = requireUser(ctx.actor);
  const { organisationId, startsOn, endsOn, note } = announceVacationInput.parse(input);
  return ctx.transaction(async (tx) => {
    await lockOrganisationFor(tx, actor, organisationId, "announceVacation");
    const today = dayOf(await appNow(tx));
    if (startsOn <= today) throw new DomainError("invalid", "organisation.vacation_past", { field: "startsOn" });
    if (endsOn > addDays(startsOn, MOST_DAYS - 1))
      throw new DomainError("invalid", "organisation.vacation_long", { field: "endsOn", days: MOST_DAYS });
    const overlapping = await tx.vacation.findFirst({
      where: { organisationId, startsOn: { lte: new Date(endsOn) }, endsOn: { gte: new Date(startsOn) } },
      select: { id: true },
    });
    if (overlapping) throw new DomainError("conflict", "organisation.vacation_overlap", { field: "startsOn" });
    const row = await tx.vacation.create({
      data: {
        id: newId("vac"),
        organisationId,
        startsOn: new Date(startsOn),
        endsOn: new Date(endsOn),
        note: note || null,
        createdById: actor.userId,
        createdAt: await appNow(tx),
      },
    });
    await recordAudit(tx, actor, "organisation.announce_vacation", {
      subjectKind: "organisation",
      subjectId: organisationId,
      values: { vacationId: row.id, startsOn, endsOn },
    });
    return { vacationId: row.id, startsOn, endsOn, note: row.note, allowedActions: ["cancel"] };
  });
}

/** Only one that has not begun: past days have moved deadlines that people relied on. */
export async function cancelVacation(ctx: Ctx, input: VacationRef): Promise<{ vacationId: string }> {
  const actor = requireUser(ctx.actor);
  const { vacationId } = vacationRef.parse(input);
  return ctx.transaction(async (tx) => {
    const row = await tx.vacation.findUnique({ where: { id: vacationId } });
    if (!row) throw notFound();
    await lockOrganisationFor(tx, actor, row.organisationId, "announceVacation");
    if (textOf(row.startsOn) <= dayOf(await appNow(tx)))
      throw new DomainError("conflict", "organisation.vacation_began");
    await tx.vacation.deleteMany({ where: { id: vacationId } });
    await recordAudit(tx, actor, "organisation.cancel_vacation", {
      subjectKind: "organisation",
      subjectId: row.organisationId,
      values: { vacationId, startsOn: textOf(row.startsOn), endsOn: textOf(row.endsOn) },
    });
    return { vacationId };
  });
}
