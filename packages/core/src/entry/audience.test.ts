import { newId, UNDERTAKING_VERSION, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, expect, it } from "vitest";
import { expressInterest } from "../interest/express-interest.ts";
import { getInterest, listInterests } from "../interest/interest.queries.ts";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { searchEntries } from "../search/search-entries.ts";
import { suggestEntries } from "../search/suggest-entries.ts";
import { acceptUndertaking } from "../undertaking/accept-undertaking.ts";
import { openUndertakingLayer } from "../undertaking/open-undertaking-layer.ts";
import { getAudience } from "./audience.queries.ts";
import { listForUs } from "./list-for-us.ts";
import { previewAs } from "./preview-as.ts";
import { countPublic, getPublicEntry, listRecentPublic } from "./public-entry.queries.ts";
import { readEntry } from "./read-entry.ts";
import { getReaderView } from "./reader-view.ts";
import { setAudience } from "./set-audience.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const owner = await makeOrganisation(db, { jurisdictionId: county.id });
  const rival = await makeOrganisation(db, { jurisdictionId: county.id });
  const daughter = await makeOrganisation(db, { jurisdictionId: county.id });
  const friend = await makeOrganisation(db, { tier: "little_giant" });
  const member = (organisationId: string) => makePerson(db, { member: [{ organisationId }] });
  const { entryId, revisionId } = await makeEntry(db, {
    organisationId: owner.id,
    jurisdictionId: county.id,
    revision: "published",
    content: { title: "低温闪速熔炼余热回收", layers: { body: "undertaking" } },
  });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  const { number } = await db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
  return {
    city,
    county,
    owner,
    rival,
    daughter,
    friend,
    entryId,
    revisionId,
    number: number!,
    editor: await member(owner.id),
    rivalPerson: await member(rival.id),
    daughterPerson: await member(daughter.id),
    friendPerson: await member(friend.id),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    elsewhere: await makePerson(db, {
      coordinates: [{ jurisdictionId: (await makeJurisdiction(db)).id, level: "county" }],
    }),
    auditor: await makePerson(db, { roles: ["auditor"] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const relate = (organisationId: string, relatedOrganisationId: string, endedAt?: Date) =>
  db.prisma.organisationRelation.create({
    data: { id: newId("rel"), organisationId, relatedOrganisationId, kind: "shareholding", evidence: "x", endedAt },
  });
const change = async (input: Partial<Parameters<typeof setAudience>[1]>) => {
  const { version } = await db.prisma.entry.findUniqueOrThrow({ where: { id: w.entryId } });
  return setAudience(as(w.editor), { entryId: w.entryId, version, audience: "public", ...input });
};
const reads = async (...actors: UserActor[]) =>
  Promise.all(
    actors.map((a) =>
      readEntry(as(a), { entryId: w.entryId }).then(
        () => true,
        () => false,
      ),
    ),
  );

it("takes an entry out of the catalogue in the moment its owner draws a circle", async () => {
  const seen = async () => ({
    page: (await getPublicEntry(db, w.number)) !== null,
    listed: (await listRecentPublic(db, { limit: 100 })).items.some((i) => i.id === w.entryId),
    own: (await listRecentPublic(db, { organisationId: w.owner.id, limit: 100 })).items.length,
    counted: (await countPublic(db)).offers,
    found: (await searchEntries({ db }, { query: "闪速熔炼" })).hits.length,
    suggested: (await suggestEntries({ db }, { input: "低温闪速" })).length,
    indexed: await db.pool
      .query(
        "SELECT (SELECT count(*)::int FROM search_document WHERE entry_id = $1) + (SELECT count(*)::int FROM search_card WHERE entry_id = $1) + (SELECT count(*)::int FROM search_suggestion WHERE entry_id = $1) AS n",
        [w.entryId],
      )
      .then((r) => r.rows[0].n > 0),
  });
  const before = await seen();
  expect(before).toMatchObject({ page: true, listed: true, own: 1, found: 1, indexed: true });
  expect(before.suggested).toBeGreaterThan(0);
  await change({ audience: "circle", circle: [{ kind: "organisation", value: w.friend.id }] });
  expect(await seen()).toEqual({
    page: false,
    listed: false,
    own: 0,
    counted: before.counted - 1,

    found: 0,
    suggested: 0,
    indexed: false,
  });
  expect(await reads(w.editor, w.friendPerson, w.countyPerson, w.auditor, w.rivalPerson, w.elsewhere)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

it("shows a circle to those inside as a list that can be searched, and to nobody else", async () => {
  await change({ audience: "circle", circle: [{ kind: "organisation", value: w.friend.id }] });
  const titles = async (actor: UserActor, text?: string) =>
    (await listForUs(as(actor), { text })).items.map((i) => i.title);
  expect(await titles(w.friendPerson)).toEqual(["低温闪速熔炼余热回收"]);
  expect(await titles(w.friendPerson, "余热")).toEqual(["低温闪速熔炼余热回收"]);
  expect(await titles(w.friendPerson, "技术说明")).toEqual([]); // the body stands behind the undertaking
  expect(await titles(w.rivalPerson)).toEqual([]);
});

it("opens a circle by what a coordinator verified, never by what an organisation says of itself", async () => {
  await change({
    audience: "circle",
    circle: [
      { kind: "tier", value: "little_giant" },
      { kind: "jurisdiction", value: w.city.id },
    ],
  }).catch(async () => {
    // The tier list is reference data: without it the rows are written as the verb would.
    await db.prisma.entry.update({ where: { id: w.entryId }, data: { audience: "circle" } });
    await db.prisma.entryCircle.createMany({
      data: [
        { entryId: w.entryId, kind: "tier", value: "little_giant" },
        { entryId: w.entryId, kind: "jurisdiction", value: w.city.id },
      ],
    });
  });
  expect(await reads(w.friendPerson, w.rivalPerson)).toEqual([true, true]);
  await db.prisma.organisation.updateMany({
    where: { id: { in: [w.friend.id, w.rival.id] } },
    data: { verifiedAt: null },
  });
  expect(await reads(w.friendPerson, w.rivalPerson)).toEqual([false, false]);
});

it("does not exist for a blocked organisation nor for who is declared related to it, in either direction", async () => {
  await relate(w.daughter.id, w.rival.id);
  await relate(w.friend.id, w.daughter.id); // two steps away
  const view = await change({ blocked: [w.rival.id] });
  expect(view.blocked).toEqual([{ organisationId: w.rival.id, name: w.rival.name, affiliates: 1 }]);
  expect(await reads(w.rivalPerson, w.daughterPerson, w.friendPerson, w.editor)).toEqual([false, false, true, true]);
  await db.prisma.setting.create({ data: { key: "entry.affiliate_steps", value: 2 } });
  expect(await reads(w.friendPerson)).toEqual([false]);
  await db.prisma.setting.delete({ where: { key: "entry.affiliate_steps" } });
});

it("lets an affiliate read again when the relation has ended", async () => {
  await relate(w.rival.id, w.daughter.id, new Date(Date.now() - 1000));
  await change({ blocked: [w.rival.id] });
  expect(await reads(w.rivalPerson, w.daughterPerson)).toEqual([false, true]);
});

it("refuses a blocked reader everything in the words for an unknown id", async () => {
  const asked = await expressInterest(as(w.rivalPerson), {
    entryId: w.entryId,
    organisationId: w.rival.id,
    cooperation: "许可",
    about: "我们是做冶炼的",
  });
  await change({ blocked: [w.rival.id] });
  const rival = as(w.rivalPerson);
  const refusals = (entryId: string, interestId: string) =>
    Promise.all(
      [
        () => readEntry(rival, { entryId }),
        () => getReaderView(rival, { entryId }),
        () => acceptUndertaking(rival, { entryId, version: UNDERTAKING_VERSION }),
        () => openUndertakingLayer(rival, { entryId }),
        () => expressInterest(rival, { entryId, organisationId: w.rival.id, cooperation: "许可", about: "再问一次" }),
        () => getInterest(rival, { interestId }),
      ].map((ask) =>
        ask().then(
          () => "answered",
          (e) => JSON.stringify({ kind: e.kind, reason: e.reason, details: e.details, message: e.message }),
        ),
      ),
    );
  expect(await refusals(w.entryId, asked.id)).toEqual(await refusals("ofr_unknown", "int_unknown"));
  expect((await refusals(w.entryId, asked.id)).includes("answered")).toBe(false);
  expect((await listInterests(rival, { side: "asker" })).total).toBe(0);
});

it("counts an organisation whose interest was accepted as one of the circle", async () => {
  await db.prisma.interest.create({
    data: {
      id: newId("int"),
      entryId: w.entryId,
      organisationId: w.rival.id,
      userId: w.rivalPerson.userId,
      cooperation: "a",
      unclear: "",
      about: "b",
      state: "accepted",
      dueAt: new Date("2030-01-01T00:00:00Z"),
    },
  });
  await change({ audience: "circle", circle: [{ kind: "organisation", value: w.friend.id }] });
  expect(await reads(w.rivalPerson, w.daughterPerson)).toEqual([true, false]);
});

it("makes a circle's entry public through vetting only, and a draft at once", async () => {
  await change({ audience: "circle", circle: [{ kind: "organisation", value: w.friend.id }] });
  await expect(change({ audience: "public" })).rejects.toMatchObject({ reason: "audience.widen_by_vetting" });
  const draft = await makeEntry(db, {
    organisationId: w.owner.id,
    jurisdictionId: w.county.id,
    entry: { audience: "circle" },
  });
  expect(await setAudience(as(w.editor), { entryId: draft.entryId, version: 1, audience: "public" })).toMatchObject({
    audience: "public",
  });
});

it("refuses an empty circle, oneself among the blocked, unknown members and a stale version; tells nobody else", async () => {
  await expect(change({ audience: "circle" })).rejects.toMatchObject({ reason: "audience.circle_empty" });
  await expect(change({ blocked: [w.owner.id] })).rejects.toMatchObject({ reason: "audience.own_blocked" });
  await expect(change({ blocked: ["org_none"] })).rejects.toMatchObject({ reason: "audience.unknown_member" });
  const outcomes = await Promise.allSettled([change({ blocked: [w.rival.id] }), change({ blocked: [w.friend.id] })]);
  expect(outcomes.map((o) => o.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(getAudience(as(w.rivalPerson), { entryId: w.entryId })).rejects.toMatchObject({ kind: "not_found" });
});

it("shows the owner what the public, a university, a competitor and an official would see", async () => {
  const university = await makeOrganisation(db, { kind: "university", name: "啊大学" });
  await db.prisma.revision.update({
    where: { id: w.revisionId },
    data: {
      isPosterHidden: true,
      areaCode: "411281",
      industryCode: "C3211",
      layers: { summary: "sealed", body: "undertaking" },
    },
  });
  await change({ blocked: [w.rival.id] });
  const see = async (input: Omit<Parameters<typeof previewAs>[1], "entryId">) => {
    const { entry, differences, ...rest } = await previewAs(as(w.editor), { entryId: w.entryId, ...input });
    return {
      ...rest,
      body: entry?.body,
      summary: entry?.summary,
      poster: entry?.poster.name,
      hows: Object.fromEntries(differences.map((d) => [d.field, d.how])),
    };
  };
  const nobody = { organisation: null, posterName: null, isOpenWhenSignedOut: false };
  const forAll = { poster: "hidden", summary: "hidden", contact: "hidden", industry: "coarser", area: "coarser" };
  expect(await see({ reader: "public" })).toEqual({
    ...nobody,
    reader: "public",
    standing: "meets",
    body: "",
    summary: "",
    poster: null,
    hows: { ...forAll, body: "after_undertaking" },
  });
  expect(await see({ reader: "university", organisationId: university.id, hasSigned: true })).toEqual({
    ...nobody,
    reader: "university",
    organisation: { id: university.id, name: "啊大学" },
    standing: "meets",
    body: "技术说明",
    summary: "",
    poster: null,
    hows: forAll,
  });
  expect(await see({ reader: "competitor", organisationId: w.rival.id })).toEqual({
    ...nobody,
    reader: "competitor",
    organisation: { id: w.rival.id, name: w.rival.name },
    standing: "blocked",
    isOpenWhenSignedOut: true,
    body: undefined,
    summary: undefined,
    poster: undefined,
    hows: {},
  });
  expect(await see({ reader: "official" })).toMatchObject({
    standing: "meets",
    posterName: w.owner.name,
    body: "技术说明",
  });
  await expect(previewAs(as(w.rivalPerson), { entryId: w.entryId, reader: "public" })).rejects.toMatchObject({
    kind: "not_found",
  });
});
