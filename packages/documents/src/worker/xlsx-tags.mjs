// Placeholders in the cells of a workbook.
export const TAG = /\{([#/]?)\s*([^{}#/]+?)\s*\}/g;

/** The text of a cell, whatever formatting it carries; formulas are left alone. */
export function cellText(cell) {
  const { value } = cell;
  if (typeof value === "string") return value;
  if (value && typeof value === "object" && Array.isArray(value.richText))
    return value.richText.map((part) => part.text).join("");
  return null;
}

export function rowTags(row) {
  const tags = [];
  row.eachCell({ includeEmpty: false }, (cell) => {
    if (cell.isMerged && cell.master !== cell) return;
    const text = cellText(cell);
    if (text === null) return;
    for (const [, mark, name] of text.matchAll(TAG)) tags.push({ mark, name, place: cell.address });
    const rest = text.replace(TAG, "");
    if (/[{]/.test(rest)) tags.push({ fault: "tag_open", place: cell.address });
    else if (/[}]/.test(rest)) tags.push({ fault: "tag_unopened", place: cell.address });
  });
  return tags;
}
