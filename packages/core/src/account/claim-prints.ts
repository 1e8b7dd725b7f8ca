import { Prisma as P, type Prisma, type rows, type Tx } from "@jiebang/db";
import {
  CLAIM_PRINT_HOURS,
  CLAIM_PRINT_MOST,
  type ClaimPrintRef,
  type ClaimPrintView,
  type ClaimSheet,
  type ClaimSlip,
  claimPrintRef,
  DomainError,
  INVITATION_DAYS,
  newId,
  notFound,
  type Page,
  type Paging,
  type PrintClaimsInput,
  paging,
  printClaimsInput,
  type UserActor,
} from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireCoordinator } from "../organisation/firm-list.queries.ts";
import { openSheet, sealSheet } from "./claim-sheet-seal.ts";
import { claimableFirms } from "./firm-claims.ts";
import { hashCode, newCode } from "./invitation-code.ts";

type PrintRow = rows.ClaimPrintModel;

/** Orders slips for the firms that have nobody yet. The codes are made by a job; codes made before are void then. */
export async function printClaims(ctx: Ctx, raw: PrintClaimsInput): Promise<ClaimPrintView> {
  const actor = requireCoordinator(ctx.actor);
  const { organisationIds, note, ...filter } = printClaimsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const named = organisationIds ? P.sql`AND f.id = ANY(${organisationIds}::text[])` : P.empty;
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT f.id FROM ${claimableFirms(actor, filter)} f WHERE f.claim_state <> 'claimed' ${named}
      ORDER BY f.jurisdiction_id NULLS LAST, f.name, f.id LIMIT ${CLAIM_PRINT_MOST + 1}`;
    if (found.length === 0) throw organisationIds ? notFound() : new DomainError("conflict", "claim.nobody_to_print");
    if (found.length > CLAIM_PRINT_MOST) throw new DomainError("invalid", "claim.too_many", { max: CLAIM_PRINT_MOST });
    const now = await appNow(tx);
    const print = await tx.claimPrint.create({
      data: {
        id: newId("clp"),
        state: "making",
        organisationIds: found.map((f) => f.id),
        note: note || null,
        createdById: actor.userId,
        createdAt: now,
        updatedAt: now,
      },
    });
    await recordAudit(tx, actor, "claim.print", {
      subjectKind: "claim_print",
      subjectId: print.id,
      values: { firms: found.length },
    });
    await enqueue(tx, "claim.print", { printId: print.id }, { key: `claim.print:${print.id}` });
    return toPrintView(print, now);
  });
}

const PORTION = 100;

/**
 * Makes the codes of a printing, all or none, in one transaction: killed, it never happened, and is done again. A firm
 * that was claimed meanwhile gets no code.
 */
export async function makeClaimCodes(ctx: Ctx, printId: string): Promise<void> {
  await ctx.db.prisma.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtext(${`claim-print:${printId}`})) AS got`;
      const print = lock!.got ? await tx.claimPrint.findUnique({ where: { id: printId } }) : null;
      if (print?.state !== "making") return; // somebody else is at it, or was
      const now = await appNow(tx);
      const expiresAt = new Date(now.getTime() + INVITATION_DAYS.claim * 86_400_000);
      const slips: ClaimSlip[] = [];
      for (let from = 0; from < print.organisationIds.length; from += PORTION) {
        slips.push(
          ...(await makePortion(ctx, tx, print, print.organisationIds.slice(from, from + PORTION), now, expiresAt)),
        );
        // By another connection: the transaction itself is seen by nobody before its end. The row is not locked by us yet.
        await ctx.db.pool.query(
          "UPDATE claim_print SET done = $2, updated_at = app_now() WHERE id = $1 AND state = 'making'",
          [printId, Math.min(from + PORTION, print.organisationIds.length)],
        );
      }
      const sheetEndsAt = new Date(now.getTime() + CLAIM_PRINT_HOURS * 3_600_000);
      await tx.claimPrint.update({
        where: { id: printId },
        data: {
          state: "ready",
          sheet: new Uint8Array(sealSheet(ctx.services.secret, printId, slips)),
          done: print.organisationIds.length,
          expiresAt: sheetEndsAt,
          updatedAt: now,
        },
      });
      await announceChange(tx, { topic: "claim", id: printId, userIds: [print.createdById] });
    },
    { maxWait: 30_000, timeout: 10 * 60_000 },
  );
}

async function makePortion(
  ctx: Ctx,
  tx: Tx,
  print: PrintRow,
  ids: string[],
  now: Date,
  expiresAt: Date,
): Promise<ClaimSlip[]> {
  // Locked, so that a claim at this moment stands in line.
  const firms = await tx.$queryRaw<
    {
      id: string;
      name: string;
      jurisdiction_name: string | null;
      contact_name: string | null;
      contact_phone: string | null;
    }[]
  >`
    SELECT o.id, o.name, j.name AS jurisdiction_name, o.contact_name, o.contact_phone
    FROM organisation o LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
    WHERE o.id = ANY(${ids}::text[]) AND o.state = 'active'
      AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.ended_at IS NULL)
    ORDER BY array_position(${ids}::text[], o.id) FOR UPDATE OF o`;
  await tx.$executeRaw`UPDATE invitation SET revoked_at = ${now}
    WHERE organisation_id = ANY(${firms.map((f) => f.id)}::text[]) AND kind = 'claim' AND used_at IS NULL AND revoked_at IS NULL`;
  const slips = firms.map((f): ClaimSlip => {
    const code = newCode();
    return {
      organisationId: f.id,
      name: f.name,
      jurisdictionName: f.jurisdiction_name,
      contactName: f.contact_name,
      contactPhone: f.contact_phone,
      code,
      link: `${ctx.services.publicUrl}/c/${code}`,
    };
  });
  const data = slips.map(
    (slip): Prisma.InvitationCreateManyInput => ({
      id: newId("inv"),
      codeHash: hashCode(slip.code),
      kind: "claim",
      organisationId: slip.organisationId,
      role: "admin",
      createdById: print.createdById,
      note: print.note,
      createdAt: now,
      expiresAt,
    }),
  );
  await tx.invitation.createMany({ data });
  await tx.auditEvent.createMany({
    data: data.map(({ id, organisationId }) => ({
      id: newId("aud"),
      actorKind: "user",
      actorId: print.createdById,
      action: "invitation.issue",
      subjectKind: "organisation",
      subjectId: organisationId,
      changed: [],
      values: { invitationId: id, kind: "claim", printId: print.id },
    })),
  });
  return slips;
}

async function fetchPrint(tx: Tx, actor: UserActor, printId: string): Promise<PrintRow> {
  const print = await tx.claimPrint.findFirst({ where: { id: printId, createdById: actor.userId } });
  if (!print) throw notFound();
  return print;
}

export async function getClaimPrint(ctx: Ctx, raw: ClaimPrintRef): Promise<ClaimPrintView> {
  const actor = requireCoordinator(ctx.actor);
  const tx = ctx.db.prisma;
  return toPrintView(await fetchPrint(tx, actor, claimPrintRef.parse(raw).printId), await appNow(tx));
}

export async function listClaimPrints(ctx: Ctx, input: Partial<Paging>): Promise<Page<ClaimPrintView>> {
  const actor = requireCoordinator(ctx.actor);
  const { limit, offset } = paging.parse(input);
  const where = { createdById: actor.userId };
  const tx = ctx.db.prisma;
  const found = await tx.claimPrint.findMany({
    where,
    orderBy: { createdAt: "desc" },
    take: limit,
    skip: offset,
    omit: { sheet: true },
  });
  const now = await appNow(tx);
  return { items: found.map((row) => toPrintView(row, now)), total: await tx.claimPrint.count({ where }) };
}

/** The sheet with its codes, for the one who ordered it, until it is forgotten. Each opening leaves a line. */
export async function openClaimSheet(ctx: Ctx, raw: ClaimPrintRef): Promise<ClaimSheet> {
  const actor = requireCoordinator(ctx.actor);
  const { printId } = claimPrintRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const print = await fetchPrint(tx, actor, printId);
    const now = await appNow(tx);
    if (print.state === "making") throw new DomainError("conflict", "claim.sheet_in_making");
    if (print.state !== "ready" || !print.sheet || !print.expiresAt || print.expiresAt <= now)
      throw new DomainError("conflict", "claim.sheet_forgotten", { hours: CLAIM_PRINT_HOURS });
    await recordAudit(tx, actor, "claim.open_sheet", { subjectKind: "claim_print", subjectId: printId });
    return {
      print: toPrintView(print, now),
      slips: openSheet(ctx.services.secret, printId, print.sheet),
      codesExpireAt: new Date(print.updatedAt.getTime() + INVITATION_DAYS.claim * 86_400_000).toISOString(),
    };
  });
}

function toPrintView(print: Omit<PrintRow, "sheet">, now: Date): ClaimPrintView {
  const isOver = print.state === "ready" && print.expiresAt !== null && print.expiresAt <= now;
  return {
    printId: print.id,
    state: isOver ? "expired" : (print.state as ClaimPrintView["state"]),
    total: print.organisationIds.length,
    done: print.done,
    createdAt: print.createdAt.toISOString(),
    expiresAt: print.expiresAt?.toISOString() ?? null,
    error: print.error,
  };
}
