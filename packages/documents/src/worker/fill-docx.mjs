import { compileDocx } from "./docx-engine.mjs";
import { FormError, openPackage } from "./office-package.mjs";
import { plainText } from "./plain-text.mjs";
import { stampDocx } from "./stamp-docx.mjs";
import { steadyZip } from "./steady-zip.mjs";

export function fillDocx({ template, data, stamp }) {
  const { faults } = openPackage("docx", template);
  if (faults.length > 0) throw new FormError("failed", `form refused: ${faults[0].reason}`);
  const { doc } = compileDocx(template);
  doc.render(plain(data));
  const filled = doc.getZip().generate({ type: "uint8array", compression: "DEFLATE" });
  return steadyZip(stamp ? stampDocx(filled, stamp) : filled);
}

function plain(value) {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return value;
}
