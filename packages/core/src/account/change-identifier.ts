import { Prisma } from "@jiebang/db";
import {
  type ChangeIdentifierInput,
  changeIdentifierInput,
  DomainError,
  isPlaceholderEmail,
  type MeView,
  parseIdentifier,
  placeholderEmail,
  requireUser,
} from "@jiebang/domain";
import { CHANGE_IDENTIFIER } from "../identity/attempt-limits.ts";
import { checkOwnPassword } from "../identity/check-own-password.ts";
import { limitAttempts } from "../identity/limit-attempts.ts";
import { toMeView } from "../identity/who-am-i.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** Another mobile number or e-mail address to sign in with. The other of the two stays as it is. */
export async function changeIdentifier(ctx: Ctx, input: ChangeIdentifierInput): Promise<MeView> {
  const actor = requireUser(ctx.actor);
  const { identifier, currentPassword } = changeIdentifierInput.parse(input);
  // A taken number is refused, so the question may be asked a few times a day only.
  await limitAttempts(ctx.db.prisma, CHANGE_IDENTIFIER, actor.userId);
  await checkOwnPassword(ctx, actor, currentPassword);
  const parsed = parseIdentifier(identifier)!; // the schema has looked
  try {
    return await ctx.transaction(async (tx) => {
      const before = await tx.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { email: true } });
      const data =
        parsed.kind === "email"
          ? { email: parsed.email, emailVerified: false }
          : {
              phone: parsed.phone,
              ...(isPlaceholderEmail(before.email) ? { email: placeholderEmail(parsed.phone) } : {}),
            };
      await tx.user.update({ where: { id: actor.userId }, data: { ...data, updatedAt: await appNow(tx) } });
      await recordAudit(tx, actor, "account.change_identifier", {
        subjectKind: "user",
        subjectId: actor.userId,
        changed: [parsed.kind],
        personal: {
          userId: actor.userId,
          values: { identifier: parsed.kind === "email" ? parsed.email : parsed.phone },
        },
      });
      return toMeView(tx, actor);
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "account.identifier_not_available");
    throw error;
  }
}
