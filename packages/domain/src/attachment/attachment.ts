import { z } from "zod";
import { layer } from "../entry/entry-content.ts";

/** What may be attached, found out from the content and never from the name. ZIP stays out: nobody can see what is inside. */
export const ATTACHMENT_TYPES = {
  "application/pdf": ["pdf"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "text/plain": ["txt"],
} as const satisfies Record<string, string[]>;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
export const MAX_ATTACHMENTS = 20;

/** What was taken out of a file, what stayed in, and what in it could name its owner while the poster is hidden. */
export const fileFindings = z.object({
  cleaned: z.array(z.string()),
  warnings: z.array(z.string()),
  identifiers: z.array(z.object({ kind: z.string(), text: z.string() })),
});
export type FileFindings = z.infer<typeof fileFindings>;
export const NO_FINDINGS: FileFindings = { cleaned: [], warnings: [], identifiers: [] };

export const attachmentRef = z.object({ attachmentId: z.string() });
export type AttachmentRef = z.infer<typeof attachmentRef>;
export const setAttachmentLayerInput = attachmentRef.extend({ layer });
export type SetAttachmentLayerInput = z.infer<typeof setAttachmentLayerInput>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const UNSAFE = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]/g;

/** A name that is safe in a header and on a disk, with the ending that fits what the file really is. */
export function safeFileName(name: string, type: AttachmentType): string {
  const endings: readonly string[] = ATTACHMENT_TYPES[type];
  const clean = name
    .normalize("NFC")
    .replace(UNSAFE, "_")
    .replace(/^[.\s]+/, "")
    .trim();
  const dot = clean.lastIndexOf(".");
  const ending = dot > 0 ? clean.slice(dot + 1).toLowerCase() : "";
  const base = (dot > 0 && ending.length <= 5 ? clean.slice(0, dot) : clean) || "file";
  return `${[...base].slice(0, 100).join("")}.${endings.includes(ending) ? ending : endings[0]}`;
}
