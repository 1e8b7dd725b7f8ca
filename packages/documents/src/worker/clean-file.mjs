// What a file tells about its makers beside its content: taken out where that changes nothing else, named where it would.
import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const MAX_UNZIPPED = 150 * 1024 * 1024;
const MAX_TEXT = 200_000;

export async function cleanFile({ mediaType, bytes }) {
  if (mediaType === "application/pdf") return cleanPdf(bytes);
  if (mediaType.includes("officedocument")) return cleanOffice(mediaType, bytes);
  return { bytes, cleaned: [], warnings: [], text: "" };
}

async function cleanPdf(bytes) {
  const same = (warnings) => ({ bytes, cleaned: [], warnings, text: "" });
  let document;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (error) {
    return same([/encrypt/i.test(String(error)) ? "encrypted" : "unreadable"]);
  }
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [
    document.getAuthor() && "author",
    document.getCreator() && "creator",
    document.getProducer() && "producer",
  ].filter(Boolean);
  const catalog = document.catalog;
  const hasXmp = Boolean(catalog.get(PDFName.of("Metadata")));
  const warnings = [];
  if (catalog.lookup(PDFName.of("Names"))?.get?.(PDFName.of("EmbeddedFiles"))) warnings.push("embedded_files");
  if (document.getPages().some((page) => hasNotes(page))) warnings.push("comments");
  // Another byte would break the signature: what it tells stays in, and is named.
  if (raw.includes("/ByteRange") && raw.includes("/Sig"))
    return same([...warnings, "signed", ...(found.length ? ["author"] : [])]);
  if (found.length === 0 && !hasXmp) return same(warnings);
  const info = document.context.trailerInfo.Info;
  if (info) {
    const dict = document.context.lookup(info);
    for (const key of dict?.keys?.() ?? []) dict.delete(key);
  }
  catalog.delete(PDFName.of("Metadata"));
  return { bytes: await document.save(), cleaned: [...found, ...(hasXmp ? ["xmp"] : [])], warnings, text: "" };
}

function hasNotes(page) {
  const notes = page.node.Annots?.();
  for (let i = 0; i < (notes?.size() ?? 0); i++) {
    const kind = String(notes.lookup(i)?.get?.(PDFName.of("Subtype")) ?? "");
    if (["/Text", "/FreeText", "/Highlight", "/Popup"].includes(kind)) return true;
  }
  return false;
}

const fieldsOf = (xml) =>
  [...xml.matchAll(/<(dc:creator|cp:lastModifiedBy|Manager|Company)>([^<]+)<\/\1>/g)].map((m) => m[1]);
const emptied = (xml) =>
  xml.replace(/<(dc:creator|cp:lastModifiedBy|Manager|Company|HyperlinkBase)>[^<]*<\/\1>/g, "<$1></$1>");
const NAME = { "dc:creator": "author", "cp:lastModifiedBy": "last_author", Manager: "manager", Company: "company" };

function cleanOffice(mediaType, bytes) {
  let total = 0;
  let parts;
  try {
    parts = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > MAX_UNZIPPED) throw new Error("too large");
        return true;
      },
    });
  } catch {
    return { bytes, cleaned: [], warnings: ["unreadable"], text: "" };
  }
  const names = Object.keys(parts);
  const xml = (name) => (parts[name] ? strFromU8(parts[name]) : "");
  const cleaned = [];
  for (const name of ["docProps/core.xml", "docProps/app.xml"]) {
    const found = fieldsOf(xml(name));
    if (found.length === 0) continue;
    cleaned.push(...found.map((f) => NAME[f]));
    parts[name] = strToU8(emptied(xml(name)));
  }
  const warnings = [];
  const some = (shape) => names.some((name) => shape.test(name));
  if (some(/comments[^/]*\.xml$/i) || some(/threadedComments\//)) warnings.push("comments");
  if (some(/^(word|xl|ppt)\/(embeddings|media)\/.*\.(bin|docx|xlsx|pptx)$/i)) warnings.push("embedded_files");
  if (some(/docProps\/custom\.xml$/)) warnings.push("custom_properties");
  if (some(/externalLinks\//)) warnings.push("external_links");
  let text = "";
  if (mediaType.includes("wordprocessingml")) {
    const body = xml("word/document.xml");
    if (/<w:(ins|del|moveFrom|moveTo)\s/.test(body)) warnings.push("tracked_changes");
    if (/<w:vanish\s*\/>/.test(body)) warnings.push("hidden_text");
    text = names
      .filter((n) => /^word\/(document|header\d*|footer\d*|footnotes)\.xml$/.test(n))
      .map((n) => plain(xml(n)))
      .join("\n");
  } else if (mediaType.includes("spreadsheetml")) {
    if (/<sheet [^>]*state="(hidden|veryHidden)"/.test(xml("xl/workbook.xml"))) warnings.push("hidden_sheets");
    if (names.some((n) => /^xl\/worksheets\/sheet\d+\.xml$/.test(n) && /<(row|col) [^>]*hidden="1"/.test(xml(n))))
      warnings.push("hidden_rows");
    text = plain(xml("xl/sharedStrings.xml"));
  } else {
    if (names.some((n) => /^ppt\/slides\/slide\d+\.xml$/.test(n) && /<p:sld [^>]*show="0"/.test(xml(n))))
      warnings.push("hidden_slides");
    if (some(/notesSlides\/notesSlide/)) warnings.push("speaker_notes");
    text = names
      .filter((n) => /^ppt\/slides\/slide\d+\.xml$/.test(n))
      .map((n) => plain(xml(n)))
      .join("\n");
  }
  const kept = cleaned.length ? zipSync(parts, { level: 6, mtime: new Date("1980-01-01T00:00:00") }) : bytes;
  return { bytes: kept, cleaned: [...new Set(cleaned)], warnings, text: text.slice(0, MAX_TEXT) };
}

const plain = (xml) =>
  xml
    .replace(/<\/(w:p|a:p|si|w:tr)>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, e) => ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" })[e]);
