// Lines of a text for a column of known width. pdfmake takes every Chinese character for a word of its own, measures it
// and writes it alone; whole lines make printing ten times faster and files a third as large, and lines keep the rules of Chinese type
// (避头尾): no line begins with a closing mark or ends with an opening one.

const NOT_FIRST = new Set("、，。．；：？！…—）」』】》〉〕］｝”’％‰℃,.;:?!)]}%>");
const NOT_LAST = new Set("（「『【《〈〔［｛“‘([{<￥$");
const WIDE =
  /[\u1100-\u11ff\u2e80-\u3029\u3030-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const DROPPED = /[\u200b\u200c\u200e\u200f\u2060\ufeff]|\u200d|[\ufe00-\ufe0f]/gu;

/** `font` is `{ has(codePoint), width(codePoint) }` with widths in thousandths of the size. */
export function createBreaker(font) {
  const widths = new Map();
  const widthOf = (char) => {
    let width = widths.get(char);
    if (width === undefined) {
      width = font.width(char.codePointAt(0));
      widths.set(char, width);
    }
    return width;
  };
  const clean = (text) => cleanText(text, font);
  const measure = (text, size) => {
    let sum = 0;
    for (const char of text) sum += widthOf(char);
    return (sum * size) / 1000;
  };

  /** The lines of `text` at `size` points in `width` points. */
  function lines(text, size, width) {
    const most = (Math.max(width - 0.5, size) * 1000) / size;
    const out = [];
    for (const paragraph of clean(text).split("\n")) breakParagraph([...paragraph], most, out);
    return out;
  }

  function breakParagraph(chars, most, out) {
    let start = 0;
    while (start < chars.length) {
      let sum = 0;
      let end = start;
      while (end < chars.length && sum + widthOf(chars[end]) <= most) sum += widthOf(chars[end++]);
      if (end === start) end++; // one character always goes
      if (end < chars.length) end = breakBefore(chars, start, end);
      out.push(chars.slice(start, end).join("").trimEnd());
      start = end;
      while (start < chars.length && chars[start] === " ") start++;
    }
    if (chars.length === 0) out.push("");
  }

  return { lines, measure, clean };
}

/** The last place up to `end` where a line may end; the hard one where there is none. */
function breakBefore(chars, start, end) {
  for (let at = end; at > start; at--) {
    const before = chars[at - 1];
    const after = chars[at];
    if (NOT_FIRST.has(after) || NOT_LAST.has(before)) continue;
    if (before === " " || after === " " || before === "-" || WIDE.test(before) || WIDE.test(after)) return at;
  }
  return end;
}

/** Line ends of one kind, no control characters; a character that the font lacks shows as 〓, as printers do. */
function cleanText(text, font) {
  const plain = String(text ?? "")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, "  ")
    .replace(/\u00a0/g, " ")
    .replace(DROPPED, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these cannot be printed
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, "");
  let out = "";
  for (const char of plain) out += char === "\n" || font.has(char.codePointAt(0)) ? char : "〓";
  return out;
}
