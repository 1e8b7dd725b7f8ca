import type { rows, Tx } from "@jiebang/db";
import {
  DomainError,
  dayOf,
  type PaperForm,
  type PaperKind,
  type PrintInput,
  printInput,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { jurisdictionLine } from "./paper-data.ts";
import { locateSubject } from "./paper-subject.ts";
import { SHIPPED_FORMS } from "./shipped-forms.ts";

export interface ChosenTemplate {
  template: rows.FormTemplateModel;
  version: rows.FormTemplateVersionModel;
  jurisdictionName: string | null;
}

/** Forms of a kind that may be used in a jurisdiction: the shipped one first, then its own before those of the city above. */
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
    .flatMap(({ versions, ...template }) => {
      const jurisdictionName = line.find((one) => one.id === template.jurisdictionId)?.name ?? null;
      return versions[0] ? [{ template, version: versions[0], jurisdictionName }] : [];
    })
    .sort(
      (a, b) =>
        Number(isShipped(b)) - Number(isShipped(a)) ||
        depth(a.template.jurisdictionId) - depth(b.template.jurisdictionId) ||
        (a.template.id < b.template.id ? 1 : -1),
    );
}

/** Those of the platform keep their code, whatever version of them an administrator put in force. */
const isShipped = ({ template }: ChosenTemplate): boolean => SHIPPED_FORMS.some((one) => one.code === template.code);

/** The wished form, else the shipped one: an own form prints what somebody chose it for. */
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

/** Which forms may print this thing, for whoever may print it. */
export async function listPaperForms(ctx: Ctx, raw: PrintInput): Promise<PaperForm[]> {
  const actor = requireUser(ctx.actor);
  const wish = printInput.parse(raw);
  const tx = ctx.db.prisma;
  const { kind, jurisdictionId } = await locateSubject(tx, actor, wish);
  return (await templatesFor(tx, kind, jurisdictionId)).map((one) => ({
    templateId: one.template.id,
    code: one.template.code,
    name: one.template.name,
    nameEn: one.template.nameEn,
    isShipped: isShipped(one),
    jurisdictionName: one.jurisdictionName,
    no: one.version.no,
    format: one.version.format as PaperForm["format"],
    effectiveFrom: one.version.effectiveFrom.toISOString().slice(0, 10),
  }));
}
