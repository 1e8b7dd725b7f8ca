import type { Tx } from "@jiebang/db";
import type { WebhookEvent } from "@jiebang/domain";
import { emitWebhookEvents, type NewWebhookEvent } from "./emit-webhook-events.ts";

type Teller = (tx: Tx, subjectId: string) => Promise<NewWebhookEvent[]>;

/**
 * Which recorded deeds outside systems hear of. Every verb leaves one line of audit in its transaction, so what is
 * derived from it is told exactly when it happened, by whatever way it came.
 */
const TOLD: Record<string, Teller> = {
  "interest.express": (tx, id) => ofInterest(tx, id, "interest.received"),
  "interest.accept": (tx, id) => ofInterest(tx, id, "interest.answered"),
  "interest.decline": (tx, id) => ofInterest(tx, id, "interest.answered"),
  "round.announce": ofRound,
  "edition.finish": ofEdition,
};

export async function emitAuditedEvents(tx: Tx, action: string, subjectId: string | undefined): Promise<void> {
  const teller = subjectId === undefined ? undefined : TOLD[action];
  if (!teller) return;
  // Most platforms have no subscriber: one cheap look before anything is loaded.
  const [some] = await tx.$queryRaw<{ yes: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM webhook_endpoint WHERE removed_at IS NULL AND state = 'active') AS yes`;
  if (some?.yes) await emitWebhookEvents(tx, await teller(tx, subjectId!));
}

/** To the owner when asked, to both sides when answered; the asker never learns who a hidden owner is. */
async function ofInterest(tx: Tx, interestId: string, type: WebhookEvent): Promise<NewWebhookEvent[]> {
  const [row] = await tx.$queryRaw<
    {
      state: string;
      reason: string | null;
      number: string;
      kind: string;
      asker: string;
      asker_name: string;
      owner: string;
    }[]
  >`SELECT i.state, i.reason, e.number, e.kind, i.organisation_id AS asker, o.name AS asker_name, e.organisation_id AS owner
    FROM interest i JOIN entry e ON e.id = i.entry_id JOIN organisation o ON o.id = i.organisation_id WHERE i.id = ${interestId}`;
  if (!row) return [];
  const data = {
    interestId,
    state: row.state,
    reason: row.reason,
    entry: { number: row.number, kind: row.kind },
    organisation: { id: row.asker, name: row.asker_name },
  };
  return [{ type, organisationIds: type === "interest.received" ? [row.owner] : [row.owner, row.asker], data }];
}

async function ofRound(tx: Tx, roundId: string): Promise<NewWebhookEvent[]> {
  const rows = await tx.$queryRaw<{ number: string; title: string; titleEn: string | null; announcedAt: Date }[]>`
    SELECT p.number, p.title, p.title_en AS "titleEn", p.announced_at AS "announcedAt" FROM procedure p
    WHERE (p.id = ${roundId} OR p.id = (SELECT procedure_id FROM round WHERE id = ${roundId})) AND p.number IS NOT NULL AND p.announced_at IS NOT NULL`;
  return rows.map((row) => ({
    type: "round.announced",
    organisationIds: null,
    data: { ...row, announcedAt: row.announcedAt.toISOString() },
  }));
}

async function ofEdition(tx: Tx, editionId: string): Promise<NewWebhookEvent[]> {
  const edition = await tx.edition.findUnique({ where: { id: editionId } });
  if (edition?.state !== "issued") return [];
  const { slug, no, series, title, titleEn, rootHash, entryCount } = edition;
  return [
    { type: "edition.issued", organisationIds: null, data: { slug, no, series, title, titleEn, rootHash, entryCount } },
  ];
}
