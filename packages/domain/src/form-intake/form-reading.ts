import {
  allFields,
  FORM_DEFINITIONS,
  type FormColumn,
  type FormDefinition,
  type FormField,
  resolveFormCode,
} from "./form-definitions.ts";
import { hasTickBoxes, labelKey, plainText } from "./form-values.ts";
import type { RawCell, RawForm, RawGrid } from "./raw-form.ts";

// Finds the labels of a form in what a file holds, and what was written beside or below them.

export interface FormPlace {
  sheet: string | null;
  row: number;
}
export interface Written {
  text: string;
  place: FormPlace;
}
export interface WrittenRow {
  cells: Record<string, string>;
  place: FormPlace;
}
/** One filled form: values by field, rows of its small tables, and what stood beside no label we know. */
export interface FilledForm {
  values: Map<string, Written>;
  rows: Map<string, WrittenRow[]>;
  loose: { label: string; text: string; place: FormPlace }[];
}
export interface FoundForm {
  form: FormDefinition;
  /** False when no code was found and the labels decided, or the code is of a version not known yet. */
  codeState: "known" | "newer" | "missing";
  head: FilledForm;
  records: FilledForm[];
}

const IGNORED_SHEETS = /填写说明|填表说明|选项|代码表|instructions/i;
const FEWEST_LABELS = 3;

interface Labels {
  find(text: string): FormField | undefined;
  columns(field: FormField, text: string): FormColumn | undefined;
}

function labelsOf(form: FormDefinition): Labels {
  const known = new Map<string, FormField>();
  // A label of the body wins over an alias of the head: "单位" is asked in both.
  for (const field of [...form.fields, ...form.organisation]) known.set(labelKey(field.label), field);
  for (const field of allFields(form))
    for (const alias of field.aliases ?? []) if (!known.has(labelKey(alias))) known.set(labelKey(alias), field);
  return {
    find: (text) => (text.length > 60 ? undefined : (known.get(labelKey(text)) ?? known.get(stripped(labelKey(text))))),
    columns: (field, text) =>
      field.columns?.find((column) =>
        [column.label, ...(column.aliases ?? [])].some((name) => labelKey(name) === labelKey(text)),
      ),
  };
}

/** "预算(万元)" and "预算（单位：万元）" are the same question. */
const stripped = (key: string) => key.replace(/\((?:单位)?:?万元\)$/, "").replace(/必填$|选填$/, "");

const rowsOf = (grid: RawGrid): RawCell[][] => {
  const rows = new Map<number, RawCell[]>();
  for (const cell of grid.cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [...rows.entries()].sort((a, b) => a[0] - b[0]).map(([, cells]) => cells.sort((a, b) => a.column - b.column));
};

/** Which form it is, by its code or by its labels; undefined when it is none of ours. */
export function findForm(raw: RawForm): FoundForm | undefined {
  const grids = raw.grids.filter((grid) => !IGNORED_SHEETS.test(grid.name));
  const byCode =
    (raw.code && resolveFormCode(raw.code)) ||
    [...raw.paragraphs, ...raw.grids.flatMap((grid) => grid.cells.map((cell) => cell.text))]
      .filter((text) => text.length < 200)
      .map(resolveFormCode)
      .find(Boolean);
  const form = byCode ? byCode.form : byLabels(raw, grids);
  if (!form) return undefined;
  const found: FoundForm = {
    form,
    codeState: byCode ? (byCode.isKnown ? "known" : "newer") : "missing",
    head: emptyForm(),
    records: [],
  };
  const single = emptyForm();
  for (const grid of grids) readGrid(grid, form, found, single, grids.length > 1);
  if (isFilled(single)) found.records.unshift(single);
  return found;
}

const emptyForm = (): FilledForm => ({ values: new Map(), rows: new Map(), loose: [] });
export const isFilled = (form: FilledForm): boolean =>
  form.values.size > 0 || [...form.rows.values()].some((rows) => rows.length > 0);

function byLabels(raw: RawForm, grids: RawGrid[]): FormDefinition | undefined {
  const scored = FORM_DEFINITIONS.map((form) => {
    const labels = labelsOf(form);
    const own = new Set<string>();
    for (const cell of grids.flatMap((grid) => grid.cells)) {
      const field = labels.find(cell.text);
      if (field && form.fields.includes(field)) own.add(field.key);
    }
    const isTitled = [...raw.paragraphs, ...grids.flatMap((g) => g.cells.slice(0, 5).map((c) => c.text))].some((text) =>
      labelKey(text).includes(labelKey(form.title).slice(-5)),
    );
    return { form, score: own.size + (isTitled ? 2 : 0), hasTitle: own.has("title") };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.hasTitle && best.score >= FEWEST_LABELS + 1 ? best.form : undefined;
}

function readGrid(
  grid: RawGrid,
  form: FormDefinition,
  found: FoundForm,
  single: FilledForm,
  isSheetNamed: boolean,
): void {
  const labels = labelsOf(form);
  const rows = rowsOf(grid);
  const placeOf = (cell: RawCell): FormPlace => ({
    sheet: isSheetNamed && grid.name ? grid.name : null,
    row: cell.row,
  });
  const headerAt = rows.findIndex((cells) => isListHeader(cells, labels));
  if (headerAt >= 0) {
    for (const cells of rows.slice(0, headerAt)) readPairs(cells, labels, form, found.head, placeOf);
    found.records.push(...readList(rows.slice(headerAt), labels, form, placeOf));
    return;
  }
  // One sheet is one form; several filled sheets are several.
  const target = grid.name && isFilled(single) ? emptyForm() : single;
  readSheet(rows, labels, form, target, found.head, placeOf);
  if (target !== single && isFilled(target)) found.records.push(target);
}

/** A row of headers over a list: at least four questions side by side, the title among them. */
function isListHeader(cells: RawCell[], labels: Labels): boolean {
  const found = new Set(cells.map((cell) => labels.find(cell.text)?.key).filter(Boolean));
  return found.size >= 4 && found.has("title");
}

function readPairs(
  cells: RawCell[],
  labels: Labels,
  form: FormDefinition,
  into: FilledForm,
  placeOf: (cell: RawCell) => FormPlace,
): void {
  for (const [i, cell] of cells.entries()) {
    const field = labels.find(cell.text);
    if (!field || !form.organisation.includes(field)) continue;
    const next = cells[i + 1];
    if (next && !labels.find(next.text)) write(into, field, next.text, placeOf(next));
  }
}

function readList(
  rows: RawCell[][],
  labels: Labels,
  form: FormDefinition,
  placeOf: (cell: RawCell) => FormPlace,
): FilledForm[] {
  const header = rows[0]!;
  const columnOf = new Map<number, { field?: FormField; label: string }>();
  for (const cell of header) columnOf.set(cell.column, { field: labels.find(cell.text), label: plainText(cell.text) });
  const records: FilledForm[] = [];
  const titleColumn = header.find((cell) => labels.find(cell.text)?.key === "title")?.column ?? -1;
  let mergedUntil = 0;
  let held: RawCell[] = [];
  for (const own of rows.slice(1)) {
    const row = own[0]!.row;
    const last = records.at(-1);
    if (row <= mergedUntil && last) {
      // Further lines of one entry, whose title is merged over all of them.
      for (const cell of own) {
        const column = columnOf.get(cell.column);
        if (column?.field) append(last, column.field, cell.text, placeOf(cell));
        else last.loose.push({ label: column?.label ?? "", text: cell.text.trim(), place: placeOf(cell) });
      }
      continue;
    }
    // What is merged over several entries, such as one firm's name, holds for each.
    held = held.filter((cell) => cell.row + (cell.rows ?? 1) > row);
    const cells = [...held.filter((cell) => !own.some((o) => o.column === cell.column)), ...own];
    held.push(...own.filter((cell) => (cell.rows ?? 1) > 1 && cell.column !== titleColumn));
    const titleCell = own.find((cell) => cell.column === titleColumn);
    if (titleCell?.rows) {
      mergedUntil = row + titleCell.rows - 1;
      held = [];
    }
    const record = emptyForm();
    for (const cell of cells) {
      const column = columnOf.get(cell.column);
      const text = cell.text.trim();
      if (!text || /^示例|^例[:：]/.test(text)) continue;
      if (!column) record.loose.push({ label: "", text, place: placeOf(cell) });
      else if (!column.field) {
        if (!/^序号|^no\.?$/i.test(column.label))
          record.loose.push({ label: column.label, text, place: placeOf(cell) });
      } else write(record, column.field, text, placeOf(cell));
    }
    // A line of which nothing but a number or a hint is there was never filled in.
    if (isFilled(record) && !isOnlyHead(record, form)) records.push(record);
    else if (record.loose.length > 0) records.at(-1)?.loose.push(...record.loose);
  }
  return records;
}

const isOnlyHead = (record: FilledForm, form: FormDefinition) =>
  [...record.values.keys()].every((key) => form.organisation.some((field) => field.key === key));

function readSheet(
  rows: RawCell[][],
  labels: Labels,
  form: FormDefinition,
  into: FilledForm,
  head: FilledForm,
  placeOf: (cell: RawCell) => FormPlace,
): void {
  let table: { field: FormField; columns: Map<number, FormColumn> } | undefined;
  let open: FormField | undefined; // a label that stood alone: what follows belongs to it
  for (const cells of rows) {
    const texts = cells.filter((cell) => cell.text.trim());
    if (texts.length === 0) continue;
    const header = tableHeader(texts, labels, form, table?.field ?? open);
    if (header) {
      table = header;
      open = undefined;
      continue;
    }
    const isLabelled = texts.some((cell) => labels.find(cell.text));
    if (table && !isLabelled) {
      writeRow(into, table, texts, placeOf(texts[0]!));
      continue;
    }
    if (table && isLabelled && labels.find(texts[0]!.text) === table.field) {
      // The question is repeated beside each line of its table (a merged cell that was unmerged).
      const rest = texts.slice(1);
      if (rest.length > 0 && !rest.some((cell) => labels.find(cell.text))) {
        writeRow(into, table, rest, placeOf(texts[0]!));
        continue;
      }
    }
    table = undefined;
    if (!isLabelled) {
      for (const cell of texts) {
        if (isBoilerplate(cell.text, form)) continue;
        if (open) append(pick(open, form, into, head), open, cell.text, placeOf(cell));
        else into.loose.push({ label: "", text: cell.text.trim(), place: placeOf(cell) });
      }
      continue;
    }
    let field: FormField | undefined;
    for (const cell of texts) {
      const next = labels.find(cell.text);
      if (next) {
        field = next;
        open = next;
        continue;
      }
      if (field) append(pick(field, form, into, head), field, cell.text, placeOf(cell));
      else if (!isBoilerplate(cell.text, form))
        into.loose.push({ label: "", text: cell.text.trim(), place: placeOf(cell) });
    }
    if (field && texts.at(-1) && !labels.find(texts.at(-1)!.text)) open = undefined;
  }
}

const pick = (field: FormField, form: FormDefinition, into: FilledForm, head: FilledForm) =>
  form.organisation.includes(field) ? head : into;

/** A row that names the columns of a small table. */
function tableHeader(cells: RawCell[], labels: Labels, form: FormDefinition, near: FormField | undefined) {
  const candidates = form.fields.filter((field) => field.columns);
  const asked = cells.map((cell) => labels.find(cell.text)).find((field) => field?.columns);
  for (const field of [asked ?? near, ...candidates].filter((f): f is FormField => Boolean(f?.columns))) {
    const columns = new Map<number, FormColumn>();
    for (const cell of cells) {
      const column = labels.columns(field, cell.text);
      if (column && ![...columns.values()].includes(column)) columns.set(cell.column, column);
    }
    if (columns.size >= 2) return { field, columns };
  }
  return undefined;
}

function writeRow(
  into: FilledForm,
  table: { field: FormField; columns: Map<number, FormColumn> },
  cells: RawCell[],
  place: FormPlace,
): void {
  const row: Record<string, string> = {};
  const starts = [...table.columns.keys()].sort((a, b) => a - b);
  for (const cell of cells) {
    // Where columns were merged away the nearest one to the left is meant.
    const at = table.columns.has(cell.column) ? cell.column : starts.filter((start) => start <= cell.column).at(-1);
    const column = at === undefined ? undefined : table.columns.get(at);
    const text = cell.text.trim();
    if (!column || isHint(text, table.field)) continue;
    row[column.key] = row[column.key] ? `${row[column.key]} ${text}` : text;
  }
  if (Object.values(row).some(Boolean))
    into.rows.set(table.field.key, [...(into.rows.get(table.field.key) ?? []), { cells: row, place }]);
}

function write(into: FilledForm, field: FormField, text: string, place: FormPlace): void {
  const value = withoutHint(text, field);
  if (!value || into.values.has(field.key)) {
    if (value && into.values.get(field.key)?.text !== value)
      into.loose.push({ label: field.label, text: value, place });
    return;
  }
  into.values.set(field.key, { text: value, place });
}

/** More paragraphs or cells of the same answer. */
function append(into: FilledForm, field: FormField, text: string, place: FormPlace): void {
  const value = withoutHint(text, field);
  if (!value) return;
  const before = into.values.get(field.key);
  if (!before) into.values.set(field.key, { text: value, place });
  else if (before.text !== value) before.text += `\n${value}`;
}

const bare = (text: string) => plainText(text).replace(/[（）()【】[\]\s。.，,：:]/g, "");
const isHint = (text: string, field: FormField) =>
  bare(text) === bare(field.hint) || (field.listHint !== undefined && bare(text) === bare(field.listHint));

/** What remains when the printed hint, or a row of empty boxes, is taken away. */
function withoutHint(text: string, field: FormField): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !isHint(line, field));
  const value = lines
    .join("\n")
    .replace(new RegExp(`^[（(]${literal(field.hint)}[）)]\\s*|\\s*[（(]${literal(field.hint)}[）)]$`, "g"), "")
    .trim();
  if (/^[_＿\s/\\—-]+$/.test(value) && field.kind !== "money") return "";
  return field.options && hasTickBoxes(value) && !/[☑☒√✓✔■●◉🗹⊠▣xX]/u.test(value) ? "" : value;
}
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Printed on every form: titles, notes, seals. */
function isBoilerplate(text: string, form: FormDefinition): boolean {
  const plain = bare(text);
  return (
    plain.includes(bare(form.title)) ||
    form.notes.some((note) => bare(note) === plain || plain.endsWith(bare(note))) ||
    /^(表单编号|填表说明|填写说明|填报单位盖章|单位盖章|盖章|填报日期|年月日|填报人签字|请在下表|本单位承诺所填)/.test(
      plain,
    ) ||
    /JB(XQ|CG|JB)\d/.test(plain.replace(/-/g, "")) ||
    form.fields.some((field) => isHint(text, field))
  );
}
