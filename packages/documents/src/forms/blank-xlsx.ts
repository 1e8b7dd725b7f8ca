import {
  currentForm,
  type FormDefinition,
  type FormFamily,
  type FormField,
} from "@jiebang/domain/form-intake/form-definitions.ts";
import ExcelJS from "exceljs";
import type { FormPrefill } from "./form-reader.ts";

const SONG = { name: "宋体", size: 11 };
const GREY = { argb: "FF7F7F7F" };
const LABEL_FILL = { type: "pattern" as const, pattern: "solid" as const, fgColor: { argb: "FFF7F5F0" } };
const THIN = { style: "thin" as const, color: { argb: "FF000000" } };
const RULED = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const LINES = 60; // ready-made lines of a list

/** The blank form as a workbook: demands and offers as a list, one a row; the bid as one sheet. Its code is visible and hidden. */
export async function blankXlsx(family: FormFamily, prefill: FormPrefill = {}, lines = LINES): Promise<Uint8Array> {
  const form = currentForm(family);
  const book = new ExcelJS.Workbook();
  book.title = form.title;
  book.subject = form.code;
  book.keywords = form.code;
  const sheet = book.addWorksheet("填报", {
    pageSetup: {
      paperSize: 9,
      orientation: family === "bid" ? "portrait" : "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  });
  if (family === "bid") single(sheet, form, prefill);
  else list(sheet, form, prefill, lines);
  notes(book, form);
  const hidden = book.addWorksheet("_form", { state: "veryHidden" });
  hidden.getCell("A1").value = form.code;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function head(sheet: ExcelJS.Worksheet, form: FormDefinition, width: number): void {
  sheet.mergeCells(1, 1, 1, width);
  const title = sheet.getCell(1, 1);
  title.value = form.title;
  title.font = { name: "黑体", size: 18, bold: true };
  title.alignment = { horizontal: "center", vertical: "middle" };
  sheet.getRow(1).height = 34;
  sheet.mergeCells(2, 1, 2, width);
  const code = sheet.getCell(2, 1);
  code.value = `表单编号：${form.code}`;
  code.font = { ...SONG, size: 9, color: GREY };
  code.alignment = { horizontal: "right" };
}

const known = (field: FormField, prefill: FormPrefill) =>
  field.key === "organisationName"
    ? prefill.organisationName
    : field.key === "creditCode"
      ? prefill.creditCode
      : undefined;

function labelCell(cell: ExcelJS.Cell, field: Pick<FormField, "label" | "required">): void {
  cell.value = `${field.label}${field.required ? " *" : ""}`;
  cell.font = { ...SONG, bold: true };
  cell.fill = LABEL_FILL;
  cell.border = RULED;
  cell.alignment = { horizontal: "center", vertical: "middle", wrapText: true };
}

/** Text stays what was typed: no date is made of 2027-06, no number of a long code. */
function answerCell(cell: ExcelJS.Cell, field: FormField): void {
  cell.numFmt = "@";
  cell.border = RULED;
  cell.font = SONG;
  cell.alignment = { vertical: "top", wrapText: true };
  const { options } = field;
  if (options && field.kind === "choice")
    cell.dataValidation = {
      type: "list",
      allowBlank: true,
      formulae: [`"${options.map((option) => option.label).join(",")}"`],
      showErrorMessage: true,
      errorTitle: field.label,
      error: `请从列表中选择：${options.map((option) => option.label).join("、")}`,
    };
  else {
    const prompt = `${field.hint}${options ? `：${options.map((option) => option.label).join("、")}` : ""}`;
    cell.dataValidation = {
      // Shows the hint beside the cell and refuses nothing: what is odd is told when the form is read.
      type: "custom",
      allowBlank: true,
      formulae: ["TRUE"],
      showErrorMessage: false,
      showInputMessage: true,
      promptTitle: field.label.slice(0, 32),
      prompt: prompt.slice(0, 250),
    };
  }
}

const WIDTHS: Record<string, number> = {
  line: 18,
  text: 34,
  money: 14,
  day: 14,
  choice: 14,
  choices: 24,
  rows: 34,
  months: 10,
};

function list(sheet: ExcelJS.Worksheet, form: FormDefinition, prefill: FormPrefill, lines: number): void {
  const fields = form.fields;
  for (const [i, field] of fields.entries())
    sheet.getColumn(i + 1).width = field.key === "title" ? 28 : WIDTHS[field.kind];
  head(sheet, form, Math.min(fields.length, 10));
  form.organisation.forEach((field, i) => {
    const row = 3 + Math.floor(i / 2);
    const column = i % 2 === 0 ? 1 : 5;
    labelCell(sheet.getCell(row, column), field);
    sheet.mergeCells(row, column + 1, row, column + 3);
    const cell = sheet.getCell(row, column + 1);
    answerCell(cell, field);
    const value = known(field, prefill);
    if (value) cell.value = value;
    sheet.getRow(row).height = 24;
  });
  const headerRow = 3 + Math.ceil(form.organisation.length / 2) + 1;
  sheet.getRow(headerRow).height = 32;
  sheet.getRow(headerRow + 1).height = 76;
  for (const [i, field] of fields.entries()) {
    labelCell(sheet.getCell(headerRow, i + 1), field);
    const hint = sheet.getCell(headerRow + 1, i + 1);
    hint.value = field.listHint ?? field.hint;
    hint.font = { ...SONG, size: 9, italic: true, color: GREY };
    hint.border = RULED;
    hint.alignment = { vertical: "top", wrapText: true };
    for (let line = 0; line < lines; line++) answerCell(sheet.getCell(headerRow + 2 + line, i + 1), field);
  }
  sheet.views = [{ state: "frozen", ySplit: headerRow, xSplit: 1 }];
  sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`;
}

function single(sheet: ExcelJS.Worksheet, form: FormDefinition, prefill: FormPrefill): void {
  for (const [i, width] of [18, 24, 20, 20, 24].entries()) sheet.getColumn(i + 1).width = width;
  head(sheet, form, 5);
  let row = 3;
  for (const field of [...form.organisation, ...form.fields]) {
    if (field.columns) {
      labelCell(sheet.getCell(row, 1), field);
      field.columns.forEach((column, i) => {
        labelCell(sheet.getCell(row, i + 2), { label: column.label });
      });
      for (let line = 1; line <= (field.lines ?? 3); line++)
        field.columns.forEach((_, i) => {
          answerCell(sheet.getCell(row + line, i + 2), field);
        });
      sheet.mergeCells(row, 1, row + (field.lines ?? 3), 1);
      row += (field.lines ?? 3) + 1;
      continue;
    }
    labelCell(sheet.getCell(row, 1), field);
    sheet.mergeCells(row, 2, row, 5);
    const cell = sheet.getCell(row, 2);
    answerCell(cell, field);
    const value = known(field, prefill);
    if (value) cell.value = value;
    sheet.getRow(row).height = field.kind === "text" ? 18 * (field.lines ?? 3) : 24;
    row++;
  }
}

function notes(book: ExcelJS.Workbook, form: FormDefinition): void {
  const sheet = book.addWorksheet("填写说明");
  sheet.getColumn(1).width = 24;
  sheet.getColumn(2).width = 80;
  let row = 1;
  for (const note of form.notes) {
    sheet.getCell(row, 1).value = `${row}.`;
    sheet.getCell(row++, 2).value = note;
  }
  row++;
  for (const field of [...form.organisation, ...form.fields]) {
    sheet.getCell(row, 1).value = field.label;
    const options = field.options ? `：${field.options.map((option) => option.label).join("、")}` : "";
    sheet.getCell(row++, 2).value = `${field.listHint ?? field.hint}${options}${field.required ? "（必填）" : ""}`;
  }
  sheet.eachRow((line) => {
    line.font = SONG;
    line.alignment = { wrapText: true, vertical: "top" };
  });
}
