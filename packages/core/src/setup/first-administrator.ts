import type { Tx } from "@jiebang/db";
import {
  type CreateFirstAdministratorInput,
  createFirstAdministratorInput,
  DomainError,
  newId,
  parseIdentifier,
  type SetupStatus,
  systemActor,
} from "@jiebang/domain";
import { hashCode, newCode } from "../account/invitation-code.ts";
import { SETUP_CODE } from "../identity/attempt-limits.ts";
import { createAccount } from "../identity/create-account.ts";
import { authOf } from "../identity/create-auth.ts";
import { addressGroup, limitAttempts } from "../identity/limit-attempts.ts";
import type { RequestMeta } from "../identity/request-meta.ts";
import type { Ctx, CtxDeps } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

const SETTING = "setup_codes";
/** Several servers on one new database print a code each; all of them count, the oldest fall out. */
const MOST_CODES = 10;
// One lock for everything that asks "is there nobody yet?".
const lockSetup = (tx: Tx) => tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('jiebang_setup'))::text`;

/** Whether the database waits for its first person. */
export async function getSetupStatus(ctx: Ctx): Promise<SetupStatus> {
  return { needsFirstAdministrator: !(await hasAccounts(ctx.db.prisma)) };
}

/**
 * A one-time code that the server prints on its console at the start, while there is nobody: whoever reads the console
 * may become the first administrator, and nobody who merely reaches the address. `null` once there is an account.
 */
export async function issueSetupCode(deps: Pick<CtxDeps, "db">): Promise<string | null> {
  return deps.db.prisma.$transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasAccounts(tx)) return null;
    const code = newCode();
    const hashes = [hashCode(code), ...(await keptHashes(tx))].slice(0, MOST_CODES);
    await tx.setting.upsert({
      where: { key: SETTING },
      create: { key: SETTING, value: hashes },
      update: { value: hashes },
    });
    return code;
  });
}

/** Works exactly once per database: of two who try at the same moment one is told that it has been done. */
export async function createFirstAdministrator(
  ctx: Ctx,
  input: CreateFirstAdministratorInput,
  meta: Pick<RequestMeta, "ip">,
): Promise<{ userId: string }> {
  const { setupCode, name, identifier, password } = createFirstAdministratorInput.parse(input);
  if (await hasAccounts(ctx.db.prisma)) throw new DomainError("conflict", "setup.already_done");
  await limitAttempts(ctx.db.prisma, SETUP_CODE, addressGroup(meta.ip));
  const parsed = parseIdentifier(identifier)!; // the schema has looked
  const passwordHash = await (await authOf(ctx).$context).password.hash(password);
  return ctx.transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasAccounts(tx)) throw new DomainError("conflict", "setup.already_done");
    if (!(await keptHashes(tx)).includes(hashCode(setupCode)))
      throw new DomainError("invalid", "setup.code_wrong", { field: "setupCode" });
    const userId = await createAccount(tx, { name, identifier: parsed, passwordHash });
    await tx.roleGrant.create({ data: { id: newId("rgr"), userId, role: "platform_admin" } });
    await tx.setting.deleteMany({ where: { key: SETTING } });
    await recordAudit(tx, systemActor("setup"), "setup.first_administrator", {
      subjectKind: "user",
      subjectId: userId,
    });
    return { userId };
  });
}

async function hasAccounts(tx: Tx): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

async function keptHashes(tx: Tx): Promise<string[]> {
  const row = await tx.setting.findUnique({ where: { key: SETTING } });
  return Array.isArray(row?.value) ? row.value.filter((v): v is string => typeof v === "string") : [];
}
