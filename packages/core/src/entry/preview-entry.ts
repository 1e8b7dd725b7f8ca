import { type Layer, type PublicEntry, projectEntry, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { codeNamesOf } from "./code-names.ts";
import { fetchOwnEntry } from "./entry.access.ts";
import { sourceOfRevision } from "./public-source.ts";

/** The own entry as others would see the revision being worked on: the same projection as everywhere. */
export async function previewEntry(ctx: Ctx, input: { entryId: string; reach: Layer }): Promise<PublicEntry> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const { revision } = await fetchOwnEntry(tx, actor, input.entryId);
  const source = await sourceOfRevision(tx, revision.id);
  return projectEntry(source, await codeNamesOf(tx, [source.revision.content]), input.reach);
}
