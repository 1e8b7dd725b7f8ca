import { createHash } from "node:crypto";
import {
  DocumentError, fillDocx, fillXlsx, formToPaper, type Paper, paperToDocx, paperToPdf, type Stamp, sheetsToXlsx,
} from "@jiebang/documents"; // biome-ignore format: one block of names
import {
  dayOf,
  type FormData,
  namedData,
  type PaperFormat,
  type PaperKind,
  PLACEHOLDERS,
  showCheckCode,
} from "@jiebang/domain";
import { type Locale, translate } from "@jiebang/i18n";
import { announceChange } from "../kernel/announce-change.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { labelOf, shippedBlocks } from "./shipped-forms.ts";

/**
 * Makes the files of a paper from what was frozen with it. Everything that goes in is in the row, so that a repetition
 * after a crash makes the same bytes; the rows of all files are written together, or none is.
 */
export async function renderPaper(ctx: Ctx, paperId: string): Promise<void> {
  const prisma = ctx.db.prisma;
  const paper = await prisma.paper.findUnique({ where: { id: paperId }, include: { print: true } });
  if (paper?.print?.state !== "waiting") return;
  const version = await prisma.formTemplateVersion.findUniqueOrThrow({
    where: { id: paper.versionId },
    include: { template: true },
  });
  const lang = paper.lang as Locale;
  const kind = paper.kind as PaperKind;
  const { data } = paper.content as { data: FormData };
  const say = (key: string, params: Record<string, unknown> = {}) => translate(lang, `paper.form.${key}`, params);
  const code = showCheckCode(paper.checkCode);
  const url = `${ctx.services.publicUrl}/paper/${paper.number}?c=${paper.checkCode}`;
  const frame: Omit<Paper, "blocks"> = {
    title:
      data.title && kind !== "offer" && kind !== "demand" && kind !== "bid"
        ? paper.title
        : lang === "en"
          ? (version.template.nameEn ?? version.template.name)
          : version.template.name,
    number: paper.number,
    code: version.template.code,
    lang,
    orientation: kind === "entry_list" ? "landscape" : "portrait",
    subtitle: `${version.template.code}　${say("printed_on", { day: dayOf(paper.printedAt) })}`,
    header: lang === "en" ? (version.template.nameEn ?? version.template.name) : version.template.name,
    qr: { text: url, caption: say("check_line", { number: paper.number, code }) },
    footer: `SHA-256 ${paper.contentHash}`,
  };
  const made = new Map<PaperFormat, Uint8Array>();
  const keep = async (format: PaperFormat, bytes: Uint8Array) => {
    made.set(format, bytes);
    await prisma.paperPrint.updateMany({
      where: { paperId, state: "waiting" },
      data: { done: made.size, updatedAt: await nowOf(ctx) },
    });
  };
  try {
    if (version.format === "built_in") {
      const whole: Paper = { ...frame, blocks: shippedBlocks(kind, data, lang) };
      await keep("pdf", await paperToPdf(whole));
      await keep("docx", await paperToDocx(whole));
      if (kind === "entry_list") await keep("xlsx", await listSheet(data, paper.title, lang));
    } else {
      const template = await ctx.services.files.get(version.storageKey!);
      const stamp: Stamp = { number: paper.number, lines: [frame.qr!.caption, frame.footer!], qr: url };
      const values = namedData(kind, {
        ...data,
        formCode: version.template.code,
        paperNumber: paper.number,
        printedOn: dayOf(paper.printedAt),
        checkCode: code,
        contentHash: paper.contentHash,
      });
      const format = version.format as "docx" | "xlsx";
      const filled =
        format === "docx" ? await fillDocx(template, values, stamp) : await fillXlsx(template, values, stamp);
      await keep(format, filled);
      const { subtitle: _, ...rest } = frame;
      await keep("pdf", await paperToPdf(await formToPaper(format, filled, { ...rest, title: "" })));
    }
  } catch (error) {
    // A form that cannot be filled stays so: said once, in words, instead of being tried for ever.
    if (!(error instanceof DocumentError) || error.reason === "heavy") throw error;
    await settle(ctx, paperId, paper.printedById, "failed", error.reason);
    return;
  }
  const files = [...made].map(([format, bytes]) => {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { paperId, format, sha256, size: bytes.length, storageKey: `papers/${paperId}/${sha256}.${format}`, bytes };
  });
  for (const { storageKey, bytes } of files) await ctx.services.files.put(storageKey, bytes);
  await settle(
    ctx,
    paperId,
    paper.printedById,
    "ready",
    null,
    files.map(({ bytes: _, ...row }) => row),
  );
}

async function settle(
  ctx: Ctx,
  paperId: string,
  printedById: string | null,
  state: "ready" | "failed",
  fault: string | null,
  files: { paperId: string; format: string; sha256: string; size: number; storageKey: string }[] = [],
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { count } = await tx.paperPrint.updateMany({
      where: { paperId, state: "waiting" },
      data: { state, fault, ...(state === "ready" && { done: files.length, total: files.length }) },
    });
    if (count === 0) return; // another worker was faster; it made the same bytes
    if (files.length > 0) await tx.paperFile.createMany({ data: files });
    await announceChange(tx, { topic: "paper", id: paperId, userIds: printedById ? [printedById] : [] });
  });
}

async function nowOf(ctx: Ctx): Promise<Date> {
  const [row] = await ctx.db.prisma.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
  return row!.now;
}

function listSheet(data: FormData, title: string, lang: Locale): Promise<Uint8Array> {
  const loop = PLACEHOLDERS.entry_list.loops[0]!;
  return sheetsToXlsx([
    {
      name: title,
      columns: loop.fields.map((field) => ({ key: field[1], title: labelOf(lang, field) })),
      rows: data[loop.key] as Record<string, string>[],
    },
  ]);
}
