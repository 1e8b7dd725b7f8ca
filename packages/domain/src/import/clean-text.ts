const ENTITIES: Record<string, string> = {
  nbsp: " ", lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’",
  mdash: "—", ndash: "–", hellip: "…", middot: "·", times: "×", deg: "°", plusmn: "±", micro: "µ", ge: "≥", le: "≤",
  alpha: "α", beta: "β", gamma: "γ", mu: "μ", permil: "‰", ensp: " ", emsp: " ",
}; // biome-ignore format: a table
const BLOCK = /<\s*\/?\s*(?:br|p|div|li|tr|h[1-6]|ul|ol|table|tbody|section)\b[^<>]*>/gi;
const INLINE =
  /<\s*\/?\s*(?:sub|sup|span|b|strong|i|em|u|font|a|img|td|th|o:p|small|big|center|label|input|script|style|article|figure|iframe|object|video|audio|svg|math|form|body|html|head|meta|link|pre|code|s|del|ins)\b[^<>]*>/gi;
const HIDDEN = /<\s*(script|style)\b[^>]*>[\s\S]*?<\s*\/\s*\1\s*>/gi;

/** What was copied from a web page as plain text: markup gone, "a < b" kept, spaces at the ends of lines gone. */
export function cleanText(text: string): string {
  let plain = text;
  if (plain.includes("<"))
    plain = plain
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(HIDDEN, "")
      .replace(BLOCK, "\n")
      .replace(INLINE, "");
  if (plain.includes("&"))
    plain = plain.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]+));/gi, (whole, dec, hex, name) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = dec ? Number(dec) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
    });
  return (
    plain
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, "")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "") // half characters
      .replace(/[\t\u00a0\u3000 ]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}

export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, " ");

const MASK = "[已隐去]";
const CONTACT = /(?<!\d)1[3-9]\d{9}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;

/** Mobile numbers and mail addresses inside a text do not belong to what everybody reads. */
export function maskContacts(text: string): { text: string; masked: number } {
  let masked = 0;
  const plain = text.replace(CONTACT, () => {
    masked++;
    return MASK;
  });
  return { text: plain, masked };
}
