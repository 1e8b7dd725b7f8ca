import {
  DomainError,
  type EngagementReading,
  type EngagementRef,
  engagementActions,
  engagementRef,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { loadOwnEntry } from "../entry/own-entry.queries.ts";
import { loadInterest } from "../interest/interest.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchEngagement, standingOfEngagement, toEngagementView } from "./engagement.queries.ts";

/**
 * What an attached manager reads: the entry as its consenting owner reads it, and the interest it is about. Nothing may
 * be done with it; other entries and interests of the owner stay unseen. Each reading leaves a line.
 */
export async function readEngagement(ctx: Ctx, raw: EngagementRef): Promise<EngagementReading> {
  const actor = requireUser(ctx.actor);
  const { engagementId } = engagementRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const row = await fetchEngagement(tx, actor, engagementId);
    if (!engagementActions(actor, standingOfEngagement(row)).includes("read"))
      throw new DomainError("conflict", "technologyManager.action_not_allowed");
    const asOwner: UserActor = {
      ...actor,
      memberships: [{ organisationId: row.owner_id, role: "editor" }],
      appointments: [],
      roles: [],
    };
    const entry = await loadOwnEntry(tx, asOwner, row.entry_id);
    const interest = row.interest_id ? await loadInterest(tx, asOwner, row.interest_id) : null;
    await recordAudit(tx, actor, "engagement.read", {
      subjectKind: "entry",
      subjectId: row.entry_id,
      values: { engagementId },
    });
    return {
      engagement: toEngagementView(actor, row),
      entry: {
        kind: entry.kind,
        number: entry.number,
        organisationName: entry.organisation.name,
        content: entry.revision.content,
        attachments: entry.attachments.map(({ id, fileName, size }) => ({ id, fileName, size })),
      },
      interest: interest && {
        askerName: row.asker_name ?? "",
        state: interest.state,
        cooperation: interest.cooperation,
        unclear: interest.unclear,
        about: interest.about,
      },
    };
  });
}
