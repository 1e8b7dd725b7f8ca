import { createHash } from "node:crypto";
import {
  ATTACHMENT_TYPES,
  type AttachmentType,
  DomainError,
  MAX_ATTACHMENT_BYTES,
  safeFileName,
} from "@jiebang/domain";
import { fileTypeFromBuffer } from "file-type";
import { stripImageMetadata } from "./strip-image-metadata.ts";

export interface CheckedFile {
  fileName: string;
  mediaType: AttachmentType;
  size: number;
  sha256: string;
  bytes: Uint8Array;
}

/** Finds out from the bytes what a file is; the name and the sender's word count for nothing. */
export async function checkFile(name: string, bytes: Uint8Array): Promise<CheckedFile> {
  if (bytes.length === 0) throw new DomainError("invalid", "attachment.empty");
  if (bytes.length > MAX_ATTACHMENT_BYTES)
    throw new DomainError("invalid", "attachment.too_large", { max: MAX_ATTACHMENT_BYTES / 1024 / 1024 });
  const mediaType = await typeOf(bytes);
  // Phones of one maker take such photos: no browser of the others shows them.
  if (!mediaType && (await isHeic(bytes))) throw new DomainError("invalid", "attachment.heic");
  if (!mediaType) throw new DomainError("invalid", "attachment.type_not_allowed");
  const kept = stripImageMetadata(mediaType, bytes);
  return {
    fileName: safeFileName(name, mediaType),
    mediaType,
    size: kept.length,
    sha256: createHash("sha256").update(kept).digest("hex"),
    bytes: kept,
  };
}

async function typeOf(bytes: Uint8Array): Promise<AttachmentType | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime in ATTACHMENT_TYPES ? (found.mime as AttachmentType) : null;
  return isPlainText(bytes) ? "text/plain" : null;
}

const isHeic = async (bytes: Uint8Array) =>
  /^image\/(heic|heif|avif)/.test((await fileTypeFromBuffer(bytes))?.mime ?? "");

// Control characters mean that it is something else than text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;
// Markup would be a page for a browser that guesses.
const MARKUP = /^\s*<(!doctype|html|svg|\?xml|script)/i;

function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !CONTROL.test(text) && !MARKUP.test(text);
  } catch {
    return false;
  }
}
