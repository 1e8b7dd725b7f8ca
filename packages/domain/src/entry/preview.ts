import { z } from "zod";
import { publicEntry } from "./public-entry.ts";

// The author's question before anything goes out: what would this one see? Answered by the same rules and the same projection.

export const PREVIEW_READERS = ["public", "university", "competitor", "official"] as const;
export const previewReader = z.enum(PREVIEW_READERS);
export type PreviewReader = z.infer<typeof previewReader>;

export const previewAsInput = z.object({
  entryId: z.string(),
  reader: previewReader,
  /** Somebody in particular; without it an example of the kind. */
  organisationId: z.string().optional(),
  /** As if the reader had accepted the undertaking. */
  hasSigned: z.boolean().default(false),
});
export type PreviewAsInput = z.input<typeof previewAsInput>;

export const previewAsView = z.object({
  reader: previewReader,
  /** Whose eyes these are; null for the public, for officials, and where no such organisation is known. */
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** `audience.*`: meets it | not in the circle | blocked itself or through a declared relation. */
  standing: z.enum(["meets", "outside_circle", "blocked"]),
  /** Null: for this reader the entry does not exist in the workbench. */
  entry: publicEntry.nullable(),
  /** Blocked, but the public page stays open to who signs out. */
  isOpenWhenSignedOut: z.boolean(),
  /** Officials in charge know the poster. */
  posterName: z.string().nullable(),
  /** Fields that this reader sees otherwise than the author wrote them. */
  differences: z.array(z.object({ field: z.string(), how: z.enum(["hidden", "coarser", "after_undertaking"]) })),
});
export type PreviewAsView = z.infer<typeof previewAsView>;
