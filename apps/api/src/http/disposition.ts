/** RFC 6266: a plain name for old clients, the real one for all others. */
export function disposition(fileName: string, how: "attachment" | "inline" = "attachment"): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const real = encodeURIComponent(fileName).replace(/['()*]/g, (s) => `%${s.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${real}`;
}
