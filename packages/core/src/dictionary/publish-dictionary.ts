import type { Tx } from "@jiebang/db";
import {
  type DictionaryVersionView,
  DomainError,
  newId,
  notFound,
  type PublishDictionaryInput,
  publishDictionaryInput,
  type RestoreDictionaryInput,
  requireDictionaryPublisher,
  requireUser,
  restoreDictionaryInput,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadVersions } from "./dictionary.queries.ts";
import { lockDictionary } from "./save-dictionary-row.ts";

/** Makes the draft the next version: every process searches by it at once, texts are cut anew in the background. */
export async function publishDictionary(ctx: Ctx, raw: PublishDictionaryInput): Promise<DictionaryVersionView> {
  const actor = requireUser(ctx.actor);
  requireDictionaryPublisher(actor);
  const input = publishDictionaryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const no = await nextNo(tx, input.currentNo);
    const added = await tx.dictionaryRow.count({ where: { addedIn: null } });
    const removed = await tx.dictionaryRow.count({ where: { isLeaving: true } });
    if (added + removed === 0) throw new DomainError("conflict", "dictionary.nothing_to_publish");
    await tx.dictionaryVersion.create({
      data: { no, note: input.note, added, removed, publishedById: actor.userId },
    });
    await tx.dictionaryRow.updateMany({ where: { addedIn: null }, data: { addedIn: no } });
    await tx.dictionaryRow.updateMany({ where: { isLeaving: true }, data: { isLeaving: false, removedIn: no } });
    return finish(tx, actor, no, "dictionary.publish", { added, removed });
  });
}

/** Publishes what an earlier version held (0: only what ships) as the next one. The draft stays a draft. */
export async function restoreDictionary(ctx: Ctx, raw: RestoreDictionaryInput): Promise<DictionaryVersionView> {
  const actor = requireUser(ctx.actor);
  requireDictionaryPublisher(actor);
  const input = restoreDictionaryInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const no = await nextNo(tx, input.currentNo);
    if (input.no >= no) throw notFound();
    const back = await tx.$queryRaw<{ kind: string; names: string[]; keys: string[]; note: string }[]>`
      SELECT kind, names, keys, note FROM dictionary_row WHERE added_in <= ${input.no} AND removed_in > ${input.no} ORDER BY id`;
    const removed = await tx.dictionaryRow.count({ where: { addedIn: { gt: input.no }, removedIn: null } });
    if (back.length + removed === 0) throw new DomainError("conflict", "dictionary.nothing_to_publish");
    await tx.dictionaryVersion.create({
      data: {
        no,
        note: input.reason,
        restoresNo: input.no,
        added: back.length,
        removed,
        publishedById: actor.userId,
      },
    });
    await tx.dictionaryRow.updateMany({
      where: { addedIn: { gt: input.no, lt: no }, removedIn: null },
      data: { isLeaving: false, removedIn: no },
    });
    await tx.dictionaryRow.createMany({
      data: back.map((row) => ({
        id: newId("dcr"),
        ...row,
        source: "restore",
        createdById: actor.userId,
        addedIn: no,
      })),
    });
    return finish(tx, actor, no, "dictionary.restore", { restoresNo: input.no, added: back.length, removed });
  });
}

async function nextNo(tx: Tx, currentNo: number): Promise<number> {
  await lockDictionary(tx);
  const newest = await tx.dictionaryVersion.aggregate({ _max: { no: true } });
  const no = newest._max.no ?? 0;
  if (no !== currentNo) throw new DomainError("conflict", "dictionary.stale", { no });
  return no + 1;
}

async function finish(
  tx: Tx,
  actor: UserActor,
  no: number,
  action: string,
  values: Record<string, number>,
): Promise<DictionaryVersionView> {
  await recordAudit(tx, actor, action, { subjectKind: "dictionary", subjectId: String(no), values });
  await enqueue(tx, "dictionary.rebuild", {}, { key: "dictionary.rebuild" });
  await announceDictionary(tx);
  const [view] = await loadVersions(tx, actor, 1, 0);
  return view!; // the version just made
}

/** Told to processes, not to people: nobody is named. */
async function announceDictionary(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify('jiebang_live', ${JSON.stringify({ topic: "dictionary", userIds: [] })})::text`;
}
