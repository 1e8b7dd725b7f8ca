import type { rows, Tx } from "@jiebang/db";
import { Prisma } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type FirmListRef,
  type FirmListView,
  type FirmRowView,
  firmListCounts,
  firmListRef,
  firmProblem,
  isCoordinator,
  type ListFirmListsInput,
  type ListFirmRowsInput,
  listFirmListsInput,
  listFirmRowsInput,
  notFound,
  type Page,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

type ListRow = rows.FirmListModel;

export function requireCoordinator(actor: Actor): UserActor {
  const user = requireUser(actor);
  if (!isCoordinator(user)) throw new DomainError("forbidden", "common.forbidden");
  return user;
}

/** A list is its uploader's: it holds the telephone numbers of a whole city. */
export async function fetchFirmList(tx: Tx, actor: UserActor, listId: string): Promise<ListRow> {
  const list = await tx.firmList.findFirst({ where: { id: listId, createdById: actor.userId } });
  if (!list) throw notFound();
  return list;
}

export async function getFirmList(ctx: Ctx, input: FirmListRef): Promise<FirmListView> {
  const actor = requireCoordinator(ctx.actor);
  return toFirmListView(ctx.db.prisma, await fetchFirmList(ctx.db.prisma, actor, firmListRef.parse(input).listId));
}

export async function listFirmLists(ctx: Ctx, input: ListFirmListsInput): Promise<Page<FirmListView>> {
  const actor = requireCoordinator(ctx.actor);
  const { limit, offset } = listFirmListsInput.parse(input);
  const where = { createdById: actor.userId };
  const found = await ctx.db.prisma.firmList.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
  });
  return {
    items: found.map((list) => viewOf(list, actor.name)),
    total: await ctx.db.prisma.firmList.count({ where }),
  };
}

export async function toFirmListView(tx: Tx, list: ListRow): Promise<FirmListView> {
  const maker = await tx.user.findUnique({ where: { id: list.createdById }, select: { name: true } });
  return viewOf(list, maker?.name ?? null);
}

function viewOf(list: ListRow, createdByName: string | null): FirmListView {
  const counts = firmListCounts.parse(list.counts);
  const hasNews = counts.new + counts.changed > 0;
  return {
    listId: list.id,
    fileName: list.fileName,
    state: list.state as FirmListView["state"],
    rowsTotal: list.rowsTotal,
    counts,
    columns: list.columns as FirmListView["columns"], // written by stage-firm-list only
    headerLine: list.headerLine,
    createdAt: list.createdAt.toISOString(),
    createdByName,
    loadedAt: list.loadedAt?.toISOString() ?? null,
    allowedActions:
      list.state === "staged"
        ? hasNews
          ? ["load", "discard"]
          : ["discard", ...(counts.known > 0 ? (["printSlips"] as const) : [])]
        : list.state === "loaded"
          ? ["printSlips"]
          : [],
  };
}

export async function listFirmRows(ctx: Ctx, input: ListFirmRowsInput): Promise<Page<FirmRowView>> {
  const actor = requireCoordinator(ctx.actor);
  const { listId, status, hasProblems, limit, offset } = listFirmRowsInput.parse(input);
  await fetchFirmList(ctx.db.prisma, actor, listId);
  const conditions = [Prisma.sql`r.list_id = ${listId}`];
  if (status) conditions.push(Prisma.sql`r.status = ${status}`);
  if (hasProblems) conditions.push(Prisma.sql`r.problems <> '[]'`);
  const found = await ctx.db.prisma.$queryRaw<
    {
      no: number;
      line: number;
      status: FirmRowView["status"];
      parsed: Record<string, string | null>;
      county: string | null;
      problems: unknown;
      changes: FirmRowView["changes"];
      duplicate_line: number | null;
      organisation_id: string | null;
      total: number;
    }[]
  >`
    SELECT r.no, r.line, r.status, r.parsed, j.name AS county, r.problems, r.changes, d.line AS duplicate_line,
      r.organisation_id, count(*) OVER ()::int AS total
    FROM firm_list_row r LEFT JOIN jurisdiction j ON j.id = r.parsed->>'jurisdictionId'
      LEFT JOIN firm_list_row d ON d.list_id = r.list_id AND d.no = r.duplicate_of
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY r.no LIMIT ${limit} OFFSET ${offset}`;
  return {
    total: found[0]?.total ?? 0,
    items: found.map((r) => ({
      no: r.no,
      line: r.line,
      status: r.status,
      name: r.parsed.name ?? "",
      creditCode: r.parsed.creditCode ?? null,
      county: r.county,
      tier: r.parsed.tier ?? null,
      contactName: r.parsed.contactName ?? null,
      contactPhone: r.parsed.contactPhone ?? null,
      problems: firmProblem.array().parse(r.problems),
      changes: r.changes,
      duplicateOfLine: r.duplicate_line,
      organisationId: r.organisation_id,
    })),
  };
}
