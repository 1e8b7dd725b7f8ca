import { z } from "zod";
import { givenPassword, identifier, personName } from "../identity/identifier.ts";
import { coordinatorLevel, memberRole, roleName } from "../identity/session.schema.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

export const updateAccountInput = z.object({ name: personName.optional(), locale: z.enum(["zh", "en"]).optional() });
export type UpdateAccountInput = z.input<typeof updateAccountInput>;

/** Changing what one signs in with asks for the password again. */
export const changeIdentifierInput = z.object({ identifier, currentPassword: givenPassword });
export type ChangeIdentifierInput = z.input<typeof changeIdentifierInput>;

/** An account as administrators see it. */
export const accountView = z.object({
  userId: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  isDisabled: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
  memberships: z.array(
    z.object({ membershipId: z.string(), organisationId: z.string(), organisationName: z.string(), role: memberRole }),
  ),
  appointments: z.array(
    z.object({
      appointmentId: z.string(),
      jurisdictionId: z.string(),
      jurisdictionName: z.string(),
      level: coordinatorLevel,
    }),
  ),
  roles: z.array(roleName),
  allowedActions: z.array(z.enum(["disable", "enable", "issueResetCode", "grantRole", "appoint"])),
});
export type AccountView = z.infer<typeof accountView>;

export const listAccountsInput = paging.extend({
  query: z.string().trim().max(100).optional(),
  role: z.enum([...roleName.options, "coordinator"]).optional(),
  isDisabled: z.boolean().optional(),
});
export type ListAccountsInput = z.input<typeof listAccountsInput>;
export const accountPage = pageOf(accountView);

export const accountRef = z.object({ userId: z.string().max(60) });
export type AccountRef = z.input<typeof accountRef>;

/** Somebody who belongs to no organisation yet (a coordinator, an auditor): opened by hand, entered with a code from paper. */
export const openAccountInput = z.object({ name: personName, identifier });
export type OpenAccountInput = z.input<typeof openAccountInput>;

export const grantRoleInput = accountRef.extend({ role: roleName });
export type GrantRoleInput = z.input<typeof grantRoleInput>;

export const appointInput = accountRef.extend({ jurisdictionId: z.string().max(60) });
export type AppointInput = z.input<typeof appointInput>;
export const appointmentRef = z.object({ appointmentId: z.string().max(60) });
export type AppointmentRef = z.input<typeof appointmentRef>;
