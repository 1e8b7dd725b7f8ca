import type { UserActor } from "@jiebang/domain";
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
import { recallEntry } from "../entry/recall-entry.ts";
import { createCtx } from "../kernel/ctx.ts";
import { checkProposal, sendBackProposal } from "./check-proposal.ts";
import { decideRevision } from "./decide-revision.ts";
import { listVetting } from "./list-vetting.ts";
import { prepareRevision } from "./prepare-revision.ts";
import { publishImported } from "./publish-imported.ts";
import { recordSecrecyCheck } from "./secrecy-check.ts";
import { listVettingRules, setVettingRule } from "./set-vetting-rule.ts";
import { signProposals } from "./sign-proposals.ts";
import { getVettingCase } from "./vetting.queries.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const good = { innovation: 4, clarity: 4, cooperation: 3, conformity: 3 };

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const person = (name: string) => makePerson(db, { name, coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  return {
    city,
    county,
    organisation,
    member: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    preparer: await person("经办人"),
    checker: await person("审核人"),
    signatory: await person("签发人"),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
type RuleInput = Partial<Parameters<typeof setVettingRule>[1]>;
async function rule(input: RuleInput = {}) {
  const [before] = await listVettingRules(as(w.preparer));
  return setVettingRule(as(w.preparer), {
    cityId: w.city.id,
    baseRuleId: before!.ruleId,
    steps: ["prepare", "check", "sign"],
    ...input,
  });
}
const make = async (options: Partial<Parameters<typeof makeEntry>[1]> = {}) => {
  const entry = await makeEntry(db, {
    organisationId: w.organisation.id,
    jurisdictionId: w.county.id,
    revision: "submitted",
    ...options,
  });
  // The rule in force is the one of the moment of handing in.
  await db.prisma
    .$executeRaw`UPDATE revision SET submitted_at = app_now() + interval '1 millisecond' WHERE id = ${entry.revisionId}`;
  return entry;
};
const versionOf = async (revisionId: string) =>
  (await db.prisma.revision.findUniqueOrThrow({ where: { id: revisionId } })).lockVersion;
const on = async (revisionId: string) => ({ revisionId, lockVersion: await versionOf(revisionId) });
const propose = async (revisionId: string, actor = w.preparer) =>
  prepareRevision(as(actor), { ...(await on(revisionId)), action: "publish", rubric: good, note: "材料齐全" });
const sign = async (actor: UserActor, ...revisionIds: string[]) =>
  signProposals(as(actor), { items: await Promise.all(revisionIds.map(on)) });

describe("a chain of preparer, checker and signatory", () => {
  it("publishes only with the signature, by three different persons; the author reads only what was signed", async () => {
    await rule();
    const { entryId, revisionId } = await make();
    await expect(
      decideRevision(as(w.preparer), { ...(await on(revisionId)), action: "publish", rubric: good }),
    ).rejects.toMatchObject({ kind: "conflict", reason: "vetting.chain_first" });
    expect((await propose(revisionId)).state).toBe("prepared");
    await expect(checkProposal(as(w.preparer), await on(revisionId))).rejects.toMatchObject({
      kind: "forbidden",
      reason: "vetting.same_person",
    });
    await checkProposal(as(w.checker), await on(revisionId));
    for (const actor of [w.preparer, w.checker])
      expect((await sign(actor, revisionId))[0]).toMatchObject({ state: null, reason: "vetting.same_person" });
    const before = await getOwnEntry(as(w.member), { entryId });
    expect([before.state, before.history]).toEqual(["draft", []]);
    expect((await sign(w.signatory, revisionId))[0]).toMatchObject({ state: "published", reason: null });
    const own = await getOwnEntry(as(w.member), { entryId });
    expect([own.state, own.history.map((d) => [d.step, d.action, d.total, d.note, d.decidedByName])]).toEqual([
      "published",
      [["sign", "publish", 14, "材料齐全", null]],
    ]);
    const seen = await getVettingCase(as(w.signatory), { revisionId });
    expect(seen.chain.steps.map((s) => [s.step, s.byName, s.isInTurn])).toEqual([
      ["prepare", "经办人", false],
      ["check", "审核人", false],
      ["sign", "签发人", false],
    ]);
    expect(seen.history.map((d) => d.action)).toEqual(["publish", "check", "prepare"]);
    expect((await getVettingCase(as(w.countyPerson), { revisionId })).history.map((d) => d.action)).toEqual([
      "publish",
    ]);
    expect(await auditActions(db, entryId)).toEqual(["vetting.prepare", "vetting.check", "vetting.publish"]);
    const told = await db.prisma.notification.findMany({ where: { userId: w.member.userId } });
    expect(told.map((n) => n.kind)).toEqual(["notify.vetting_publish"]);
  });

  it("is held to different persons by the database too", async () => {
    const { entryId, revisionId } = await make();
    const run = (data: object) =>
      db.prisma.vettingRun.create({ data: { id: `vrn_${Math.random()}`, entryId, revisionId, ...data } });
    await expect(run({ preparedById: "a", checkedById: "a" })).rejects.toThrow("vetting_run_checker_differs");
    await expect(run({ preparedById: "a", signedById: "a" })).rejects.toThrow("vetting_run_signatory_differs");
    await expect(run({ preparedById: "a", checkedById: "b", signedById: "b" })).rejects.toThrow("signatory_differs");
  });

  it("goes back to the preparer with a reason that the author and the county never read", async () => {
    await rule({ steps: ["prepare", "sign"] });
    const { entryId, revisionId } = await make();
    await propose(revisionId);
    await expect(sendBackProposal(as(w.signatory), { ...(await on(revisionId)), note: "" })).rejects.toThrow();
    await sendBackProposal(as(w.signatory), { ...(await on(revisionId)), note: "内部意见：请核对专利状态" });
    const seen = await getVettingCase(as(w.preparer), { revisionId });
    expect([seen.state, seen.allowedActions]).toEqual(["sent_back", ["return", "prepare"]]);
    expect(seen.history[0]).toMatchObject({ action: "send_back", note: "内部意见：请核对专利状态" });
    const outside = [
      await getOwnEntry(as(w.member), { entryId }),
      await getVettingCase(as(w.countyPerson), { revisionId }),
    ];
    expect(JSON.stringify(outside)).not.toContain("内部意见");
    await propose(revisionId, w.signatory);
    expect((await sign(w.preparer, revisionId))[0]).toMatchObject({ state: "published" });
  });

  it("lets one of two who act at once win and tells the other", async () => {
    await rule({ steps: ["prepare", "sign"] });
    const { entryId, revisionId } = await make();
    await propose(revisionId);
    const [a, b] = await Promise.all([sign(w.checker, revisionId), sign(w.signatory, revisionId)]);
    const results = [a![0]!, b![0]!];
    expect(results.filter((r) => r.state === "published")).toHaveLength(1);
    expect(["common.stale", "vetting.action_not_allowed"]).toContain(results.find((r) => r.state === null)!.reason);
    expect(await db.prisma.vettingDecision.count({ where: { entryId, action: "publish" } })).toBe(1);
    const third = await make();
    const prepared = await Promise.allSettled([propose(third.revisionId), propose(third.revisionId, w.checker)]);
    expect(prepared.map((p) => p.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.vettingRun.count({ where: { revisionId: third.revisionId } })).toBe(1);
  });

  it("signs many at once; what cannot be signed is refused by itself", async () => {
    await rule({ steps: ["prepare", "sign"] });
    const cases = await Promise.all([
      make(),
      make(),
      make({ content: { validUntil: new Date("2001-01-01T00:00:00Z") } }),
    ]);
    for (const c of cases) await propose(c.revisionId);
    const results = await sign(w.signatory, ...cases.map((c) => c.revisionId));
    expect(results.map((r) => [r.state, r.reason])).toEqual([
      ["published", null],
      ["published", null],
      [null, "entry.validity_past"],
    ]);
  });

  it("keeps the rule under which a case was handed in", async () => {
    const early = await make();
    await rule();
    const late = await make();
    await decideRevision(as(w.preparer), { ...(await on(early.revisionId)), action: "publish", rubric: good });
    await expect(
      decideRevision(as(w.preparer), { ...(await on(late.revisionId)), action: "publish", rubric: good }),
    ).rejects.toThrow("vetting.chain_first");
    await rule({ steps: ["sign"] });
    expect((await propose(late.revisionId)).state).toBe("prepared");
    expect((await getVettingCase(as(w.checker), { revisionId: late.revisionId })).allowedActions).toEqual([
      "check",
      "send_back",
    ]);
  });

  it("is left when the author takes the text back, and begins anew", async () => {
    await rule({ steps: ["prepare", "sign"] });
    const { entryId, revisionId } = await make();
    await propose(revisionId);
    await recallEntry(as(w.member), { entryId });
    expect((await db.prisma.vettingRun.findFirstOrThrow({ where: { revisionId } })).closedAt).not.toBeNull();
    await expect(sign(w.signatory, revisionId)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("asks for the secrecy check at its step, of the named reviewer or of whoever takes the step", async () => {
    await rule({ steps: ["prepare", "sign"], secrecyStep: "sign", secrecyReviewerIds: [w.checker.userId] });
    const { revisionId } = await make();
    await propose(revisionId);
    expect((await sign(w.signatory, revisionId))[0]).toMatchObject({ reason: "vetting.secrecy_reviewer_first" });
    await recordSecrecyCheck(as(w.checker), { ...(await on(revisionId)), statement: "经审查不涉及国家秘密" });
    expect((await sign(w.signatory, revisionId))[0]).toMatchObject({ state: "published" });
    expect((await getVettingCase(as(w.preparer), { revisionId })).chain.secrecy).toMatchObject({
      byName: "审核人",
      statement: "经审查不涉及国家秘密",
    });
    await rule({ steps: ["sign"], secrecyStep: "sign" });
    const second = await make();
    const decide = async (secrecy?: { isClear: true; statement: string }) =>
      decideRevision(as(w.preparer), { ...(await on(second.revisionId)), action: "publish", rubric: good, secrecy });
    await expect(decide()).rejects.toThrow("vetting.secrecy_missing");
    expect((await decide({ isClear: true, statement: "不涉密" })).state).toBe("published");
  });

  it("can be given to named persons; a list is published by a signatory only", async () => {
    await rule({ steps: ["prepare", "sign"], persons: { sign: [w.signatory.userId] } });
    const { revisionId } = await make();
    await propose(revisionId);
    expect((await sign(w.checker, revisionId))[0]).toMatchObject({ reason: "vetting.action_not_allowed" });
    const imported = await make({ revision: "draft" });
    const publish = (actor: UserActor) =>
      db.prisma.$transaction((tx) => publishImported(tx, actor, [imported.entryId]));
    await expect(publish(w.checker)).rejects.toMatchObject({ kind: "forbidden", reason: "vetting.not_signatory" });
    expect(await publish(w.signatory)).toMatchObject({ published: 1 });
  });

  it("is set by the city's own people, never with too few persons, and by one of two at once", async () => {
    await expect(listVettingRules(as(w.countyPerson))).rejects.toMatchObject({ kind: "forbidden" });
    await expect(rule({ persons: { check: [w.signatory.userId], sign: [w.signatory.userId] } })).rejects.toThrow(
      "vetting.rule_short",
    );
    await expect(rule({ persons: { sign: [w.countyPerson.userId] } })).rejects.toThrow("vetting.rule_person_unknown");
    const input = { cityId: w.city.id, baseRuleId: null, steps: ["prepare" as const, "sign" as const] };
    const results = await Promise.allSettled([
      setVettingRule(as(w.preparer), input),
      setVettingRule(as(w.checker), input),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("lists as one's turn exactly what one can act on, in the same number of queries for 1 and 30", async () => {
    await rule({ secrecyStep: "sign", secrecyReviewerIds: [w.preparer.userId] });
    const first = await make();
    db.resetQueries();
    await listVetting(as(w.preparer), { limit: 100 });
    const queries = db.queries.length;
    await propose(first.revisionId);
    const checked = await make();
    await propose(checked.revisionId, w.checker);
    await checkProposal(as(w.signatory), await on(checked.revisionId));
    for (let i = 0; i < 26; i++) await make();
    await make({ entry: { onBehalfById: w.preparer.userId } });
    db.resetQueries();
    await listVetting(as(w.preparer), { limit: 100 });
    expect(db.queries.length).toBe(queries);
    for (const actor of [w.preparer, w.checker, w.signatory, w.countyPerson]) {
      const all = await listVetting(as(actor), { limit: 100 });
      const mine = await listVetting(as(actor), { limit: 100, isMyTurn: true });
      expect(mine.items.map((r) => r.revisionId)).toEqual(
        all.items.filter((r) => r.allowedActions.length > 0).map((r) => r.revisionId),
      );
      expect(all.total).toBe(29);
    }
  });
});
