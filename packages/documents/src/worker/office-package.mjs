// What an uploaded form may be: a DOCX or XLSX without programs, embedded objects or threads to the outside.
import { strFromU8, unzipSync } from "fflate";

const LIMIT = 40 * 1024 * 1024; // unzipped
const MOST_FILES = 2000;

/** The files of the package, or the faults that forbid it. */
export function openPackage(format, bytes) {
  const faults = [];
  let files = {};
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) return { files, faults: [{ reason: "not_office" }] };
  let size = 0;
  let count = 0;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        size += file.originalSize;
        return ++count <= MOST_FILES && size <= LIMIT; // never unpacked what is too much
      },
    });
  } catch {
    return { files: {}, faults: [{ reason: "not_office" }] };
  }
  if (size > LIMIT || count > MOST_FILES) return { files: {}, faults: [{ reason: "too_large" }] };
  const types = files["[Content_Types].xml"] ? strFromU8(files["[Content_Types].xml"]) : "";
  const main = format === "docx" ? "word/document.xml" : "xl/workbook.xml";
  const other = format === "docx" ? "xl/workbook.xml" : "word/document.xml";
  if (!files[main]) faults.push({ reason: files[other] ? "format_wrong" : "not_office" });
  const names = Object.keys(files);
  if (/macroEnabled|vbaProject/i.test(types) || names.some((name) => /vbaProject\.bin$|\/macrosheets\//i.test(name)))
    faults.push({ reason: "macros" });
  if (
    names.some(
      (name) =>
        /\/(embeddings|activeX|ctrlProps)\//i.test(name) ||
        (/\.(exe|ole|bin)$/i.test(name) && !/printerSettings/i.test(name)),
    )
  )
    faults.push({ reason: "embedded" });
  for (const name of names.filter((one) => one.endsWith(".rels"))) {
    const text = strFromU8(files[name]);
    for (const [rel] of text.matchAll(/<Relationship\b[^>]*>/g))
      if (/TargetMode="External"/i.test(rel) && !/\/hyperlink"/i.test(rel)) faults.push({ reason: "external", name });
  }
  if (names.some((name) => /^xl\/(externalLinks|connections\.xml|queryTables)/.test(name)))
    faults.push({ reason: "external" });
  return { files, faults };
}

export class FormError extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}
