/**
 * Checks an ORCID iD (ISO 27729, ISO 7064 MOD 11-2), bare or as a link. Returns the bare iD (`0000-0002-1825-0097`),
 * or `null` when it is none.
 */
export function checkOrcid(text: string): string | null {
  const match = /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const id = match[1]!.toUpperCase();
  const digits = id.replaceAll("-", "");
  let total = 0;
  for (const digit of digits.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? "X" : String(check)) ? id : null;
}
