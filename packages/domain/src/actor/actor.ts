// Who acts is a value. Roles are relations: one account may be a member, a coordinator and an expert at once.

export interface ActorMembership {
  organisationId: string;
  role: "admin" | "editor";
}

export interface ActorAppointment {
  jurisdictionId: string;
  level: "county" | "city";
  /** This jurisdiction and, for a city, all that lie under it. */
  covers: string[];
}

export type GrantedRole = "expert" | "talent" | "auditor" | "platform_admin";

export interface UserActor {
  kind: "user";
  userId: string;
  sessionId?: string;
  name: string;
  locale: "zh" | "en";
  memberships: ActorMembership[];
  appointments: ActorAppointment[];
  roles: GrantedRole[];
}
export interface SystemActor {
  kind: "system";
  job: string;
}
export interface AnonymousActor {
  kind: "anonymous";
}
export type Actor = UserActor | SystemActor | AnonymousActor;

export const anonymous: AnonymousActor = { kind: "anonymous" };
export const systemActor = (job: string): SystemActor => ({ kind: "system", job });
