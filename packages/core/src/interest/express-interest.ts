import {
  addWorkingDays,
  DomainError,
  dayOf,
  type ExpressInterestInput,
  expressInterestInput,
  type InterestView,
  instantOf,
  isMemberOf,
  newId,
  requireUser,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { numberSetting } from "../entry/entry-settings.ts";
import { fetchPublicStanding } from "../entry/public-standing.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { notify } from "../notification/notify.ts";
import { ownerPeople } from "./interest.access.ts";
import { loadInterest } from "./interest.queries.ts";

/** Asks the owner of a published entry. The response clock starts: working days of the owner, its vacations do not count. */
export async function expressInterest(ctx: Ctx, raw: ExpressInterestInput): Promise<InterestView> {
  const actor = requireUser(ctx.actor);
  const input = expressInterestInput.parse(raw);
  try {
    return await ctx.transaction(async (tx) => {
      const entry = await fetchPublicStanding(tx, actor, { entryId: input.entryId });
      if (!isMemberOf(actor, input.organisationId)) throw new DomainError("forbidden", "interest.not_member");
      if (isMemberOf(actor, entry.organisationId)) throw new DomainError("conflict", "interest.own_entry");
      const asker = await tx.organisation.findUniqueOrThrow({ where: { id: input.organisationId } });
      if (asker.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
      if (entry.state !== "published") throw new DomainError("conflict", "interest.entry_not_open");
      if (entry.organisationSource) throw new DomainError("conflict", "interest.unclaimed");
      const now = await appNow(tx);
      const calendar = await loadCalendar(tx, entry.organisationId);
      const dueOn = addWorkingDays(calendar, dayOf(now), await numberSetting(tx, "interest.working_days"));
      const interestId = newId("int");
      await tx.interest.create({
        data: {
          id: interestId,
          entryId: entry.id,
          organisationId: asker.id,
          userId: actor.userId,
          cooperation: input.cooperation,
          unclear: input.unclear,
          about: input.about,
          state: "open",
          dueAt: instantOf(dueOn, "23:59"),
        },
      });
      await recordAudit(tx, actor, "interest.express", {
        subjectKind: "interest",
        subjectId: interestId,
        values: { entryId: entry.id, organisationId: asker.id },
      });
      await notify(tx, {
        userIds: await ownerPeople(tx, { id: interestId, entry }),
        kind: "notify.interest_received",
        params: { title: entry.title, organisation: asker.name, day: dueOn },
        link: `/app/interests/${interestId}`,
        dedupeKey: `interest.received:${interestId}`,
        mail: true,
      });
      return loadInterest(tx, actor, interestId);
    });
  } catch (error) {
    // The database holds one open interest per organisation and entry: eight clicks make one.
    if (isUniqueViolation(error)) throw new DomainError("conflict", "interest.already_open");
    throw error;
  }
}
