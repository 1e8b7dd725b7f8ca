import type { Tx } from "@jiebang/db";
import {
  type Actor,
  dayOf,
  type EntryContent,
  entryActions,
  FILLS,
  type FillMissingInput,
  filled,
  fillMissingInput,
  type ImportBatchRef,
  type ImportMissing,
  lintEntry,
  MISSING_MOST,
  type MissingGroup,
  notFound,
  requireUser,
  seesOwnEntry,
} from "@jiebang/domain";
import { requireCodes } from "../code-list/require-codes.ts";
import { type OwnCase, standingOf } from "../entry/entry.access.ts";
import { lintContextOf } from "../entry/lint-context.ts";
import { columnsOf, contentOf } from "../entry/revision-content.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchBatch } from "./import.queries.ts";

interface OwnDraft extends OwnCase {
  content: EntryContent;
}

/** The entries of a list that the asker may see, with the text being worked on. */
async function casesOf(tx: Tx, actor: Actor, batchId: string, entryIds?: string[]): Promise<OwnDraft[]> {
  const entries = await tx.entry.findMany({
    where: { importBatchId: batchId, ...(entryIds ? { id: { in: entryIds } } : {}) },
    orderBy: { id: "asc" },
    take: MISSING_MOST,
  });
  const revisions = await tx.revision.findMany({
    where: { id: { in: entries.flatMap((entry) => entry.currentRevisionId ?? []) } },
  });
  const revisionOf = new Map(revisions.map((revision) => [revision.id, revision]));
  return entries.flatMap((entry) => {
    const revision = revisionOf.get(entry.currentRevisionId ?? "");
    if (!revision) return [];
    const standing = standingOf(entry, revision);
    return seesOwnEntry(actor, standing)
      ? [{ entry, revision, standing, content: contentOf(entry.kind, revision) }]
      : [];
  });
}

const isOpen = (actor: Actor, { standing }: OwnCase) => entryActions(actor, standing).includes("save");
const WEIGHT = { block: 0, ask: 1, warn: 2 } as const;

/** What the drafts of a list lack, the most frequent of what stops them first. */
export async function listMissing(ctx: Ctx, { batchId }: ImportBatchRef): Promise<ImportMissing> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, actor, batchId);
    const cases = await casesOf(tx, actor, batchId);
    const drafts = cases.filter((found) => isOpen(actor, found));
    const today = dayOf(await appNow(tx));
    const groups = new Map<string, MissingGroup>();
    const readyIds: string[] = [];
    let blocked = 0;
    for (const { entry, content } of drafts) {
      const context = content.isPosterHidden ? await lintContextOf(tx, entry.organisationId, content) : { today };
      const findings = lintEntry(content, context);
      if (!findings.some((finding) => finding.severity !== "warn")) readyIds.push(entry.id);
      if (findings.some((finding) => finding.severity === "block")) blocked++;
      for (const code of new Set(findings.map((finding) => finding.code))) {
        const { severity } = findings.find((finding) => finding.code === code)!; // it came from there
        const fill = (FILLS as Record<string, MissingGroup["fill"]>)[code] ?? null;
        const group = groups.get(code) ?? { code, severity, count: 0, fill, drafts: [] };
        group.count++;
        group.drafts.push({ entryId: entry.id, title: content.title });
        groups.set(code, group);
      }
    }
    const organisation = batch.organisationId
      ? await tx.organisation.findUnique({ where: { id: batch.organisationId }, select: { name: true } })
      : null;
    return {
      batchId,
      fileName: batch.fileName,
      organisationName: organisation?.name ?? null,
      drafts: drafts.length,
      submitted: cases.length - drafts.length,
      readyIds,
      blocked,
      groups: [...groups.values()].sort(
        (a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || b.count - a.count || a.code.localeCompare(b.code),
      ),
    };
  });
}

/** Fills one answer in for many drafts at once, where it is still empty; what was written stays. */
export async function fillMissing(
  ctx: Ctx,
  raw: FillMissingInput,
): Promise<{ filled: number; missing: ImportMissing }> {
  const actor = requireUser(ctx.actor);
  const input = fillMissingInput.parse(raw);
  const count = await ctx.transaction(async (tx) => {
    await fetchBatch(tx, actor, input.batchId);
    const { fill } = input;
    if (fill.field === "areaCode")
      fill.value = (await requireCodes(tx, "area", [fill.value], "value"))[0] ?? fill.value;
    if (fill.field === "industryCode")
      fill.value = (await requireCodes(tx, "industry", [fill.value], "value"))[0] ?? fill.value;
    const cases = await casesOf(tx, actor, input.batchId, input.entryIds);
    // Who asks for an entry that is not there, or not theirs, learns nothing of the others.
    if (cases.length < new Set(input.entryIds).size) throw notFound();
    const now = await appNow(tx);
    const today = dayOf(now);
    let changed = 0;
    for (const found of cases) {
      if (!isOpen(actor, found)) continue;
      const after = filled(found.content, fill, today);
      if (after === found.content) continue;
      const { revision, entry } = found;
      const written = await tx.revision.updateMany({
        // Somebody who saves this draft at the same moment is not written over.
        where: { id: revision.id, lockVersion: revision.lockVersion, state: revision.state },
        data: { ...columnsOf(after), lockVersion: revision.lockVersion + 1, savedById: actor.userId, updatedAt: now },
      });
      if (written.count === 0) continue;
      changed++;
      await recordAudit(tx, actor, "entry.save", { subjectKind: "entry", subjectId: entry.id, changed: [fill.field] });
    }
    return changed;
  });
  return { filled: count, missing: await listMissing(ctx, { batchId: input.batchId }) };
}
