import { type OpenAccountInput, type OpenedAccount, openAccountInput, parseIdentifier } from "@jiebang/domain";
import { createAccount } from "../identity/create-account.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireAdmin } from "./account.queries.ts";
import { issueInvitation } from "./issue-invitation.ts";

/**
 * An account for somebody who comes by no organisation: the first coordinators, auditors, experts. It has no password
 * until its owner sets one with the code; nobody else ever knows it.
 */
export async function openAccount(ctx: Ctx, input: OpenAccountInput): Promise<OpenedAccount> {
  const actor = requireAdmin(ctx.actor);
  const { name, identifier } = openAccountInput.parse(input);
  return ctx.transaction(async (tx) => {
    const parsed = parseIdentifier(identifier)!; // the schema has looked
    const userId = await createAccount(tx, { name, identifier: parsed, passwordHash: null });
    await recordAudit(tx, actor, "account.open", {
      subjectKind: "user",
      subjectId: userId,
      personal: { userId, values: { name, identifier } },
    });
    return { userId, ...(await issueInvitation(ctx, tx, actor, { kind: "password_reset", userId })) };
  });
}
