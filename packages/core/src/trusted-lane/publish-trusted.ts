import type { Tx } from "@jiebang/db";
import {
  addWorkingDays,
  DomainError,
  dayOf,
  isMemberOf,
  newId,
  type OwnEntry,
  type PublishTrustedInput,
  publishTrustedInput,
  requireUser,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { fetchForAction } from "../entry/entry.access.ts";
import { loadOwnEntry } from "../entry/own-entry.queries.ts";
import { handIn } from "../entry/submit-entry.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { applyDecision } from "../vetting/apply-decision.ts";
import { ruleOfCity } from "../vetting/vetting-rule.ts";
import { isSampled } from "./sample-draw.ts";

/**
 * A trusted university publishes what it reviewed itself: complete by the same rule as anything handed in, with its three
 * ticks and the name of its reviewer. The draw says at once whether the city will look at it; the university is not told.
 */
export async function publishTrusted(ctx: Ctx, raw: PublishTrustedInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  const input = publishTrustedInput.parse(raw);
  if (!Object.values(input.ticks).every(Boolean)) throw new DomainError("invalid", "lane.ticks_missing");
  return ctx.transaction(async (tx) => {
    const found = await fetchForAction(tx, actor, input.entryId, "submit");
    if (!isMemberOf(actor, found.entry.organisationId, "admin")) throw new DomainError("forbidden", "lane.only_admins");
    if (found.entry.onBehalfById && !found.entry.onBehalfConfirmedAt)
      throw new DomainError("conflict", "lane.confirm_first");
    // What the city gave back goes back to the city.
    if (found.revision.state === "returned") throw new DomainError("conflict", "lane.returned_goes_to_desk");
    const lane = await runningLane(tx, found.entry.organisationId);
    await handIn(tx, actor, found, input, { tellsDesk: false });
    const entry = await tx.entry.findUniqueOrThrow({ where: { id: found.entry.id } });
    const revision = await tx.revision.findUniqueOrThrow({ where: { id: found.revision.id } });
    await applyDecision(
      tx,
      actor,
      { entry, revision },
      {
        step: "trusted",
        action: "publish",
        lockVersion: revision.lockVersion,
        ticks: input.ticks,
        note: input.note,
        reviewerName: input.reviewerName,
      },
    );
    await drawSample(tx, lane, { entryId: entry.id, revisionId: revision.id, revisionNo: revision.no });
    return loadOwnEntry(tx, actor, entry.id);
  });
}

async function runningLane(tx: Tx, organisationId: string): Promise<{ id: string; cityId: string; seed: string }> {
  // Shared lock: a lane that is being withdrawn at this moment publishes nothing more.
  const [lane] = await tx.$queryRaw<{ id: string; cityId: string; seed: string; fit: boolean }[]>`
    SELECT l.id, l.city_id AS "cityId", l.seed, (o.kind = 'university' AND o.verified_at IS NOT NULL AND o.state = 'active') AS fit
    FROM trusted_lane l JOIN organisation o ON o.id = l.organisation_id
    WHERE l.organisation_id = ${organisationId} AND l.ended_at IS NULL FOR SHARE OF l`;
  if (!lane) throw new DomainError("forbidden", "lane.none");
  if (!lane.fit) throw new DomainError("conflict", "lane.only_verified_university");
  return lane;
}

async function drawSample(
  tx: Tx,
  lane: { id: string; cityId: string; seed: string },
  drawn: { entryId: string; revisionId: string; revisionNo: number },
): Promise<void> {
  const rule = await ruleOfCity(tx, lane.cityId);
  if (!isSampled(lane.seed, drawn.entryId, drawn.revisionNo, rule.samplePercent)) return;
  const today = dayOf(await appNow(tx));
  const dueOn = addWorkingDays(await loadCalendar(tx), today, rule.sampleDays);
  const sampleId = newId("smp");
  await tx.vettingSample.create({
    data: {
      id: sampleId,
      laneId: lane.id,
      entryId: drawn.entryId,
      revisionId: drawn.revisionId,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
    },
  });
  await notify(tx, {
    userIds: await coordinatorsOf(tx, lane.cityId, "city"),
    kind: "notify.sample_drawn",
    params: { day: dueOn },
    link: `/app/vetting/${drawn.revisionId}`,
    dedupeKey: `sample.drawn:${sampleId}`,
  });
}
