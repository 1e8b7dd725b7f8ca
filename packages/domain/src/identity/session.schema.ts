import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { givenPassword, newPassword } from "./identifier.ts";

export const signInInput = z.object({
  // Any text goes in: a malformed identifier must answer like an unknown one.
  identifier: z.string().max(254, "account.identifier_shape"),
  password: givenPassword,
  /** False: the session ends with the browser. */
  remember: z.boolean().default(true),
});
export type SignInInput = z.input<typeof signInInput>;

export const changePasswordInput = z.object({ currentPassword: givenPassword, newPassword });
export type ChangePasswordInput = z.input<typeof changePasswordInput>;

export const sessionRef = z.object({ sessionId: z.string().max(60) });
export type SessionRef = z.input<typeof sessionRef>;

export const roleName = z.enum(["expert", "talent", "auditor", "platform_admin"]);
export const coordinatorLevel = z.enum(["county", "city"]);
export const memberRole = z.enum(["admin", "editor"]);

/** Who is signed in, and everything they may be: what the workbench builds its menu from. */
export const meView = z.object({
  userId: z.string(),
  sessionId: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.enum(["zh", "en"]),
  memberships: z.array(
    z.object({
      organisationId: z.string(),
      organisationName: z.string(),
      kind: z.string(),
      role: memberRole,
      isVerified: z.boolean(),
    }),
  ),
  appointments: z.array(
    z.object({ jurisdictionId: z.string(), name: z.string(), nameEn: z.string().nullable(), level: coordinatorLevel }),
  ),
  roles: z.array(roleName),
});
export type MeView = z.infer<typeof meView>;

export const sessionView = z.object({
  sessionId: z.string(),
  isCurrent: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
});
export type SessionView = z.infer<typeof sessionView>;
