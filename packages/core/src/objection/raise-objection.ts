import type { Tx } from "@jiebang/db";
import {
  afterWorkingDays,
  DomainError,
  dayOf,
  type EnterPaperObjectionInput,
  enterPaperObjectionInput,
  type FileObjectionInput,
  fileObjectionInput,
  isMemberOf,
  newId,
  notFound,
  noticeContent,
  type ObjectionView,
  requireUser,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { appendSealedNote } from "../procedure/append-sealed-note.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findCoordinatedRound, loadRound, parametersOf, type RoundRow } from "../round/load-round.ts";
import { findObjection, isObjectedTo, toObjectionView } from "./objection-in-round.ts";

/** An objection online: under one's real name, or for one's organisation. */
export async function fileObjection(ctx: Ctx, raw: FileObjectionInput): Promise<ObjectionView> {
  const { noticeId, itemId, organisationId, text } = fileObjectionInput.parse(raw);
  return inRound(ctx, await roundIdOfNotice(ctx.db.prisma, noticeId), async (tx) => {
    const user = requireUser(ctx.actor);
    if (organisationId && !isMemberOf(ctx.actor, organisationId)) throw new DomainError("forbidden", "bid.not_member");
    const { round, item, now } = await requireObjectable(tx, noticeId, itemId);
    if (isObjectedTo(ctx.actor, item)) throw new DomainError("forbidden", "objection.own_item");
    const organisation = organisationId
      ? await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
      : null;
    const id = await raise(tx, round, {
      noticeId,
      itemId,
      now,
      text,
      channel: "online",
      objectorName: organisation?.name ?? user.name,
      userId: user.userId,
      organisationId,
      createdById: user.userId,
    });
    await recordAudit(tx, ctx.actor, "objection.file", {
      subjectKind: "objection",
      subjectId: id,
      values: { itemId, channel: "online" },
    });
    return toObjectionView(ctx.actor, await findObjection(tx, ctx.actor, id));
  });
}

/** An objection on paper, with a real name or a stamp, entered by a coordinator. */
export async function enterPaperObjection(ctx: Ctx, raw: EnterPaperObjectionInput): Promise<ObjectionView> {
  const { noticeId, itemId, objectorName, text } = enterPaperObjectionInput.parse(raw);
  return inRound(ctx, await roundIdOfNotice(ctx.db.prisma, noticeId), async (tx) => {
    const user = requireUser(ctx.actor);
    await findCoordinatedRound(tx, ctx.actor, await roundIdOfNotice(tx, noticeId));
    const { round, item, now } = await requireObjectable(tx, noticeId, itemId);
    if (isObjectedTo(ctx.actor, item)) throw new DomainError("forbidden", "objection.own_item");
    const id = await raise(tx, round, {
      noticeId,
      itemId,
      now,
      text,
      channel: "paper",
      objectorName,
      userId: null,
      organisationId: null,
      createdById: user.userId,
    });
    await recordAudit(tx, ctx.actor, "objection.enter_paper", {
      subjectKind: "objection",
      subjectId: id,
      values: { itemId, channel: "paper" },
    });
    return toObjectionView(ctx.actor, await findObjection(tx, ctx.actor, id));
  });
}

async function roundIdOfNotice(tx: Tx, noticeId: string): Promise<string> {
  const notice = await tx.notice.findUnique({ where: { id: noticeId }, select: { procedureId: true } });
  if (!notice) throw notFound();
  return notice.procedureId;
}

/** The notice stands today and carries the item, which waits for its confirmation. */
async function requireObjectable(tx: Tx, noticeId: string, itemId: string) {
  const notice = await tx.notice.findUnique({ where: { id: noticeId } });
  if (!notice) throw notFound();
  const stage = await requireStage(tx, notice.procedureId, "objection.file");
  const closesOn = notice.closesOn?.toISOString().slice(0, 10);
  if (notice.kind !== "result" || !closesOn || dayOf(stage.now) > closesOn)
    throw new DomainError("conflict", "objection.notice_over", { closesOn });
  const isListed = noticeContent
    .parse(notice.content)
    .items.some((i) => i.itemId === itemId && i.outcome === "selected");
  const item = await tx.boardItem.findUnique({
    where: { id: itemId },
    include: { bids: { include: { partners: true, decisions: true } } },
  });
  if (!isListed || !item) throw notFound();
  await tx.$queryRaw`SELECT id FROM board_item WHERE id = ${itemId} FOR UPDATE`;
  if (item.state !== "released") throw new DomainError("conflict", "objection.item_not_on_notice");
  return { round: await loadRound(tx, notice.procedureId), item, now: stage.now };
}

interface Raised {
  noticeId: string;
  itemId: string;
  now: Date;
  text: string;
  channel: "online" | "paper";
  objectorName: string;
  userId: string | null;
  organisationId: string | null;
  createdById: string;
}

async function raise(tx: Tx, round: RoundRow, { now, ...raised }: Raised): Promise<string> {
  const id = newId("obj");
  const dueAt = afterWorkingDays(await loadCalendar(tx), now, parametersOf(round).objectionAnswerDays);
  await tx.objection.create({ data: { id, ...raised, state: "open", dueAt, createdAt: now } });
  // The ledger is public, an objection is not known to those objected to: it stands in the chain as a sealed note.
  const { itemId, channel, objectorName, text } = raised;
  await appendSealedNote(tx, round.id, { kind: "objection", id, itemId, channel, objectorName, text });
  await notify(tx, {
    userIds: await unconcernedCoordinators(tx, round.jurisdictionId, raised.itemId),
    kind: "notify.objection_raised",
    params: { round: round.title },
    link: `/app/objections/${id}`,
    dedupeKey: `objection:${id}`,
    mail: true,
  });
  return id;
}

/** Coordinators, except those who belong to an organisation that is objected to. */
async function unconcernedCoordinators(tx: Tx, jurisdictionId: string, itemId: string): Promise<string[]> {
  const all = await coordinatorsOf(tx, jurisdictionId);
  const concerned = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT m.user_id FROM membership m WHERE m.ended_at IS NULL AND m.user_id = ANY(${all}) AND m.organisation_id IN (
      SELECT i.organisation_id FROM board_item i WHERE i.id = ${itemId}
      UNION SELECT b.organisation_id FROM bid b WHERE b.item_id = ${itemId} AND b.state = 'selected'
      UNION SELECT bp.organisation_id FROM bid_partner bp JOIN bid b ON b.id = bp.bid_id WHERE b.item_id = ${itemId} AND b.state = 'selected' AND bp.state = 'signed')`;
  return all.filter((id) => !concerned.some((c) => c.user_id === id));
}
