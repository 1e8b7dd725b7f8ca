import type { Tx } from "@jiebang/db";
import {
  type EditionDifference,
  type EditionHeader,
  editionDifference,
  editionHeader,
  type FrozenEntry,
  frozenEntry,
} from "@jiebang/domain";

/** All that the files of an edition are made from; nothing else goes into them. */
export interface FrozenEdition {
  header: EditionHeader;
  rootHash: string;
  difference: EditionDifference;
  entries: { position: number; number: string; hash: string; content: FrozenEntry }[];
}

export async function loadFrozenEdition(tx: Tx, editionId: string): Promise<FrozenEdition | null> {
  const edition = await tx.edition.findUnique({ where: { id: editionId } });
  if (!edition?.header || !edition.rootHash) return null;
  const rows = await tx.editionRow.findMany({ where: { editionId }, orderBy: { position: "asc" } });
  return {
    header: editionHeader.parse(JSON.parse(edition.header)),
    rootHash: edition.rootHash,
    difference: editionDifference.parse(edition.difference),
    entries: rows.map(({ position, number, hash, content }) => ({
      position,
      number,
      hash,
      content: frozenEntry.parse(JSON.parse(content)),
    })),
  };
}
