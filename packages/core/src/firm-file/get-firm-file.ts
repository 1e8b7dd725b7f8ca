import {
  type Actor,
  coveredJurisdictions,
  coversOrganisation,
  type DeskCase,
  type FirmEntry,
  type FirmFile,
  type FirmRef,
  firmRef,
  instantOf,
  isCoordinator,
  requireUser,
} from "@jiebang/domain";
import { nameAssignees, toDeskCase } from "../desk/desk-case.ts";
import { loadStepsOfEach } from "../desk/due-step-providers.ts";
import { answerRateOf } from "../interest/answer-rate.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock, type VettingClock } from "../vetting/vetting-clock.ts";
import { visitsOf } from "../visit/visit.queries.ts";
import { requireDesk } from "./covered-firms.ts";
import { firmEntries, firmInterests } from "./firm-entries.ts";
import { firmCounts, firmHead } from "./firm-head.ts";
import { firmRounds } from "./firm-rounds.ts";
import { firmDocuments, firmLeads, firmTimeline } from "./firm-timeline.ts";

const VISITS = 20;
const STEPS = 300;

/** One firm one file (一企一档): all that its desk knows of a firm, in a fixed number of queries. */
export async function getFirmFile(ctx: Ctx, raw: FirmRef): Promise<FirmFile> {
  const actor = requireUser(ctx.actor);
  requireDesk(actor);
  const { organisationId } = firmRef.parse(raw);
  const tx = ctx.db.prisma;
  const head = await firmHead(tx, actor, organisationId);
  // Leads are worked out between the firm and its desk; an auditor does not read along.
  const isDesk = firmActions(actor, head).includes("visit");
  const clock = await loadVettingClock(tx);
  const entries = await firmEntries(tx, organisationId);
  const rate = await answerRateOf(ctx.db, organisationId);
  const counts = await firmCounts(tx, organisationId, isDesk);
  const interests = await firmInterests(tx, actor, organisationId);
  const rounds = await firmRounds(tx, actor, organisationId);
  const visits = await visitsOf(tx, actor, organisationId, VISITS);
  const documents = await firmDocuments(tx, actor, organisationId);
  const timeline = await firmTimeline(tx, actor, organisationId, isDesk);
  // The desk's own scope, never the firm's: what only a bidder is told before an opening is not among it.
  const scope = { jurisdictionIds: coveredJurisdictions(actor), isCity: isCoordinator(actor, "city") };
  const steps = await loadStepsOfEach(tx, scope, STEPS);
  const nextSteps = [
    ...vettingSteps(entries, clock, head.name),
    ...steps
      .filter((s) => s.organisationId === organisationId || s.aboutOrganisationId === organisationId)
      .map((s) => toDeskCase(s, clock)),
  ].sort((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"));
  await nameAssignees(tx, nextSteps);
  return {
    ...head,
    answerRate: { due: rate.due, inTime: rate.inTime, rate: rate.rate },
    counts,
    entries,
    interests,
    rounds,
    visits,
    documents,
    leads: isDesk ? await firmLeads(tx, organisationId) : [],
    timeline,
    nextSteps,
    allowedActions: firmActions(actor, head),
    at: clock.now.toISOString(),
  };
}

/** Auditors read; the firm's coordinators do. */
export function firmActions(actor: Actor, firm: { jurisdictionId: string | null }): FirmFile["allowedActions"] {
  return isCoordinator(actor) && coversOrganisation(actor, firm) ? ["visit", "edit", "newLead", "export"] : ["export"];
}

const nextOf: Record<string, string> = { submitted: "vet", recommended: "decide", held: "held", prepared: "check" };

function vettingSteps(entries: FirmEntry[], clock: VettingClock, organisationName: string): DeskCase[] {
  return entries
    .filter((e) => e.link?.startsWith("/app/vetting/") && e.submittedAt)
    .map((e) =>
      toDeskCase(
        {
          stepKey: `vetting:${e.revisionId}`,
          queue: e.revisionState === "held" ? "held" : "vetting",
          title: e.title ?? e.number ?? "",
          number: e.number,
          organisationId: null,
          organisationName,
          personId: null,
          since: new Date(e.submittedAt!),
          dueAt: instantOf(clock.dueOn(new Date(e.submittedAt!)), "23:59"),
          nextAction: `desk.next.${nextOf[e.revisionState ?? ""] ?? "vet"}`,
          link: e.link!,
        },
        clock,
      ),
    );
}
