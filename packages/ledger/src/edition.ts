import { canonicalJson, hashOf, sha256Hex } from "./canonical.ts";
import { utf8 } from "./encoding.ts";

// An edition is believed because anybody can count again: each entry's hash covers its canonical JSON (RFC 8785), and
// the root covers the header (title, number, day, issuers, basis, root of the edition before) and all of those in order.

export interface EditionRoot {
  /** Header as it was frozen. */
  header: unknown;
  entries: { number: string; hash: string }[];
}

/** The hash of a frozen entry, given as its canonical text. */
export const editionEntryHash = (canonicalText: string): string => `sha-256:${sha256Hex(utf8(canonicalText))}`;

export function editionRootHash({ header, entries }: EditionRoot): string {
  return hashOf({ format: "jiebang.edition-root/1", header, entries });
}

export type EditionVerdict =
  | { ok: true; slug: string; entries: number; rootHash: string }
  | {
      ok: false;
      reason: "not_an_edition" | "entry_differs" | "root_differs";
      number?: string;
      expected?: string;
      found?: string;
    };

interface FrozenPart {
  number: string;
  hash: string;
  content: unknown;
}

/** Counts again what the JSON-LD file of an edition says. Needs nothing but the file. */
export function verifyEdition(file: unknown): EditionVerdict {
  const frozen = isRecord(file) && isRecord(file.frozen) ? file.frozen : null;
  const header = frozen?.header;
  const entries = frozen?.entries;
  const claimed = isRecord(file) ? file.rootHash : undefined;
  if (!isRecord(header) || !Array.isArray(entries) || typeof claimed !== "string" || typeof header.slug !== "string")
    return { ok: false, reason: "not_an_edition" };
  const counted: EditionRoot["entries"] = [];
  for (const entry of entries as FrozenPart[]) {
    if (!isRecord(entry) || typeof entry.hash !== "string" || !isRecord(entry.content))
      return { ok: false, reason: "not_an_edition" };
    const found = editionEntryHash(canonicalJson(entry.content));
    if (found !== entry.hash)
      return { ok: false, reason: "entry_differs", number: String(entry.number), expected: entry.hash, found };
    counted.push({ number: String(entry.content.number), hash: found });
  }
  const rootHash = editionRootHash({ header, entries: counted });
  if (rootHash !== claimed) return { ok: false, reason: "root_differs", expected: claimed, found: rootHash };
  return { ok: true, slug: header.slug, entries: counted.length, rootHash };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
