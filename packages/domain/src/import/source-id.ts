import type { EntryContent } from "../entry/entry-content.ts";

/**
 * What makes two rows the same listing: kind, title and text, compared so that a page as found and a cleaned copy of it
 * meet. Cleaned copies lost what looked like markup ("<0.05 …>"), what looked like an address (…@…) and long numbers;
 * none of these tells two listings apart. The caller hashes it.
 */
export function listingFingerprint(kind: string, title: string, text: string): string {
  return `${kind}\n${essence(title)}\n${essence(text)}`;
}

/** What a row says, for "was this row seen before"; texts are compared as above, a summary lent from the text not at all. */
export function contentFingerprint(content: EntryContent): string {
  const { summary, body, ...rest } = content;
  const text = essence(body);
  const lent = text.startsWith(essence(summary).slice(0, 60)) ? "" : essence(summary);
  return JSON.stringify([text, lent, rest], (_key, value) =>
    typeof value === "string" && value.length > 30 ? essence(value) : value,
  );
}

function essence(text: string): string {
  let plain = text.normalize("NFKC").toLowerCase().replaceAll("[已隐去]", "");
  if (plain.includes("<")) plain = plain.replace(/<[^>]*>/g, "");
  if (plain.includes("@")) plain = dropAddresses(plain);
  return plain.replace(/\d{7,}/g, "").replace(/[^\p{L}\p{N}]+/gu, "");
}

const PART_OF_ADDRESS = /[\p{L}\p{N}_.+-]/u;

/** Outward from each @: one expression for this would try every start again and again. */
function dropAddresses(text: string): string {
  let kept = "";
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", from)) {
    let start = at;
    while (start > from && PART_OF_ADDRESS.test(text[start - 1]!)) start--;
    let end = at + 1;
    while (end < text.length && text[end] !== "+" && PART_OF_ADDRESS.test(text[end]!)) end++;
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}
