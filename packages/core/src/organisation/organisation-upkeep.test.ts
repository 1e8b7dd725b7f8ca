import { randomUUID } from "node:crypto";
import { newId, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { listDuplicates } from "../organisation-merge/merge.queries.ts";
import { likenOrganisations, recountStanding } from "./organisation-upkeep.job.ts";
import { listPublicOrganisations } from "./public-organisation.ts";

const db = useTestDatabase();
const as = (actor: UserActor | { kind: "anonymous" } = { kind: "anonymous" }) =>
  createCtx({ db, services: testServices() }, actor);

describe("the upkeep of organisations", () => {
  it("orders public lists by what stands in the catalogue, hidden posters not counted", async () => {
    const word = newId("org").slice(-8);
    const [few, many, hidden] = [
      await makeOrganisation(db, { name: `${word}甲` }),
      await makeOrganisation(db, { name: `${word}乙` }),
      await makeOrganisation(db, { name: `${word}丙` }),
    ];
    await makeEntry(db, { organisationId: few.id, revision: "published" });
    for (let i = 0; i < 2; i++) await makeEntry(db, { organisationId: many.id, revision: "published" });
    for (let i = 0; i < 3; i++)
      await makeEntry(db, { organisationId: hidden.id, revision: "published", content: { isPosterHidden: true } });
    await recountStanding({ db });
    const { items } = await listPublicOrganisations(as(), { query: word, limit: 10, offset: 0 });
    expect(items.map((o) => [o.organisationId, o.offers])).toEqual([
      [many.id, 2],
      [few.id, 1],
      [hidden.id, 0],
    ]);
  });

  it("finds similar names however old both are, and forgets what a new name made untrue", async () => {
    const county = await makeJurisdiction(db, { level: "county" });
    const coordinator = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
    const word = newId("org").slice(-8);
    const make = (name: string) => makeOrganisation(db, { jurisdictionId: county.id, name });
    const [a, b] = [await make(`${word}高温合金精密铸造厂`), await make(`${word}高温合金精密铸造总厂`)];
    // Far more than are compared while somebody waits.
    for (let i = 0; i < 25; i++) await make(randomUUID());
    const found = async () =>
      (await listDuplicates(as(coordinator), {})).items.map((p) => [p.a.organisationId, p.b.organisationId].sort());
    expect(await found()).toEqual([]);
    await likenOrganisations(as(coordinator));
    await likenOrganisations(as(coordinator));
    expect(await found()).toEqual([[a.id, b.id].sort()]);
    await db.prisma.organisation.update({ where: { id: b.id }, data: { name: `${newId("org")}另一家` } });
    expect(await found()).toEqual([]);
  });
});
