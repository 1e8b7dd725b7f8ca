import type { rows, Tx } from "@jiebang/db";
import { dayOf, type FormTemplateView, notFound, type PaperKind, requireUser, type UserActor } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { fetchTemplate, keepsTemplate, seesTemplate } from "./form-template.access.ts";

/** Forms with all their versions, the shipped ones first; few in number, so not paged. */
export async function listFormTemplates(ctx: Ctx): Promise<FormTemplateView[]> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const all = await tx.formTemplate.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 500 });
  return templateViews(
    tx,
    actor,
    all.filter((template) => seesTemplate(actor, template)),
  );
}

export async function templateViews(
  tx: Tx,
  actor: UserActor,
  templates: rows.FormTemplateModel[],
): Promise<FormTemplateView[]> {
  const versions = await tx.formTemplateVersion.findMany({
    where: { templateId: { in: templates.map((t) => t.id) } },
    orderBy: { no: "desc" },
  });
  const jurisdictions = await tx.jurisdiction.findMany({
    where: { id: { in: templates.flatMap((t) => t.jurisdictionId ?? []) } },
    select: { id: true, name: true },
  });
  const users = await tx.user.findMany({
    where: { id: { in: versions.flatMap((v) => v.createdById ?? []) } },
    select: { id: true, name: true },
  });
  const printed = await tx.paper.groupBy({
    by: ["versionId"],
    where: { versionId: { in: versions.map((v) => v.id) } },
    _count: true,
  });
  const today = dayOf(await appNow(tx));
  const dayText = (day: Date) => day.toISOString().slice(0, 10);
  return templates.map((template) => {
    const mine = versions.filter((v) => v.templateId === template.id);
    const inForce = mine
      .filter((v) => dayText(v.effectiveFrom) <= today)
      .sort((a, b) => dayText(b.effectiveFrom).localeCompare(dayText(a.effectiveFrom)) || b.no - a.no)[0];
    const keeps = keepsTemplate(actor, template);
    return {
      id: template.id,
      code: template.code,
      subjectKind: template.subjectKind as PaperKind,
      name: template.name,
      nameEn: template.nameEn,
      jurisdiction: jurisdictions.find((j) => j.id === template.jurisdictionId) ?? null,
      isRetired: template.retiredAt !== null,
      versions: mine.map((v) => ({
        id: v.id,
        no: v.no,
        format: v.format as "docx",
        fileName: v.fileName,
        size: v.size,
        sha256: v.sha256,
        effectiveFrom: dayText(v.effectiveFrom),
        note: v.note,
        createdAt: v.createdAt.toISOString(),
        createdByName: users.find((u) => u.id === v.createdById)?.name ?? null,
        papers: printed.find((p) => p.versionId === v.id)?._count ?? 0,
        isInForce: template.retiredAt === null && v.id === inForce?.id,
      })),
      allowedActions: keeps ? (template.retiredAt ? ["restore"] : ["add_version", "retire"]) : [],
    };
  });
}

/** The uploaded file of a version, to be edited and brought in again as the next one. */
export async function readTemplateFile(ctx: Ctx, { versionId }: { versionId: string }) {
  const actor = requireUser(ctx.actor);
  const version = await ctx.db.prisma.formTemplateVersion.findUnique({ where: { id: versionId } });
  if (!version) throw notFound();
  const template = await fetchTemplate(ctx.db.prisma, actor, version.templateId);
  if (!version.storageKey) throw notFound();
  return {
    fileName: `${template.code}-v${version.no}.${version.format}`,
    format: version.format as "docx" | "xlsx",
    sha256: version.sha256!,
    bytes: await ctx.services.files.get(version.storageKey),
  };
}
