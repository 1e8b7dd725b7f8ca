import { type Actor, anonymous } from "@jiebang/domain";
import { currentScope } from "../logging/request-scope.ts";
import type { ServerDeps } from "./deps.ts";

/** Who sends this request: loaded once per request, from the session cookie. */
export function actorOf(deps: ServerDeps, headers: Headers): Promise<Actor> {
  const scope = currentScope();
  if (!scope) return loadFromSession(deps, headers);
  scope.actor ??= loadFromSession(deps, headers).then((actor) => {
    if (actor.kind === "user") scope.actorId = actor.userId;
    return actor;
  });
  return scope.actor;
}

async function loadFromSession(_deps: ServerDeps, _headers: Headers): Promise<Actor> {
  return anonymous;
}
