import {
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
import { fetchForAction } from "./entry.access.ts";
import { numberSetting } from "./entry-settings.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** Lets an entry stand longer, or again after it ran out. The text does not change, so nobody vets it. */
export async function renewEntry(ctx: Ctx, raw: RenewEntryInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  const input = renewEntryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { entry } = await fetchForAction(tx, actor, input.entryId, "renew");
    const now = await appNow(tx);
    const today = dayOf(now);
    if (input.validUntil <= today) throw new DomainError("invalid", "entry.validity_past", { day: input.validUntil });
    const longest = addDays(today, 31 * (await numberSetting(tx, "entry.longest_validity_months")));
    if (input.validUntil > longest) throw new DomainError("invalid", "entry.validity_long", { day: longest });
    const state = nextEntryState(entry.state as EntryState, "renew");
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, state: entry.state, version: entry.version },
      data: {
        state,
        expiresAt: instantOf(addDays(input.validUntil, 1)),
        isHistorical: false,
        updatedAt: now,
        version: { increment: 1 },
      },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "entry.renew", {
      subjectKind: "entry",
      subjectId: entry.id,
      changed: ["expiresAt"],
      values: { validUntil: input.validUntil },
    });
    await refreshEntryIndex(tx, [entry.id]);
    return loadOwnEntry(tx, actor, entry.id);
  });
}
