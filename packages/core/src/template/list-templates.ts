import type { Tx } from "@jiebang/db";
import { DomainError, dayOf, type TemplateView, templateContent } from "@jiebang/domain";
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
  return {
    id: row.id,
    key: row.template.key,
    name: row.template.name,
    nameEn: row.template.nameEn,
    version: row.version,
    effectiveFrom: row.effectiveFrom.toISOString().slice(0, 10),
    hash: row.hash,
    content: templateContent.parse(row.content),
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
