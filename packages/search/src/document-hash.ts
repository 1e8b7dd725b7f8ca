import { createHash } from "node:crypto";
import type { SearchDocument } from "./port.ts";

/** Of a document as the database would send it now; two that are equal have equal hashes, whatever the order of their keys. */
export function documentHash(document: SearchDocument): string {
  return createHash("sha256")
    .update(JSON.stringify(document, (_, value) => (isPlain(value) ? sorted(value) : value)))
    .digest("base64url")
    .slice(0, 22);
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
