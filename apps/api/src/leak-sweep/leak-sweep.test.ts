import { createCtx } from "@jiebang/core";
import { DomainError, newId } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { ActorName } from "../access-table.ts";
import { accessTable } from "../access-tables.ts";
import { appRouter } from "../routers/index.ts";
import { createServer } from "../server.ts";
import { testDeps } from "../testing/test-deps.ts";
import { createCallerFactory } from "../trpc.ts";
import { CASES, type Canary, canariesIn, canary } from "./canaries.ts";
import { mayRead } from "./may-read.ts";
import { makeSweepWorld, ROLES, type Role, type Subject, type SweepWorld } from "./sweep-world.ts";

// First something that could leak stands everywhere; then everybody asks every query of the application about it. Queries
// are enumerated from the router: a new one is swept from the day it has a row in the access table.

const db = useTestDatabase();
const createCaller = createCallerFactory(appRouter);
type Def = { _def: { type: string } };
const queries = Object.entries(appRouter._def.procedures as unknown as Record<string, Def>)
  .filter(([name, procedure]) => procedure._def.type === "query" && name in accessTable)
  .map(([name]) => name)
  .sort();
const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, Def>)
  .filter(([name, procedure]) => procedure._def.type === "mutation" && name in accessTable)
  .map(([name]) => name)
  .sort();
/** What each role met: a sweep that meets nothing proves nothing. */
const met = new Map<Role, Set<string>>(ROLES.map((role) => [role, new Set()]));
let w: SweepWorld;
let lines: ReturnType<typeof testDeps>["lines"];
let deps: ReturnType<typeof testDeps>["deps"];

beforeAll(async () => {
  ({ deps, lines } = testDeps(db, { apiRatePerMinute: 100_000 }));
  w = await makeSweepWorld(db, deps.services);
}, 60_000);

const IDS: [RegExp, (s: Subject) => string][] = [
  [/^(ofr|dmd)_/, (s) => s.entryId],
  [/^rev_/, (s) => s.revisionId],
  [/^att_/, (s) => s.attachmentIds[2]!],
  [/^int_/, (s) => s.interestId],
  [/^org_/, (s) => s.organisationId],
  [/^(CG|XQ)-/, (s) => s.number],
];

/** The same question about another subject. */
function about(input: unknown, subject: Subject): unknown {
  if (typeof input === "string") return IDS.find(([shape]) => shape.test(input))?.[1](subject) ?? input;
  if (Array.isArray(input)) return input.map((one) => about(one, subject));
  if (input && typeof input === "object")
    return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, about(value, subject)]));
  return input;
}

async function ask(procedure: string, role: Role, input: unknown): Promise<string> {
  const caller = createCaller({
    ctx: createCtx(deps, w.everybody[role]),
    locale: "zh",
    requestId: "sweep",
    headers: new Headers(),
    responseHeaders: new Headers(),
    ip: "192.0.2.1",
  });
  const call = procedure.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], caller);
  try {
    return JSON.stringify(await (call as (input: unknown) => Promise<unknown>)(input)) ?? "null";
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (cause instanceof DomainError) return JSON.stringify(["refused", cause.kind, cause.reason, cause.details]);
    return `failed: ${String((cause as Error)?.message ?? error)}`;
  }
}

const actorNameOf = (role: Role): ActorName => (role in w.actors ? (role as ActorName) : "stranger");
const describeLeak = (procedure: string, role: Role, c: Canary) =>
  `${procedure} shows ${role} ${c.of}.${c.layer}.${c.field}`;
const isMet = (role: Role, { of }: Subject) => mayRead(role, { of, layer: "public", field: "title" });

/** A subject of which nobody ever heard. */
const unknown = (kind: "offer" | "demand"): Subject => ({
  of: "draft",
  kind,
  entryId: newId(kind === "offer" ? "ofr" : "dmd"),
  revisionId: newId("rev"),
  number: kind === "offer" ? "CG-2026-99998" : "XQ-2026-99998",
  attachmentIds: [newId("att"), newId("att"), newId("att")],
  interestId: newId("int"),
  organisationId: newId("org"),
});
const withoutIds = (answer: string, s: Subject) =>
  [s.entryId, s.revisionId, s.number, ...s.attachmentIds, s.interestId].reduce(
    (text, id) => text.replaceAll(id, "…"),
    answer,
  );

describe("every query of the application", () => {
  it.each(queries)(
    "%s shows nobody what is not meant for them",
    async (procedure) => {
      const leaks = new Set<string>();
      for (const role of ROLES) {
        const input = await accessTable[procedure]!.input?.(w, actorNameOf(role));
        const plain = JSON.stringify(input ?? null);
        const note = (answer: string) => {
          for (const c of canariesIn(answer)) {
            met.get(role)!.add(`${c.of}.${c.layer}`);
            if (!mayRead(role, c)) leaks.add(describeLeak(procedure, role, c));
          }
          // Its own people and the desk know who the hidden poster is; nobody else reads the name beside the entry.
          if (
            answer.includes("zqhiddenq") &&
            answer.includes(w.shyName) &&
            !["editor", "admin", "county", "city"].includes(role)
          )
            leaks.add(`${procedure} names the hidden poster to ${role}`);
        };
        note(await ask(procedure, role, input));
        const wide = typeof input === "object" && input !== null ? input : {};
        note(await ask(procedure, role, { ...wide, limit: 100 }));
        note(await ask(procedure, role, { ...wide, limit: 100, text: "zq", query: "低温", input: "低温" }));
        for (const subject of w.subjects) {
          const asked = about(input, subject);
          if (JSON.stringify(asked ?? null) === plain) break; // it asks about nobody in particular
          const answer = await ask(procedure, role, asked);
          note(answer);
          if (isMet(role, subject)) continue;
          // An organisation is no secret: what is compared is the entry and all that hangs on it.
          const nobody = { ...unknown(subject.kind), organisationId: subject.organisationId };
          const refusal = await ask(procedure, role, about(input, nobody));
          if (withoutIds(answer, subject) !== withoutIds(refusal, nobody))
            leaks.add(
              `${procedure} answers ${role} about ${subject.of} with ${answer.slice(0, 90)}, about nothing with ${refusal.slice(0, 90)}`,
            );
        }
      }
      expect([...leaks]).toEqual([]);
    },
    60_000,
  );
});

describe("every change of the application", () => {
  const outsiders = ["anonymous", "stranger", "countyElsewhere", "platformAdmin", "blocked", "affiliate"] as const;
  it.each(mutations)(
    "%s refuses what one may not know in the words for what does not exist",
    async (procedure) => {
      const leaks = new Set<string>();
      for (const role of outsiders)
        for (const subject of w.subjects) {
          if (subject.kind === "demand" || isMet(role, subject)) continue;
          const input = await accessTable[procedure]!.input?.(w, actorNameOf(role));
          const asked = about(input, subject);
          if (JSON.stringify(asked ?? null) === JSON.stringify(input ?? null)) return; // it changes nobody in particular
          const nobody = { ...unknown(subject.kind), organisationId: subject.organisationId };
          const refusal = withoutIds(await ask(procedure, role, about(input, nobody)), nobody);
          const answer = await ask(procedure, role, asked);
          for (const c of canariesIn(answer)) if (!mayRead(role, c)) leaks.add(describeLeak(procedure, role, c));
          // What asks for an organisation alone may succeed: it is the same organisation both times.
          if (refusal.startsWith('["refused"') && withoutIds(answer, subject) !== refusal)
            leaks.add(
              `${procedure} answers ${role} about ${subject.of} with ${answer.slice(0, 90)}, about nothing with ${refusal.slice(0, 90)}`,
            );
        }
      expect([...leaks]).toEqual([]);
    },
    60_000,
  );
});

it("opens the second layer to who signed, the sealed one to nobody but the desk", async () => {
  const leaks = new Set<string>();
  for (const role of ROLES)
    for (const subject of w.subjects) {
      const answer = await ask("undertaking.open", role, { entryId: subject.entryId });
      for (const c of canariesIn(answer)) {
        met.get(role)!.add(`${c.of}.${c.layer}`);
        if (!mayRead(role, c)) leaks.add(describeLeak("undertaking.open", role, c));
      }
    }
  expect([...leaks]).toEqual([]);
  expect(met.get("signed")).toContain("layered.undertaking");
});

describe("every public address", () => {
  let app: ReturnType<typeof createServer>;
  const fetched = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await app.request(path, { headers });
    return { status: answer.status, text: await answer.text(), type: answer.headers.get("content-type") ?? "" };
  };
  beforeAll(() => {
    app = createServer(deps);
  });

  /** The routes of the server with every subject in every parameter. */
  function addresses(): string[] {
    const found = new Set<string>();
    for (const { method, path } of app.routes) {
      if (method !== "GET" || path.includes("*") || /live|metrics/.test(path)) continue;
      const parameters = [...path.matchAll(/:(\w+)(\{[^}]*\})?/g)];
      if (parameters.length === 0) found.add(path);
      else
        for (const s of w.subjects)
          for (const value of [
            s.number,
            s.entryId,
            s.revisionId,
            ...s.attachmentIds,
            s.interestId,
            s.organisationId,
            "all",
          ])
            found.add(parameters.reduce((at, [whole]) => at.replace(whole!, value), path));
    }
    for (const s of w.subjects)
      for (const prefix of ["", "/en"]) found.add(`${prefix}/${s.kind === "offer" ? "offers" : "demands"}/${s.number}`);
    return [...found];
  }

  it("shows to nobody who is not signed in what is not public, and names no hidden poster", async () => {
    const leaks = new Set<string>();
    let pages = 0;
    for (const path of addresses()) {
      const { text, status } = await fetched(path);
      if (status === 200) pages++;
      for (const c of canariesIn(text))
        if (!mayRead("anonymous", c)) leaks.add(`${path} shows ${c.of}.${c.layer}.${c.field}`);
      if (/\/(offers|demands)\/[CX]/.test(path) && text.includes("zqhiddenq") && text.includes(w.shyName))
        leaks.add(`${path} names the hidden poster`);
    }
    expect([...leaks]).toEqual([]);
    expect(pages).toBeGreaterThan(20);
  }, 120_000);

  it("answers with one and the same page for what is hidden and what does not exist", async () => {
    const differing: string[] = [];
    for (const s of w.subjects.filter((one) => !isMet("anonymous", one)))
      for (const at of [
        (x: Subject) => `/${x.kind}s/${x.number}`,
        (x: Subject) => `/en/${x.kind}s/${x.number}`,
        (x: Subject) => `/files/${x.attachmentIds[0]}`,
        (x: Subject) => `/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=${x.number}`,
      ]) {
        const nobody = unknown(s.kind);
        const plain = ({ status, text }: { status: number; text: string }, x: Subject) =>
          `${status} ${withoutIds(text, x).replace(/req_\w+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")}`;
        const [hidden, none] = [await fetched(at(s)), await fetched(at(nobody))];
        if (plain(hidden, s) !== plain(none, nobody)) differing.push(at(s));
      }
    expect(differing).toEqual([]);
  }, 60_000);

  it("finds nothing by a word that only stands in a hidden layer", async () => {
    const found: string[] = [];
    for (const s of w.subjects)
      for (const layer of ["undertaking", "sealed", "next"] as const)
        for (const field of ["body", "team", "problem", "keywords", "summary", "inventorsealed", "filename"]) {
          const word = canary({ of: s.of, layer, field });
          const { text } = await fetched(`/api/v1/search?q=${word}`);
          if (/"total":\s*\{?"?(value"?:\s*)?[1-9]/.test(text)) found.push(word);
        }
    expect(found).toEqual([]);
  }, 60_000);
});

describe("what is kept", () => {
  const inTable = async (table: string, where = "true") => {
    const { rows } = await db.pool.query<{ text: string }>(
      `SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${table} t WHERE ${where}`,
    );
    return canariesIn(rows[0]!.text);
  };

  it("holds the public layer only in the index, its suggestions and its counted words", async () => {
    const leaks: string[] = [];
    for (const table of ["search_document", "search_card", "search_suggestion", "search_term", "open_record"])
      for (const c of await inTable(table))
        if (!mayRead("anonymous", c)) leaks.push(`${table}: ${c.of}.${c.layer}.${c.field}`);
    expect(leaks).toEqual([]);
    expect((await inTable("search_document")).length).toBeGreaterThan(5);
  });

  it("holds no text of an entry in the audit, in mails and in what is told to people", async () => {
    const leaks: string[] = [];
    // A title is what a notice speaks of; who gets it is decided where it is sent.
    for (const table of ["audit_event", "mail", "notification", "webhook_event"])
      for (const c of await inTable(table))
        if (c.field !== "title") leaks.push(`${table}: ${c.of}.${c.layer}.${c.field}`);
    expect(leaks).toEqual([]);
  });

  it("holds no text of an entry in the log", () => {
    // What was typed into the address of a search is not logged either.
    expect(canariesIn(JSON.stringify(lines))).toEqual([]);
    expect(lines.length).toBeGreaterThan(100);
  });

  it("met what each role may meet, so that the sweep could have failed", () => {
    const sees = (role: Role) => met.get(role)!;
    expect(CASES.filter((of) => !sees("editor").has(`${of}.sealed`))).toEqual([]);
    expect(sees("editor")).toContain("revised.next");
    expect(sees("stranger")).toContain("layered.public");
    expect(sees("friend")).toContain("circle.public");
    expect(sees("county")).toContain("submitted.sealed");
    expect(sees("anonymous")).toContain("hidden.public");
    expect(sees("blocked")).toContain("layered.public");
  });
});
