import type { Tx } from "@jiebang/db";
import {
  type EditionPreview,
  type EditionRef,
  editionDifferenceOf,
  type FrozenEntry,
  frozenEntry,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { findPreparedEdition } from "./load-edition.ts";
import { selectedEntries } from "./select-entries.ts";

/** What would be issued now, what would stay out and why, and what that changes against the edition before. */
export async function previewEdition(ctx: Ctx, { editionId }: EditionRef): Promise<EditionPreview> {
  const tx = ctx.db.prisma;
  const edition = await findPreparedEdition(tx, requireUser(ctx.actor), editionId);
  const { entries, leftOut } = await selectedEntries(tx, edition);
  const previous = await previousOf(tx, edition);
  const before = previous ? await frozenEntriesOf(tx, previous.id) : [];
  return {
    entries: entries.map(({ entryId, content }) => ({
      entryId,
      number: content.number,
      kind: content.kind,
      title: content.title,
      titleEn: content.titleEn,
      posterName: content.poster.name,
      isPosterHidden: content.poster.isHidden,
      chain: content.chain?.name ?? null,
      industry: content.industry?.name ?? null,
      validUntil: content.validUntil,
    })),
    leftOut,
    difference: previous
      ? editionDifferenceOf(
          before,
          entries.map((e) => e.content),
        )
      : { added: [], gone: [], changed: [], renewed: [] },
    previous: previous && { slug: previous.slug!, no: previous.no!, title: previous.title },
  };
}

/** The edition issued last in the same series. */
export function previousOf(
  tx: Tx,
  edition: { id: string; jurisdictionId: string; series: string; no?: number | null },
) {
  return tx.edition.findFirst({
    where: {
      jurisdictionId: edition.jurisdictionId,
      series: edition.series,
      frozenAt: { not: null },
      id: { not: edition.id },
      ...(edition.no ? { no: { lt: edition.no } } : {}),
    },
    orderBy: { no: "desc" },
    select: { id: true, slug: true, no: true, title: true, rootHash: true },
  });
}

export async function frozenEntriesOf(tx: Tx, editionId: string): Promise<FrozenEntry[]> {
  const rows = await tx.editionRow.findMany({ where: { editionId }, orderBy: { position: "asc" } });
  return rows.map((row) => frozenEntry.parse(JSON.parse(row.content)));
}
