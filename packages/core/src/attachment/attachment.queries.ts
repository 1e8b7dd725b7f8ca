import type { Tx } from "@jiebang/db";
import { type AttachmentView, NO_FINDINGS } from "@jiebang/domain";

/** The files of a revision, oldest first. */
export async function toAttachmentViews(tx: Tx, revisionId: string): Promise<AttachmentView[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      file_name: string;
      media_type: string;
      size: number;
      sha256: string;
      layer: string;
      created_at: Date;
      by_name: string | null;
      found: AttachmentView["findings"] | null;
    }[]
  >`
    SELECT a.id, a.file_name, a.media_type, a.size, a.sha256, a.layer, a.created_at, a.found, u.name AS by_name
    FROM attachment a LEFT JOIN users u ON u.id = a.uploaded_by_id
    WHERE a.subject_kind = 'revision' AND a.subject_id = ${revisionId} AND a.removed_at IS NULL ORDER BY a.created_at, a.id`;
  return rows.map((r) => ({
    id: r.id,
    fileName: r.file_name,
    mediaType: r.media_type,
    size: r.size,
    sha256: r.sha256,
    layer: r.layer as AttachmentView["layer"],
    uploadedAt: r.created_at.toISOString(),
    uploadedByName: r.by_name,
    findings: r.found ?? NO_FINDINGS,
  }));
}
