import { FORM_LIMITS, type FormRefusal, type RawForm } from "@jiebang/domain/form-intake/raw-form.ts";
import { listArchive, RefusedFile } from "./archive.ts";
import { readDocx } from "./read-docx.ts";
import { readXlsx } from "./read-xlsx.ts";

export type FileRead = { kind: "form"; raw: RawForm } | { kind: "archive" } | { kind: "refused"; refusal: FormRefusal };

/** What a path alone tells to leave alone: leavings of systems and programs. */
export function skippedByName(path: string): FormRefusal | undefined {
  const name = path.split("/").at(-1) ?? "";
  const skip = (reason: string): FormRefusal => ({ isSkipped: true, reason: `form.skipped.${reason}`, details: {} });
  if (/(^|\/)__MACOSX\//.test(path) || name === ".DS_Store" || name.startsWith("._")) return skip("system_file");
  if (/^(~\$|\.~)/.test(name) || /\.(tmp|bak|wbk|asd)$/i.test(name)) return skip("temporary_file");
  if (/^(thumbs\.db|desktop\.ini)$/i.test(name)) return skip("system_file");
  return undefined;
}

/** A file by its content: a form, a ZIP of files, or a sentence that says what to do instead. Runs in browser and server. */
export function readFormFile(path: string, bytes: Uint8Array, { isInArchive = false } = {}): FileRead {
  const refused = (reason: string, details: FormRefusal["details"] = {}): FileRead => ({
    kind: "refused",
    refusal: { isSkipped: false, reason: `form.refused.${reason}`, details },
  });
  const skipped = skippedByName(path);
  if (skipped) return { kind: "refused", refusal: skipped };
  if (bytes.length === 0) return refused("empty_file");
  if (!isInArchive && bytes.length > FORM_LIMITS.zipBytes)
    return refused("too_large", { max: FORM_LIMITS.zipBytes / 1024 / 1024 });
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // An encrypted new document wears the old coat.
    if (/\.(docx|xlsx|docm|xlsm)$/i.test(path)) return refused("has_password");
    return refused(/\.xlsx?$|\.et$/i.test(path) ? "old_xls" : "old_doc");
  }
  if (starts(0x25, 0x50, 0x44, 0x46)) return refused("pdf");
  if (
    starts(0xff, 0xd8, 0xff) ||
    starts(0x89, 0x50, 0x4e, 0x47) ||
    starts(0x47, 0x49, 0x46) ||
    starts(0x42, 0x4d) ||
    /\.(jpe?g|png|heic|webp|tiff?)$/i.test(path)
  )
    return refused("image");
  if (starts(0x52, 0x61, 0x72, 0x21) || starts(0x37, 0x7a, 0xbc, 0xaf)) return refused("other_archive");
  if (!starts(0x50, 0x4b)) return refused(/\.(csv|txt|tsv|json|jsonl)$/i.test(path) ? "a_list" : "unknown_kind");
  try {
    const entries = listArchive(bytes, 5_000, FORM_LIMITS.unzippedBytes);
    const has = (name: string) => entries.some((entry) => entry.path === name);
    if (has("word/document.xml")) return { kind: "form", raw: readDocx(bytes) };
    if (has("xl/workbook.xml")) return { kind: "form", raw: readXlsx(bytes) };
    if (entries.some((entry) => /^(ppt\/|content\.xml$|mimetype$)/.test(entry.path))) return refused("unknown_kind");
    return isInArchive ? refused("nested_zip") : { kind: "archive" };
  } catch (error) {
    if (error instanceof RefusedFile) return { kind: "refused", refusal: error.refusal };
    return refused("damaged");
  }
}
