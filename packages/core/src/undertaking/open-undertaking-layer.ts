import {
  coversJurisdiction,
  DomainError,
  isMemberOf,
  type PublicEntry,
  projectEntry,
  requireUser,
} from "@jiebang/domain";
import { codeNamesOf } from "../entry/code-names.ts";
import { sourceOfRevision } from "../entry/public-source.ts";
import { fetchPublicStanding } from "../entry/public-standing.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { hasUndertaking } from "./has-undertaking.ts";
import { recordOpening } from "./record-opening.ts";

/** The entry with its second layer. A hidden poster stays hidden, a sealed field stays sealed; the opening is kept. */
export async function openUndertakingLayer(ctx: Ctx, input: { entryId: string }): Promise<PublicEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const entry = await fetchPublicStanding(tx, actor, input);
    const isOwn = isMemberOf(actor, entry.organisationId);
    const isDesk = coversJurisdiction(actor, entry.jurisdictionId);
    if (!isOwn && !isDesk && !(await hasUndertaking(tx, actor, entry.id)))
      throw new DomainError("forbidden", "undertaking.needed");
    if (!isOwn) await recordOpening(tx, actor, { entryId: entry.id, layer: "undertaking" });
    const source = await sourceOfRevision(tx, entry.publishedRevisionId);
    return projectEntry(source, await codeNamesOf(tx, [source.revision.content]), "undertaking");
  });
}
