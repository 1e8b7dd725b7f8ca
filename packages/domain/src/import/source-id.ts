/**
 * What makes two rows the same listing: kind, title and text, compared so that a page as found and a cleaned copy of it
 * meet. Cleaned copies lost what looked like markup ("<0.05 …>"), what looked like an address (…@…) and long numbers;
 * none of these tells two listings apart. The caller hashes it.
 */
export function listingFingerprint(kind: string, title: string, text: string): string {
  return `${kind}\n${essence(title)}\n${essence(text)}`;
}

function essence(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("[已隐去]", "")
    .replace(/<[^>]*>/g, "")
    .replace(/[\p{L}\p{N}_.+-]*@[\p{L}\p{N}_.-]*/gu, "")
    .replace(/\d{7,}/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
