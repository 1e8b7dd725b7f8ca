import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type FormDraft,
  type FormFileState,
  type FormFileView,
  type FormIntakeView,
  formDraft,
  formFileActions,
  formFileView,
  formProblem,
  type IntakeCounts,
  type IntakeRef,
  type IntakeState,
  intakeActions,
  type ListFormFilesInput,
  listFormFilesInput,
  mayCollectForms,
  maySeeIntake,
  newOrganisation,
  notFound,
  type OrganisationMatch,
  organisationClaim,
  type Page,
  type Paging,
  paging,
  requireUser,
  resolveFormCode,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

export type IntakeRow = rows.FormIntakeModel;
export type FormFileRow = rows.FormFileModel;

export function requireCollector(actor: Actor): void {
  requireUser(actor);
  if (!mayCollectForms(actor)) throw new DomainError("forbidden", "form.not_for_you");
}

/** An intake the actor may see; for all others it does not exist. */
export async function fetchIntake(tx: Tx, actor: Actor, intakeId: string): Promise<IntakeRow> {
  requireCollector(actor);
  const intake = await tx.formIntake.findUnique({ where: { id: intakeId } });
  if (!intake || !maySeeIntake(actor, intake)) throw notFound();
  return intake;
}

export const draftsOf = (file: Pick<FormFileRow, "drafts">): FormDraft[] => formDraft.array().parse(file.drafts);

interface Counted {
  intake_id: string;
  state: FormFileState;
  n: number;
  with_remarks: number;
  unsettled: number;
  drafts: number;
  done: number;
  total: number;
}

async function countsOf(tx: Tx, intakeIds: string[]) {
  const counted = await tx.$queryRaw<Counted[]>`
    SELECT intake_id, state, count(*)::int AS n,
      (count(*) FILTER (WHERE problems <> '[]' OR jsonb_path_exists(drafts, '$[*].problems[*]')))::int AS with_remarks,
      (count(*) FILTER (WHERE match = 'none'))::int AS unsettled, sum(draft_count)::int AS drafts,
      sum(entries_done)::int AS done, sum(entries_total)::int AS total
    FROM form_file WHERE intake_id = ANY(${intakeIds}::text[]) GROUP BY intake_id, state`;
  return new Map(
    intakeIds.map((id) => {
      const own = counted.filter((row) => row.intake_id === id);
      const of = (state: FormFileState) => own.find((row) => row.state === state);
      const read = of("read");
      const counts: IntakeCounts = {
        waiting: of("waiting")?.n ?? 0,
        ok: (read?.n ?? 0) - (read?.with_remarks ?? 0),
        remarks: read?.with_remarks ?? 0,
        refused: of("refused")?.n ?? 0,
        skipped: of("skipped")?.n ?? 0,
        known: of("known")?.n ?? 0,
        dropped: of("dropped")?.n ?? 0,
        committed: of("committed")?.n ?? 0,
        unsettled: read?.unsettled ?? 0,
        drafts: (read?.drafts ?? 0) + (of("committed")?.drafts ?? 0),
      };
      const all = own.filter((row) => row.state !== "archive");
      const waiting = of("waiting");
      const inside = (waiting?.total ?? 0) - (waiting?.done ?? 0);
      const total = all.reduce((sum, row) => sum + row.n, 0);
      // A ZIP being read counts as what is still in it.
      return [id, { counts, filesTotal: total + inside, filesDone: total - counts.waiting }] as const;
    }),
  );
}

export async function intakeViews(tx: Tx, intakes: IntakeRow[]): Promise<FormIntakeView[]> {
  const counted = await countsOf(
    tx,
    intakes.map((intake) => intake.id),
  );
  const [users, organisations] = [
    await tx.user.findMany({
      where: { id: { in: intakes.map((i) => i.startedById) } },
      select: { id: true, name: true },
    }),
    await tx.organisation.findMany({
      where: { id: { in: intakes.flatMap((i) => i.organisationId ?? []) } },
      select: { id: true, name: true },
    }),
  ];
  const nameOf = new Map([...users, ...organisations].map((row) => [row.id, row.name]));
  return intakes.map((intake) => {
    const { counts, filesDone, filesTotal } = counted.get(intake.id)!;
    return {
      id: intake.id,
      state: intake.state as IntakeState,
      error: intake.error,
      organisationId: intake.organisationId,
      organisationName: (intake.organisationId && nameOf.get(intake.organisationId)) || null,
      jurisdictionId: intake.jurisdictionId,
      startedByName: nameOf.get(intake.startedById) ?? null,
      createdAt: intake.createdAt.toISOString(),
      committedAt: intake.committedAt?.toISOString() ?? null,
      filesDone,
      filesTotal,
      counts,
      allowedActions: intakeActions(intake.state as IntakeState, counts),
    };
  });
}

export async function intakeView(tx: Tx, actor: Actor, intakeId: string): Promise<FormIntakeView> {
  const [view] = await intakeViews(tx, [await fetchIntake(tx, actor, intakeId)]);
  return view!;
}

export async function getFormIntake(ctx: Ctx, { intakeId }: IntakeRef): Promise<FormIntakeView> {
  return ctx.transaction((tx) => intakeView(tx, ctx.actor, intakeId));
}

/** Those of the own desks and organisations, the newest first. */
export async function listFormIntakes(ctx: Ctx, raw: Partial<Paging> = {}): Promise<Page<FormIntakeView>> {
  requireCollector(ctx.actor);
  const actor = requireUser(ctx.actor);
  const { limit, offset } = paging.parse(raw);
  const where = {
    OR: [
      { jurisdictionId: { in: actor.appointments.flatMap((a) => a.covers) } },
      { organisationId: { in: actor.memberships.map((m) => m.organisationId) } },
    ],
  };
  return ctx.transaction(async (tx) => {
    const found = await tx.formIntake.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    });
    return { items: await intakeViews(tx, found), total: await tx.formIntake.count({ where }) };
  });
}

export async function listFormFiles(ctx: Ctx, raw: ListFormFilesInput): Promise<Page<FormFileView>> {
  const input = listFormFilesInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const intake = await fetchIntake(tx, ctx.actor, input.intakeId);
    const where = { intakeId: intake.id };
    const files = await tx.formFile.findMany({
      where,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: input.limit,
      skip: input.offset,
    });
    return { items: await formFileViews(tx, intake, files), total: await tx.formFile.count({ where }) };
  });
}

export async function formFileViews(tx: Tx, intake: IntakeRow, files: FormFileRow[]): Promise<FormFileView[]> {
  const organisations = await tx.organisation.findMany({
    where: { id: { in: files.flatMap((file) => file.organisationId ?? []) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(organisations.map((row) => [row.id, row.name]));
  const archives = await tx.formFile.findMany({
    where: { id: { in: [...new Set(files.flatMap((file) => file.archiveId ?? []))] } },
    select: { id: true, storageKey: true },
  });
  const keyOf = new Map(archives.map((row) => [row.id, row.storageKey]));
  return files.map((file) => {
    const drafts = draftsOf(file);
    return {
      id: file.id,
      path: file.path,
      archiveId: file.archiveId,
      size: file.size,
      state: file.state as FormFileState,
      formCode: file.formCode,
      family: (file.formCode && resolveFormCode(file.formCode)?.form.family) || null,
      claim: organisationClaim.nullable().parse(file.claim),
      match: file.match as OrganisationMatch,
      organisationId: file.organisationId,
      organisationName: (file.organisationId && nameOf.get(file.organisationId)) || null,
      newOrganisation: newOrganisation.nullable().parse(file.newOrganisation),
      reason: file.reason,
      details: formFileView.shape.details.parse(file.details),
      problems: formProblem.array().parse(file.problems),
      hasOriginal: Boolean(file.archiveId ? keyOf.get(file.archiveId) && file.sha256 : file.storageKey),
      drafts: drafts.map(({ content, note, ...draft }) => ({ ...draft, kind: content.kind, hasNote: note !== "" })),
      allowedActions: formFileActions(intake, { state: file.state as FormFileState, hasDrafts: file.draftCount > 0 }),
    };
  });
}
