import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  addDays,
  bidContent,
  dayOf,
  type FulfilmentRef,
  type FulfilmentState,
  type FulfilmentView,
  fulfilmentRef,
  type JudgedTarget,
  type MilestoneState,
  type MilestoneView,
  mayFulfil,
  mayMilestone,
  money,
  type PlannedMilestone,
  publicEntry,
  requireUser,
} from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { dayText, type Standing, standingAt } from "./find-fulfilment.ts";

export async function getFulfilment(ctx: Ctx, raw: FulfilmentRef): Promise<FulfilmentView> {
  requireUser(ctx.actor);
  return loadFulfilmentView(ctx.db.prisma, ctx.actor, fulfilmentRef.parse(raw).agreementId);
}

type MilestoneRow = rows.MilestoneModel & { extensions: rows.MilestoneExtensionModel[] };

/** The whole of it in a fixed number of queries; before anything was written it is an empty plan. */
export async function loadFulfilmentView(tx: Tx, actor: Actor, agreementId: string): Promise<FulfilmentView> {
  const standing = await standingAt(tx, actor, agreementId);
  const { agreement, side, isCoordinator } = standing;
  const row = await tx.fulfilment.findUnique({
    where: { agreementId },
    include: {
      milestones: { orderBy: { no: "asc" }, include: { extensions: { orderBy: { askedAt: "asc" } } } },
      acceptances: { orderBy: { no: "asc" } },
      payments: { orderBy: [{ paidOn: "asc" }, { id: "asc" }] },
    },
  });
  const files = await tx.attachment.findMany({
    where: { subjectKind: "milestone", subjectId: { in: (row?.milestones ?? []).map((m) => m.id) }, removedAt: null },
    orderBy: { id: "asc" },
  });
  const today = dayOf(await appNow(tx));
  const state = (row?.state ?? "planning") as FulfilmentState;
  const milestones = (row?.milestones ?? []).map((m) =>
    toMilestone(
      m,
      files.filter((f) => f.subjectId === m.id),
      { ...standing, state, today },
    ),
  );
  const waits = row?.acceptances.some((a) => a.outcome === null) ?? false;
  const allAreConfirmed = milestones.length > 0 && milestones.every((m) => m.state === "confirmed");
  const isRecorded = agreement.state === "recorded";
  const allowedActions: FulfilmentView["allowedActions"] = [];
  if (isRecorded && mayFulfil(state, "save_plan") && (side || isCoordinator)) allowedActions.push("save_plan");
  const ownYes = side === "poster" ? row?.posterAgreedAt : row?.bidderAgreedAt;
  if (mayFulfil(state, "agree_plan") && side && milestones.length > 0 && !ownYes) allowedActions.push("agree_plan");
  if (mayFulfil(state, "ask_acceptance") && side === "bidder" && allAreConfirmed && !waits)
    allowedActions.push("ask_acceptance");
  if (mayFulfil(state, "accept") && side === "poster" && waits) allowedActions.push("decide_acceptance");
  if (mayFulfil(state, "note_payment") && side) allowedActions.push("note_payment");
  if (isRecorded && mayFulfil(state, "declare_default") && isCoordinator) allowedActions.push("declare_default");
  return {
    agreementId,
    state,
    version: row?.version ?? 1,
    agreed: { poster: iso(row?.posterAgreedAt), bidder: iso(row?.bidderAgreedAt) },
    milestones,
    suggested: milestones.length === 0 && isRecorded ? suggestedPlan(agreement, today) : [],
    targets: wantedTargets(agreement),
    acceptances: (row?.acceptances ?? []).map((a) => ({
      id: a.id,
      no: a.no,
      statement: a.statement,
      askedAt: a.askedAt.toISOString(),
      outcome: a.outcome as "accepted" | "refused" | null,
      targets: a.targets as JudgedTarget[],
      text: a.text,
      decidedAt: iso(a.decidedAt),
    })),
    payments: (row?.payments ?? []).map((p) => ({
      id: p.id,
      paidOn: dayText(p.paidOn),
      amount: p.amount.toFixed(2),
      note: p.note,
      notedSide: p.notedSide as "poster" | "bidder",
      notedAt: p.notedAt.toISOString(),
      confirmedAt: iso(p.confirmedAt),
      allowedActions:
        p.confirmedAt || !side ? [] : side === p.notedSide ? (["remove"] as const) : (["confirm"] as const),
    })) as FulfilmentView["payments"],
    paid: sum((row?.payments ?? []).filter((p) => p.confirmedAt).map((p) => p.amount.toFixed(2))),
    amount: agreement.amount === null ? null : money.parse(agreement.amount.toFixed(2)),
    defaultText: row?.defaultText ?? null,
    endedAt: iso(row?.endedAt),
    mySide: side,
    allowedActions,
  };
}

function toMilestone(
  m: MilestoneRow,
  files: rows.AttachmentModel[],
  { side, state, today }: Standing & { state: FulfilmentState; today: string },
): MilestoneView {
  const own = m.state as MilestoneState;
  const asked = m.extensions.some((e) => e.state === "asked");
  const allowedActions: MilestoneView["allowedActions"] = [];
  if (state === "running") {
    if (side === "bidder" && mayMilestone(own, "report")) {
      allowedActions.push("add_evidence");
      if (!asked) allowedActions.push("report", "ask_extension");
    }
    if (side === "poster" && mayMilestone(own, "confirm")) allowedActions.push("confirm", "return");
    if (side === "poster" && asked) allowedActions.push("answer_extension");
  }
  return {
    id: m.id,
    no: m.no,
    title: m.title,
    deliverable: m.deliverable,
    dueOn: dayText(m.dueOn),
    state: own,
    isOverdue: state === "running" && own === "open" && dayText(m.dueOn) < today,
    report: m.report,
    reportedAt: iso(m.reportedAt),
    judgedAt: iso(m.judgedAt),
    returnText: m.returnText,
    files: files.map(({ id, fileName, mediaType, size }) => ({ id, fileName, mediaType, size })),
    extensions: m.extensions.map((e) => ({
      id: e.id,
      fromDay: dayText(e.fromDay),
      toDay: dayText(e.toDay),
      reason: e.reason,
      state: e.state as "asked" | "granted" | "refused",
      askedAt: e.askedAt.toISOString(),
      answeredAt: iso(e.answeredAt),
      answerText: e.answerText,
    })),
    allowedActions,
  };
}

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

function sum(amounts: string[]): string {
  const fen = amounts
    .reduce((total, amount) => total + BigInt(amount.replace(".", "")), 0n)
    .toString()
    .padStart(3, "0");
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`;
}

/** The demand's measurable targets as they were announced; they keep their wording in both languages. */
export function wantedTargets({ item }: Standing["agreement"]): { name: string; wanted: string }[] {
  const entry = publicEntry.safeParse(item.snapshot);
  const targets = (entry.success && entry.data.demand?.targets) || [];
  return targets
    .filter((target) => target.name)
    .map(({ name, comparator, value, unit }) => ({
      name,
      wanted: [sign(comparator), value, unit].filter(Boolean).join(" "),
    }));
}
const sign = (comparator: string) =>
  comparator === "text" || comparator === "range" ? "" : translate("zh", `word.comparator.${comparator}`);

/** The winning bid's own plan, counted in months from the signing. */
function suggestedPlan({ bid, signedOn }: Standing["agreement"], today: string): PlannedMilestone[] {
  const content = bidContent.safeParse(bid.content);
  const begins = signedOn ? dayText(signedOn) : today;
  return (content.success ? content.data.plan : [])
    .map(({ title, deliverable, toMonth }) => ({ title, deliverable, dueOn: monthsAfter(begins, toMonth) }))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The same day of the month, or its last day. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return addDays(last.toISOString().slice(0, 10), Math.min(0, date - last.getUTCDate()));
}
