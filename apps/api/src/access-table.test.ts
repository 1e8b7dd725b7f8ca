import { createCtx, type Services } from "@jiebang/core";
import { type Actor, anonymous, DomainError } from "@jiebang/domain";
import { makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { type AccessWorld, type ActorName, actorNames, type Outcome } from "./access-table.ts";
import { accessTable } from "./access-tables.ts";
import { appRouter } from "./routers/index.ts";
import { type ApiContext, createCallerFactory } from "./trpc.ts";

const db = useTestDatabase();
const createCaller = createCallerFactory(appRouter);
const procedures = Object.keys(appRouter._def.procedures).sort();
const blobs = new Map<string, Uint8Array>();
const services: Services = {
  files: {
    put: async (key, bytes) => void blobs.set(key, bytes),
    get: async (key) => blobs.get(key) ?? new Uint8Array(),
    remove: async (key) => void blobs.delete(key),
  },
  secret: "a secret for the access table, long enough for keys",
  publicUrl: "http://127.0.0.1:4200",
};
let world: AccessWorld;

beforeAll(async () => {
  const city = await makeJurisdiction(db, { level: "city" });
  const countyA = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const countyB = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const owner = await makeOrganisation(db, { jurisdictionId: countyA.id });
  const strangerOrganisation = await makeOrganisation(db, { jurisdictionId: countyA.id });
  const member = (organisationId: string, role: "admin" | "editor") =>
    makePerson(db, { member: [{ organisationId, role }] });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  const actors: Record<ActorName, Actor> = {
    anonymous,
    stranger: await member(strangerOrganisation.id, "admin"),
    editor: await member(owner.id, "editor"),
    admin: await member(owner.id, "admin"),
    county: await coordinator(countyA.id, "county"),
    countyElsewhere: await coordinator(countyB.id, "county"),
    city: await coordinator(city.id, "city"),
    auditor: await makePerson(db, { roles: ["auditor"] }),
    platformAdmin: await makePerson(db, { roles: ["platform_admin"] }),
  };
  const kept = new Map<string, Promise<unknown>>();
  world = {
    db,
    actors,
    city,
    countyA,
    countyB,
    owner,
    strangerOrganisation,
    once: <T>(key: string, make: () => Promise<T>) => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as Promise<T>; // the same key is only ever made by the same row
    },
  };
});

async function knock(procedure: string, name: ActorName): Promise<Outcome | string> {
  const row = accessTable[procedure]!;
  const input = await row.input?.(world, name);
  const context: ApiContext = {
    ctx: createCtx({ db, services }, world.actors[name]),
    locale: "zh",
    requestId: "access",
    headers: new Headers(),
    responseHeaders: new Headers(),
    ip: "192.0.2.1",
    ...(await row.request?.(world, name)),
  };
  const caller = createCaller(context);
  const call = procedure.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], caller);
  try {
    const result = await (call as (input: unknown) => Promise<unknown>)(input);
    // A live subscription: opening it is the decision.
    if (result && typeof result === "object" && Symbol.asyncIterator in result)
      await (result as AsyncIterable<unknown>)[Symbol.asyncIterator]().return?.();
    return "allowed";
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Outcome | string {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof DomainError) {
    if (cause.kind === "forbidden" || cause.kind === "unauthenticated" || cause.kind === "not_found") return cause.kind;
    if (cause.kind === "conflict") return "allowed";
    return `${cause.kind}: ${cause.reason} ${JSON.stringify(cause.details)}`;
  }
  return `error: ${cause instanceof Error ? cause.message : String(error)}`;
}

describe("the access table", () => {
  it("has a row for every procedure and no row too many", () => {
    expect(Object.keys(accessTable).sort()).toEqual(procedures);
  });

  it.each(procedures.filter((name) => name in accessTable))(
    "%s answers each actor as the table says",
    async (procedure) => {
      const seen: Record<string, string> = {};
      for (const name of actorNames) seen[name] = await knock(procedure, name);
      expect(seen).toEqual(accessTable[procedure]!.expect);
    },
  );
});
