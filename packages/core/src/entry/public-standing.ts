import type { Tx } from "@jiebang/db";
import { notFound, PUBLIC_ENTRY_STATES } from "@jiebang/domain";

export interface PublicStanding {
  id: string;
  kind: string;
  number: string;
  state: string;
  organisationId: string;
  organisationName: string;
  organisationSource: string | null;
  jurisdictionId: string | null;
  publishedRevisionId: string;
  title: string;
  isPosterHidden: boolean;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
}

/** What stands in the catalogue, by id or number, for the rules about it; anything else does not exist. */
export async function fetchPublicStanding(tx: Tx, ref: { entryId?: string; number?: string }): Promise<PublicStanding> {
  const entry = await tx.entry.findFirst({
    where: {
      ...(ref.number ? { number: ref.number } : { id: ref.entryId ?? "" }),
      state: { in: [...PUBLIC_ENTRY_STATES] },
    },
    include: { organisation: { select: { name: true, source: true } } },
  });
  if (!entry?.number || !entry.publishedRevisionId) throw notFound();
  const revision = await tx.revision.findUniqueOrThrow({
    where: { id: entry.publishedRevisionId },
    select: { title: true, isPosterHidden: true, contactName: true, contactPhone: true, contactEmail: true },
  });
  return {
    ...revision,
    id: entry.id,
    kind: entry.kind,
    number: entry.number,
    state: entry.state,
    organisationId: entry.organisationId,
    organisationName: entry.organisation.name,
    organisationSource: entry.organisation.source,
    jurisdictionId: entry.jurisdictionId,
    publishedRevisionId: entry.publishedRevisionId,
  };
}
