import type { Prisma, Tx } from "@jiebang/db";
import { FormReader, type ReadEvent } from "@jiebang/documents/forms/form-reader.ts";
import { storedPath } from "@jiebang/documents/forms/stored-path.ts";
import {
  type Actor,
  anonymous,
  dayOf,
  type FormLookups,
  type FormRefusal,
  findForm,
  newId,
  readFilledForm,
} from "@jiebang/domain";
import { currentList } from "../code-list/require-codes.ts";
import { loadActor } from "../identity/load-actor.ts";
import { chainLookup } from "../import/chain-lookup.ts";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import type { FormFileRow, IntakeRow } from "./form-intake.queries.ts";
import { matchOrganisation } from "./match-organisation.ts";

type FileEvent = Extract<ReadEvent, { kind: "file" }>;
type Understood = Pick<
  Prisma.FormFileUncheckedCreateInput,
  "state" | "formCode" | "match" | "organisationId" | "reason" | "draftCount"
> & { claim?: object; details?: object; problems?: object; drafts?: object };

const PORTION = 10;

/**
 * Reads what waits in a tray, file by file in a thread of its own. Each portion is written with the mark how far it came;
 * after an interruption a file is read again, and what already stands there stays as it is.
 */
export async function readIntake(ctx: Ctx, intakeId: string): Promise<void> {
  const reader = new FormReader();
  try {
    for (;;) {
      const intake = await ctx.db.prisma.formIntake.findUnique({ where: { id: intakeId } });
      if (intake?.state !== "open") return;
      const file = await ctx.db.prisma.formFile.findFirst({
        where: { intakeId, state: "waiting" },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      if (!file) return;
      await readOne(ctx, intake, file, reader);
    }
  } finally {
    await reader.close();
  }
}

async function readOne(ctx: Ctx, intake: IntakeRow, file: FormFileRow, reader: FormReader): Promise<void> {
  // With the rights of today of who opened the tray.
  const actor = (await loadActor(ctx.db, { userId: intake.startedById })) ?? anonymous;
  const bytes = await ctx.services.files.get(file.storageKey!); // an uploaded file has its key
  const lookups = await lookupsOf(ctx.db.prisma);
  let isArchive = false;
  let pending: FileEvent[] = [];
  let done = 0;
  let holdsBid = false;
  const flush = async () => {
    const portion = pending;
    pending = [];
    done += portion.length;
    await ctx.transaction(async (tx) => {
      for (const event of portion) await writeInside(tx, actor, intake, file, event, lookups);
      await tx.formFile.updateMany({ where: { id: file.id, state: "waiting" }, data: { entriesDone: done } });
      await touch(tx, intake);
    });
  };
  for await (const event of reader.read(file.path, bytes)) {
    if (event.kind === "file" && isBid(event)) holdsBid = true;
    if (event.kind === "archive") {
      isArchive = true;
      await ctx.db.prisma.formFile.update({ where: { id: file.id }, data: { entriesTotal: event.total } });
    } else if (event.kind === "refused") {
      await flush();
      await ctx.transaction((tx) => settle(tx, intake, file.id, refused(event.refusal)));
      return;
    } else if (!isArchive) {
      await ctx.transaction(async (tx) => {
        await settle(tx, intake, file.id, await understand(tx, actor, intake, event, lookups, file.id));
      });
      if (holdsBid) await forget(ctx, file);
      return;
    } else if (pending.push(event) >= PORTION) await flush();
  }
  await flush();
  await ctx.transaction((tx) => settle(tx, intake, file.id, { state: "archive" }));
  if (holdsBid) await forget(ctx, file);
}

const isBid = (event: FileEvent) => event.read.kind === "form" && findForm(event.read.raw)?.form.family === "bid";

/** A bid that somebody sent in the open by mistake does not stay on our disk. */
async function forget(ctx: Ctx, file: FormFileRow): Promise<void> {
  await ctx.services.files.remove(file.storageKey!).catch(() => {});
  await ctx.db.prisma.formFile.update({ where: { id: file.id }, data: { storageKey: null } });
}

async function settle(tx: Tx, intake: IntakeRow, id: string, data: Understood): Promise<void> {
  await tx.formFile.updateMany({ where: { id, state: "waiting" }, data });
  await touch(tx, intake);
}

async function touch(tx: Tx, intake: IntakeRow): Promise<void> {
  await tx.formIntake.update({ where: { id: intake.id }, data: { updatedAt: await appNow(tx) } });
  await announceChange(tx, { topic: "formIntake", id: intake.id, userIds: [intake.startedById] });
}

async function writeInside(
  tx: Tx,
  actor: Actor,
  intake: IntakeRow,
  archive: FormFileRow,
  event: FileEvent,
  lookups: FormLookups,
): Promise<void> {
  const path = storedPath(event.path);
  const before = await tx.formFile.findFirst({ where: { archiveId: archive.id, path }, select: { id: true } });
  if (before) return; // it was read before the interruption
  const id = newId("ffl");
  const understood = await understand(tx, actor, intake, event, lookups, id);
  await tx.formFile.create({
    data: {
      id,
      intakeId: intake.id,
      archiveId: archive.id,
      path,
      sha256: event.sha256,
      size: Math.min(event.size, 2_000_000_000),
      ...understood,
    },
  });
}

const refused = ({ isSkipped, reason, details }: FormRefusal): Understood => ({
  state: isSkipped ? "skipped" : "refused",
  reason,
  details: details ?? {},
});
const refusedFor = (reason: string, details: FormRefusal["details"] = {}): Understood =>
  refused({ isSkipped: false, reason: `form.refused.${reason}`, details });

/** PostgreSQL holds no NUL character; nobody misses it. */
const clean = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", ""));

async function understand(
  tx: Tx,
  actor: Actor,
  intake: IntakeRow,
  event: FileEvent,
  lookups: FormLookups,
  fileId: string,
): Promise<Understood> {
  if (event.read.kind === "refused") return refused(event.read.refusal);
  const found = findForm(event.read.raw);
  if (!found) return refusedFor("not_a_form");
  // A bid is sealed in the browser; what was sent here by mistake is not kept as anything.
  if (found.form.family === "bid") return refusedFor("bid_form");
  const form = readFilledForm(found, lookups);
  const formCode = form.code;
  if (form.drafts.length === 0) return { ...refusedFor("empty_form"), formCode };
  const organisation = await matchOrganisation(tx, actor, form.claim, intake.organisationId);
  const common = { formCode, claim: clean(form.claim) };
  if (organisation.refusal) return { ...common, state: "refused", reason: organisation.refusal };
  const known = await knownBefore(tx, actor, intake, event.sha256, fileId);
  if (known) return { ...common, state: "known", ...known };
  return {
    ...common,
    state: "read",
    match: organisation.match,
    organisationId: organisation.organisationId,
    problems: clean([...form.problems, ...organisation.problems]),
    drafts: clean(form.drafts),
    draftCount: form.drafts.length,
  };
}

/** The same bytes in this tray, or brought in before for somebody the actor may see. */
async function knownBefore(tx: Tx, actor: Actor, intake: IntakeRow, sha256: string, fileId: string) {
  const same = await tx.formFile.findMany({
    where: { sha256, id: { not: fileId }, OR: [{ intakeId: intake.id }, { state: "committed" }] },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 20,
  });
  const here = same.find((file) => file.intakeId === intake.id && ["read", "committed"].includes(file.state));
  if (here) return { reason: "form.known.twice", details: { path: here.path } };
  for (const file of same.filter((f) => f.state === "committed" && f.intakeId !== intake.id)) {
    const owner = await tx.organisation.findUnique({ where: { id: file.organisationId! } }); // a committed file has one
    if (!owner) continue;
    const isVisible =
      actor.kind === "user" &&
      (actor.memberships.some((m) => m.organisationId === owner.id) ||
        actor.appointments.some((a) => owner.jurisdictionId !== null && a.covers.includes(owner.jurisdictionId)));
    if (!isVisible) continue;
    const before = await tx.formIntake.findUnique({ where: { id: file.intakeId } });
    return {
      reason: "form.known.before",
      details: { day: before?.committedAt ? dayOf(before.committedAt) : "", organisation: owner.name },
    };
  }
  return undefined;
}

async function lookupsOf(tx: Tx): Promise<FormLookups> {
  const chain = await chainLookup(tx);
  const list = await currentList(tx, "area");
  const areas = list
    ? await tx.codeItem.findMany({ where: { listId: list.id, retiredAt: null }, select: { code: true, name: true } })
    : [];
  const plain = (name: string) => name.replace(/\s/g, "");
  const exact = new Map(areas.map(({ code, name }) => [plain(name), code]));
  return {
    chain,
    // "河南省三门峡市湖滨区" ends in what is meant; "湖滨" begins what is meant.
    area: (text) => {
      const wanted = plain(text);
      if (exact.has(wanted)) return exact.get(wanted);
      const last = /([^省市]+?[县区市旗])$/.exec(wanted)?.[1];
      if (last && exact.has(last)) return exact.get(last);
      const begun =
        wanted.length >= 2 ? areas.filter(({ name }) => plain(name).replace(/[县区市旗]$/, "") === wanted) : [];
      return begun.length === 1 ? begun[0]!.code : undefined;
    },
  };
}
