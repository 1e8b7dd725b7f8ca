import {
  DomainError,
  type MeView,
  parseIdentifier,
  placeholderEmail,
  type SignInInput,
  signInInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_HERE } from "./attempt-limits.ts";
import { findAccount } from "./create-account.ts";
import { authOf } from "./create-auth.ts";
import { addressGroup, forgetAttempts, limitAttempts } from "./limit-attempts.ts";
import { loadActor } from "./load-actor.ts";
import { clientHeaders, type RequestMeta } from "./request-meta.ts";
import { toMeView } from "./who-am-i.ts";

export interface SignedIn {
  me: MeView;
  setCookies: string[];
}

/** Unknown, disabled and wrong password are one answer and the same work: one look-up, one scrypt. */
export async function signIn(ctx: Ctx, input: SignInInput, meta: RequestMeta): Promise<SignedIn> {
  const { identifier, password, remember } = signInInput.parse(input);
  const parsed = parseIdentifier(identifier);
  const name = parsed?.email ?? identifier.trim().toLowerCase();
  const place = addressGroup(meta.ip);
  await limitAttempts(ctx.db.prisma, SIGN_IN_ADDRESS, place);
  await limitAttempts(ctx.db.prisma, SIGN_IN_HERE, `${place} ${name}`);
  await limitAttempts(ctx.db.prisma, SIGN_IN_ACCOUNT, name);

  // Nobody has this address, so better-auth hashes the given password and refuses.
  const nobody = placeholderEmail("0");
  const account = await findAccount(ctx.db.prisma, parsed ?? { kind: "email", email: nobody });
  const email = account && !account.disabledAt ? account.email : nobody;
  // better-auth asks for the password of an account only when it finds one; the missing one is asked for here.
  if (email === nobody) await ctx.db.prisma.credential.findMany({ where: { userId: nobody }, take: 1 });
  const response = await authOf(ctx).api.signInEmail({
    body: { email, password, rememberMe: remember },
    headers: clientHeaders(meta, ["user-agent"]),
    asResponse: true,
  });
  if (!response.ok) throw new DomainError("unauthenticated", "account.sign_in_failed");

  const { token } = (await response.json()) as { token: string };
  const session = await ctx.db.prisma.session.findUnique({ where: { token }, select: { id: true, userId: true } });
  const actor = session && (await loadActor(ctx.db, { userId: session.userId, sessionId: session.id }));
  if (!actor) throw new DomainError("unauthenticated", "account.sign_in_failed"); // disabled in this very moment
  const me = await ctx.transaction(async (tx) => {
    await recordAudit(tx, actor, "session.sign_in", { subjectKind: "session", subjectId: session.id });
    return toMeView(tx, actor);
  });
  await forgetAttempts(ctx.db.prisma, SIGN_IN_HERE, `${place} ${name}`);
  return { me, setCookies: response.headers.getSetCookie() };
}
