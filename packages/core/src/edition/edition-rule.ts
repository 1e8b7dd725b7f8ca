import type { Tx } from "@jiebang/db";
import {
  coveredJurisdictions,
  coversJurisdiction,
  DomainError,
  type EditionRule,
  type EditionRuleInput,
  editionRuleInput,
  notFound,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

const keyOf = (cityId: string) => `edition.second_person:${cityId}`;

/** The city of a jurisdiction: itself, or the one above. */
async function cityIdOf(tx: Tx, jurisdictionId: string): Promise<string> {
  const row = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { parentId: true } });
  return row?.parentId ?? jurisdictionId;
}

/** The city wants editions issued by another person than who prepared them. */
export async function needsSecondPerson(tx: Tx, jurisdictionId: string): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key: keyOf(await cityIdOf(tx, jurisdictionId)) } });
  return row?.value === true;
}

/** The rule of the cities that the actor coordinates. */
export async function listEditionRules(ctx: Ctx): Promise<EditionRule> {
  const actor = requireUser(ctx.actor);
  const cities = await ctx.db.prisma.jurisdiction.findMany({
    where: { id: { in: coveredJurisdictions(actor) }, level: "city" },
    orderBy: { code: "asc" },
    select: { id: true, name: true, nameEn: true },
  });
  const settings = await ctx.db.prisma.setting.findMany({ where: { key: { in: cities.map((c) => keyOf(c.id)) } } });
  return cities.map(({ id, name, nameEn }) => ({
    jurisdictionId: id,
    name,
    nameEn,
    needsSecondPerson: settings.some((s) => s.key === keyOf(id) && s.value === true),
  }));
}

export async function setEditionRule(ctx: Ctx, raw: EditionRuleInput): Promise<EditionRule> {
  const { jurisdictionId, needsSecondPerson: value } = editionRuleInput.parse(raw);
  await ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const city = await tx.jurisdiction.findFirst({ where: { id: jurisdictionId, level: "city" } });
    if (!city) throw notFound();
    if (!coversJurisdiction(user, jurisdictionId, "city"))
      throw new DomainError("forbidden", "edition.not_coordinator");
    await tx.setting.upsert({
      where: { key: keyOf(jurisdictionId) },
      create: { key: keyOf(jurisdictionId), value, updatedById: user.userId },
      update: { value, updatedById: user.userId },
    });
    await recordAudit(tx, user, "edition.set_rule", {
      subjectKind: "jurisdiction",
      subjectId: jurisdictionId,
      values: { needsSecondPerson: value },
    });
  });
  return listEditionRules(ctx);
}
