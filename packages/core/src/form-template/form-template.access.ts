import type { rows, Tx } from "@jiebang/db";
import { type Actor, hasRole, isCoordinator, notFound, type UserActor } from "@jiebang/domain";

/** Administrators keep everybody's forms, city coordinators those of their city; counties and auditors read them. */
export function keepsTemplate(actor: UserActor, template: { jurisdictionId: string | null }): boolean {
  if (hasRole(actor, "platform_admin")) return true;
  return actor.appointments.some((a) => a.level === "city" && a.jurisdictionId === template.jurisdictionId);
}

export function seesTemplate(actor: Actor, template: { jurisdictionId: string | null }): boolean {
  if (actor.kind !== "user") return false;
  if (hasRole(actor, "platform_admin") || hasRole(actor, "auditor")) return true;
  if (!isCoordinator(actor)) return false;
  return (
    template.jurisdictionId === null || actor.appointments.some((a) => a.covers.includes(template.jurisdictionId!))
  );
}

export async function fetchTemplate(tx: Tx, actor: UserActor, templateId: string): Promise<rows.FormTemplateModel> {
  const template = await tx.formTemplate.findUnique({ where: { id: templateId } });
  if (!template || !seesTemplate(actor, template)) throw notFound();
  return template;
}
