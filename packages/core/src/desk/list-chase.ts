import type { Tx } from "@jiebang/db";
import { type ChaseItem, coveredJurisdictions, dayOf, requireUser } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import type { DueStep } from "./due-step.ts";
import { loadDueSteps } from "./due-step-providers.ts";

export const CHASE_LIMIT = 200;

/** Steps of the jurisdiction that wait for somebody outside, with whom to call and what to paste (催办单). */
export async function listChase(ctx: Ctx): Promise<ChaseItem[]> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const now = await appNow(tx);
  const steps = await loadChaseSteps(tx, coveredJurisdictions(actor));
  const contacts = await loadContacts(tx, steps);
  const told = await loadMarks(tx, steps);
  return steps.map((step) => {
    const contact = contacts.get(step.personId ?? step.organisationId ?? "");
    const link = `${ctx.services.publicUrl}${step.link}`;
    const text = (locale: "zh" | "en") =>
      translate(locale, "desk.chase_text", {
        name: contact?.name ?? step.organisationName ?? "",
        organisation: step.organisationName ?? "",
        title: step.title,
        what: translate(locale, step.nextAction),
        day: dayOf(step.dueAt),
        link,
      });
    return {
      stepKey: step.stepKey,
      title: step.title,
      organisationId: step.organisationId,
      organisationName: step.organisationName,
      personId: contact?.userId ?? null,
      personName: contact?.name ?? null,
      phone: contact?.phone ?? null,
      dueAt: step.dueAt.toISOString(),
      isOverdue: step.dueAt < now,
      text: text("zh"),
      textEn: text("en"),
      link,
      told: told.get(step.stepKey) ?? [],
    };
  });
}

type ChaseStep = DueStep & { dueAt: Date };

export async function loadChaseSteps(tx: Tx, jurisdictionIds: string[]): Promise<ChaseStep[]> {
  const steps = await loadDueSteps(tx, { jurisdictionIds }, CHASE_LIMIT);
  return steps.filter((s): s is ChaseStep => s.organisationId !== null && s.dueAt !== null);
}

interface Contact {
  userId: string | null;
  name: string | null;
  phone: string | null;
}

/** The person named in the step, else the contact of the organisation, else the one who has been its administrator longest. */
async function loadContacts(tx: Tx, steps: ChaseStep[]): Promise<Map<string, Contact>> {
  const organisationIds = [...new Set(steps.map((s) => s.organisationId!))];
  const personIds = [...new Set(steps.flatMap((s) => s.personId ?? []))];
  const people = await tx.user.findMany({
    where: { id: { in: personIds } },
    select: { id: true, name: true, phone: true },
  });
  const organisations = await tx.$queryRaw<
    {
      id: string;
      contact_name: string | null;
      contact_phone: string | null;
      user_id: string | null;
      user_name: string | null;
      phone: string | null;
    }[]
  >`
    SELECT o.id, o.contact_name, o.contact_phone, m.user_id, m.user_name, m.phone
    FROM organisation o LEFT JOIN LATERAL (
      SELECT u.id AS user_id, u.name AS user_name, u.phone FROM membership m JOIN users u ON u.id = m.user_id
      WHERE m.organisation_id = o.id AND m.ended_at IS NULL AND u.disabled_at IS NULL
      ORDER BY m.role = 'admin' DESC, u.phone IS NULL, m.created_at LIMIT 1) m ON true
    WHERE o.id = ANY(${organisationIds}::text[])`;
  return new Map<string, Contact>([
    ...organisations.map((o): [string, Contact] => [
      o.id,
      o.contact_phone
        ? { userId: null, name: o.contact_name, phone: o.contact_phone }
        : { userId: o.user_id, name: o.user_name, phone: o.phone },
    ]),
    ...people.map((p): [string, Contact] => [p.id, { userId: p.id, name: p.name, phone: p.phone }]),
  ]);
}

async function loadMarks(tx: Tx, steps: ChaseStep[]): Promise<Map<string, ChaseItem["told"]>> {
  const rows = await tx.$queryRaw<{ step_key: string; by_name: string; note: string | null; told_at: Date }[]>`
    SELECT c.step_key, u.name AS by_name, c.note, c.told_at FROM chase_mark c JOIN users u ON u.id = c.told_by_id
    WHERE c.step_key = ANY(${steps.map((s) => s.stepKey)}::text[]) ORDER BY c.told_at DESC`;
  const marks = new Map<string, ChaseItem["told"]>();
  for (const r of rows) {
    const mark = { byName: r.by_name, at: r.told_at.toISOString(), note: r.note };
    marks.set(r.step_key, [...(marks.get(r.step_key) ?? []), mark]);
  }
  return marks;
}
