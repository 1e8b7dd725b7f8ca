import { type FormIntakeView, type IntakeRef, requireOpenIntake } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchIntake, intakeView } from "./form-intake.queries.ts";

/** Empties a tray that was not brought in: its files go, the line that it was there stays. */
export async function cancelFormIntake(ctx: Ctx, { intakeId }: IntakeRef): Promise<FormIntakeView> {
  const { view, keys } = await ctx.transaction(async (tx) => {
    await fetchIntake(tx, ctx.actor, intakeId);
    const { count } = await tx.formIntake.updateMany({
      where: { id: intakeId, state: "open" },
      data: { state: "cancelled", updatedAt: await appNow(tx) },
    });
    if (count === 0) requireOpenIntake("closed");
    const files = await tx.formFile.findMany({ where: { intakeId }, select: { storageKey: true } });
    await tx.formFile.deleteMany({ where: { intakeId } });
    await recordAudit(tx, ctx.actor, "form_intake.cancel", { subjectKind: "form_intake", subjectId: intakeId });
    return { view: await intakeView(tx, ctx.actor, intakeId), keys: files.flatMap((file) => file.storageKey ?? []) };
  });
  // After the commit: a file too many harms nobody, a file too few would.
  for (const key of keys) await ctx.services.files.remove(key).catch(() => {});
  return view;
}
