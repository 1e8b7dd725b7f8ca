import type { Tx } from "@jiebang/db";
import {
  type BundleDisclosure,
  type BundleNotice,
  coordinatesRound,
  hasRole,
  notFound,
  type RoundBundle,
  type RoundRef,
  templateContent,
} from "@jiebang/domain";
import { type LedgerExport, noteCommitment, sealBundle } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { parseHead } from "../procedure/append-ledger.ts";
import { exportLedger } from "../procedure/export-ledger.ts";
import { signingKey } from "../procedure/signing-key.ts";
import { findRound, loadRound, parametersOf, type RoundRow } from "../round/load-round.ts";

/** The bundle (核验包) of an announced round, as anybody may have it; before the announcement there is none. */
export async function exportBundle(ctx: Ctx, { roundId }: RoundRef): Promise<RoundBundle> {
  const round = await findRound(ctx.db.prisma, ctx.actor, roundId);
  const isInside = coordinatesRound(ctx.actor, round) || hasRole(ctx.actor, "auditor");
  if (!round.announcedAt && !isInside) throw notFound();
  return bundleOf(ctx, round.id);
}

/** The same by the number of the round, for the public page and the command line. */
export async function exportBundleByNumber(ctx: Ctx, number: string): Promise<RoundBundle> {
  const row = await ctx.db.prisma.procedure.findFirst({
    where: { number, kind: "round", announcedAt: { not: null } },
    select: { id: true },
  });
  if (!row) throw notFound();
  return bundleOf(ctx, row.id);
}

function bundleOf(ctx: Ctx, procedureId: string): Promise<RoundBundle> {
  return ctx.transaction(async (tx) => {
    const round = await loadRound(tx, procedureId);
    const ledger = await exportLedger(ctx.db, procedureId);
    if (!ledger || !round.announcedAt) throw notFound();
    const key = await signingKey(tx, ctx.services.secret);
    const { id: keyId, algorithm, publicKey } = key;
    const keys = ledger.keys.some((k) => k.keyId === keyId)
      ? ledger.keys
      : [...ledger.keys, { keyId, algorithm, publicKey }];
    return sealBundle(
      {
        format: "jiebang.bundle/1",
        ledger: { ...ledger, keys } as RoundBundle["ledger"],
        template: await templateOf(tx, round),
        parameters: parametersOf(round) as unknown as RoundBundle["parameters"],
        items: await frozenItems(tx, procedureId),
        notices: await printedNotices(tx, ledger),
        disclosures: await disclosed(tx, ledger),
      },
      key,
    );
  });
}

async function templateOf(tx: Tx, { templateVersionId }: RoundRow): Promise<RoundBundle["template"]> {
  const version = await tx.templateVersion.findUniqueOrThrow({
    where: { id: templateVersionId },
    include: { template: true },
  });
  return {
    key: version.template.key,
    version: version.version,
    content: templateContent.parse(version.content),
  };
}

async function frozenItems(tx: Tx, procedureId: string): Promise<RoundBundle["items"]> {
  const items = await tx.boardItem.findMany({
    where: { procedureId, number: { not: null } },
    orderBy: { number: "asc" },
    select: { id: true, number: true, snapshot: true },
  });
  return items.map((i) => ({
    item: i.id,
    number: i.number!,
    snapshot: i.snapshot as RoundBundle["items"][number]["snapshot"],
  }));
}

/** A notice that came after the chain was read is left to the next bundle. */
async function printedNotices(tx: Tx, { procedureId, events }: LedgerExport): Promise<BundleNotice[]> {
  const notices = await tx.notice.findMany({
    where: { procedureId },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
  });
  const covered = notices.filter((n) => parseHead(n.ledgerHead)!.seq <= events.length);
  return covered.map((n) => ({
    number: n.number,
    kind: n.kind as BundleNotice["kind"],
    closesOn: n.closesOn?.toISOString().slice(0, 10) ?? null,
    ledger: parseHead(n.ledgerHead)!,
    content: n.content as BundleNotice["content"],
  }));
}

/** Of each release the sealed decision it carried. Second thoughts before it, and what is still pending, stay sealed. */
async function disclosed(tx: Tx, { events, procedureId }: LedgerExport): Promise<BundleDisclosure[]> {
  const kept = await tx.$queryRaw<BundleDisclosure[]>`
    SELECT salt, preimage AS what FROM ledger_salt
    WHERE procedure_id = ${procedureId} AND subject_kind = 'decision' AND preimage IS NOT NULL ORDER BY subject_id`;
  const seqOf = new Map(events.filter((e) => e.type === "note.sealed").map((e) => [e.payload.commitment, e.seq]));
  const notes = kept.map((note) => ({ note, seq: seqOf.get(noteCommitment(note)) ?? 0 }));
  const carried = new Set<BundleDisclosure>();
  for (const release of events.filter((e) => e.type === "round.released"))
    for (const { item } of release.payload.outcome as { item: string }[]) {
      const before = notes.filter((n) => n.note.what.id.startsWith(`${item}:`) && n.seq > 0 && n.seq < release.seq);
      const last = before.sort((a, b) => b.seq - a.seq)[0];
      if (last) carried.add(last.note);
    }
  return kept.filter((note) => carried.has(note));
}
