// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Line ends of one kind, and nothing that XML forbids: Office refuses a file that holds it. */
export function plainText(text) {
  return String(text ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(FORBIDDEN, "");
}
