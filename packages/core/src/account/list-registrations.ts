import {
  coveredJurisdictions,
  type ListRegistrationsInput,
  listRegistrationsInput,
  notFound,
  type Page,
  type RegistrationRef,
  type RegistrationView,
  registrationRef,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { toRegistrationViews } from "./registration.queries.ts";

/** Requests of the jurisdictions one coordinates; the oldest that waits comes first. */
export async function listRegistrations(ctx: Ctx, input: ListRegistrationsInput): Promise<Page<RegistrationView>> {
  const actor = requireUser(ctx.actor);
  const { limit, offset, state } = listRegistrationsInput.parse(input);
  const where = { state, jurisdictionId: { in: coveredJurisdictions(actor) } };
  const [rows, total] = await Promise.all([
    ctx.db.prisma.registration.findMany({
      where,
      orderBy: state === "pending" ? [{ createdAt: "asc" }, { id: "asc" }] : [{ decidedAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    }),
    ctx.db.prisma.registration.count({ where }),
  ]);
  return { items: await toRegistrationViews(ctx.db.prisma, rows), total };
}

export async function getRegistration(ctx: Ctx, input: RegistrationRef): Promise<RegistrationView> {
  const actor = requireUser(ctx.actor);
  const { registrationId } = registrationRef.parse(input);
  const row = await ctx.db.prisma.registration.findFirst({
    where: { id: registrationId, jurisdictionId: { in: coveredJurisdictions(actor) } },
  });
  if (!row) throw notFound();
  return (await toRegistrationViews(ctx.db.prisma, [row]))[0]!;
}
