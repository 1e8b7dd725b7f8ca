import type { UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { createCtx } from "../kernel/ctx.ts";
import { acceptEngagement, declineEngagement, endEngagement, inviteManager } from "./engage.ts";
import { listEngagements } from "./engagement.queries.ts";
import { readEngagement } from "./read-engagement.ts";
import { listTechnologyManagers, registerTechnologyManager } from "./technology-managers.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const firm = await makeOrganisation(db, { jurisdictionId: city.id });
  const cityPerson = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  const manager = await makePerson(db, { name: "尹经理" });
  const { email } = await db.prisma.user.findUniqueOrThrow({ where: { id: manager.userId } });
  const { managerId } = await registerTechnologyManager(as(cityPerson), { identifier: email!, speciality: "选矿" });
  return {
    cityPerson,
    manager,
    managerId,
    email: email!,
    owner: await makePerson(db, { member: [{ organisationId: firm.id }] }),
    stranger: await makePerson(db, { member: [{ organisationId: (await makeOrganisation(db)).id }] }),
    entry: await makeEntry(db, {
      organisationId: firm.id,
      jurisdictionId: city.id,
      content: { title: "只给自己人看的标题" },
    }),
    otherEntry: await makeEntry(db, { organisationId: firm.id, jurisdictionId: city.id }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const invite = (actor = w.owner) => inviteManager(as(actor), { managerId: w.managerId, entryId: w.entry.entryId });

describe("a technology manager", () => {
  it("is entered once into the register, where everybody signed in finds them", async () => {
    await expect(
      registerTechnologyManager(as(w.cityPerson), { identifier: w.email, speciality: "冶金" }),
    ).rejects.toMatchObject({
      reason: "technologyManager.already_registered",
    });
    expect(
      (await listTechnologyManagers(as(w.stranger), { query: "尹经理" })).items.map((m) => m.speciality),
    ).toContain("选矿");
  });

  it("reads an entry only after both sides said yes, only that one, and until either side ends it", async () => {
    const { engagementId } = await invite();
    const ref = { engagementId };
    await expect(readEngagement(as(w.manager), ref)).rejects.toMatchObject({
      reason: "technologyManager.action_not_allowed",
    });
    const active = await acceptEngagement(as(w.manager), ref);
    expect([active.state, active.consents, active.awaits]).toEqual(["active", ["owner", "manager"], []]);
    const read = await readEngagement(as(w.manager), ref);
    expect(read.entry.content).toEqual((await getOwnEntry(as(w.owner), { entryId: w.entry.entryId })).revision.content);
    // The door opens to nothing else: neither the owner's page of this entry nor another entry.
    for (const { entryId } of [w.entry, w.otherEntry])
      await expect(getOwnEntry(as(w.manager), { entryId })).rejects.toMatchObject({ kind: "not_found" });
    await endEngagement(as(w.owner), ref);
    await expect(readEngagement(as(w.manager), ref)).rejects.toMatchObject({
      reason: "technologyManager.action_not_allowed",
    });
    await expect(
      db.prisma.engagement.update({ where: { id: engagementId }, data: { state: "active", managerConsentAt: null } }),
    ).rejects.toThrow();
  });

  it("does not exist for those who are no side of it", async () => {
    const { engagementId } = await invite();
    for (const verb of [acceptEngagement, declineEngagement, endEngagement, readEngagement])
      for (const actor of [w.stranger, w.cityPerson])
        await expect(verb(as(actor), { engagementId })).rejects.toMatchObject({ kind: "not_found" });
    expect((await listEngagements(as(w.stranger), {})).total).toBe(0);
    await expect(invite(w.stranger)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("is invited once however many click at once", async () => {
    const all = await Promise.allSettled([invite(), invite(), invite()]);
    expect(all.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });
});
