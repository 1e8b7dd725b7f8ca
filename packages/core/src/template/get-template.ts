import {
  type CompareVersionsInput,
  compareTemplates,
  compareVersionsInput,
  dayOf,
  hasRole,
  notFound,
  type TemplateChange,
  type TemplateDetail,
  type TemplateListItem,
  type TemplateRef,
  templateRef,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { toTemplateView } from "./list-templates.ts";
import { versionsOf } from "./template.queries.ts";

/** Rules are no secret: whoever is signed in reads them, administrators publish new ones. */
export async function getTemplate(ctx: Ctx, raw: TemplateRef): Promise<TemplateDetail> {
  const { key } = templateRef.parse(raw);
  const tx = ctx.db.prisma;
  const template = await tx.template.findFirst({ where: { key, kind: "round" } });
  if (!template) throw notFound();
  const today = dayOf(await appNow(tx));
  return {
    key: template.key,
    name: template.name,
    nameEn: template.nameEn,
    versions: await versionsOf(tx, template.id, today),
    mayPublish: hasRole(ctx.actor, "platform_admin"),
    today,
  };
}

/** Every template with the version in force; three queries, however many there are. */
export async function listTemplateSummaries(ctx: Ctx): Promise<TemplateListItem[]> {
  const tx = ctx.db.prisma;
  const today = new Date(`${dayOf(await appNow(tx))}T00:00:00Z`);
  const templates = await tx.template.findMany({
    where: { kind: "round" },
    orderBy: [{ createdAt: "asc" }, { key: "asc" }],
    include: { _count: { select: { versions: true } } },
    take: 200,
  });
  const rows = await tx.templateVersion.findMany({
    where: { templateId: { in: templates.map((t) => t.id) }, effectiveFrom: { lte: today } },
    orderBy: [{ templateId: "asc" }, { version: "desc" }],
    distinct: ["templateId"],
    include: { template: true },
  });
  const rounds = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT v.template_id AS id, count(*)::int AS count FROM procedure p JOIN template_version v ON v.id = p.template_version_id
    GROUP BY v.template_id`;
  return templates.map((t) => {
    const row = rows.find((r) => r.templateId === t.id);
    const view = row ? toTemplateView(row) : null;
    return {
      key: t.key,
      name: t.name,
      nameEn: t.nameEn,
      versions: t._count.versions,
      inForce: view?.version ?? null,
      effectiveFrom: view?.effectiveFrom ?? null,
      isUsable: view?.isUsable ?? false,
      waitsFor: view?.waitsFor ?? [],
      rounds: rounds.find((r) => r.id === t.id)?.count ?? 0,
    };
  });
}

export async function compareVersions(ctx: Ctx, raw: CompareVersionsInput): Promise<TemplateChange[]> {
  const { key, from, to } = compareVersionsInput.parse(raw);
  const { versions } = await getTemplate(ctx, { key });
  const [before, after] = [from, to].map((no) => versions.find((v) => v.version === no));
  if (!before || !after) throw notFound();
  return compareTemplates(before.content, after.content);
}
