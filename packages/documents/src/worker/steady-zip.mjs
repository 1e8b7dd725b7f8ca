// Office files are ZIPs: the same content shall be the same bytes, so dates and order are fixed.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const FIXED = "2020-01-01T00:00:00Z";

/** Packs again with one date and one order; `[Content_Types].xml` first, as Office writes it. */
export function steadyZip(bytes) {
  const files = unzipSync(bytes);
  const names = Object.keys(files)
    .filter((name) => !name.endsWith("/"))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const core = files["docProps/core.xml"];
  if (core)
    files["docProps/core.xml"] = strToU8(
      strFromU8(core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${FIXED}`),
    );
  for (const name of names.filter((one) => /^word\/[^/]+\.xml$/.test(one))) {
    let id = 0; // the library counts pictures through all documents of the thread
    const text = strFromU8(files[name]);
    if (text.includes("<wp:docPr"))
      files[name] = strToU8(text.replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++id}"`));
  }
  // Local fields on purpose: ZIP dates have no zone, so every zone writes the same ones.
  const mtime = new Date(2020, 0, 1, 0, 0, 0);
  return zipSync(Object.fromEntries(names.map((name) => [name, files[name]])), { mtime, level: 6 });
}

const rank = (name) => (name === "[Content_Types].xml" ? 0 : name.startsWith("_rels/") ? 1 : 2);
