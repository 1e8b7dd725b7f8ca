import type { Tx } from "@jiebang/db";
import {
  type Actor,
  addDays,
  DomainError,
  dayOf,
  type EntryState,
  instantOf,
  nextEntryState,
  type OwnEntry,
  type RenewEntryInput,
  renewEntryInput,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { type EntryRow, fetchForAction } from "./entry.access.ts";
import { numberSetting } from "./entry-settings.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** Lets an entry stand longer, or again after it ran out. The text does not change, so nobody vets it. */
export async function renewEntry(ctx: Ctx, raw: RenewEntryInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  const input = renewEntryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { entry } = await fetchForAction(tx, actor, input.entryId, "renew");
    await requireValidity(tx, input.validUntil);
    await renewIn(tx, actor, entry, input.validUntil);
    return loadOwnEntry(tx, actor, entry.id);
  });
}

/** Neither in the past nor further than the platform lets anything stand. */
export async function requireValidity(tx: Tx, validUntil: string): Promise<void> {
  const today = dayOf(await appNow(tx));
  const fields = (reason: string) => ({ fields: { validUntil: reason } });
  if (validUntil <= today)
    throw new DomainError("invalid", "entry.validity_past", { day: validUntil, ...fields("entry.validity_past") });
  const longest = addDays(today, 31 * (await numberSetting(tx, "entry.longest_validity_months")));
  if (validUntil > longest)
    throw new DomainError("invalid", "entry.validity_long", { day: longest, ...fields("entry.validity_long") });
}

export async function renewIn(tx: Tx, actor: Actor, entry: EntryRow, validUntil: string): Promise<void> {
  const state = nextEntryState(entry.state as EntryState, "renew");
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, state: entry.state, version: entry.version },
    data: {
      state,
      expiresAt: instantOf(addDays(validUntil, 1)),
      isHistorical: false,
      updatedAt: await appNow(tx),
      version: { increment: 1 },
    },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await recordAudit(tx, actor, "entry.renew", {
    subjectKind: "entry",
    subjectId: entry.id,
    changed: ["expiresAt"],
    values: { validUntil },
  });
  await refreshEntryIndex(tx, [entry.id]);
}
