import { formToPaper, paperToPdf, stampFile } from "@jiebang/documents";
import { DomainError } from "@jiebang/domain";

export interface StampedFile {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * A confidential file as somebody else than its owner gets it: with the reader's name over everything. PDFs and pictures
 * keep their format. DOCX and XLSX come as a PDF of their text and tables, because a stamp in them is taken out in a
 * second. What cannot be stamped is not given out.
 */
export async function stampForReader(file: StampedFile, lines: string[]): Promise<StampedFile> {
  try {
    if (file.mediaType === "text/plain") return { ...file, bytes: framed(file.bytes, lines) };
    if (file.mediaType === DOCX || file.mediaType === XLSX) return await asStampedPdf(file, lines);
    return { ...file, bytes: await stampFile(file.mediaType, file.bytes, lines) };
  } catch {
    throw new DomainError("conflict", "attachment.cannot_stamp");
  }
}

async function asStampedPdf(file: StampedFile, lines: string[]): Promise<StampedFile> {
  const format = file.mediaType === DOCX ? "docx" : "xlsx";
  const paper = await formToPaper(format, file.bytes, { title: file.fileName, lang: "zh", footer: lines.join(" · ") });
  return {
    fileName: `${file.fileName.replace(/\.\w+$/, "")}.pdf`,
    mediaType: "application/pdf",
    bytes: await stampFile("application/pdf", await paperToPdf(paper), lines),
  };
}

function framed(bytes: Uint8Array, lines: string[]): Uint8Array {
  const line = `【${lines.join(" · ")}】`;
  return new TextEncoder().encode(`${line}\n\n${new TextDecoder().decode(bytes)}\n\n${line}\n`);
}
