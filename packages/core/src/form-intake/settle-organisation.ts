import type { Tx } from "@jiebang/db";
import {
  coversJurisdiction,
  DomainError,
  type FormFileRef,
  type FormFileState,
  type FormFileView,
  formFileActions,
  mayEnterOnBehalf,
  notFound,
  type SettleOrganisationInput,
  settleOrganisationInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type FormFileRow, fetchIntake, formFileViews, type IntakeRow } from "./form-intake.queries.ts";

type Action = ReturnType<typeof formFileActions>[number];

/** One verb's frame for all that is done with a file before the tray is brought in. */
async function changeFile(
  ctx: Ctx,
  fileId: string,
  action: Action,
  change: (tx: Tx, file: FormFileRow, intake: IntakeRow) => Promise<Partial<FormFileRow>>,
): Promise<FormFileView> {
  return ctx.transaction(async (tx) => {
    const file = await tx.formFile.findUnique({ where: { id: fileId } });
    if (!file) throw notFound();
    const intake = await fetchIntake(tx, ctx.actor, file.intakeId);
    const allowed = formFileActions(intake, { state: file.state as FormFileState, hasDrafts: file.draftCount > 0 });
    if (!allowed.includes(action))
      throw new DomainError("conflict", "form.action_not_allowed", { action, state: file.state });
    // Under the tray's row: nobody brings it in meanwhile.
    await tx.$queryRaw`SELECT id FROM form_intake WHERE id = ${intake.id} FOR UPDATE`;
    const data = await change(tx, file, intake);
    const { count } = await tx.formFile.updateMany({
      where: { id: file.id, state: file.state, intake: { state: "open" } },
      data: data as object,
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, ctx.actor, `form_intake.${action}`, {
      subjectKind: "form_intake",
      subjectId: intake.id,
      changed: Object.keys(data),
      values: { fileId: file.id, path: file.path },
    });
    const [view] = await formFileViews(tx, intake, [await tx.formFile.findUniqueOrThrow({ where: { id: file.id } })]);
    return view!;
  });
}

/** Says whose form it is: a known organisation within reach, or a new one, written down in full by a person. */
export async function settleFormOrganisation(ctx: Ctx, raw: SettleOrganisationInput): Promise<FormFileView> {
  const input = settleOrganisationInput.parse(raw);
  return changeFile(ctx, input.fileId, "set_organisation", async (tx) => {
    if (input.organisationId) {
      const organisation = await tx.organisation.findUnique({ where: { id: input.organisationId } });
      if (!organisation || !mayEnterOnBehalf(ctx.actor, organisation)) throw notFound();
      if (organisation.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
      return { match: "chosen", organisationId: organisation.id, newOrganisation: null };
    }
    const proposed = input.newOrganisation;
    if (!proposed) throw new DomainError("invalid", "form.organisation_missing");
    if (!coversJurisdiction(ctx.actor, proposed.jurisdictionId))
      throw new DomainError("forbidden", "organisation.not_your_jurisdiction");
    if (proposed.creditCode) {
      const taken = await tx.organisation.findFirst({ where: { creditCode: proposed.creditCode } });
      if (taken) throw new DomainError("conflict", "organisation.credit_code_taken", { field: "creditCode" });
    }
    return { match: "new", organisationId: null, newOrganisation: proposed };
  });
}

/** Puts a file aside; it stays in sight and can be taken back. */
export async function dropFormFile(ctx: Ctx, { fileId }: FormFileRef): Promise<FormFileView> {
  return changeFile(ctx, fileId, "drop", async () => ({ state: "dropped" }));
}

export async function restoreFormFile(ctx: Ctx, { fileId }: FormFileRef): Promise<FormFileView> {
  return changeFile(ctx, fileId, "restore", async () => ({ state: "read" }));
}
