import { createHash } from "node:crypto";
import {
  type AddTemplateInput, addTemplateInput, DomainError, dayOf, type FormTemplateView, hasRole, isCoordinator, newId, type PaperKind,
  requireUser, safeFileName,
} from "@jiebang/domain"; // biome-ignore format: one block of names
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { checkForm } from "./check-form.ts";
import { fetchTemplate, keepsTemplate } from "./form-template.access.ts";
import { templateViews } from "./form-template.queries.ts";

export interface UploadedForm {
  fileName: string;
  bytes: Uint8Array;
}

/** Brings in a form: a new one, or the next version of one. A version is never edited; earlier papers keep theirs. */
export async function addTemplateVersion(
  ctx: Ctx,
  raw: AddTemplateInput,
  file: UploadedForm,
): Promise<FormTemplateView> {
  const actor = requireUser(ctx.actor);
  const input = addTemplateInput.parse(raw);
  const tx = ctx.db.prisma;
  const before = input.templateId ? await fetchTemplate(tx, actor, input.templateId) : null;
  const target = before ?? { jurisdictionId: input.jurisdictionId ?? null, retiredAt: null };
  if (!keepsTemplate(actor, target)) throw new DomainError("forbidden", "form_template.not_yours");
  if (before?.retiredAt) throw new DomainError("conflict", "form_template.retired");
  const kind = (before?.subjectKind as PaperKind | undefined) ?? input.subjectKind;
  if (!kind) throw new DomainError("invalid", "form_template.kind_missing", { fields: ["subjectKind"] });
  if (!before && !input.name) throw new DomainError("invalid", "form_template.name_missing", { fields: ["name"] });
  const checked = await checkForm(kind, file.bytes);
  if (checked.faults.length > 0) throw new DomainError("invalid", "form_template.faulty", { faults: checked.faults });

  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const versionId = newId("ftv");
  const storageKey = `forms/${sha256.slice(0, 2)}/${sha256}-${versionId}`;
  await ctx.services.files.put(storageKey, file.bytes);
  try {
    return await ctx.transaction(async (tx) => {
      const today = dayOf(await appNow(tx));
      // A form in force since yesterday could have printed other papers than it did.
      if (input.effectiveFrom && input.effectiveFrom < today)
        throw new DomainError("invalid", "form_template.from_past", { fields: ["effectiveFrom"] });
      const templateId = before?.id ?? newId("ftp");
      if (!before)
        await tx.formTemplate.create({
          data: {
            id: templateId,
            code: await nextCode(tx),
            subjectKind: kind,
            name: input.name,
            jurisdictionId: target.jurisdictionId,
            createdById: actor.userId,
          },
        });
      // Two who bring in a version at once: the lock lets one after the other count.
      await tx.$queryRaw`SELECT id FROM form_template WHERE id = ${templateId} FOR UPDATE`;
      const last = await tx.formTemplateVersion.aggregate({ where: { templateId }, _max: { no: true } });
      const no = (last._max.no ?? 0) + 1;
      await tx.formTemplateVersion.create({
        data: {
          id: versionId,
          templateId,
          no,
          format: checked.format,
          fileName: safeFormName(file.fileName, checked.format),
          storageKey,
          sha256,
          size: file.bytes.length,
          placeholders: checked.placeholders,
          effectiveFrom: new Date(`${input.effectiveFrom ?? today}T00:00:00Z`),
          note: input.note,
          createdById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "form_template.add_version", {
        subjectKind: "form_template",
        subjectId: templateId,
        values: { no, sha256, format: checked.format, effectiveFrom: input.effectiveFrom ?? today },
      });
      const [view] = await templateViews(tx, actor, [
        await tx.formTemplate.findUniqueOrThrow({ where: { id: templateId } }),
      ]);
      return view!;
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey); // nothing points to it
    throw error;
  }
}

function safeFormName(name: string, format: "docx" | "xlsx"): string {
  const type = format === "docx" ? "wordprocessingml.document" : "spreadsheetml.sheet";
  return safeFileName(
    name,
    `application/vnd.openxmlformats-officedocument.${type}` as Parameters<typeof safeFileName>[1],
  );
}

/** Own forms are `BD-0001` …; shipped ones keep their `JB-…`. */
async function nextCode(tx: Parameters<typeof templateViews>[0]): Promise<string> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO number_counter (kind, year, last) VALUES ('BD', 0, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = number_counter.last + 1 RETURNING last`;
  return `BD-${String(row!.last).padStart(4, "0")}`;
}

/** A retired form prints nothing more; what it printed stays valid. */
export async function setTemplateRetired(
  ctx: Ctx,
  input: { templateId: string; isRetired: boolean },
): Promise<FormTemplateView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const before = await fetchTemplate(tx, actor, input.templateId);
    if (!keepsTemplate(actor, before)) throw new DomainError("forbidden", "form_template.not_yours");
    const after = await tx.formTemplate.update({
      where: { id: before.id },
      data: { retiredAt: input.isRetired ? await appNow(tx) : null },
    });
    await recordAudit(tx, actor, input.isRetired ? "form_template.retire" : "form_template.restore", {
      subjectKind: "form_template",
      subjectId: before.id,
      changed: ["retiredAt"],
    });
    const [view] = await templateViews(tx, actor, [after]);
    return view!;
  });
}

export const mayAddTemplates = (actor: Parameters<typeof hasRole>[0]): boolean =>
  hasRole(actor, "platform_admin") || isCoordinator(actor, "city");
