import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type BulkAction,
  type BulkChanges,
  type BulkResult,
  blocksSubmission,
  differencesOf,
  type EntryAction,
  type EntryContent,
  entryActions,
  isDirectField,
  isInVetting,
  lintEntry,
  toAcknowledge,
} from "@jiebang/domain";
import type { OwnCase } from "../entry/entry.access.ts";
import { lintContextOf } from "../entry/lint-context.ts";
import { contentOf } from "../entry/revision-content.ts";

/** What would become of one entry; shown as a preview, and carried out as it says. */
export interface Plan extends BulkResult {
  /** The text after the harmless fields, and after all of them. */
  direct: EntryContent | null;
  vetted: EntryContent | null;
  renewUntil: string | null;
}

export async function planChange(
  tx: Tx,
  actor: Actor,
  found: OwnCase,
  change: BulkAction,
  boardNumber: string | undefined,
): Promise<Plan> {
  const content = contentOf(found.entry.kind, found.revision);
  const plan: Plan = {
    entryId: found.entry.id,
    kind: content.kind,
    number: found.entry.number,
    title: content.title,
    outcome: "unchanged",
    fields: [],
    reason: null,
    details: {},
    direct: null,
    vetted: null,
    renewUntil: null,
  };
  const may = (action: EntryAction) => entryActions(actor, found.standing).includes(action);
  const refused = (reason: string, details: Record<string, unknown> = {}): Plan => ({
    ...plan,
    outcome: "refused",
    reason,
    details,
  });
  const standing = refused(
    isInVetting(found.standing.revisionState) ? "entry.bulk_in_vetting" : "entry.bulk_not_allowed",
  );
  switch (change.action) {
    case "renew":
      return may("renew") ? { ...plan, ...renewal(found, change.validUntil) } : refused("entry.bulk_not_standing");
    case "withdraw":
      if (!may("withdraw")) return refused("entry.bulk_not_standing");
      return boardNumber ? refused("entry.on_board", { number: boardNumber }) : { ...plan, outcome: "withdrawn" };
    case "submit": {
      if (!may("submit")) return standing;
      const problem = await problemOf(tx, found, content);
      return problem ? refused(problem) : { ...plan, outcome: "submitted" };
    }
    case "edit":
      if (may("save")) return editDraft(plan, content, change.changes);
      return may("revise") &&
        found.entry.publishedRevisionId === found.revision.id &&
        found.standing.state !== "withdrawn"
        ? editPublished(tx, plan, found, content, change.changes, may("renew"))
        : standing;
  }
}

function renewal({ entry }: OwnCase, validUntil: string): Partial<Plan> {
  // The last day on which it stands, not the instant after it.
  const before = entry.expiresAt
    ? new Date(entry.expiresAt.getTime() + 8 * 3_600_000 - 1000).toISOString().slice(0, 10)
    : null;
  if (before === validUntil && entry.state === "published") return { outcome: "unchanged" };
  return {
    outcome: "renewed",
    renewUntil: validUntil,
    fields: [{ field: "validUntil", before, after: validUntil }],
  };
}

function editDraft(plan: Plan, content: EntryContent, changes: BulkChanges): Plan {
  const after = { ...content, ...defined(changes) } as EntryContent;
  const fields = differencesOf(content, after);
  return fields.length ? { ...plan, outcome: "draft_changed", fields, vetted: after } : plan;
}

async function editPublished(
  tx: Tx,
  plan: Plan,
  found: OwnCase,
  content: EntryContent,
  changes: BulkChanges,
  mayRenew: boolean,
): Promise<Plan> {
  const { validUntil, ...rest } = defined(changes) as BulkChanges;
  const pick = (keep: boolean) =>
    Object.fromEntries(Object.entries(rest).filter(([field]) => isDirectField(field) === keep));
  const direct = { ...content, ...pick(true) } as EntryContent;
  const all = { ...direct, ...pick(false) } as EntryContent;
  const directFields = differencesOf(content, direct);
  const vettedFields = differencesOf(direct, all);
  if (validUntil && !mayRenew) return { ...plan, outcome: "refused", reason: "entry.bulk_not_standing" };
  const renewed = validUntil ? renewal(found, validUntil) : {};
  const fields = [...(renewed.fields ?? []), ...directFields, ...vettedFields];
  if (fields.length === 0) return plan;
  const problem = vettedFields.length ? await problemOf(tx, found, all) : null;
  return {
    ...plan,
    fields,
    renewUntil: renewed.renewUntil ?? null,
    direct: directFields.length ? direct : null,
    vetted: vettedFields.length ? all : null,
    outcome: vettedFields.length
      ? problem
        ? "draft_opened"
        : "to_vetting"
      : directFields.length
        ? "published_changed"
        : "renewed",
    reason: problem,
  };
}

/** Why a text cannot be handed in together with others; the author looks at it by itself. */
async function problemOf(tx: Tx, { entry }: OwnCase, content: EntryContent): Promise<string | null> {
  const findings = lintEntry(content, await lintContextOf(tx, entry.organisationId, content));
  if (blocksSubmission(findings)) return "entry.not_ready";
  return toAcknowledge(findings).length ? "entry.bulk_acknowledge" : null;
}

const defined = (changes: BulkChanges): Partial<EntryContent> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
