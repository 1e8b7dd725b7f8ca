import type { rows, Tx } from "@jiebang/db";
import { DomainError, dayOf, type PaperKind } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { jurisdictionLine } from "./paper-data.ts";

export interface ChosenTemplate {
  template: rows.FormTemplateModel;
  version: rows.FormTemplateVersionModel;
}

/** Forms of a kind that may be used in a jurisdiction: everybody's, and those of the city above. */
export async function templatesFor(tx: Tx, kind: PaperKind, jurisdictionId: string | null): Promise<ChosenTemplate[]> {
  const line = await jurisdictionLine(tx, jurisdictionId);
  const today = new Date(`${dayOf(await appNow(tx))}T00:00:00Z`);
  const templates = await tx.formTemplate.findMany({
    where: {
      subjectKind: kind,
      retiredAt: null,
      OR: [{ jurisdictionId: null }, { jurisdictionId: { in: line.map((one) => one.id) } }],
    },
    include: {
      versions: {
        where: { effectiveFrom: { lte: today } },
        orderBy: [{ effectiveFrom: "desc" }, { no: "desc" }],
        take: 1,
      },
    },
  });
  const depth = (id: string | null) => (id ? line.findIndex((one) => one.id === id) : line.length);
  return templates
    .flatMap(({ versions, ...template }) => (versions[0] ? [{ template, version: versions[0] }] : []))
    .sort(
      (a, b) =>
        depth(a.template.jurisdictionId) - depth(b.template.jurisdictionId) || (a.template.id < b.template.id ? 1 : -1),
    );
}

/** The wished form, else the one that is nearest: a city's own goes before the shipped one. */
export async function chooseTemplate(
  tx: Tx,
  kind: PaperKind,
  jurisdictionId: string | null,
  templateId?: string,
): Promise<ChosenTemplate> {
  const all = await templatesFor(tx, kind, jurisdictionId);
  const found = templateId ? all.find((one) => one.template.id === templateId) : all[0];
  if (!found) throw new DomainError("not_found", "paper.no_template");
  return found;
}
