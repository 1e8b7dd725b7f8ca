import { type Actor, anonymous } from "@jiebang/domain";
import type { CtxDeps } from "../kernel/ctx.ts";
import { authOf } from "./create-auth.ts";
import { loadActor } from "./load-actor.ts";

export interface Authentication {
  actor: Actor;
  /** `set-cookie` lines for the answer, when better-auth prolonged the session. */
  setCookies: string[];
}

/** From the cookie of a request to the value that acts. A request without our cookie costs no query. */
export async function authenticate(deps: CtxDeps, headers: Headers): Promise<Authentication> {
  if (!/jiebang\.session_token=/.test(headers.get("cookie") ?? "")) return { actor: anonymous, setCookies: [] };
  const result = await authOf(deps).api.getSession({ headers: new Headers(headers), returnHeaders: true });
  const setCookies = result.headers.getSetCookie();
  if (!result.response) return { actor: anonymous, setCookies };
  const { session } = result.response;
  const actor = await loadActor(deps.db, { userId: session.userId, sessionId: session.id });
  return { actor: actor ?? anonymous, setCookies };
}
