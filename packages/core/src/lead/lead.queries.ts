import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  isMemberOf,
  type LeadCard,
  type LeadPage,
  type LeadRef,
  type LeadState,
  type LeadView,
  type ListLeadsInput,
  leadActions,
  leadRef,
  leadTurn,
  listLeadsInput,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { fetchLead, visibleLeads } from "./lead.access.ts";

interface CardRow {
  id: string;
  version: number;
  sentence: string;
  state: LeadState;
  is_firm_asked: boolean;
  organisation_id: string;
  organisation_name: string;
  kind: LeadCard["kind"];
  urgency: LeadCard["urgency"];
  money_kind: LeadCard["moneyKind"];
  money_min: string | null;
  money_max: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  on_behalf_by_id: string | null;
  photos: number;
  due_at: Date | null;
  is_overdue: boolean;
  created_at: Date;
  updated_at: Date;
}

const selectCards = Prisma.sql`
  SELECT l.id, l.version, l.sentence, l.state, l.is_firm_asked, l.organisation_id, o.name AS organisation_name, l.kind,
    l.urgency, l.money_kind, l.money_min::text, l.money_max::text, l.assignee_id, u.name AS assignee_name, l.on_behalf_by_id,
    (SELECT count(*)::int FROM attachment a WHERE a.subject_kind = 'lead' AND a.subject_id = l.id AND a.removed_at IS NULL) AS photos,
    l.due_at, coalesce(l.due_at < (SELECT app_now()), false) AS is_overdue, l.created_at, l.updated_at
  FROM lead l JOIN organisation o ON o.id = l.organisation_id LEFT JOIN users u ON u.id = l.assignee_id`;

const toCard = (r: CardRow): LeadCard => ({
  leadId: r.id,
  version: r.version,
  sentence: r.sentence,
  state: r.state,
  organisationId: r.organisation_id,
  organisationName: r.organisation_name,
  kind: r.kind,
  urgency: r.urgency,
  moneyKind: r.money_kind,
  moneyMin: r.money_min,
  moneyMax: r.money_max,
  assigneeId: r.assignee_id,
  assigneeName: r.assignee_name,
  isOnBehalf: r.on_behalf_by_id !== null,
  photoCount: r.photos,
  turn: leadTurn(r.state, r.is_firm_asked),
  dueAt: r.due_at?.toISOString() ?? null,
  isOverdue: r.is_overdue,
  createdAt: r.created_at.toISOString(),
  updatedAt: r.updated_at.toISOString(),
});

/** The leads this person has to do with; the most pressing first, then the newest. */
export async function listLeads(ctx: Ctx, input: ListLeadsInput): Promise<LeadPage> {
  const actor = requireUser(ctx.actor);
  const { scope, state, isOpen, isOverdue, organisationId, query, limit, offset } = listLeadsInput.parse(input);
  const conditions = [visibleLeads(actor, scope)];
  if (state) conditions.push(Prisma.sql`l.state = ${state}`);
  if (isOpen !== undefined) conditions.push(isOpen ? Prisma.sql`l.due_at IS NOT NULL` : Prisma.sql`l.due_at IS NULL`);
  if (organisationId) conditions.push(Prisma.sql`l.organisation_id = ${organisationId}`);
  if (query) {
    const like = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(Prisma.sql`(l.sentence ILIKE ${like} OR o.name ILIKE ${like})`);
  }
  const late = Prisma.sql`l.due_at < (SELECT app_now())`;
  const where = Prisma.join(isOverdue ? [...conditions, late] : conditions, " AND ");
  const tx = ctx.db.prisma;
  const [counts] = await tx.$queryRaw<{ total: number; overdue: number }[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE ${late})::int AS overdue
    FROM lead l JOIN organisation o ON o.id = l.organisation_id WHERE ${where}`;
  const rows = await tx.$queryRaw<CardRow[]>`
    ${selectCards} WHERE ${where} ORDER BY l.due_at NULLS LAST, l.created_at DESC, l.id LIMIT ${limit} OFFSET ${offset}`;
  return { items: rows.map(toCard), total: counts!.total, overdue: counts!.overdue };
}

export async function getLead(ctx: Ctx, input: LeadRef): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  return loadLead(ctx.db.prisma, actor, leadRef.parse(input).leadId);
}

export async function loadLead(tx: Tx, actor: Actor, leadId: string): Promise<LeadView> {
  const { lead, standing } = await fetchLead(tx, actor, leadId);
  const [row] = await tx.$queryRaw<CardRow[]>`${selectCards} WHERE l.id = ${leadId}`;
  const people = await tx.user.findMany({
    where: { id: { in: [lead.createdById, lead.onBehalfById].filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => people.find((p) => p.id === id)?.name ?? null;
  const photos = await tx.attachment.findMany({
    where: { subjectKind: "lead", subjectId: leadId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, fileName: true, mediaType: true, size: true },
  });
  const entry = lead.entryId
    ? await tx.entry.findUnique({ where: { id: lead.entryId }, select: { number: true } })
    : null;
  return {
    ...toCard(row!),
    contactName: lead.contactName,
    contactPhone: lead.contactPhone,
    createdByName: nameOf(lead.createdById),
    onBehalfByName: nameOf(lead.onBehalfById),
    dropReason: lead.dropReason as LeadView["dropReason"],
    dropNote: lead.dropNote,
    entryId: lead.entryId,
    entryNumber: entry?.number ?? null,
    photos,
    isOwn: isMemberOf(actor, lead.organisationId),
    allowedActions: leadActions(actor, standing),
  };
}
