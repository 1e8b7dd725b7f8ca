import { type PublicEntry, requireUser, toPublicEntry } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { codeNamesOf } from "./code-names.ts";
import { sourceOfRevision } from "./public-source.ts";
import { fetchPublicStanding } from "./public-standing.ts";

/** The first layer of an entry in the workbench: the only page of an entry that is meant for a circle. */
export async function readEntry(ctx: Ctx, input: { entryId?: string; number?: string }): Promise<PublicEntry> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const entry = await fetchPublicStanding(tx, actor, input);
  const source = await sourceOfRevision(tx, entry.publishedRevisionId);
  return toPublicEntry(source, await codeNamesOf(tx, [source.revision.content]));
}
