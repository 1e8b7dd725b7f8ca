import {
  DomainError,
  type FormIntakeView,
  isCoordinator,
  isMemberOf,
  newId,
  notFound,
  type OpenIntakeInput,
  openIntakeInput,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { intakeView, requireCollector } from "./form-intake.queries.ts";

/** Opens a tray for filled forms: a coordinator's desk, or a member's own organisation. */
export async function openFormIntake(ctx: Ctx, raw: OpenIntakeInput): Promise<FormIntakeView> {
  requireCollector(ctx.actor);
  const actor = requireUser(ctx.actor);
  const { organisationId } = openIntakeInput.parse(raw);
  if (organisationId && !isMemberOf(actor, organisationId)) throw notFound();
  if (!organisationId && !isCoordinator(actor)) throw new DomainError("invalid", "form.organisation_missing");
  return ctx.transaction(async (tx) => {
    const id = newId("fin");
    await tx.formIntake.create({
      data: {
        id,
        organisationId: organisationId ?? null,
        jurisdictionId: organisationId ? null : actor.appointments[0]!.jurisdictionId,
        startedById: actor.userId,
      },
    });
    await recordAudit(tx, actor, "form_intake.open", { subjectKind: "form_intake", subjectId: id });
    return intakeView(tx, actor, id);
  });
}
