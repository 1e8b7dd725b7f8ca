import type { Tx } from "@jiebang/db";
import {
  type CreateEntryInput,
  createEntryInput,
  DomainError,
  entryContent,
  isMemberOf,
  mayEnterOnBehalf,
  newId,
  notFound,
  type OwnEntry,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";
import { columnsOf } from "./revision-content.ts";

/** Begins a draft: as a member, or as a coordinator on behalf of an organisation, marked until it confirms. */
export async function createEntry(ctx: Ctx, raw: CreateEntryInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => loadOwnEntry(tx, actor, await beginDraft(tx, actor, raw)));
}

/** The same inside a transaction that brings in several: one rule for the page, the form on paper and the list. */
export async function beginDraft(tx: Tx, actor: UserActor, raw: CreateEntryInput): Promise<string> {
  const input = createEntryInput.parse(raw);
  const content = entryContent.parse(input.content ?? { kind: input.kind });
  if (content.kind !== input.kind) throw new DomainError("invalid", "entry.kind_differs");
  const organisation = await tx.organisation.findUnique({ where: { id: input.organisationId } });
  const isMember = isMemberOf(actor, input.organisationId);
  if (!organisation || (!isMember && !mayEnterOnBehalf(actor, organisation))) throw notFound();
  if (organisation.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
  const entryId = newId(input.kind === "offer" ? "ofr" : "dmd");
  const revisionId = newId("rev");
  await tx.entry.create({
    data: {
      id: entryId,
      kind: input.kind,
      organisationId: organisation.id,
      jurisdictionId: organisation.jurisdictionId,
      state: "draft",
      currentRevisionId: revisionId,
      createdById: actor.userId,
      onBehalfById: isMember ? null : actor.userId,
    },
  });
  await tx.revision.create({
    data: { id: revisionId, entryId, no: 1, state: "draft", savedById: actor.userId, ...columnsOf(content) },
  });
  await recordAudit(tx, actor, "entry.create", {
    subjectKind: "entry",
    subjectId: entryId,
    values: { kind: input.kind, organisationId: organisation.id, isOnBehalf: !isMember },
  });
  if (!isMember)
    await notify(tx, {
      userIds: await membersOf(tx, organisation.id),
      kind: "notify.entry_on_behalf",
      params: { name: actor.name, kind: input.kind },
      link: `/app/entries/${entryId}`,
      dedupeKey: `entry.on_behalf:${entryId}`,
    });
  return entryId;
}
