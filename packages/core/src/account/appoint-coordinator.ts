import {
  type AccountView,
  type AppointInput,
  type AppointmentRef,
  appointInput,
  appointmentRef,
  DomainError,
  newId,
  notFound,
} from "@jiebang/domain";
import { releaseCasesOf } from "../assignment/hand-over-cases.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { getAccountView, requireAdmin } from "./account.queries.ts";

/** Makes somebody a coordinator of a jurisdiction; the jurisdiction's level says of which level. */
export async function appointCoordinator(ctx: Ctx, input: AppointInput): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { userId, jurisdictionId } = appointInput.parse(input);
  return ctx.transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    const jurisdiction = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { name: true } });
    if (!user || !jurisdiction) throw notFound();
    if (user.disabledAt) throw new DomainError("conflict", "account.is_disabled");
    const id = newId("apt");
    const { count } = await tx.coordinatorAppointment.createMany({
      data: [{ id, userId, jurisdictionId, createdAt: await appNow(tx) }],
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordAudit(tx, actor, "account.appoint", {
        subjectKind: "user",
        subjectId: userId,
        values: { jurisdictionId },
      });
      await notify(tx, {
        userIds: [userId],
        kind: "notify.appointed",
        params: { jurisdiction: jurisdiction.name },
        link: "/app/desk",
        dedupeKey: `appointed:${id}`,
      });
    }
    return getAccountView(tx, actor, userId);
  });
}

export async function endAppointment(ctx: Ctx, input: AppointmentRef): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { appointmentId } = appointmentRef.parse(input);
  return ctx.transaction(async (tx) => {
    const row = await tx.coordinatorAppointment.findUnique({ where: { id: appointmentId } });
    if (!row) throw notFound();
    const { count } = await tx.coordinatorAppointment.updateMany({
      where: { id: appointmentId, endedAt: null },
      data: { endedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "account.appointment_ended");
    await releaseCasesOf(tx, row.userId);
    await recordAudit(tx, actor, "account.end_appointment", {
      subjectKind: "user",
      subjectId: row.userId,
      values: { jurisdictionId: row.jurisdictionId },
    });
    return getAccountView(tx, actor, row.userId);
  });
}
