import {
  DomainError,
  dayOf,
  type EditionHeader,
  type EditionSeries,
  editionDifferenceOf,
  editionHeader,
} from "@jiebang/domain";
import { canonicalJson, editionEntryHash, editionRootHash } from "@jiebang/ledger";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { frozenEntriesOf, previousOf } from "./preview-edition.ts";
import { selectedEntries } from "./select-entries.ts";

/**
 * Freezes the picks as they stand in this moment: number, day, header, rows and root hash come into being together or
 * not at all. What is frozen already stays as it is, so that repeating does no harm.
 */
export async function freezeEdition(ctx: Ctx, editionId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ state: string; frozen: boolean }[]>`
      SELECT state, frozen_at IS NOT NULL AS frozen FROM edition WHERE id = ${editionId} FOR UPDATE`;
    if (locked?.state !== "issuing" || locked.frozen) return;
    const edition = await tx.edition.findUniqueOrThrow({ where: { id: editionId }, include: { bases: true } });
    const { jurisdictionId, series } = edition;
    // Two editions of one series take their numbers one after the other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`edition:${jurisdictionId}:${series}`}, 0))`;
    const { entries } = await selectedEntries(tx, edition);
    if (entries.length === 0) throw new DomainError("conflict", "edition.empty");
    const previous = await previousOf(tx, edition);
    const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
    const bases = await tx.basis.findMany({
      where: { id: { in: edition.bases.map((b) => b.basisId) } },
      orderBy: { documentNo: "asc" },
    });
    const now = await appNow(tx);
    const no = (previous?.no ?? 0) + 1;
    const header: EditionHeader = editionHeader.parse({
      format: "jiebang.edition/1",
      slug: `${jurisdiction.code}-${series}-${no}`,
      no,
      series: series as EditionSeries,
      jurisdiction: { code: jurisdiction.code, name: jurisdiction.name, nameEn: jurisdiction.nameEn },
      title: edition.title,
      titleEn: edition.titleEn,
      preface: edition.preface,
      prefaceEn: edition.prefaceEn,
      issuers: edition.issuers,
      bases: bases.map(({ documentNo, title, issuer }) => ({ documentNo, title, issuer })),
      issuedOn: dayOf(now),
      previous: previous && { slug: previous.slug, rootHash: previous.rootHash },
    });
    const rows = entries.map(({ entryId, content }, i) => {
      const text = canonicalJson(content);
      const hash = editionEntryHash(text);
      return { editionId, position: i + 1, entryId, number: content.number, kind: content.kind, content: text, hash };
    });
    await tx.editionRow.createMany({ data: rows });
    const rootHash = editionRootHash({ header, entries: rows.map(({ number, hash }) => ({ number, hash })) });
    const after = entries.map((e) => e.content);
    const difference = previous
      ? editionDifferenceOf(await frozenEntriesOf(tx, previous.id), after)
      : { added: [], gone: [], changed: [], renewed: [] };
    await tx.edition.update({
      where: { id: editionId, state: "issuing" },
      data: {
        no,
        slug: header.slug,
        previousId: previous?.id ?? null,
        issuedOn: new Date(`${header.issuedOn}T00:00:00Z`),
        header: canonicalJson(header),
        rootHash,
        entryCount: rows.length,
        difference: JSON.parse(JSON.stringify(difference)),
        frozenAt: now,
        updatedAt: now,
      },
    });
    await recordAudit(tx, ctx.actor, "edition.freeze", {
      subjectKind: "edition",
      subjectId: editionId,
      values: { no, slug: header.slug, rootHash, entries: rows.length },
    });
  });
}
