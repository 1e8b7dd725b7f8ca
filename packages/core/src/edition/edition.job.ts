import type { Tx } from "@jiebang/db";
import { DomainError, type IssueStep, nextEditionState } from "@jiebang/domain";
import { formatBatch } from "@jiebang/i18n";
import { z } from "zod";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { freezeEdition } from "./freeze-edition.ts";
import { loadFrozenEdition } from "./load-frozen.ts";
import { type MadeFile, makeEditionFiles } from "./make-edition-files.ts";

const payloadOf = z.object({ editionId: z.string() });

/**
 * Issues an edition: freeze, make the files from what is frozen, store them under their hashes, and show it all in one
 * transaction. Killed anywhere it left nothing that anybody sees, and repeated it ends with the same bytes.
 */
export async function runIssue(ctx: Ctx, editionId: string): Promise<void> {
  const edition = await ctx.db.prisma.edition.findUnique({ where: { id: editionId } });
  if (edition?.state !== "issuing") return;
  try {
    await report(ctx, editionId, "freezing", 0, 1);
    await freezeEdition(ctx, editionId);
    const frozen = await loadFrozenEdition(ctx.db.prisma, editionId);
    if (!frozen) return;
    const files = await makeEditionFiles(ctx.services.publicUrl, frozen, (step, done, total) =>
      report(ctx, editionId, step, done, total),
    );
    await report(ctx, editionId, "storing", 0, files.length);
    for (const file of files) await ctx.services.files.put(storageKeyOf(editionId, file), file.bytes);
    await finish(ctx, editionId, files);
  } catch (error) {
    await recordFailure(ctx, editionId, error);
    // What a rule refuses will be refused again; anything else the queue tries again by itself.
    if (!(error instanceof DomainError)) throw error;
  }
}

const storageKeyOf = (editionId: string, file: MadeFile) => `edition/${editionId}/${file.sha256.slice(8)}`;

async function finish(ctx: Ctx, editionId: string, files: MadeFile[]): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<
      { state: string }[]
    >`SELECT state FROM edition WHERE id = ${editionId} FOR UPDATE`;
    if (locked?.state !== "issuing") return;
    const state = nextEditionState("issuing", "finish");
    await tx.editionFile.createMany({
      data: files.map((file) => ({
        editionId,
        name: file.name,
        mediaType: file.mediaType,
        size: file.bytes.length,
        sha256: file.sha256,
        storageKey: storageKeyOf(editionId, file),
      })),
    });
    const now = await appNow(tx);
    const edition = await tx.edition.update({
      where: { id: editionId, state: "issuing" },
      data: { state, issuedAt: now, progressStep: "done", failure: null, updatedAt: now, version: { increment: 1 } },
    });
    const userIds = await coordinatorsOf(tx, edition.jurisdictionId);
    await notify(tx, {
      userIds,
      kind: "notify.edition_issued",
      params: { title: edition.title, batch: formatBatch("zh", edition.no!), count: edition.entryCount },
      link: `/editions/${edition.slug}`,
      dedupeKey: `edition.issued:${editionId}`,
    });
    await announceChange(tx, { topic: "edition", id: editionId, userIds });
    await recordAudit(tx, ctx.actor, "edition.finish", {
      subjectKind: "edition",
      subjectId: editionId,
      values: { rootHash: edition.rootHash, files: Object.fromEntries(files.map((f) => [f.name, f.sha256])) },
    });
  });
}

async function report(ctx: Ctx, editionId: string, step: IssueStep, done: number, total: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { count } = await tx.edition.updateMany({
      where: { id: editionId, state: "issuing" },
      data: { progressStep: step, progressDone: done, progressTotal: total, updatedAt: await appNow(tx) },
    });
    if (count) await tell(tx, editionId);
  });
}

async function tell(tx: Tx, editionId: string): Promise<void> {
  const { jurisdictionId } = await tx.edition.findUniqueOrThrow({ where: { id: editionId } });
  await announceChange(tx, { topic: "edition", id: editionId, userIds: await coordinatorsOf(tx, jurisdictionId) });
}

async function recordFailure(ctx: Ctx, editionId: string, error: unknown): Promise<void> {
  await ctx.transaction(async (tx) => {
    const edition = await tx.edition.findUnique({ where: { id: editionId } });
    if (edition?.state !== "issuing") return;
    const reason = error instanceof DomainError ? error.reason : "edition.issue_failed";
    const now = await appNow(tx);
    // Before anything was frozen it goes back to where it was; afterwards it can only be issued.
    const state = edition.frozenAt ? "issuing" : "prepared";
    await tx.edition.update({
      where: { id: editionId, state: "issuing" },
      data: { state, failure: reason, updatedAt: now, ...(edition.frozenAt ? {} : { issuedById: null }) },
    });
    await notify(tx, {
      userIds: [edition.issuedById ?? ""].filter(Boolean),
      kind: "notify.edition_failed",
      params: { title: edition.title },
      link: `/app/editions/${editionId}`,
      dedupeKey: `edition.failed:${editionId}:${edition.version}`,
    });
    await tell(tx, editionId);
  });
}

export const issueEditionJob: Job = {
  name: "edition.issue",
  run: (ctx, payload) => runIssue(ctx, payloadOf.parse(payload).editionId),
};

/** An issue that a killed process left behind: nothing was heard of it for this long. */
const SILENT_SECONDS = 60;

/** Takes up again what was interrupted; the queue itself would wait for hours before it trusts that a worker is gone. */
export const resumeIssues: Ticker = {
  name: "edition.resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ id: string }[]>`
        UPDATE edition SET updated_at = app_now()
        WHERE state = 'issuing' AND failure IS NULL AND updated_at < app_now() - make_interval(secs => ${SILENT_SECONDS}::int)
        RETURNING id`;
      for (const { id } of stale)
        await enqueue(tx, "edition.issue", { editionId: id }, { key: `edition.resume:${id}` });
    });
  },
};
