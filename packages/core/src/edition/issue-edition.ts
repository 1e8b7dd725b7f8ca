import {
  canMoveEdition,
  DomainError,
  type EditionRef,
  type EditionState,
  type EditionView,
  mayIssueEdition,
  nextEditionState,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { needsSecondPerson } from "./edition-rule.ts";
import { editionObstacles, loadEditionView, lockEdition } from "./load-edition.ts";

/** Lays the edition before the one who issues it; until it is given back nothing of it changes. */
export async function prepareEdition(ctx: Ctx, { editionId }: EditionRef): Promise<EditionView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    const state = nextEditionState(edition.state as EditionState, "prepare");
    const now = await appNow(tx);
    const obstacles = await editionObstacles(tx, edition, now);
    const first = obstacles[0];
    if (first) throw new DomainError("conflict", first.reason, { ...first.details, obstacles });
    await tx.edition.update({
      where: { id: editionId, state: edition.state },
      data: { state, preparedById: user.userId, preparedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    const others = (await coordinatorsOf(tx, edition.jurisdictionId, "city")).filter((id) => id !== user.userId);
    await notify(tx, {
      userIds: others,
      kind: "notify.edition_prepared",
      params: { title: edition.title, count: await tx.editionPick.count({ where: { editionId } }) },
      link: `/app/editions/${editionId}`,
      dedupeKey: `edition.prepared:${editionId}:${edition.version}`,
    });
    await recordAudit(tx, user, "edition.prepare", { subjectKind: "edition", subjectId: editionId });
    return loadEditionView(tx, user, editionId);
  });
}

/** Back to the one who put it together. */
export async function giveBackEdition(ctx: Ctx, { editionId }: EditionRef): Promise<EditionView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    const state = nextEditionState(edition.state as EditionState, "giveBack");
    await tx.edition.update({
      where: { id: editionId, state: edition.state },
      data: { state, preparedById: null, preparedAt: null, updatedAt: await appNow(tx), version: { increment: 1 } },
    });
    await recordAudit(tx, user, "edition.give_back", { subjectKind: "edition", subjectId: editionId });
    return loadEditionView(tx, user, editionId);
  });
}

/** An edition that is not wanted any more; one that was frozen is issued, never thrown away. */
export async function discardEdition(ctx: Ctx, { editionId }: EditionRef): Promise<EditionView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    const state = nextEditionState(edition.state as EditionState, "discard");
    await tx.edition.update({
      where: { id: editionId, state: edition.state },
      data: { state, updatedAt: await appNow(tx), version: { increment: 1 } },
    });
    await recordAudit(tx, user, "edition.discard", { subjectKind: "edition", subjectId: editionId });
    return loadEditionView(tx, user, editionId);
  });
}

/** Says yes; the job freezes and makes the files. Said again after a failure it goes on from what is frozen. */
export async function issueEdition(ctx: Ctx, { editionId }: EditionRef): Promise<EditionView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    const before = edition.state as EditionState;
    if (!canMoveEdition(before, "issue") || (before === "issuing" && !edition.failure))
      throw new DomainError("conflict", "edition.action_not_allowed", { state: before, action: "issue" });
    const second = await needsSecondPerson(tx, edition.jurisdictionId);
    if (!mayIssueEdition(user, edition, second))
      throw new DomainError(
        "forbidden",
        mayIssueEdition(user, edition, false) ? "edition.second_person" : "edition.not_issuer",
      );
    const now = await appNow(tx);
    const [first] = before === "prepared" ? await editionObstacles(tx, edition, now) : [];
    if (first) throw new DomainError("conflict", first.reason, first.details);
    await tx.edition.update({
      where: { id: editionId, state: before },
      data: {
        state: nextEditionState(before, "issue"),
        issuedById: edition.issuedById ?? user.userId,
        progressStep: "queued",
        progressDone: 0,
        progressTotal: 0,
        failure: null,
        updatedAt: now,
        version: { increment: 1 },
      },
    });
    await enqueue(tx, "edition.issue", { editionId }, { key: `edition.issue:${editionId}` });
    await recordAudit(tx, user, "edition.issue", { subjectKind: "edition", subjectId: editionId });
    return loadEditionView(tx, user, editionId);
  });
}
