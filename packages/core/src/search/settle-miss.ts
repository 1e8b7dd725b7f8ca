import type { Tx } from "@jiebang/db";
import { requireDictionaryEditor, requireUser, type UserActor } from "@jiebang/domain";
import { parseQuery } from "@jiebang/search";
import { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

export const setAsideMissInput = z.object({ query: z.string().max(200) });

/** It leaves the list until it is missed again on a later day. */
export async function settleMiss(tx: Tx, actor: UserActor, query: string, how: "synonym" | "set_aside"): Promise<void> {
  const text = parseQuery(query).text.slice(0, 100);
  await tx.$executeRaw`
    INSERT INTO search_miss_settled (query, settled_on, how, settled_by_id)
    VALUES (${text}, (app_now() AT TIME ZONE 'Asia/Shanghai')::date, ${how}, ${actor.userId})
    ON CONFLICT (query) DO UPDATE SET settled_on = excluded.settled_on, how = excluded.how, settled_by_id = excluded.settled_by_id`;
}

/** A query in vain that no word would help: a slip, or what the catalogue really lacks. */
export async function setAsideMiss(ctx: Ctx, raw: z.input<typeof setAsideMissInput>): Promise<{ isSetAside: true }> {
  const actor = requireUser(ctx.actor);
  requireDictionaryEditor(actor);
  const { query } = setAsideMissInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await settleMiss(tx, actor, query, "set_aside");
    await recordAudit(tx, actor, "search.set_aside_miss", { subjectKind: "search_miss", values: { query } });
    return { isSetAside: true as const };
  });
}
