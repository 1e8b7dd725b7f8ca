import type { Tx } from "@jiebang/db";
import { type MeView, notFound, type UserActor, visibleEmail } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

/** Who is signed in; `null` for nobody. */
export async function whoAmI(ctx: Ctx): Promise<MeView | null> {
  const { actor } = ctx;
  return actor.kind === "user" ? toMeView(ctx.db.prisma, actor) : null;
}

export async function toMeView(tx: Tx, actor: UserActor): Promise<MeView> {
  const user = await tx.user.findUnique({
    where: { id: actor.userId },
    select: {
      name: true,
      phone: true,
      email: true,
      locale: true,
      memberships: {
        where: { endedAt: null, organisation: { state: "active" } },
        orderBy: { createdAt: "asc" },
        select: { role: true, organisation: { select: { id: true, name: true, kind: true, verifiedAt: true } } },
      },
      appointments: {
        where: { endedAt: null },
        orderBy: { createdAt: "asc" },
        select: { jurisdiction: { select: { id: true, name: true, nameEn: true, level: true } } },
      },
    },
  });
  if (!user) throw notFound();
  return {
    userId: actor.userId,
    sessionId: actor.sessionId ?? null,
    name: user.name,
    phone: user.phone,
    email: visibleEmail(user.email),
    locale: user.locale === "en" ? "en" : "zh",
    memberships: user.memberships.map((m) => ({
      organisationId: m.organisation.id,
      organisationName: m.organisation.name,
      kind: m.organisation.kind,
      role: m.role as "admin" | "editor",
      isVerified: m.organisation.verifiedAt !== null,
    })),
    appointments: user.appointments.map(({ jurisdiction: j }) => ({
      jurisdictionId: j.id,
      name: j.name,
      nameEn: j.nameEn,
      level: j.level as "county" | "city",
    })),
    roles: actor.roles,
  };
}
