import { qrPng } from "./qr-png.mjs";

// Blocks as pdfmake nodes. Every line is one text node, broken here (see break-lines.mjs).
const SIZE = { normal: 10.5, small: 8.5, strong: 10.5, cell: 9.5 };
const HEADING = { 1: 15, 2: 12.5, 3: 11 };
const QUIET = "#6b645c";
const RULE = "#b9b1a6";
const PAD = 4;
const TALLEST_KEPT = 22; // a row of more lines may be cut by the page's end

const frame = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => RULE,
  vLineColor: () => RULE,
  paddingLeft: () => PAD,
  paddingRight: () => PAD,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

export function pdfBlocks(blocks, type, room) {
  const out = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block.kind === "pageBreak") {
      if (i < blocks.length - 1) out.push({ text: "", pageBreak: "after" });
      continue;
    }
    if (block.kind !== "heading") {
      out.push(nodeOf(block, type, room));
      continue;
    }
    const headings = [];
    for (; blocks[i]?.kind === "heading"; i++) headings.push(nodeOf(blocks[i], type, room));
    const next = blocks[i];
    if (next && next.kind !== "pageBreak") out.push(...underHeadings(headings, next, type, room));
    else {
      out.push(...headings);
      i--;
    }
  }
  return out;
}

const SHORT = 12; // lines or rows that a heading takes along to the next page

/** Headings stay with what follows them: with all of it where that is short, else with its beginning. */
function underHeadings(headings, block, type, room) {
  const together = (...nodes) => ({ stack: [...headings, ...nodes], unbreakable: true });
  switch (block.kind) {
    case "facts": {
      if (block.rows.length < SHORT) return [together(facts(block, type, room))];
      const { margin, ...whole } = facts(block, type, room);
      const part = (from, to) => ({ ...whole, table: { ...whole.table, body: whole.table.body.slice(from, to) } });
      return [together(part(0, 2)), { ...part(2), margin }];
    }
    case "table": {
      const node = table(block, type, room);
      const heights = node.table.body.map((row) => Math.max(...row.map((cell) => cell.stack.length)));
      if (heights.reduce((a, b) => a + b, 0) <= SHORT + 2) return [together(node)];
      // Of a long one they are rows of its head, said again on each page.
      const bare = [false, false, false, false];
      const { length } = block.head;
      const said = [{ stack: headings, colSpan: length, border: bare, margin: [-PAD, 0, 0, 0] }];
      for (let k = 1; k < length; k++) said.push({ text: "", border: bare });
      return [{ ...node, table: { ...node.table, headerRows: 2, body: [said, ...node.table.body] } }];
    }
    case "paragraph": {
      const node = nodeOf(block, type, room);
      if (node.stack.length < SHORT) return [together(node)];
      const { margin, stack } = node;
      return [together({ stack: stack.slice(0, 2) }), { margin, stack: stack.slice(2) }];
    }
    case "list":
      return block.items.length < 6 ? [together(nodeOf(block, type, room))] : [...headings, nodeOf(block, type, room)];
    default:
      return [...headings, nodeOf(block, type, room)];
  }
}

function nodeOf(block, type, room) {
  switch (block.kind) {
    case "heading":
      return lines(type.bold, block.text, HEADING[block.level], room, {
        bold: true,
        margin: [0, block.level === 1 ? 12 : 8, 0, 4],
      });
    case "paragraph": {
      const style = block.style ?? "normal";
      return lines(style === "strong" ? type.bold : type.normal, block.text, SIZE[style], room, {
        bold: style === "strong",
        color: style === "small" ? QUIET : undefined,
        alignment: block.align,
        margin: [0, 0, 0, 6],
      });
    }
    case "list":
      return {
        stack: block.items.map((item) => ({
          columns: [
            { text: "•", width: 12 },
            { ...lines(type.normal, item, SIZE.normal, room - 12, {}), width: room - 12 },
          ],
        })),
        margin: [0, 0, 0, 6],
      };
    case "facts":
      return facts(block, type, room);
    case "table":
      return table(block, type, room);
    case "grid":
      return grid(block, type, room);
    case "signature":
      return {
        unbreakable: true,
        margin: [0, 24, 0, 6],
        stack: block.lines.map((line) => ({
          ...lines(type.normal, line, SIZE.normal, room / 2, {}),
          margin: [room / 2, 0, 0, 14],
        })),
      };
    case "slip":
      return slip(block, type, room);
    default:
      throw new Error(`unknown block ${block.kind}`);
  }
}

const QR = 104;

function slip(block, type, room) {
  const width = room - QR - 4 * PAD - 4;
  return {
    unbreakable: true,
    margin: [0, 0, 0, 10],
    layout: frame,
    table: {
      widths: [width, QR],
      dontBreakRows: true,
      body: [
        [
          {
            border: [true, true, false, true],
            stack: [
              lines(type.bold, block.title, 13, width, { bold: true, margin: [0, 2, 0, 5] }),
              ...block.lines.map((line) => lines(type.normal, line, SIZE.normal, width, { margin: [0, 0, 0, 3] })),
            ],
          },
          {
            border: [false, true, true, true],
            image: `data:image/png;base64,${qrPng(block.qr).toString("base64")}`,
            width: QR,
            height: QR,
          },
        ],
      ],
    },
  };
}

function lines(breaker, text, size, width, style) {
  const { margin, ...rest } = style;
  return {
    margin,
    stack: breaker.lines(text, size, width).map((line) => ({
      text: line === "" ? " " : line,
      noWrap: true,
      fontSize: size,
      preserveLeadingSpaces: true,
      ...rest,
    })),
  };
}

function facts(block, type, room) {
  const label = Math.min(
    room * 0.32,
    Math.max(60, ...block.rows.map(([text]) => type.bold.measure(type.bold.clean(text), SIZE.cell) + 2)),
  );
  const widths = [label, room - label - 4 * PAD - 1];
  return {
    margin: [0, 0, 0, 8],
    layout: frame,
    table: {
      widths,
      dontBreakRows: false,
      body: block.rows.map(([name, value]) => [
        { ...lines(type.bold, name, SIZE.cell, widths[0], { bold: true }), fillColor: "#f6f2ea" },
        lines(type.normal, value, SIZE.cell, widths[1], {}),
      ]),
    },
  };
}

function table(block, type, room) {
  const widths = shares(block.widths ?? naturalWidths(block, type), block.head.length, room);
  let tallest = 0;
  const body = block.rows.map((row) =>
    widths.map((width, i) => {
      const cell = lines(type.normal, row[i] ?? "", SIZE.cell, width, {});
      tallest = Math.max(tallest, cell.stack.length);
      return cell;
    }),
  );
  const head = block.head.map((text, i) => ({
    ...lines(type.bold, text, SIZE.cell, widths[i], { bold: true }),
    fillColor: "#f6f2ea",
  }));
  return {
    margin: [0, 0, 0, 8],
    layout: frame,
    table: {
      widths,
      headerRows: 1,
      dontBreakRows: tallest <= TALLEST_KEPT,
      keepWithHeaderRows: 1,
      body: [head, ...body],
    },
  };
}

/** Columns want what their widest text wants, within reason; the first two hundred rows speak for all. */
function naturalWidths(block, type) {
  return block.head.map((title, i) => {
    let widest = type.bold.measure(type.bold.clean(title), SIZE.cell);
    for (const row of block.rows.slice(0, 200))
      widest = Math.max(widest, Math.min(220, type.normal.measure(type.normal.clean(row[i] ?? ""), SIZE.cell)));
    return Math.max(24, widest);
  });
}

function shares(wishes, count, room) {
  const free = room - count * 2 * PAD - 1;
  const all = Array.from({ length: count }, (_, i) => Math.max(0.01, wishes[i] ?? 1));
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((wish) => (wish / sum) * free);
}

/** A form with merged cells; pdfmake wants an empty cell at every covered place. */
function grid(block, type, room) {
  const columns = Math.max(1, block.widths?.length ?? 0, ...block.rows.map(spanOf));
  const widths = shares(block.widths ?? [], columns, room);
  const covered = block.rows.map(() => new Array(columns).fill(false));
  const body = block.rows.map((row, y) => {
    const out = new Array(columns);
    let x = 0;
    for (const cell of row) {
      while (x < columns && covered[y][x]) x++;
      if (x >= columns) break;
      const colSpan = Math.min(cell.colSpan ?? 1, columns - x);
      const rowSpan = Math.min(cell.rowSpan ?? 1, block.rows.length - y);
      for (let dy = 0; dy < rowSpan; dy++) for (let dx = 0; dx < colSpan; dx++) covered[y + dy][x + dx] = true;
      const width = widths.slice(x, x + colSpan).reduce((a, b) => a + b, 0) + (colSpan - 1) * (2 * PAD + 0.5);
      const content = lines(cell.strong ? type.bold : type.normal, cell.text, SIZE.cell, width, {
        bold: cell.strong,
        alignment: cell.align,
      });
      out[x] = { ...content, colSpan, rowSpan };
      x += colSpan;
    }
    for (let i = 0; i < columns; i++) out[i] ??= {};
    return out;
  });
  return { margin: [0, 0, 0, 8], layout: frame, table: { widths, body } };
}

const spanOf = (row) => row.reduce((sum, cell) => sum + (cell.colSpan ?? 1), 0);
