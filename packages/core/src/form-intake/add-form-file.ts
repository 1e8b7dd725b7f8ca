import { createHash } from "node:crypto";
import { DomainError, FORM_LIMITS, type FormFileView, newId, requireOpenIntake } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchIntake, formFileViews } from "./form-intake.queries.ts";

export interface FilledFormFile {
  intakeId: string;
  fileName: string;
  bytes: Uint8Array;
}

/** Takes one file into the tray; it is read by a job, so that a hundred may be dropped at once. */
export async function addFormFile(ctx: Ctx, input: FilledFormFile): Promise<FormFileView> {
  const path = input.fileName.replace(/^.*[\\/]/, "").slice(0, 300) || "file";
  if (input.bytes.length === 0) throw new DomainError("invalid", "form.refused.empty_file");
  if (input.bytes.length > FORM_LIMITS.zipBytes)
    throw new DomainError("invalid", "form.refused.too_large", { max: FORM_LIMITS.zipBytes / 1024 / 1024 });
  await ctx.transaction(async (tx) => requireOpenIntake((await fetchIntake(tx, ctx.actor, input.intakeId)).state));
  const id = newId("ffl");
  const storageKey = `forms/${input.intakeId}/${id}`;
  await ctx.services.files.put(storageKey, input.bytes);
  return ctx.transaction(async (tx) => {
    const intake = await fetchIntake(tx, ctx.actor, input.intakeId);
    // Who empties or commits the tray at this moment comes first or waits.
    const { count } = await tx.formIntake.updateMany({
      where: { id: intake.id, state: "open" },
      data: { updatedAt: await appNow(tx) },
    });
    if (count === 0) requireOpenIntake("closed");
    if ((await tx.formFile.count({ where: { intakeId: intake.id } })) >= FORM_LIMITS.filesPerIntake)
      throw new DomainError("conflict", "form.files_many", { max: FORM_LIMITS.filesPerIntake });
    const sha256 = createHash("sha256").update(input.bytes).digest("hex");
    const file = await tx.formFile.create({
      data: { id, intakeId: intake.id, path, storageKey, sha256, size: input.bytes.length, state: "waiting" },
    });
    await recordAudit(tx, ctx.actor, "form_intake.upload", {
      subjectKind: "form_intake",
      subjectId: intake.id,
      values: { path, sha256 },
    });
    await enqueue(
      tx,
      "form-intake.read",
      { intakeId: intake.id },
      { key: `form-intake.read:${intake.id}`, queue: `form-intake:${intake.id}` },
    );
    const [view] = await formFileViews(tx, intake, [file]);
    return view!;
  });
}
