// Who may do what, for every procedure. A procedure without a row fails the test; so does an answer that differs.
// Each router brings its rows in `<noun>.access.ts` beside it; this list only joins them.
import type { Database } from "@jiebang/db";
import type { Actor } from "@jiebang/domain";
import type { ApiContext } from "./trpc.ts";

/**
 * The nine who knock at every door. The owning organisation (`w.owner`) lies in county A under the city:
 * `stranger` is an admin of another organisation (county A too), `county` coordinates county A, `countyElsewhere` county B,
 * `city` the city above both; `auditor` and `platformAdmin` hold only their granted role.
 */
export const actorNames = [
  "anonymous",
  "stranger",
  "editor",
  "admin",
  "county",
  "countyElsewhere",
  "city",
  "auditor",
  "platformAdmin",
] as const;
export type ActorName = (typeof actorNames)[number];

/** `allowed` means the case at hand was decided: a success, or a conflict of states; never a complaint about the input. */
export type Outcome = "allowed" | "forbidden" | "unauthenticated" | "not_found";

export interface AccessWorld {
  db: Database;
  actors: Record<ActorName, Actor>;
  city: { id: string };
  countyA: { id: string };
  countyB: { id: string };
  owner: { id: string };
  strangerOrganisation: { id: string };
  /** Made once per test run: for subjects that no procedure of the table changes. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

export interface AccessRow {
  /** A fresh input for each actor: what the call changes must not spoil the next one. */
  input?: (w: AccessWorld, actor: ActorName) => unknown;
  /** For procedures that look at the request itself (a cookie, an address). */
  request?: (w: AccessWorld, actor: ActorName) => Partial<ApiContext> | Promise<Partial<ApiContext>>;
  expect: Record<ActorName, Outcome>;
}
export type AccessRows = Record<string, AccessRow>;

/** Everybody, signed in or not. */
export const everyone = table(actorNames, "allowed");
/** Everybody who is signed in. */
export const signedIn = table(actorNames.slice(1), "forbidden");

/**
 * Only these; the others get `otherwise` ("not_found" where the subject must not be seen to exist), anonymous people
 * are asked to sign in unless they are named.
 */
export function only(
  names: ActorName[],
  otherwise: "forbidden" | "not_found" = "forbidden",
  except: Partial<Record<ActorName, Outcome>> = {},
): Record<ActorName, Outcome> {
  return { ...table(names, otherwise), ...except };
}

function table(names: readonly ActorName[], otherwise: Outcome): Record<ActorName, Outcome> {
  const outcome = (name: ActorName): Outcome => {
    if (names.includes(name)) return "allowed";
    return name === "anonymous" ? "unauthenticated" : otherwise;
  };
  return Object.fromEntries(actorNames.map((name) => [name, outcome(name)])) as Record<ActorName, Outcome>;
}
