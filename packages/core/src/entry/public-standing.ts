import type { Tx } from "@jiebang/db";
import { type Actor, notFound, PUBLIC_ENTRY_STATES } from "@jiebang/domain";
import { mayMeetEntry } from "./readable-entries.ts";

export interface PublicStanding {
  id: string;
  kind: string;
  number: string;
  state: string;
  audience: "public" | "circle";
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

/** What stands, by id or number, for whom it is meant; anything else does not exist: not for another circle, not for who is blocked. */
export async function fetchPublicStanding(
  tx: Tx,
  actor: Actor,
  ref: { entryId?: string; number?: string },
): Promise<PublicStanding> {
  const entry = await tx.entry.findFirst({
    where: {
      ...(ref.number ? { number: ref.number } : { id: ref.entryId ?? "" }),
      state: { in: [...PUBLIC_ENTRY_STATES] },
    },
    include: { organisation: { select: { name: true, source: true } } },
  });
  if (!entry?.number || !entry.publishedRevisionId || !(await mayMeetEntry(tx, actor, entry.id))) throw notFound();
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
    audience: entry.audience as PublicStanding["audience"],
    organisationId: entry.organisationId,
    organisationName: entry.organisation.name,
    organisationSource: entry.organisation.source,
    jurisdictionId: entry.jurisdictionId,
    publishedRevisionId: entry.publishedRevisionId,
  };
}
