import { fillDocx, fillXlsx, formToPaper, paperToPdf } from "@jiebang/documents";
import { DomainError, namedData, type PaperKind, requireUser, sampleData, showCheckCode } from "@jiebang/domain";
import { type Locale, translate } from "@jiebang/i18n";
import type { Ctx } from "../kernel/ctx.ts";
import { shippedBlocks } from "../paper/shipped-forms.ts";
import { mayAddTemplates, type UploadedForm } from "./add-template-version.ts";
import { checkForm } from "./check-form.ts";
import { fetchTemplate } from "./form-template.access.ts";

const SAMPLE = { number: "000-0000-00000", code: "00000000", hash: "0".repeat(64) };

/** A version (or a file that is not brought in yet) with the example values, as PDF; marked as a sample, without a number. */
export async function previewForm(
  ctx: Ctx,
  input: { versionId: string; lang: Locale } | { subjectKind: PaperKind; file: UploadedForm; lang: Locale },
): Promise<Uint8Array> {
  const actor = requireUser(ctx.actor);
  const { lang } = input;
  const frame = { lang, watermark: translate(lang, "form_template.sample"), title: "", number: SAMPLE.number };
  if ("file" in input) {
    if (!mayAddTemplates(actor)) throw new DomainError("forbidden", "form_template.not_yours");
    const checked = await checkForm(input.subjectKind, input.file.bytes);
    if (checked.faults.length > 0) throw new DomainError("invalid", "form_template.faulty", { faults: checked.faults });
    return filledPreview(checked.format, input.file.bytes, input.subjectKind, frame);
  }
  const version = await ctx.db.prisma.formTemplateVersion.findUnique({ where: { id: input.versionId } });
  const template = await fetchTemplate(ctx.db.prisma, actor, version?.templateId ?? "");
  const kind = template.subjectKind as PaperKind;
  if (version!.format === "built_in") {
    const title = (lang === "en" && template.nameEn) || template.name;
    const orientation = kind === "entry_list" ? ("landscape" as const) : ("portrait" as const);
    return paperToPdf({
      ...frame,
      title,
      subtitle: template.code,
      orientation,
      blocks: shippedBlocks(kind, sampleData(kind), lang),
    });
  }
  const bytes = await ctx.services.files.get(version!.storageKey!);
  return filledPreview(version!.format as "docx", bytes, kind, frame);
}

async function filledPreview(
  format: "docx" | "xlsx",
  bytes: Uint8Array,
  kind: PaperKind,
  frame: { lang: Locale; watermark: string; title: string; number: string },
): Promise<Uint8Array> {
  const data = namedData(kind, {
    ...sampleData(kind),
    formCode: "BD-0000",
    paperNumber: SAMPLE.number,
    printedOn: "2026-01-01",
    checkCode: showCheckCode(SAMPLE.code),
    contentHash: SAMPLE.hash,
  });
  const filled = format === "docx" ? await fillDocx(bytes, data) : await fillXlsx(bytes, data);
  return paperToPdf(await formToPaper(format, filled, frame));
}
