import { FORM_LIMITS, type FormRefusal } from "@jiebang/domain/form-intake/raw-form.ts";
import { unzipSync } from "fflate";

/** Raised by the readers below; its reason is a sentence of i18n. */
export class RefusedFile extends Error {
  readonly refusal: FormRefusal;
  constructor(reason: string, details: FormRefusal["details"] = {}, isSkipped = false) {
    super(reason);
    this.refusal = { isSkipped, reason: `form.${isSkipped ? "skipped" : "refused"}.${reason}`, details };
  }
}

export interface ArchiveEntry {
  path: string;
  size: number;
  /** As the archive writes it: what `extract` asks for. */
  key: string;
}

/** What lies in a ZIP, without opening any of it. Names are UTF-8 where they are that, else GBK. */
export function listArchive(
  bytes: Uint8Array,
  most: number = FORM_LIMITS.entries,
  mostBytes: number = FORM_LIMITS.unzippedBytes,
): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith("/")) return false;
        total += originalSize;
        if (entries.length >= most) throw new RefusedFile("entries_many", { max: most });
        if (total > mostBytes) throw new RefusedFile("unzipped_large", { max: Math.round(mostBytes / 1024 / 1024) });
        entries.push({ key: name, path: pathOf(name), size: originalSize });
        return false;
      },
    });
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile("damaged");
  }
  return entries;
}

/** The bytes of some entries. A size that lies is cut off where it said it would end. */
export function extract(bytes: Uint8Array, keys: Iterable<string>): Map<string, Uint8Array> {
  const wanted = new Set(keys);
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted.has(name) })));
  } catch {
    throw new RefusedFile("damaged");
  }
}

/** A name without the flag for UTF-8 reaches us byte by byte. */
function pathOf(name: string): string {
  const plain = name.replaceAll("\\", "/");
  if ([...plain].some((c) => c.charCodeAt(0) > 0xff) || [...plain].every((c) => c < "\x80")) return plain;
  const raw = Uint8Array.from(plain, (c) => c.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder("gb18030").decode(raw);
  }
}

const text = (bytes: Uint8Array | undefined): string | undefined => {
  if (!bytes) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
};

/** The parts of an office document as texts, those that `wants` names. */
export function officeParts(bytes: Uint8Array, wants: (path: string) => boolean): Map<string, string> {
  const entries = listArchive(bytes, 5_000, FORM_LIMITS.documentBytes * 3).filter((entry) => wants(entry.path));
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > FORM_LIMITS.documentBytes)
    throw new RefusedFile("unzipped_large", { max: FORM_LIMITS.documentBytes / 1024 / 1024 });
  const found = extract(
    bytes,
    entries.map((entry) => entry.key),
  );
  return new Map(entries.map((entry) => [entry.path, text(found.get(entry.key)) ?? ""]));
}
