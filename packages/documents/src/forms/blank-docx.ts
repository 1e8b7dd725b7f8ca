import {
  currentForm,
  type FormDefinition,
  type FormFamily,
  type FormField,
} from "@jiebang/domain/form-intake/form-definitions.ts";
import {
  AlignmentType,
  BorderStyle,
  CheckBox,
  Document,
  Header,
  HeightRule,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { FormPrefill } from "./form-reader.ts";

const WIDTH = 9_640; // twips between the margins of an A4 page
const LABEL = 17; // per cent
const SONG = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };
const HEI = { ascii: "Arial", hAnsi: "Arial", eastAsia: "黑体" };
const GREY = "7F7F7F";

interface CellPlan {
  from: number;
  to: number;
  paragraphs: Paragraph[];
  isLabel?: boolean;
  rowSpan?: number;
}
interface RowPlan {
  height: number;
  cells: CellPlan[];
}

/** The blank form as a bureau would hand it out: one ruled table, boxes to tick, the code at the head and inside. */
export async function blankDocx(family: FormFamily, prefill: FormPrefill = {}): Promise<Uint8Array> {
  const form = currentForm(family);
  const document = new Document({
    creator: "",
    title: form.title,
    description: form.code,
    customProperties: [{ name: "JiebangForm", value: form.code }],
    styles: { default: { document: { run: { font: SONG, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_250, bottom: 1_100, left: 1_133, right: 1_133 },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ text: `表单编号：${form.code}`, size: 18, color: GREY })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 60, after: 200 },
            children: [new TextRun({ text: form.title, font: HEI, bold: true, size: 36 })],
          }),
          tableOf(rowsOf(form, prefill)),
          new Paragraph({
            spacing: { before: 140 },
            children: [new TextRun({ text: "填写说明", font: HEI, size: 18 })],
          }),
          ...form.notes.map(
            (note, i) =>
              new Paragraph({
                spacing: { line: 260 },
                children: [new TextRun({ text: `${i + 1}. ${note}`, size: 18 })],
              }),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const paragraph = (
  text: string,
  options: { color?: string; size?: number; bold?: boolean; align?: "center" | "right" } = {},
) =>
  new Paragraph({
    alignment:
      options.align === "center"
        ? AlignmentType.CENTER
        : options.align === "right"
          ? AlignmentType.RIGHT
          : AlignmentType.LEFT,
    children: [new TextRun({ text, color: options.color, size: options.size, bold: options.bold })],
  });
const label = (field: FormField): Paragraph[] => [
  paragraph(`${field.label}${field.required ? " *" : ""}`, { align: "center" }),
];
const hint = (field: FormField) => paragraph(`（${field.hint}）`, { color: GREY, size: 17 });

function answer(field: FormField, prefill: FormPrefill): Paragraph[] {
  if (field.options) {
    const boxes = field.options.flatMap((option) => [
      new CheckBox({
        checked: false,
        checkedState: { value: "2611", font: "MS Gothic" },
        uncheckedState: { value: "2610", font: "MS Gothic" },
      }),
      new TextRun({ text: `${option.label}　` }),
    ]);
    return [new Paragraph({ spacing: { line: 320 }, children: boxes }), hint(field)];
  }
  const known =
    field.key === "organisationName"
      ? prefill.organisationName
      : field.key === "creditCode"
        ? prefill.creditCode
        : undefined;
  if (known) return [paragraph(known)];
  return field.isShort ? [hint(field)] : [hint(field), paragraph("")];
}

function rowsOf(form: FormDefinition, prefill: FormPrefill): RowPlan[] {
  const rows: RowPlan[] = [];
  const all = [...form.organisation, ...form.fields];
  for (let i = 0; i < all.length; i++) {
    const field = all[i]!;
    if (field.kind === "rows") {
      rows.push(...tableRows(field));
      continue;
    }
    const next = all[i + 1];
    if (field.isShort && next?.isShort) {
      rows.push({
        height: 480,
        cells: [
          { from: 0, to: LABEL, paragraphs: label(field), isLabel: true },
          { from: LABEL, to: 50, paragraphs: answer(field, prefill) },
          { from: 50, to: 50 + LABEL, paragraphs: label(next), isLabel: true },
          { from: 50 + LABEL, to: 100, paragraphs: answer(next, prefill) },
        ],
      });
      i++;
      continue;
    }
    rows.push({
      height: field.kind === "text" ? 360 + (field.lines ?? 3) * 300 : 480,
      cells: [
        { from: 0, to: LABEL, paragraphs: label(field), isLabel: true },
        { from: LABEL, to: 100, paragraphs: answer(field, prefill) },
      ],
    });
  }
  rows.push({
    height: 1_300,
    cells: [
      {
        from: 0,
        to: 100,
        paragraphs: [
          paragraph("本单位承诺所填内容真实、完整，不含涉密信息。"),
          paragraph(""),
          paragraph("（单位盖章）　　　　　　", { align: "right" }),
          paragraph("年　　月　　日　　", { align: "right" }),
        ],
      },
    ],
  });
  return rows;
}

/** A question with a small table of its own: its name stands merged beside the lines. */
function tableRows(field: FormField): RowPlan[] {
  const columns = field.columns ?? [];
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const edges = [LABEL];
  for (const column of columns) edges.push(edges.at(-1)! + Math.round((column.width / total) * (100 - LABEL)));
  edges[edges.length - 1] = 100;
  const lines = field.lines ?? 3;
  const cellsOf = (write: (i: number) => Paragraph[], isLabel = false): CellPlan[] =>
    columns.map((_, i) => ({ from: edges[i]!, to: edges[i + 1]!, paragraphs: write(i), isLabel }));
  return [
    {
      height: 420,
      cells: [
        { from: 0, to: LABEL, paragraphs: [...label(field), hint(field)], isLabel: true, rowSpan: lines + 1 },
        ...cellsOf((i) => [paragraph(columns[i]!.label, { align: "center", size: 19 })], true),
      ],
    },
    ...Array.from({ length: lines }, () => ({ height: 420, cells: cellsOf(() => [paragraph("")]) })),
  ];
}

function tableOf(rows: RowPlan[]): Table {
  const edges = [
    ...new Set([0, 100, ...rows.flatMap((row) => row.cells.flatMap((cell) => [cell.from, cell.to]))]),
  ].sort((a, b) => a - b);
  const twips = (percent: number) => Math.round((percent / 100) * WIDTH);
  const spanOf = (cell: CellPlan) => edges.indexOf(cell.to) - edges.indexOf(cell.from);
  const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
  const frame = { style: BorderStyle.SINGLE, size: 8, color: "000000" };
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: edges.slice(1).map((edge, i) => twips(edge) - twips(edges[i]!)),
    borders: { top: frame, bottom: frame, left: frame, right: frame, insideHorizontal: line, insideVertical: line },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          height: { value: row.height, rule: HeightRule.ATLEAST },
          children: row.cells.map(
            (cell) =>
              new TableCell({
                columnSpan: spanOf(cell),
                rowSpan: cell.rowSpan,
                width: { size: twips(cell.to) - twips(cell.from), type: WidthType.DXA },
                verticalAlign:
                  cell.isLabel || row.cells.length === 4 ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
                shading: cell.isLabel ? { fill: "F7F5F0" } : undefined,
                margins: { top: 50, bottom: 50, left: 90, right: 90 },
                children: cell.paragraphs,
              }),
          ),
        }),
    ),
  });
}
