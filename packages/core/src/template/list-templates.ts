import type { Tx } from "@jiebang/db";
import { checkTemplate, DomainError, dayOf, type TemplateView, templateContent } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";

type VersionRow = {
  id: string;
  version: number;
  effectiveFrom: Date;
  hash: string;
  content: unknown;
  template: { key: string; name: string; nameEn: string | null };
};

export function toTemplateView(row: VersionRow): TemplateView {
  const content = templateContent.parse(row.content);
  const waitsFor = checkTemplate(content);
  return {
    id: row.id,
    key: row.template.key,
    name: row.template.name,
    nameEn: row.template.nameEn,
    version: row.version,
    effectiveFrom: row.effectiveFrom.toISOString().slice(0, 10),
    hash: row.hash,
    content,
    isUsable: waitsFor.length === 0,
    waitsFor,
  };
}

/** The version of a template that is in force today. */
export async function templateInForce(tx: Tx, key: string): Promise<TemplateView> {
  const today = new Date(`${dayOf(await appNow(tx))}T00:00:00Z`);
  const row = await tx.templateVersion.findFirst({
    where: {
      template: { key },
      effectiveFrom: { lte: today },
      OR: [{ effectiveTo: null }, { effectiveTo: { gte: today } }],
    },
    orderBy: { version: "desc" },
    include: { template: true },
  });
  if (!row) throw new DomainError("invalid", "round.template_unknown", { key });
  return toTemplateView(row);
}

/** The template in force a round can be made from; else the sentence that says what in it nothing carries out yet. */
export async function usableTemplate(tx: Tx, key: string): Promise<TemplateView> {
  const template = await templateInForce(tx, key);
  if (!template.isUsable)
    throw new DomainError("invalid", "template.not_usable", {
      name: template.name,
      count: template.waitsFor.length,
      fields: { templateKey: "template.not_usable" },
      problems: template.waitsFor,
    });
  return template;
}

/** All templates in force, for the form of a new round. */
export async function listTemplates(ctx: Ctx): Promise<TemplateView[]> {
  const today = new Date(`${dayOf(await appNow(ctx.db.prisma))}T00:00:00Z`);
  const rows = await ctx.db.prisma.templateVersion.findMany({
    where: { effectiveFrom: { lte: today }, OR: [{ effectiveTo: null }, { effectiveTo: { gte: today } }] },
    orderBy: [{ templateId: "asc" }, { version: "desc" }],
    distinct: ["templateId"],
    include: { template: true },
  });
  return rows.map(toTemplateView);
}
