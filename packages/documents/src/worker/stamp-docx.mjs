// Number, check code and QR code at the foot of every page of a filled form: into each footer it has, and into a new one
// for sections without.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { qrPng } from "./qr-png.mjs";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";
const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"`;
const SIDE = 610_000; // EMU, 1.7 cm

const xml = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export function stampDocx(bytes, stamp) {
  const files = unzipSync(bytes);
  const text = (name) => (files[name] ? strFromU8(files[name]) : "");
  files["word/media/paper-code.png"] = new Uint8Array(qrPng(stamp.qr));
  let types = text("[Content_Types].xml");
  if (!/Extension="png"/i.test(types))
    types = types.replace(/(<Types\b[^>]*>)/, `$1<Default Extension="png" ContentType="image/png"/>`);

  const footers = Object.keys(files).filter((name) => /^word\/footer\d*\.xml$/.test(name));
  for (const name of footers) {
    files[name] = strToU8(text(name).replace(/<\/w:ftr>\s*$/, `${stampXml(stamp)}</w:ftr>`));
    addRelation(files, name, "rIdPaperCode", `${OFFICE}/image`, "media/paper-code.png");
  }
  files["word/footer900.xml"] = strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr ${NAMESPACES}>${stampXml(stamp)}</w:ftr>`,
  );
  addRelation(files, "word/footer900.xml", "rIdPaperCode", `${OFFICE}/image`, "media/paper-code.png");
  addRelation(files, "word/document.xml", "rIdPaperFooter", `${OFFICE}/footer`, "footer900.xml");
  types = types.replace("</Types>", `<Override PartName="/word/footer900.xml" ContentType="${FOOTER_TYPE}"/></Types>`);
  files["[Content_Types].xml"] = strToU8(types);
  files["word/document.xml"] = strToU8(withFooters(text("word/document.xml")));
  return zipSync(files);
}

/** Every section shows a footer on each of its pages: default, first and even where it tells them apart. */
function withFooters(xml) {
  let document = xml.replace(/<w:sectPr\b([^>]*)\/>/g, "<w:sectPr$1></w:sectPr>");
  if (!/<w:sectPr\b/.test(document)) document = document.replace("</w:body>", "<w:sectPr></w:sectPr></w:body>");
  return document.replace(/(<w:sectPr\b[^>]*>)([\s\S]*?)(<\/w:sectPr>)/g, (_, open, inside, close) => {
    const has = (type) => new RegExp(`<w:footerReference\\b[^>]*w:type="${type}"`).test(inside);
    const wanted = ["default", ...(/<w:titlePg\b/.test(inside) ? ["first"] : []), "even"];
    const added = wanted
      .filter((type) => !has(type))
      .map((type) => `<w:footerReference xmlns:r="${OFFICE}" w:type="${type}" r:id="rIdPaperFooter"/>`)
      .join("");
    return `${open}${added}${inside}${close}`;
  });
}

function addRelation(files, part, id, type, target) {
  const name = part.replace(/([^/]+)$/, "_rels/$1.rels");
  const before = files[name]
    ? strFromU8(files[name])
    : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;
  const relation = `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  files[name] = strToU8(
    before
      .replace(/<Relationships\b([^>]*)\/>/, "<Relationships$1></Relationships>")
      .replace("</Relationships>", `${relation}</Relationships>`),
  );
}

function stampXml({ lines, qr }) {
  const small = `<w:rPr><w:color w:val="6B645C"/><w:sz w:val="15"/></w:rPr>`;
  const words = lines.map(
    (line, i) => `<w:r>${small}${i > 0 ? "<w:br/>" : ""}<w:t xml:space="preserve"> ${xml(line)}</w:t></w:r>`,
  );
  return `<w:p>${pictureXml(qr)}${words.join("")}</w:p>`;
}

function pictureXml(text) {
  return `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${SIDE}" cy="${SIDE}"/><wp:docPr id="9001" name="QR" descr="${xml(text)}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="9001" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="${OFFICE}" r:embed="rIdPaperCode"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${SIDE}" cy="${SIDE}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
