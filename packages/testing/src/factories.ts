// Factories write rows, not verbs: the shortest way to a world that a test needs.
import type { Database, Prisma } from "@jiebang/db";
import { type ActorAppointment, newId, type UserActor } from "@jiebang/domain";

type Db = Pick<Database, "prisma">;
let counter = 0;
const unique = () => `${Date.now().toString(36)}${(counter++).toString(36)}`;

export async function makeJurisdiction(db: Db, data: Partial<Prisma.JurisdictionUncheckedCreateInput> = {}) {
  const n = unique();
  return db.prisma.jurisdiction.create({
    data: { id: newId("jur"), code: `j${n}`, name: `辖区${n}`, level: "county", ...data },
  });
}

export async function makeOrganisation(db: Db, data: Partial<Prisma.OrganisationUncheckedCreateInput> = {}) {
  return db.prisma.organisation.create({
    data: { id: newId("org"), kind: "enterprise", name: `测试单位${unique()}`, verifiedAt: new Date(), ...data },
  });
}

export interface PersonOptions {
  name?: string;
  member?: { organisationId: string; role?: "admin" | "editor" }[];
  coordinates?: { jurisdictionId: string; level: "county" | "city" }[];
  roles?: UserActor["roles"];
}

/** A person with the relations asked for, as rows and as the actor value that the verbs take. */
export async function makePerson(db: Db, options: PersonOptions = {}): Promise<UserActor> {
  const n = unique();
  const userId = newId("usr");
  const name = options.name ?? `用户${n}`;
  await db.prisma.user.create({ data: { id: userId, name, email: `${n}@example.test` } });
  for (const m of options.member ?? [])
    await db.prisma.membership.create({
      data: { id: newId("mem"), userId, organisationId: m.organisationId, role: m.role ?? "admin" },
    });
  for (const role of options.roles ?? [])
    await db.prisma.roleGrant.create({ data: { id: newId("rgr"), userId, role } });
  const appointments: ActorAppointment[] = [];
  for (const c of options.coordinates ?? []) {
    await db.prisma.coordinatorAppointment.create({
      data: { id: newId("apt"), userId, jurisdictionId: c.jurisdictionId },
    });
    const below = await db.prisma.jurisdiction.findMany({
      where: { parentId: c.jurisdictionId },
      select: { id: true },
    });
    appointments.push({ ...c, covers: [c.jurisdictionId, ...(c.level === "city" ? below.map((j) => j.id) : [])] });
  }
  return {
    kind: "user",
    userId,
    name,
    locale: "zh",
    memberships: (options.member ?? []).map((m) => ({ organisationId: m.organisationId, role: m.role ?? "admin" })),
    appointments,
    roles: options.roles ?? [],
  };
}
