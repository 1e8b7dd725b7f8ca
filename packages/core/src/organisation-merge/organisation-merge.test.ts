import { foldOrganisationName, newId, type UserActor } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { loadActor } from "../identity/load-actor.ts";
import { createCtx } from "../kernel/ctx.ts";
import { listDuplicates, listMerges, mergedInto, previewMerge } from "./merge.queries.ts";
import { mergeOrganisations } from "./merge-organisations.ts";
import { MERGE_TREATMENTS, UNTOLD } from "./merge-treatments.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const unique = newId("org").slice(-8);
  const survivor = await makeOrganisation(db, { jurisdictionId: county.id, name: `${unique}甲乙精密机械有限公司` });
  const absorbed = await makeOrganisation(db, {
    jurisdictionId: county.id,
    name: `${unique} 甲乙精密机械（有限责任公司）`,
    creditCode: `91411200MA${unique.toUpperCase()}`,
    website: "https://jiayi.example",
    honours: ["high_tech"],
  });
  const person = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    county,
    survivor,
    absorbed,
    countyPerson: await person(county.id, "county"),
    elsewherePerson: await person(elsewhere.id, "county"),
    member: await makePerson(db, { member: [{ organisationId: absorbed.id }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const pair = () => ({ survivorId: w.survivor.id, absorbedId: w.absorbed.id });
const merge = (actor = w.countyPerson, input: object = {}) =>
  mergeOrganisations(as(actor), {
    ...pair(),
    survivorVersion: 1,
    absorbedVersion: 1,
    reason: "同一企业重复登记",
    ...input,
  });

describe("duplicate organisations", () => {
  it("have a treatment for every column of the database that names an organisation", async () => {
    const rows = await db.prisma.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name ~ 'organisation_ids?$'
      UNION SELECT c.conrelid::regclass || '.' || a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
        WHERE c.confrelid = 'organisation'::regclass ORDER BY 1`;
    expect(rows.map((r) => r.name).filter((name) => !(name in MERGE_TREATMENTS))).toEqual([]);
  });

  it("name each table that they count, in both languages", () => {
    const tables = new Set(Object.keys(MERGE_TREATMENTS).map((column) => column.split(".")[0]!));
    const told = [...tables].filter((table) => !UNTOLD.includes(table));
    for (const locale of ["zh", "en"] as const)
      expect(told.filter((table) => translate(locale, `merge.table.${table}`) === `merge.table.${table}`)).toEqual([]);
  });

  it("fold names as the database does", async () => {
    for (const name of ["甲乙 （集团）股份有限公司", "ＡＢＣ新材料有限责任公司", "某某·研究院", "A-B_C 公司"]) {
      const { id } = await makeOrganisation(db, { name });
      const [row] = await db.prisma.$queryRaw<
        { folded: string }[]
      >`SELECT folded_name AS folded FROM organisation WHERE id = ${id}`;
      expect(row!.folded).toBe(foldOrganisationName(name));
    }
  });

  it("are found by code, by folded name and by likeness, in the own jurisdiction only", async () => {
    const like = await makeOrganisation(db, {
      jurisdictionId: w.county.id,
      name: `${w.survivor.name.replace("有限公司", "")}制造有限公司`,
    });
    const found = await listDuplicates(as(w.countyPerson), {});
    expect(found.items.map((p) => [new Set([p.a.organisationId, p.b.organisationId]), p.signs])).toEqual([
      [new Set([w.survivor.id, w.absorbed.id]), ["same_name"]],
      [new Set([w.survivor.id, like.id]), ["similar_name"]],
      [new Set([w.absorbed.id, like.id]), ["similar_name"]],
    ]);
    expect((await listDuplicates(as(w.countyPerson), { organisationId: like.id })).total).toBe(2);
    expect(await listDuplicates(as(w.elsewherePerson), {})).toEqual({ total: 0, items: [] });
  });

  it("become one: everything moves, nothing is lost, the old address and the old name lead on", async () => {
    const { entryId } = await makeEntry(db, {
      organisationId: w.absorbed.id,
      jurisdictionId: w.county.id,
      revision: "published",
    });
    await db.prisma.membership.create({
      data: {
        id: newId("mem"),
        userId: w.member.userId,
        organisationId: w.survivor.id,
        role: "editor",
        endedAt: new Date(),
      },
    });
    const dry = await previewMerge(as(w.countyPerson), pair());
    expect([dry.obstacle, dry.moves, dry.stays]).toEqual([
      null,
      [
        { table: "entry", count: 1 },
        { table: "membership", count: 1 },
      ],
      [],
    ]);
    expect(dry.differing.filter((d) => d.take === "absorbed").map((d) => d.field)).toEqual(["creditCode", "website"]);
    const record = await merge(w.countyPerson, { take: ["creditCode", "website"] });
    expect([record.moved, record.absorbedName]).toEqual([{ entry: 1, membership: 1 }, w.absorbed.name]);
    const rows = await db.prisma.organisation.findMany({
      where: { id: { in: [w.survivor.id, w.absorbed.id] } },
      orderBy: { state: "asc" },
    });
    expect(rows.map((r) => [r.id, r.state, r.mergedIntoId, r.name, r.creditCode, r.website, r.honours])).toEqual([
      [w.survivor.id, "active", null, w.survivor.name, w.absorbed.creditCode, "https://jiayi.example", ["high_tech"]],
      [
        w.absorbed.id,
        "merged",
        w.survivor.id,
        w.absorbed.name,
        w.absorbed.creditCode,
        "https://jiayi.example",
        ["high_tech"],
      ],
    ]);
    expect(await mergedInto(db.prisma, w.absorbed.id)).toBe(w.survivor.id);
    // The member of the absorbed one is an administrator of the survivor, and reads on what stays in the old name.
    const actor = (await loadActor(db, { userId: w.member.userId }))!;
    expect(actor.memberships).toEqual([
      { organisationId: w.survivor.id, role: "admin" },
      { organisationId: w.absorbed.id, role: "admin" },
    ]);
    expect((await getOwnEntry(as(actor), { entryId })).organisation.id).toBe(w.survivor.id);
    expect(await auditActions(db, w.absorbed.id)).toEqual(["organisation.merge"]);
    expect((await listMerges(as(w.countyPerson), { limit: 20, offset: 0 })).items).toMatchObject([
      { mergeId: record.mergeId, reason: "同一企业重复登记" },
    ]);
    await expect(db.prisma.$executeRaw`UPDATE organisation_merge SET reason = 'x'`).rejects.toThrow("append-only");
    await expect(db.prisma.$executeRaw`DELETE FROM organisation_merge`).rejects.toThrow("append-only");
  });

  it("keep one open question per entry, and none to oneself", async () => {
    const theirs = await makeEntry(db, { organisationId: (await makeOrganisation(db)).id, revision: "published" });
    const own = await makeEntry(db, { organisationId: w.survivor.id, revision: "published" });
    const ask = (entryId: string, organisationId: string) =>
      db.prisma.interest.create({
        data: {
          id: newId("int"),
          entryId,
          organisationId,
          userId: w.member.userId,
          cooperation: "a",
          unclear: "",
          about: "b",
          state: "open",
          dueAt: new Date("2030-01-01"),
        },
      });
    await ask(theirs.entryId, w.survivor.id);
    await ask(theirs.entryId, w.absorbed.id);
    await ask(own.entryId, w.absorbed.id);
    await merge();
    const rows = await db.prisma.interest.findMany({
      where: { userId: w.member.userId },
      orderBy: { createdAt: "asc" },
    });
    expect(rows.map((r) => [r.organisationId, r.state])).toEqual([
      [w.survivor.id, "open"],
      [w.survivor.id, "withdrawn"],
      [w.survivor.id, "withdrawn"],
    ]);
  });

  it("move relations without doubling them and without relating one to itself", async () => {
    const party = await makeOrganisation(db);
    const relate = (a: string, b: string, kind = "shareholding") =>
      db.prisma.organisationRelation.create({
        data: { id: newId("rel"), organisationId: a, relatedOrganisationId: b, kind, evidence: "公示信息" },
      });
    await relate(w.survivor.id, party.id);
    await relate(party.id, w.absorbed.id);
    await relate(w.absorbed.id, party.id, "family");
    await relate(w.absorbed.id, w.survivor.id, "same_controller");
    await merge();
    const live = await db.prisma.organisationRelation.findMany({ where: { endedAt: null }, orderBy: { kind: "asc" } });
    expect(live.map((r) => [r.organisationId, r.relatedOrganisationId, r.kind])).toEqual([
      [w.survivor.id, party.id, "family"],
      [w.survivor.id, party.id, "shareholding"],
    ]);
  });

  it("are merged once, when two do it at once in either direction", async () => {
    const results = await Promise.allSettled([
      merge(),
      merge(w.countyPerson, { survivorId: w.absorbed.id, absorbedId: w.survivor.id }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(
      await db.prisma.organisationMerge.count({ where: { survivorId: { in: [w.survivor.id, w.absorbed.id] } } }),
    ).toBe(1);
    const states = await db.prisma.organisation.findMany({
      where: { id: { in: [w.survivor.id, w.absorbed.id] } },
      select: { state: true },
    });
    expect(states.map((s) => s.state).sort()).toEqual(["active", "merged"]);
  });

  it("do not exist for other jurisdictions, and are not merged by their members", async () => {
    await expect(merge(w.elsewherePerson)).rejects.toMatchObject({ kind: "not_found" });
    await expect(previewMerge(as(w.elsewherePerson), pair())).rejects.toMatchObject({ kind: "not_found" });
    const insider = await makePerson(db, {
      member: [{ organisationId: w.survivor.id }],
      coordinates: [{ jurisdictionId: w.county.id, level: "county" }],
    });
    await expect(merge(insider)).rejects.toThrow("merge.own_organisation");
    await expect(merge(w.countyPerson, { absorbedVersion: 7 })).rejects.toThrow("common.stale");
  });

  it("lead a chain of merges to its end", async () => {
    await merge();
    const third = await makeOrganisation(db, { jurisdictionId: w.county.id });
    await merge(w.countyPerson, { survivorId: third.id, absorbedId: w.survivor.id, absorbedVersion: 2 });
    expect([await mergedInto(db.prisma, w.absorbed.id), await mergedInto(db.prisma, w.survivor.id)]).toEqual([
      third.id,
      third.id,
    ]);
  });
});
