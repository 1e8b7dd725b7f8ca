import { anonymous, DomainError, newId, type UserActor } from "@jiebang/domain";
import { auditActions, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { seedReferenceData } from "../setup/seed-reference-data.ts";
import { changeMemberRole } from "./change-member-role.ts";
import { createOrganisation } from "./create-organisation.ts";
import { endMembership } from "./end-membership.ts";
import { listMembers } from "./list-members.ts";
import { getOrganisation, listOrganisations, searchOrganisations } from "./list-organisations.ts";
import { getPublicOrganisation, listPublicOrganisations } from "./public-organisation.ts";
import { relatedOrganisations } from "./related-organisations.ts";
import { declareRelation, endRelation, listRelations } from "./relations.ts";
import { suspendOrganisation, verifyOrganisation } from "./set-organisation-state.ts";
import { updateOrganisation } from "./update-organisation.ts";
import { announceVacation, cancelVacation, listVacations } from "./vacations.ts";

const db = useTestDatabase();
const services = { secret: "x".repeat(32), publicUrl: "http://127.0.0.1:4203" } as Services;
const as = (actor: UserActor | typeof anonymous = anonymous) => createCtx({ db, services }, actor);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no refusal",
    (error: unknown) => (error instanceof DomainError ? error.reason : String(error)),
  );

beforeAll(() => seedReferenceData(db));

async function firm(data: Parameters<typeof makeOrganisation>[1] = {}) {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id, ...data });
  const person = (role: "admin" | "editor") => makePerson(db, { member: [{ organisationId: organisation.id, role }] });
  return {
    county,
    organisation,
    organisationId: organisation.id,
    admin: await person("admin"),
    editor: await person("editor"),
    coordinator: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    city: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
  };
}
const membershipOf = async (userId: string) => (await db.prisma.membership.findFirstOrThrow({ where: { userId } })).id;

describe("an organisation", () => {
  it("is opened by its own people, unverified, and verified by the coordinator", async () => {
    const { county, coordinator } = await firm();
    const founder = await makePerson(db);
    const made = await createOrganisation(as(founder), {
      kind: "enterprise",
      name: "新月铜箔有限公司",
      creditCode: " 91110108-795101314g",
      jurisdictionId: county.id,
      areaCode: "411222",
      industryCode: "C3985",
      chainCodes: ["copper_foil"],
      website: "",
    });
    expect(made).toMatchObject({
      creditCode: "91110108795101314G",
      areaCode: "411203", // 陕县 is 陕州区 today
      website: null,
      verifiedAt: null,
      memberCount: 1,
      allowedActions: ["edit", "inviteMember", "manageMembers", "declareRelation", "announceVacation"],
    });
    const input = { organisationId: made.organisationId, version: made.version };
    const verified = await verifyOrganisation(as(coordinator), input);
    expect(verified).toMatchObject({ verifiedAt: expect.any(String), version: 2 });
    expect(await reasonOf(verifyOrganisation(as(coordinator), input))).toBe("common.forbidden");
    expect(await auditActions(db, made.organisationId)).toEqual(["organisation.create", "organisation.verify"]);
    expect(
      await db.prisma.notification.count({ where: { userId: founder.userId, kind: "notify.organisation_verify" } }),
    ).toBe(1);
  });

  it("accepts a credit code that fails its check with a reason only, and no code twice", async () => {
    const { county, coordinator } = await firm();
    const input = {
      kind: "enterprise" as const,
      name: "厦门某公司",
      jurisdictionId: county.id,
      creditCode: "91350211M0000XUF46",
    };
    expect(await reasonOf(createOrganisation(as(coordinator), input))).toBe("organisation.credit_code_check");
    expect(await reasonOf(createOrganisation(as(coordinator), { ...input, creditCode: "913502" }))).toBe(
      "organisation.credit_code_length",
    );
    const made = await createOrganisation(as(coordinator), { ...input, creditCodeOverrideReason: "执照原件已核对" });
    expect(made).toMatchObject({
      creditCodeProblem: "organisation.credit_code_check",
      creditCodeOverrideReason: "执照原件已核对",
    });
    expect(
      await reasonOf(
        createOrganisation(as(coordinator), { ...input, name: "又一家", creditCodeOverrideReason: "执照原件已核对" }),
      ),
    ).toBe("organisation.credit_code_taken");
  });

  it("refuses codes that no list holds, by name", async () => {
    const { admin, organisationId } = await firm();
    const edit = (fields: object) =>
      updateOrganisation(as(admin), { organisationId, version: 1, ...fields }).catch((e: DomainError) => e.details);
    expect(await edit({ industryCode: "Z99" })).toMatchObject({ field: "industryCode", code: "Z99" });
    expect(await edit({ chainCodes: ["gold", "silver"] })).toMatchObject({ field: "chainCodes", code: "silver" });
  });

  it("keeps what two people edit at once: the later one is told, not overwritten", async () => {
    const { admin, organisationId } = await firm();
    const edit = (summary: string) => reasonOf(updateOrganisation(as(admin), { organisationId, version: 1, summary }));
    expect((await Promise.all([edit("甲"), edit("乙")])).sort()).toEqual(["common.stale", "no refusal"]);
  });

  it("loses its verification when it renames itself, and cannot set what the coordinator keeps", async () => {
    const { admin, coordinator, organisationId } = await firm();
    expect(await reasonOf(updateOrganisation(as(admin), { organisationId, version: 1, tier: "little_giant" }))).toBe(
      "organisation.coordinator_fields",
    );
    const set = await updateOrganisation(as(coordinator), {
      organisationId,
      version: 1,
      tier: "little_giant",
      honours: ["high_tech"],
    });
    expect(set).toMatchObject({ tier: "little_giant", honours: ["high_tech"], verifiedAt: expect.any(String) });
    const renamed = await updateOrganisation(as(admin), { organisationId, version: 2, name: "改名有限公司" });
    expect(renamed).toMatchObject({ name: "改名有限公司", verifiedAt: null, version: 3 });
  });

  it("is not handed to a jurisdiction that is not the coordinator's", async () => {
    const [one, two] = [await firm(), await firm()];
    const input = { organisationId: one.organisationId, version: 1, jurisdictionId: two.county.id };
    expect(await reasonOf(updateOrganisation(as(one.coordinator), input))).toBe("organisation.not_your_jurisdiction");
    expect(await reasonOf(updateOrganisation(as(two.coordinator), input))).toBe("common.not_found");
  });

  it("does not exist for those who may not see it: the same answer as for an unknown id", async () => {
    const [mine, other] = [await firm({ contactPhone: "13900000000" }), await firm()];
    const answer = (organisationId: string) =>
      getOrganisation(as(other.admin), { organisationId }).catch((e: DomainError) => ({
        kind: e.kind,
        reason: e.reason,
        details: e.details,
      }));
    expect(await answer(mine.organisationId)).toEqual(await answer("org_unknown"));
    const everywhere = [
      await getPublicOrganisation(as(), { organisationId: mine.organisationId }),
      await searchOrganisations(as(other.admin), { query: mine.organisation.name }),
      (await listOrganisations(as(other.coordinator), { limit: 100 })).items,
    ];
    expect(JSON.stringify(everywhere)).not.toContain("13900000000");
    expect((await listOrganisations(as(other.coordinator), { limit: 100 })).items.map((o) => o.organisationId)).toEqual(
      [other.organisationId],
    );
  });

  it("takes its people's powers away while it is suspended, and has no public face", async () => {
    const { coordinator, organisationId } = await firm();
    await suspendOrganisation(as(coordinator), { organisationId, version: 1 });
    expect(await reasonOf(getPublicOrganisation(as(), { organisationId }))).toBe("common.not_found");
    expect((await getOrganisation(as(coordinator), { organisationId })).allowedActions).toEqual(["reinstate"]);
  });
});

describe("members", () => {
  it("are listed with what may be done to each", async () => {
    const { admin, editor, organisationId } = await firm();
    expect((await listMembers(as(admin), { organisationId })).map((m) => [m.userId, m.role, m.allowedActions])).toEqual(
      [
        [admin.userId, "admin", []], // the last one stays
        [editor.userId, "editor", ["changeRole", "end"]],
      ],
    );
    expect((await listMembers(as(editor), { organisationId })).map((m) => m.allowedActions)).toEqual([[], ["end"]]);
  });

  it("never lose their last administrator, also when two leave at once", async () => {
    const { admin, editor, organisationId } = await firm();
    expect(await reasonOf(endMembership(as(admin), { membershipId: await membershipOf(admin.userId) }))).toBe(
      "organisation.last_admin",
    );
    await changeMemberRole(as(admin), { membershipId: await membershipOf(editor.userId), role: "admin" });
    const both = await Promise.all(
      [admin, editor].map(async (p) => reasonOf(endMembership(as(p), { membershipId: await membershipOf(p.userId) }))),
    );
    expect(both.sort()).toEqual(["no refusal", "organisation.last_admin"]);
    expect(await db.prisma.membership.count({ where: { organisationId, endedAt: null, role: "admin" } })).toBe(1);
  });

  it("whose account is shut make room, so that the organisation can be claimed again", async () => {
    const { admin, editor, coordinator, organisationId } = await firm();
    await endMembership(as(editor), { membershipId: await membershipOf(editor.userId) });
    const membershipId = await membershipOf(admin.userId);
    expect(await reasonOf(endMembership(as(coordinator), { membershipId }))).toBe("organisation.last_admin");
    await db.prisma.user.update({ where: { id: admin.userId }, data: { disabledAt: new Date() } });
    await endMembership(as(coordinator), { membershipId });
    expect(await getOrganisation(as(coordinator), { organisationId })).toMatchObject({
      isClaimable: true,
      memberCount: 0,
    });
  });

  it("may leave by themselves, and are not changed by a mere editor or a stranger", async () => {
    const { admin, editor } = await firm();
    const stranger = (await firm()).admin;
    const membershipId = await membershipOf(admin.userId);
    expect(await reasonOf(changeMemberRole(as(editor), { membershipId, role: "editor" }))).toBe("common.forbidden");
    expect(await reasonOf(endMembership(as(stranger), { membershipId }))).toBe("common.not_found");
    await endMembership(as(editor), { membershipId: await membershipOf(editor.userId) });
    expect(await db.prisma.membership.findFirst({ where: { userId: editor.userId } })).toMatchObject({
      endedAt: expect.any(Date),
    });
  });
});

describe("related parties", () => {
  it("are read from both sides and keep their past", async () => {
    const [one, two] = [await firm(), await firm()];
    const made = await declareRelation(as(one.admin), {
      organisationId: one.organisationId,
      relatedOrganisationId: two.organisationId,
      kind: "shareholding",
      evidence: "持股 51%",
    });
    const back = {
      organisationId: two.organisationId,
      relatedOrganisationId: one.organisationId,
      kind: "shareholding" as const,
      evidence: "被持股",
    };
    expect(await reasonOf(declareRelation(as(two.admin), back))).toBe("organisation.relation_declared");
    expect(
      (await listRelations(as(two.admin), { organisationId: two.organisationId })).map((r) => [
        r.relationId,
        r.allowedActions,
      ]),
    ).toEqual([
      [made.relationId, []], // who did not declare it cannot end it
    ]);
    const ids = async (id: string, at?: Date) =>
      (await relatedOrganisations(db.prisma, id, at)).map((r) => r.organisationId);
    expect([await ids(one.organisationId), await ids(two.organisationId)]).toEqual([
      [two.organisationId],
      [one.organisationId],
    ]);
    const before = new Date();
    expect(await reasonOf(endRelation(as(two.admin), { relationId: made.relationId }))).toBe("common.not_found");
    await endRelation(as(one.admin), { relationId: made.relationId });
    expect([await ids(one.organisationId), await ids(two.organisationId, before)]).toEqual([[], [one.organisationId]]);
    expect(await reasonOf(endRelation(as(one.admin), { relationId: made.relationId }))).toBe(
      "organisation.relation_ended",
    );
  });
});

describe("vacations", () => {
  it("stop the response clock of one organisation, when they were announced before", async () => {
    await db.moveClock(new Date("2026-03-02T02:00:00Z"));
    const { admin, organisationId } = await firm();
    const announce = (startsOn: string, endsOn: string) =>
      announceVacation(as(admin), { organisationId, startsOn, endsOn });
    expect(await reasonOf(announce("2026-03-02", "2026-03-04"))).toBe("organisation.vacation_past");
    expect(await reasonOf(announce("2026-03-03", "2026-06-30"))).toBe("organisation.vacation_long");
    const made = await announce("2026-03-04", "2026-03-05");
    expect(await reasonOf(announce("2026-03-05", "2026-03-06"))).toBe("organisation.vacation_overlap");
    const calendar = await loadCalendar(db.prisma, organisationId);
    expect(
      ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"].map((d) => calendar.get(d) ?? "as its weekday"),
    ).toEqual(["as its weekday", "holiday", "holiday", "as its weekday"]);
    await db.moveClock(new Date("2026-03-04T02:00:00Z"));
    expect(await listVacations(as(admin), { organisationId })).toMatchObject([
      { vacationId: made.vacationId, allowedActions: [] },
    ]);
    expect(await reasonOf(cancelVacation(as(admin), { vacationId: made.vacationId }))).toBe(
      "organisation.vacation_began",
    );
    await db.moveClock(0);
  });
});

describe("the public face", () => {
  async function entryWithInterests(organisationId: string, hidden: boolean, inTime: number, late: number) {
    const [entryId, revisionId] = [newId("dmd"), newId("rev")];
    await db.prisma.entry.create({
      data: {
        id: entryId,
        kind: "demand",
        organisationId,
        state: "published",
        publishedRevisionId: revisionId,
        number: `XQ-${entryId}`,
      },
    });
    await db.prisma.revision.create({
      data: { id: revisionId, entryId, no: 1, state: "published", isPosterHidden: hidden },
    });
    const asker = await makePerson(db);
    const dueAt = new Date("2020-01-10T00:00:00Z");
    for (let i = 0; i < inTime + late; i += 1)
      await db.prisma.interest.create({
        data: {
          id: newId("int"),
          entryId,
          organisationId: (await makeOrganisation(db)).id,
          userId: asker.userId,
          cooperation: "合作",
          unclear: "无",
          about: "我方",
          state: i < inTime ? "accepted" : "open",
          dueAt,
          answeredAt: i < inTime ? new Date("2020-01-09T00:00:00Z") : null,
        },
      });
  }

  it("shows an answer rate from five due answers on, and never through an entry whose poster is hidden", async () => {
    const { organisationId } = await firm();
    const face = () => getPublicOrganisation(as(), { organisationId });
    await entryWithInterests(organisationId, true, 6, 0);
    expect(await face()).toMatchObject({ answerRate: null, demands: 0 });
    await entryWithInterests(organisationId, false, 3, 1);
    expect(await face()).toMatchObject({ answerRate: null, demands: 1 });
    await entryWithInterests(organisationId, false, 0, 1);
    expect(await face()).toMatchObject({ answerRate: { due: 5, answered: 3, rate: 0.6 }, demands: 2, offers: 0 });
  });

  it("is found by a part of its name and by a code above its own", async () => {
    const { organisation } = await firm({ name: "渑池特种陶瓷厂", areaCode: "411221" });
    const find = async (input: Parameters<typeof listPublicOrganisations>[1]) =>
      (await listPublicOrganisations(as(), { limit: 100, ...input })).items.map((o) => o.organisationId);
    expect(await find({ query: "特种陶瓷" })).toEqual([organisation.id]);
    expect(await find({ areaCode: "411200" })).toContain(organisation.id);
    expect(await find({ areaCode: "411202" })).not.toContain(organisation.id);
    expect(await find({ query: "100%_" })).toEqual([]);
  });

  it("lists with the same number of queries for 1 and for 50", async () => {
    const { city, county } = await firm();
    const queries = async (limit: number) => {
      db.resetQueries();
      await listPublicOrganisations(as(), { limit });
      const open = db.queries.length;
      await listOrganisations(as(city), { limit });
      return [open, db.queries.length];
    };
    const one = await queries(1);
    for (let i = 0; i < 50; i += 1) await makeOrganisation(db, { jurisdictionId: county.id });
    expect(await queries(50)).toEqual(one);
  });
});
