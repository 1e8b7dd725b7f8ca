import type { Tx } from "@jiebang/db";
import {
  type ChaseItem,
  type ChaseList,
  coveredJurisdictions,
  DESK_QUEUES,
  isCoordinator,
  type ListChaseInput,
  listChaseInput,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { chaseText, groupChase } from "./chase-text.ts";
import type { DueStep } from "./due-step.ts";
import { loadStepsOfEach } from "./due-step-providers.ts";

export const CHASE_LIMIT = 200;

/** The chase list: one group for each person to call, filtered as asked. */
export async function listChase(ctx: Ctx, raw: ListChaseInput = {}): Promise<ChaseList> {
  const input = listChaseInput.parse(raw);
  const all = await listChaseItems(ctx);
  const items = all.filter(
    (item) =>
      (!input.jurisdictionId || item.jurisdictionId === input.jurisdictionId) &&
      (!input.queue || item.queue === input.queue) &&
      (input.isOverdue === undefined || item.isOverdue === input.isOverdue) &&
      (!input.isUntold || item.told.length === 0),
  );
  const jurisdictions = new Map(all.flatMap((i) => (i.jurisdictionId ? [[i.jurisdictionId, i.jurisdictionName]] : [])));
  return {
    groups: groupChase(items),
    jurisdictions: [...jurisdictions].map(([id, name]) => ({ id: id!, name: name ?? "" })),
    queues: DESK_QUEUES.filter((key) => all.some((item) => item.queue === key)),
    total: items.length,
  };
}

/** Steps of the jurisdiction that wait for somebody outside, with whom to call and what to paste (催办单). */
export async function listChaseItems(ctx: Ctx): Promise<ChaseItem[]> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const now = await appNow(tx);
  const steps = await loadChaseSteps(tx, actor);
  const contacts = await loadContacts(tx, steps);
  const told = await loadMarks(tx, steps);
  return steps.map((step) => {
    const home = contacts.get(step.organisationId ?? "");
    const contact = (step.personId && contacts.get(step.personId)) || home;
    const link = `${ctx.services.publicUrl}${step.link}`;
    const to = {
      name: contact?.name ?? step.organisationName ?? "",
      organisation: step.organisationName ?? "",
    };
    return {
      stepKey: step.stepKey,
      queue: step.queue,
      title: step.title,
      nextAction: step.nextAction,
      organisationId: step.organisationId,
      organisationName: step.organisationName,
      jurisdictionId: home?.jurisdictionId ?? null,
      jurisdictionName: home?.jurisdictionName ?? null,
      personId: contact?.userId ?? null,
      personName: contact?.name ?? null,
      phone: contact?.phone ?? null,
      dueAt: step.dueAt.toISOString(),
      isOverdue: step.dueAt < now,
      text: chaseText("zh", to, { ...step, link }),
      textEn: chaseText("en", to, { ...step, link }),
      link,
      told: told.get(step.stepKey) ?? [],
    };
  });
}

type ChaseStep = DueStep & { dueAt: Date };

export async function loadChaseSteps(tx: Tx, actor: UserActor): Promise<ChaseStep[]> {
  const scope = { jurisdictionIds: coveredJurisdictions(actor), isCity: isCoordinator(actor, "city") };
  const steps = await loadStepsOfEach(tx, scope, CHASE_LIMIT);
  return steps.filter((s): s is ChaseStep => s.organisationId !== null && s.dueAt !== null);
}

interface Contact {
  userId: string | null;
  name: string | null;
  phone: string | null;
  jurisdictionId: string | null;
  jurisdictionName: string | null;
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
      jurisdiction_id: string | null;
      jurisdiction_name: string | null;
    }[]
  >`
    SELECT o.id, o.contact_name, o.contact_phone, m.user_id, m.user_name, m.phone, o.jurisdiction_id, j.name AS jurisdiction_name
    FROM organisation o LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id LEFT JOIN LATERAL (
      SELECT u.id AS user_id, u.name AS user_name, u.phone FROM membership m JOIN users u ON u.id = m.user_id
      WHERE m.organisation_id = o.id AND m.ended_at IS NULL AND u.disabled_at IS NULL
      ORDER BY m.role = 'admin' DESC, u.phone IS NULL, m.created_at LIMIT 1) m ON true
    WHERE o.id = ANY(${organisationIds}::text[])`;
  return new Map<string, Contact>([
    ...organisations.map((o): [string, Contact] => [
      o.id,
      {
        ...(o.contact_phone
          ? { userId: null, name: o.contact_name, phone: o.contact_phone }
          : { userId: o.user_id, name: o.user_name, phone: o.phone }),
        jurisdictionId: o.jurisdiction_id,
        jurisdictionName: o.jurisdiction_name,
      },
    ]),
    ...people.map((p): [string, Contact] => [
      p.id,
      { userId: p.id, name: p.name, phone: p.phone, jurisdictionId: null, jurisdictionName: null },
    ]),
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
