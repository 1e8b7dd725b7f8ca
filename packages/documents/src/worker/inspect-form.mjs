import ExcelJS from "exceljs";
import { compileDocx } from "./docx-engine.mjs";
import { openPackage } from "./office-package.mjs";
import { rowTags } from "./xlsx-tags.mjs";

/** What a form holds and what is wrong with it; a bad file is an answer, not an error. */
export async function inspectForm({ format, bytes }) {
  const { faults } = openPackage(format, bytes);
  const found = { format, placeholders: [], loops: {}, faults };
  if (faults.length > 0) return found;
  try {
    if (format === "docx") inspectDocx(bytes, found);
    else await inspectXlsx(bytes, found);
  } catch {
    found.faults.push({ reason: "unreadable" });
  }
  return found;
}

const DOCX_FAULTS = {
  unclosed_loop: "loop_open",
  unopened_loop: "loop_unopened",
  closing_tag_does_not_match_opening_tag: "loop_unopened",
  unclosed_tag: "tag_open",
  unopened_tag: "tag_unopened",
  duplicate_open_tag: "tag_open",
  duplicate_close_tag: "tag_unopened",
};

function inspectDocx(bytes, found) {
  let tags;
  try {
    ({ tags } = compileDocx(bytes));
  } catch (error) {
    const errors = error?.properties?.errors ?? [error];
    for (const one of errors) {
      const { id, xtag, context, openingtag } = one?.properties ?? {};
      found.faults.push({
        reason: DOCX_FAULTS[id] ?? "unreadable",
        name: String(openingtag ?? xtag ?? context ?? "").slice(0, 60),
      });
    }
    return;
  }
  for (const [name, inside] of Object.entries(tags)) {
    const names = Object.keys(inside);
    if (names.length === 0) found.placeholders.push(name);
    else {
      found.loops[name] = names;
      for (const [inner, deeper] of Object.entries(inside))
        if (Object.keys(deeper).length > 0) found.faults.push({ reason: "loop_nested", name: inner });
    }
  }
}

async function inspectXlsx(bytes, found) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  for (const sheet of book.worksheets)
    sheet.eachRow((row) => {
      const tags = rowTags(row);
      for (const tag of tags.filter((one) => one.fault))
        found.faults.push({ reason: tag.fault, place: `${sheet.name}!${tag.place}` });
      const marks = tags.filter((tag) => tag.mark);
      const open = marks.filter((tag) => tag.mark === "#");
      const close = marks.filter((tag) => tag.mark === "/");
      for (const tag of open)
        if (!close.some((other) => other.name === tag.name))
          found.faults.push({ reason: "loop_rows", name: tag.name, place: `${sheet.name}!${tag.place}` });
      for (const tag of close)
        if (!open.some((other) => other.name === tag.name))
          found.faults.push({ reason: "loop_unopened", name: tag.name, place: `${sheet.name}!${tag.place}` });
      if (open.length > 1)
        found.faults.push({ reason: "loop_nested", name: open[1].name, place: `${sheet.name}!${open[1].place}` });
      const names = tags.filter((tag) => !tag.fault && !tag.mark).map((tag) => tag.name);
      if (open.length > 0) found.loops[open[0].name] ??= [];
      const list = open.length > 0 ? found.loops[open[0].name] : found.placeholders;
      for (const name of names) if (!list.includes(name)) list.push(name);
    });
}
