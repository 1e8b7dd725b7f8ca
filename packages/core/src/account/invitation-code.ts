import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: nothing that paper makes ambiguous

/** Sixty random bits as `XXXX-XXXX-XXXX`: short enough to copy from paper, far too many to guess at the allowed rate. */
export function newCode(): string {
  const text = [...randomBytes(12)].map((byte) => ALPHABET[byte & 31]).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** What is kept instead of the code. Reads it as people write it: any case, O for 0, I or L for 1, with or without dashes. */
export function hashCode(code: string): string {
  const plain = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return createHash("sha256").update(plain).digest("hex");
}
