import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coordinatesRound,
  dayOf,
  isMemberOf,
  organisationsOf,
  type ProcedureState,
  type RoundView,
  roundActions,
} from "@jiebang/domain";
import { toBasisView } from "../basis/basis.queries.ts";
import { appNow } from "../kernel/app-now.ts";
import { readLedgerHead } from "../procedure/append-ledger.ts";
import { toTemplateView } from "../template/list-templates.ts";
import { prepareBoard } from "./announce-obstacles.ts";
import { checkObstacles } from "./check-obstacles.ts";
import { loadItemViews } from "./load-item-views.ts";
import { activeStage, findRound, parametersOf, type RoundRow } from "./load-round.ts";
import { scheduleOf } from "./round-rules.ts";
import { listRoundSteps } from "./round-steps.ts";

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

/** The round as this actor may see it, with what comes next. A fixed number of queries, whatever the size of the board. */
export async function loadRoundView(tx: Tx, actor: Actor, roundId: string): Promise<RoundView> {
  const round = await findRound(tx, actor, roundId);
  const now = await appNow(tx);
  const isCoordinator = coordinatesRound(actor, round);
  const stage = activeStage(round);
  // One after another: a transaction has one connection.
  const version = await tx.templateVersion.findUniqueOrThrow({
    where: { id: round.templateVersionId },
    include: { template: true },
  });
  const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({ where: { id: round.jurisdictionId } });
  const cited = await tx.procedureBasis.findMany({ where: { procedureId: roundId } });
  const notices = await tx.notice.findMany({ where: { procedureId: roundId }, orderBy: { publishedAt: "desc" } });
  const releases = await tx.release.findMany({ where: { procedureId: roundId }, orderBy: { version: "desc" } });
  const items = await loadItemViews(tx, actor, round, now);
  const ledger = await readLedgerHead(tx, roundId);
  const bases = await tx.basis.findMany({
    where: { id: { in: cited.map((c) => c.basisId) } },
    orderBy: { documentNo: "asc" },
  });
  const template = toTemplateView(version);
  const values = parametersOf(round);
  const isMember = actor.kind === "user" && actor.memberships.length > 0;
  return {
    id: round.id,
    number: round.number,
    title: round.title,
    titleEn: round.titleEn,
    summary: round.summary,
    summaryEn: round.summaryEn,
    state: round.state as ProcedureState,
    endReason: round.endReason,
    endText: round.endText,
    template: { key: template.key, name: template.name, nameEn: template.nameEn, version: template.version },
    jurisdiction: { id: jurisdiction.id, name: jurisdiction.name, nameEn: jurisdiction.nameEn },
    hosts: round.hosts as string[],
    acceptingOffice: round.acceptingOffice,
    phone: round.phone,
    address: round.address,
    supervisorPhone: round.supervisorPhone,
    bases: bases.map((b) => ({
      ...toBasisView(b, dayOf(now)),
      overrideReason: cited.find((c) => c.basisId === b.id)?.overrideReason ?? null,
    })),
    parameters: template.content.parameters.map((p) => ({
      ...p,
      value: values[p.key as keyof typeof values],
      default: p.default,
    })),
    values,
    stages: round.stages.map((s) => ({
      id: s.id,
      key: s.key,
      name: s.name,
      nameEn: s.nameEn,
      explains: template.content.stages.find((t) => t.key === s.key)?.explains ?? { zh: "", en: "" },
      state: s.state as "pending",
      turn: s.turn as "clock" | "hand",
      opensAt: iso(s.opensAt),
      closesAt: iso(s.closesAt),
      extensions: s.extensions,
      enteredAt: iso(s.enteredAt),
      leftAt: iso(s.leftAt),
    })),
    stageKey: stage?.key ?? null,
    schedule: isoSchedule(round),
    items,
    nextActions: await nextActionsOf(tx, actor, round, isCoordinator, items),
    obstacles: isCoordinator ? await obstaclesOf(tx, round, now) : [],
    sealing: {
      mode: values.sealing,
      algorithm: round.round?.keyAlgorithm ?? "none",
      publicKey: round.round?.publicKey ?? null,
    },
    openedAt: iso(round.round?.openedAt),
    boardHash: round.boardHash,
    ledger,
    notices: notices.map((n) => ({
      id: n.id,
      number: n.number,
      kind: n.kind,
      title: n.title,
      titleEn: n.titleEn,
      publishedAt: n.publishedAt.toISOString(),
      closesOn: n.closesOn?.toISOString().slice(0, 10) ?? null,
    })),
    releases: releases.map((r) => ({
      version: r.version,
      changelog: r.changelog,
      hash: r.hash,
      releasedAt: r.releasedAt.toISOString(),
    })),
    announcedAt: iso(round.announcedAt),
    endedAt: iso(round.endedAt),
    isCoordinator,
    allowedActions: roundActions(
      { isCoordinator, isMember },
      {
        state: round.state as ProcedureState,
        allows: stage?.allows ?? [],
        hasDecided: items.some((i) => i.state === "decided"),
      },
    ),
    version: round.version,
  };
}

function isoSchedule(round: RoundRow): RoundView["schedule"] {
  const { solicitClosesAt, bidOpensAt, bidClosesAt } = scheduleOf(round);
  return { solicitClosesAt: iso(solicitClosesAt), bidOpensAt: iso(bidOpensAt), bidClosesAt: iso(bidClosesAt) };
}

async function obstaclesOf(tx: Tx, round: RoundRow, now: Date) {
  if (round.state === "draft") return (await prepareBoard(tx, round, now)).obstacles;
  if (activeStage(round)?.key === "check") return checkObstacles(tx, round);
  return [];
}

async function nextActionsOf(
  tx: Tx,
  actor: Actor,
  round: RoundRow,
  isCoordinator: boolean,
  items: RoundView["items"],
): Promise<RoundView["nextActions"]> {
  const steps = await listRoundSteps(tx, {
    procedureId: round.id,
    jurisdictionIds: [round.jurisdictionId],
    organisationIds: organisationsOf(actor),
    limit: 200,
  });
  // Those objected to never learn of an objection, not even from a step that waits for it or one that does not.
  const mayKnow = (s: (typeof steps)[number]) =>
    !s.isConfidential || (isCoordinator && items.find((i) => i.id === s.itemId)?.openObjections !== null);
  const isOwn = (s: (typeof steps)[number]) =>
    s.organisationId ? isMemberOf(actor, s.organisationId) : s.role === "coordinator" && isCoordinator;
  return steps
    .filter((s) => mayKnow(s) && (isCoordinator || isOwn(s) || (s.role === "coordinator" && s.itemId === null)))
    .map((s) => ({
      kind: s.kind,
      role: s.role,
      organisationId: s.organisationId,
      organisationName: s.organisationName,
      itemId: s.itemId,
      dueAt: iso(s.dueAt),
      link: s.link,
      isMine: isOwn(s),
    }));
}
