import type { Tx } from "@jiebang/db";
import { type BulkAction, DomainError, type UserActor } from "@jiebang/domain";
import { changePublished } from "../entry/change-published.ts";
import { type OwnCase, standingOf } from "../entry/entry.access.ts";
import { openRevision } from "../entry/open-revision.ts";
import { renewIn } from "../entry/renew-entry.ts";
import { columnsOf } from "../entry/revision-content.ts";
import { handIn } from "../entry/submit-entry.ts";
import { withdrawIn } from "../entry/withdraw-entry.ts";
import { appNow } from "../kernel/app-now.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import type { Plan } from "./plan-change.ts";

/** Carries out what the plan says, by the same verbs as for one entry. Whoever changed it meanwhile wins: this one is refused. */
export async function applyPlan(
  tx: Tx,
  actor: UserActor,
  found: OwnCase,
  change: BulkAction,
  plan: Plan,
): Promise<void> {
  switch (plan.outcome) {
    case "withdrawn":
      if (change.action === "withdraw") await withdrawIn(tx, actor, found, change);
      return;
    case "submitted":
      await handIn(
        tx,
        actor,
        found,
        { lockVersion: found.revision.lockVersion, acknowledged: [] },
        { tellsDesk: false },
      );
      return;
    case "draft_changed":
      return saveDraftChange(tx, actor, found, plan);
    case "renewed":
    case "published_changed":
    case "to_vetting":
    case "draft_opened":
      return changeStanding(tx, actor, found, plan);
    case "unchanged":
    case "refused":
      return;
  }
}

async function saveDraftChange(tx: Tx, actor: UserActor, { entry, revision }: OwnCase, plan: Plan): Promise<void> {
  const now = await appNow(tx);
  const { count } = await tx.revision.updateMany({
    where: { id: revision.id, lockVersion: revision.lockVersion, state: revision.state },
    data: { ...columnsOf(plan.vetted!), lockVersion: { increment: 1 }, savedById: actor.userId, updatedAt: now },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await tx.entry.update({ where: { id: entry.id }, data: { updatedAt: now } });
  await recordAudit(tx, actor, "entry.save", {
    subjectKind: "entry",
    subjectId: entry.id,
    changed: plan.fields.map((f) => f.field),
  });
}

async function changeStanding(tx: Tx, actor: UserActor, found: OwnCase, plan: Plan): Promise<void> {
  let { entry, revision } = found;
  if (plan.renewUntil) {
    await renewIn(tx, actor, entry, plan.renewUntil);
    entry = await tx.entry.findUniqueOrThrow({ where: { id: entry.id } });
  }
  if (plan.direct)
    ({ entry, revision } = await changePublished(
      tx,
      actor,
      { entry, revision },
      plan.direct,
      plan.fields.map((f) => f.field),
    ));
  if (!plan.vetted) return;
  const opened = await openRevision(tx, actor, entry, { revisionId: revision.id, content: plan.vetted });
  await recordAudit(tx, actor, "entry.revise", { subjectKind: "entry", subjectId: entry.id });
  if (plan.outcome !== "to_vetting") return;
  const now = { entry, revision: opened, standing: standingOf(entry, opened) };
  await handIn(tx, actor, now, { lockVersion: opened.lockVersion, acknowledged: [] }, { tellsDesk: false });
}
