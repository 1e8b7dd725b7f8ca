import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  type InterestListInput,
  type InterestPage,
  type InterestRef,
  type InterestView,
  interestListInput,
  notFound,
  organisationsOf,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { type InterestSide, sideOf } from "./interest.access.ts";

type Row = {
  id: string;
  entry_id: string;
  kind: string;
  number: string | null;
  title: string;
  owner_id: string;
  owner_name: string;
  jurisdiction_id: string | null;
  is_poster_hidden: boolean;
  asker_id: string;
  asker_name: string;
  asker_kind: string;
  person_name: string;
  cooperation: string;
  unclear: string;
  about: string;
  state: string;
  reason: string | null;
  answer: string | null;
  due_at: Date;
  is_overdue: boolean;
  answered_at: Date | null;
  created_at: Date;
  total: number;
};

// The published text, never the one being worked on: an asker sees what everybody sees.
const SELECT = Prisma.sql`
  SELECT i.id, i.entry_id, e.kind, e.number, r.title, e.organisation_id AS owner_id, ow.name AS owner_name, e.jurisdiction_id,
    r.is_poster_hidden, i.organisation_id AS asker_id, a.name AS asker_name, a.kind AS asker_kind, u.name AS person_name,
    i.cooperation, i.unclear, i.about, i.state, i.reason, i.answer, i.due_at, i.state = 'open' AND i.due_at < (SELECT app_now()) AS is_overdue,
    i.answered_at, i.created_at, count(*) OVER ()::int AS total
  FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
    JOIN organisation ow ON ow.id = e.organisation_id JOIN organisation a ON a.id = i.organisation_id JOIN users u ON u.id = i.user_id`;

export function getInterest(ctx: Ctx, input: InterestRef): Promise<InterestView> {
  return loadInterest(ctx.db.prisma, requireUser(ctx.actor), input.interestId);
}

export async function loadInterest(tx: Tx, actor: Actor, interestId: string): Promise<InterestView> {
  const [row] = await tx.$queryRaw<Row[]>`${SELECT} WHERE i.id = ${interestId}`;
  const side =
    row &&
    sideOf(actor, {
      organisationId: row.asker_id,
      entry: { organisationId: row.owner_id, jurisdictionId: row.jurisdiction_id },
    });
  if (!row || !side) throw notFound();
  return toView(row, side);
}

/** Asked of the own organisations, or by them; what is due first stands first. */
export async function listInterests(ctx: Ctx, raw: InterestListInput): Promise<InterestPage> {
  const actor = requireUser(ctx.actor);
  const input = interestListInput.parse(raw);
  const own = organisationsOf(actor);
  const where = [
    input.side === "owner"
      ? Prisma.sql`e.organisation_id = ANY(${own}::text[])`
      : Prisma.sql`i.organisation_id = ANY(${own}::text[])`,
    ...(input.state ? [Prisma.sql`i.state = ${input.state}`] : []),
    ...(input.isOverdue === undefined
      ? []
      : [Prisma.sql`(i.state = 'open' AND i.due_at < (SELECT app_now())) = ${input.isOverdue}`]),
    ...(input.entryId ? [Prisma.sql`i.entry_id = ${input.entryId}`] : []),
  ];
  const rows = await ctx.db.prisma.$queryRaw<Row[]>`
    ${SELECT} WHERE ${Prisma.join(where, " AND ")}
    ORDER BY i.state = 'open' DESC, CASE WHEN i.state = 'open' THEN i.due_at END, i.created_at DESC, i.id DESC
    LIMIT ${input.limit} OFFSET ${input.offset}`;
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => toView(row, input.side)) };
}

export async function titleOf(tx: Tx, interest: { entry: { publishedRevisionId: string | null } }): Promise<string> {
  const revision = await tx.revision.findUnique({
    where: { id: interest.entry.publishedRevisionId ?? "" },
    select: { title: true },
  });
  return revision?.title ?? "";
}

function toView(row: Row, side: InterestSide): InterestView {
  const isKept = side === "asker" && row.is_poster_hidden && row.state !== "accepted";
  return {
    id: row.id,
    side,
    entry: {
      id: row.entry_id,
      kind: row.kind as "offer" | "demand",
      number: row.number ?? "",
      title: row.title,
      organisationName: isKept ? null : row.owner_name,
    },
    askerOrganisation: { id: row.asker_id, name: row.asker_name, kind: row.asker_kind },
    askerName: row.person_name,
    cooperation: row.cooperation,
    unclear: row.unclear,
    about: row.about,
    state: row.state as InterestView["state"],
    reason: row.reason,
    answer: row.answer,
    dueAt: row.due_at.toISOString(),
    isOverdue: row.is_overdue,
    answeredAt: row.answered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    allowedActions: [
      ...(row.state === "open" && side === "owner" ? (["accept", "decline"] as const) : []),
      ...(row.state === "open" && side === "asker" ? (["withdraw"] as const) : []),
      ...(row.state === "accepted" && side !== "coordinator" ? (["open_contact"] as const) : []),
    ],
  };
}
