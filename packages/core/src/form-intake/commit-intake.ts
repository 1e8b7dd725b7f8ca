import type { Tx } from "@jiebang/db";
import {
  type Actor,
  anonymous,
  checkCreditCode,
  DomainError,
  type FormIntakeView,
  type IntakeRef,
  type IntakeState,
  intakeActions,
  newOrganisation,
  organisationClaim,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { beginDraft } from "../entry/create-entry.ts";
import { loadActor } from "../identity/load-actor.ts";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { insertOrganisation } from "../organisation/create-organisation.ts";
import { draftsOf, type FormFileRow, fetchIntake, intakeView } from "./form-intake.queries.ts";

const LONGEST = 10 * 60_000;

/** Says yes to what was read. It comes in as a whole, by a job, in one transaction. */
export async function confirmFormIntake(
  ctx: Ctx,
  { intakeId }: IntakeRef,
  options: { inline?: boolean } = {},
): Promise<FormIntakeView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM form_intake WHERE id = ${intakeId} FOR UPDATE`;
    const view = await intakeView(tx, actor, intakeId);
    if (!intakeActions(view.state as IntakeState, view.counts).includes("commit"))
      throw new DomainError(
        "conflict",
        view.state !== "open"
          ? "form.intake_not_open"
          : view.counts.waiting > 0
            ? "form.still_reading"
            : view.counts.unsettled > 0
              ? "form.organisations_unsettled"
              : "form.nothing_read",
        { state: view.state, n: view.counts.unsettled },
      );
    await tx.formIntake.update({
      where: { id: intakeId },
      data: { state: "committing", confirmedById: actor.userId, error: null, updatedAt: await appNow(tx) },
    });
    await recordAudit(tx, actor, "form_intake.confirm", {
      subjectKind: "form_intake",
      subjectId: intakeId,
      values: { drafts: view.counts.drafts },
    });
    if (!options.inline)
      await enqueue(tx, "form-intake.commit", { intakeId }, { key: `form-intake.commit:${intakeId}` });
    return intakeView(tx, actor, intakeId);
  });
}

/** Brings a confirmed tray in: all of it, or it never happened and may be done again. Acts for who confirmed it. */
export async function bringInForms(ctx: Ctx, intakeId: string): Promise<void> {
  const intake = await ctx.db.prisma.formIntake.findUnique({ where: { id: intakeId } });
  if (intake?.state !== "committing") return;
  const actor = (intake.confirmedById && (await loadActor(ctx.db, { userId: intake.confirmedById }))) || anonymous;
  try {
    await ctx.db.prisma.$transaction((tx) => bringIn(tx, actor, intakeId), { maxWait: 30_000, timeout: LONGEST });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // What cannot come in today is told, and the tray stands open again.
    await ctx.transaction(async (tx) => {
      await tx.formIntake.updateMany({
        where: { id: intakeId, state: "committing" },
        data: { state: "open", error: error.reason },
      });
      await announceChange(tx, { topic: "formIntake", id: intakeId, userIds: [intake.startedById] });
    });
  }
}

async function bringIn(tx: Tx, who: Actor, intakeId: string): Promise<void> {
  const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`form-intake:${intakeId}`})) AS got`;
  if (!lock!.got) return; // somebody else is at it
  const intake = await fetchIntake(tx, who, intakeId);
  if (intake.state !== "committing") return;
  const actor = requireUser(who);
  const files = await tx.formFile.findMany({
    where: { intakeId, state: "read" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const opened = new Map<string, string>(); // organisations this tray proposes, each once
  let entries = 0;
  for (const file of files) entries += await bringInFile(tx, actor, file, opened);
  const now = await appNow(tx);
  await tx.formIntake.update({
    where: { id: intakeId },
    data: { state: "committed", committedAt: now, updatedAt: now },
  });
  await recordAudit(tx, actor, "form_intake.commit", {
    subjectKind: "form_intake",
    subjectId: intakeId,
    values: { files: files.length, entries, organisations: opened.size },
  });
  await announceChange(tx, {
    topic: "formIntake",
    id: intakeId,
    userIds: [...new Set([intake.startedById, actor.userId])],
  });
  await notify(tx, {
    userIds: [actor.userId],
    kind: "notify.forms_committed",
    params: { files: files.length, entries },
    link: `/app/forms/${intakeId}`,
    dedupeKey: `form_intake.committed:${intakeId}`,
  });
}

async function bringInFile(tx: Tx, actor: UserActor, file: FormFileRow, opened: Map<string, string>): Promise<number> {
  const organisationId = file.organisationId ?? (await openProposed(tx, actor, file, opened));
  // Brought in by somebody else since it was read: once is enough.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`form-file:${organisationId}:${file.sha256}`}))::text`;
  const before = await tx.formFile.findFirst({ where: { sha256: file.sha256, organisationId, state: "committed" } });
  if (before) {
    await tx.formFile.update({
      where: { id: file.id },
      data: { state: "known", reason: "form.known.twice", details: { path: before.path } },
    });
    return 0;
  }
  const drafts = draftsOf(file);
  for (const draft of drafts) {
    const { kind } = draft.content;
    draft.entryId = await beginDraft(tx, actor, { kind, organisationId, content: draft.content });
    if (draft.note || draft.problems.length > 0)
      await tx.formNote.create({
        data: {
          entryId: draft.entryId,
          fileId: file.id,
          fileName: file.path,
          formCode: file.formCode,
          note: draft.note,
          problems: draft.problems as object[],
        },
      });
  }
  await tx.formFile.update({
    where: { id: file.id },
    data: { state: "committed", organisationId, drafts: drafts as object[] },
  });
  return drafts.length;
}

/** The organisation a person wrote down for this form, opened as any other a coordinator loads. */
async function openProposed(tx: Tx, actor: UserActor, file: FormFileRow, opened: Map<string, string>): Promise<string> {
  const proposed = newOrganisation.parse(file.newOrganisation);
  const claim = organisationClaim.nullable().parse(file.claim);
  const key = proposed.creditCode ?? proposed.name;
  const before = opened.get(key);
  if (before) return before;
  const code = proposed.creditCode ? checkCreditCode(proposed.creditCode) : null;
  const id = await insertOrganisation(tx, actor, {
    kind: proposed.kind,
    name: proposed.name,
    creditCode: code && code.code.length === 18 ? code.code : null,
    creditCodeOverrideReason: code?.problem ? `${file.formCode ?? ""} ${file.path}`.trim().slice(0, 200) : null,
    jurisdictionId: proposed.jurisdictionId,
    contactName: claim?.contactName,
    contactPhone: claim?.contactPhone,
    contactEmail: claim?.contactEmail,
  });
  opened.set(key, id);
  return id;
}
