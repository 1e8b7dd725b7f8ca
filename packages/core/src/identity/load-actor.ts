import type { Database, Tx } from "@jiebang/db";
import type { ActorAppointment, ActorMembership, GrantedRole, UserActor } from "@jiebang/domain";

interface Row {
  name: string;
  locale: string;
  memberships: ActorMembership[];
  appointments: ActorAppointment[];
  roles: GrantedRole[];
}

/** Who somebody is today, in one query. `null` for an unknown or disabled account: to everybody else they are nobody. */
export async function loadActor(
  db: Database | Tx,
  session: { userId: string; sessionId?: string },
): Promise<UserActor | null> {
  const tx = "prisma" in db ? db.prisma : db;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT u.name, u.locale,
      -- Whoever belongs to an organisation also reads what was sealed, signed or printed in the name of those merged into it;
      -- new work in such a name is refused, because it is not active.
      coalesce((SELECT json_agg(json_build_object('organisationId', x.id, 'role', m.role) ORDER BY x.state, m.created_at, x.id)
        FROM membership m JOIN organisation o ON o.id = m.organisation_id AND o.state = 'active'
          JOIN organisation x ON x.id = o.id OR x.merged_into_id = o.id
        WHERE m.user_id = u.id AND m.ended_at IS NULL), '[]') AS memberships,
      coalesce((SELECT json_agg(json_build_object('jurisdictionId', j.id, 'level', j.level, 'covers',
          (SELECT json_agg(c.id ORDER BY c.id = j.id DESC, c.code) FROM jurisdiction c
            WHERE c.id = j.id OR (j.level = 'city' AND c.parent_id = j.id))) ORDER BY a.created_at)
        FROM coordinator_appointment a JOIN jurisdiction j ON j.id = a.jurisdiction_id
        WHERE a.user_id = u.id AND a.ended_at IS NULL), '[]') AS appointments,
      coalesce((SELECT json_agg(g.role ORDER BY g.created_at) FROM role_grant g
        WHERE g.user_id = u.id AND g.ended_at IS NULL), '[]') AS roles
    FROM users u WHERE u.id = ${session.userId} AND u.disabled_at IS NULL`;
  if (!row) return null;
  return {
    kind: "user",
    userId: session.userId,
    sessionId: session.sessionId,
    name: row.name,
    locale: row.locale === "en" ? "en" : "zh",
    memberships: row.memberships,
    appointments: row.appointments,
    roles: row.roles,
  };
}
