import type { Tx } from "@jiebang/db";
import { addDays, checkTemplate, templateContent, type VersionOfTemplate } from "@jiebang/domain";

const dayText = (at: Date) => at.toISOString().slice(0, 10);

/** All versions of a template, the newest first, with what each is worth on `today`. A later version wins from its day on. */
export async function versionsOf(tx: Tx, templateId: string, today: string): Promise<VersionOfTemplate[]> {
  const rows = await tx.templateVersion.findMany({ where: { templateId }, orderBy: { version: "desc" } });
  const used = await tx.procedure.groupBy({
    by: ["templateVersionId"],
    where: { templateVersionId: { in: rows.map((r) => r.id) } },
    _count: true,
  });
  const authors = await tx.user.findMany({
    where: { id: { in: rows.flatMap((r) => r.createdById ?? []) } },
    select: { id: true, name: true },
  });
  let next: string | null = null; // the earliest day from which any later version counts
  return rows.map((row) => {
    const from = dayText(row.effectiveFrom);
    const isNever: boolean = next !== null && next <= from;
    const to: string | null = next === null ? null : addDays(next, -1);
    const content = templateContent.parse(row.content);
    const waitsFor = checkTemplate(content);
    const state = isNever ? "never" : from > today ? "future" : to !== null && to < today ? "past" : "in_force";
    if (next === null || from < next) next = from;
    return {
      version: row.version,
      effectiveFrom: from,
      effectiveTo: isNever ? null : to,
      state,
      hash: row.hash,
      note: row.note,
      publishedBy: authors.find((a) => a.id === row.createdById)?.name ?? null,
      publishedAt: row.createdAt.toISOString(),
      rounds: used.find((u) => u.templateVersionId === row.id)?._count ?? 0,
      content,
      isUsable: waitsFor.length === 0,
      waitsFor,
    };
  });
}
