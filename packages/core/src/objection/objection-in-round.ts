import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coordinatesRound,
  hasRole,
  isMemberOf,
  notFound,
  type ObjectionView,
  organisationsOf,
  publicEntry,
} from "@jiebang/domain";

const include = {
  notice: true,
  item: { include: { procedure: true, bids: { include: { partners: true, decisions: true } } } },
} as const;
export type ObjectionRow = NonNullable<Awaited<ReturnType<typeof fetchObjection>>>;
const fetchObjection = (tx: Tx, id: string) => tx.objection.findUnique({ where: { id }, include });

interface ObjectedItem {
  organisationId: string;
  bids: {
    organisationId: string;
    partners: { organisationId: string; state: string }[];
    decisions: { outcome: string; releaseId: string | null }[];
  }[];
}

/** Those objected to: the poster and everybody who was selected. For them an objection does not exist. */
export function isObjectedTo(actor: Actor, item: ObjectedItem): boolean {
  const own = organisationsOf(actor);
  const winners = item.bids.filter((b) => b.decisions.some((d) => d.outcome === "selected" && d.releaseId !== null));
  const ids = [
    item.organisationId,
    ...winners.flatMap((b) => [
      b.organisationId,
      ...b.partners.filter((p) => p.state === "signed").map((p) => p.organisationId),
    ]),
  ];
  return ids.some((id) => own.includes(id));
}

/** Raised by the actor, or for an organisation of the actor's. */
export const isOwnObjection = (actor: Actor, o: { userId: string | null; organisationId: string | null }): boolean =>
  actor.kind === "user" &&
  (o.userId === actor.userId || (o.organisationId !== null && isMemberOf(actor, o.organisationId)));

/** The objection for its author, coordinators and auditors; never for those objected to. */
export async function findObjection(tx: Tx, actor: Actor, id: string): Promise<ObjectionRow> {
  const row = await fetchObjection(tx, id);
  if (!row) throw notFound();
  if (isObjectedTo(actor, row.item)) throw notFound();
  const mayRead =
    isOwnObjection(actor, row) || coordinatesRound(actor, row.item.procedure) || hasRole(actor, "auditor");
  if (!mayRead) throw notFound();
  return row;
}

export function toObjectionView(actor: Actor, row: ObjectionRow): ObjectionView {
  const isMine = isOwnObjection(actor, row);
  const isOpen = row.state === "open";
  const allowedActions: ObjectionView["allowedActions"] = [];
  if (isOpen && coordinatesRound(actor, row.item.procedure) && !isMine) allowedActions.push("answer");
  if (isOpen && isMine) allowedActions.push("withdraw");
  return {
    id: row.id,
    noticeId: row.noticeId,
    noticeNumber: row.notice.number,
    roundId: row.item.procedureId,
    roundNumber: row.item.procedure.number,
    itemId: row.itemId,
    itemNumber: row.item.number,
    itemTitle: publicEntry.parse(row.item.snapshot).title,
    objectorName: row.objectorName,
    channel: row.channel as "online" | "paper",
    text: row.text,
    state: row.state as ObjectionView["state"],
    answer: row.answer,
    answerReason: row.answerReason,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    dueAt: row.dueAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    isMine,
    allowedActions,
  };
}
