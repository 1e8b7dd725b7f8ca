import { z } from "zod";
import { identifier, newPassword, personName } from "../identity/identifier.ts";

export const setupStatus = z.object({
  /** True while the database has no account at all: the first administrator can be created. */
  needsFirstAdministrator: z.boolean(),
});
export type SetupStatus = z.infer<typeof setupStatus>;

export const createFirstAdministratorInput = z.object({
  /** Printed on the server's console at the start. */
  setupCode: z.string().trim().min(1, "setup.code_wrong").max(40, "setup.code_wrong"),
  name: personName,
  identifier,
  password: newPassword,
});
export type CreateFirstAdministratorInput = z.input<typeof createFirstAdministratorInput>;
