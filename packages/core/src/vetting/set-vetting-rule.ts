import type { Tx } from "@jiebang/db";
import {
  CHAIN_STEPS,
  chainCanBeWalked,
  DomainError,
  maySetVettingRule,
  newId,
  notFound,
  requireUser,
  type SetVettingRuleInput,
  setVettingRuleInput,
  VETTING_STATES,
  type VettingRuleView,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { ruleOfCity } from "./vetting-rule.ts";

/** How the cities of this actor vet: what is set, and who could be named. */
export async function listVettingRules(ctx: Ctx): Promise<VettingRuleView[]> {
  const actor = requireUser(ctx.actor);
  const cities = await ctx.db.prisma.jurisdiction.findMany({
    where: { level: "city" },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const own = cities.filter((city) => maySetVettingRule(actor, city.id));
  if (own.length === 0) throw new DomainError("forbidden", "common.forbidden");
  return Promise.all(own.map((city) => loadRuleView(ctx.db.prisma, city.id)));
}

/** Changes how a city vets from now on; what was handed in before goes on as it began. */
export async function setVettingRule(ctx: Ctx, raw: SetVettingRuleInput): Promise<VettingRuleView> {
  const actor = requireUser(ctx.actor);
  const input = setVettingRuleInput.parse(raw);
  if (!maySetVettingRule(actor, input.cityId)) throw notFound();
  return ctx.transaction(async (tx) => {
    // Of two who set it at once the second waits here and then finds that it has changed.
    await tx.$queryRaw`SELECT id FROM jurisdiction WHERE id = ${input.cityId} AND level = 'city' FOR UPDATE`;
    const before = await loadRuleView(tx, input.cityId);
    if (before.ruleId !== input.baseRuleId) throw new DomainError("conflict", "common.stale");
    const everybody = before.coordinators.map((c) => c.userId);
    const named = [...Object.values(input.persons).flat(), ...input.secrecyReviewerIds];
    if (named.some((id) => !everybody.includes(id))) throw new DomainError("invalid", "vetting.rule_person_unknown");
    if (input.steps.length > 1 && !chainCanBeWalked(input.steps, input.persons, everybody))
      throw new DomainError("invalid", "vetting.rule_short", { steps: input.steps.length });
    await tx.vettingRule.create({
      data: {
        id: newId("vrl"),
        cityId: input.cityId,
        steps: input.steps,
        persons: Object.fromEntries(input.steps.map((step) => [step, input.persons[step] ?? []])),
        secrecyStep: input.secrecyStep,
        secrecyReviewerIds: input.secrecyStep ? input.secrecyReviewerIds : [],
        samplePercent: input.samplePercent,
        sampleDays: input.sampleDays,
        laneFailures: input.laneFailures,
        laneMonths: input.laneMonths,
        createdById: actor.userId,
      },
    });
    const { baseRuleId: _base, cityId, persons: _persons, secrecyReviewerIds: _reviewers, ...values } = input;
    await recordAudit(tx, actor, "vetting.set_rule", { subjectKind: "jurisdiction", subjectId: cityId, values });
    return loadRuleView(tx, cityId);
  });
}

async function loadRuleView(tx: Tx, cityId: string): Promise<VettingRuleView> {
  const city = await tx.jurisdiction.findUnique({ where: { id: cityId }, select: { name: true, level: true } });
  if (city?.level !== "city") throw notFound();
  const rule = await ruleOfCity(tx, cityId);
  const row = rule.ruleId ? await tx.vettingRule.findUnique({ where: { id: rule.ruleId } }) : null;
  const coordinators = await tx.$queryRaw<{ userId: string; name: string }[]>`
    SELECT u.id AS "userId", u.name FROM coordinator_appointment a JOIN users u ON u.id = a.user_id
    WHERE a.jurisdiction_id = ${cityId} AND a.ended_at IS NULL AND u.disabled_at IS NULL ORDER BY u.name, u.id`;
  const setBy = row?.createdById
    ? await tx.user.findUnique({ where: { id: row.createdById }, select: { name: true } })
    : null;
  const [running] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM revision r JOIN entry e ON e.id = r.entry_id JOIN jurisdiction j ON j.id = e.jurisdiction_id
    WHERE r.state = ANY(${[...VETTING_STATES]}::text[]) AND r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back')
      AND coalesce(j.parent_id, j.id) = ${cityId} AND r.submitted_at < ${row?.createdAt ?? null}::timestamptz`;
  const { ruleId, ...values } = rule;
  return {
    cityId,
    cityName: city.name,
    ...values,
    ruleId,
    persons: {
      prepare: rule.persons.prepare ?? [],
      check: rule.persons.check ?? [],
      sign: rule.persons.sign ?? [],
    },
    setByName: setBy?.name ?? null,
    setAt: row?.createdAt.toISOString() ?? null,
    coordinators,
    runningCases: running?.n ?? 0,
    isShortOfPersons: !chainCanBeWalked(
      CHAIN_STEPS.filter((step) => rule.steps.includes(step)),
      rule.persons,
      coordinators.map((c) => c.userId),
    ),
  };
}
