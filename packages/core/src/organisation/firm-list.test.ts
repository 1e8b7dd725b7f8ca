import type { UserActor } from "@jiebang/domain";
import { makeJurisdiction, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeClaimCodes, openClaimSheet, printClaims } from "../account/claim-prints.ts";
import { claimSlipsPdf } from "../account/claim-slips-paper.ts";
import { listFirmClaims } from "../account/firm-claims.ts";
import { hashCode } from "../account/invitation-code.ts";
import { previewInvitation, redeemInvitation } from "../account/redeem-invitation.ts";
import { createCtx } from "../kernel/ctx.ts";
import { seedReferenceData } from "../setup/seed-reference-data.ts";
import { listFirmRows } from "./firm-list.queries.ts";
import { discardFirmList, loadFirmList } from "./load-firm-list.ts";
import { stageFirmList } from "./stage-firm-list.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const meta = { ip: "10.9.8.7", headers: new Headers() };

async function makeWorld() {
  const n = Math.random().toString(36).slice(2, 6);
  const city = await makeJurisdiction(db, { level: "city", name: `崤函市${n}` });
  const county = await makeJurisdiction(db, { parentId: city.id, name: `渑池县${n}`, areaCode: "411221" });
  const zone = await makeJurisdiction(db, { parentId: city.id, name: "义马开发区" });
  return {
    n,
    city,
    county,
    zone,
    cityPerson: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeAll(() => seedReferenceData(db));
beforeEach(async () => {
  w = await makeWorld();
});
const csv = (text: string) => ({ fileName: "名单.csv", bytes: new TextEncoder().encode(text) });
const rowsOf = async (listId: string, actor = w.cityPerson) =>
  (await listFirmRows(as(actor), { listId, limit: 100 })).items;

// As offices write them: a title above, a merged cell, serial numbers, two phones, a rounded code, a sum at the end.
const dirty = () => `附件1：2026年重点企业名单,,,,,,,,
序号,企业名称（全称）,统一社会信用代码,所属县区,所属行业,企业梯度,企业资质,联系人,联系电话
1,崤函第一铝业有限公司${w.n},91419999MA40000001,渑池县${w.n},有色金属冶炼和压延加工业,专精特新“小巨人”,高企、规上,李厂长,13800000001/0398-1234567
2,  崤函第二耐材（集团）有限公司${w.n} ,9.14112E+17,义马,非金属矿物制品业,省级专精特新中小企业,科技型中小企业,王芳,电话不详
3,崤函第一铝业有限公司${w.n},,渑池县${w.n},,,,,
4,,,渑池县${w.n},,,,无,
5,崤函第三机械有限公司${w.n},123,火星县,造梦业,尖子,大户,赵工,13900000003
合计,3家,,,,,,,`;

describe("a list of firms", () => {
  it("is read with all its dirt, each remark in words, and only rows without a firm stay out", async () => {
    const list = await stageFirmList(as(w.cityPerson), csv(dirty()));
    expect(list).toMatchObject({
      state: "staged",
      rowsTotal: 5,
      headerLine: 2,
      counts: { new: 3, changed: 0, known: 0, duplicate: 1, refused: 1 },
    });
    expect(list.columns.map((c) => c.field)).toEqual([
      null,
      "name",
      "creditCode",
      "county",
      "industry",
      "tier",
      "honours",
      "contactName",
      "contactPhone",
    ]);
    const rows = await rowsOf(list.listId);
    expect(
      rows.map((r) => [r.line, r.status, r.county, r.tier, r.contactPhone, r.problems.map((p) => p.code)]),
    ).toEqual([
      [3, "new", w.county.name, "little_giant", "13800000001", ["credit_code_check"]],
      [4, "new", w.zone.name, "specialised", null, ["credit_code_rounded", "phone_shape"]],
      [5, "duplicate", w.county.name, null, null, []],
      [6, "refused", w.county.name, null, null, ["name_missing"]],
      [
        7,
        "new",
        null,
        null,
        "13900000003",
        ["credit_code_length", "county_unknown", "industry_unknown", "tier_unknown", "honour_unknown"],
      ],
    ]);
    expect(rows[2]!.duplicateOfLine).toBe(3);
    // Nothing is in the books before somebody says yes.
    expect(await db.prisma.organisation.count({ where: { name: { contains: w.n } } })).toBe(0);
  });

  it("is loaded once as a whole, however many say yes at once, and updates what is known without doubling it", async () => {
    const { listId } = await stageFirmList(as(w.cityPerson), csv(dirty()));
    const loaded = await Promise.all([1, 2, 3].map(() => loadFirmList(as(w.cityPerson), { listId })));
    expect(loaded.map((l) => [l.state, l.counts.loaded])).toEqual([
      ["loaded", 3],
      ["loaded", 3],
      ["loaded", 3],
    ]);
    const firms = () =>
      db.prisma.organisation.findMany({
        where: { name: { contains: w.n } },
        orderBy: { name: "asc" },
        select: {
          id: true,
          name: true,
          tier: true,
          honours: true,
          industryCode: true,
          contactName: true,
          jurisdictionId: true,
        },
      });
    const before = await firms();
    expect(before).toHaveLength(3);
    expect(before[0]).toMatchObject({
      tier: "little_giant",
      honours: ["high_tech", "above_scale"],
      industryCode: "C32",
      jurisdictionId: w.county.id,
    });
    // The next year's list: brackets typed otherwise, a new tier, an empty contact; one firm has been claimed meanwhile.
    await makePerson(db, { member: [{ organisationId: before[0]!.id }] });
    const next = await stageFirmList(
      as(w.cityPerson),
      csv(
        `名称,县区,梯度,联系人\n崤函第一铝业有限公司${w.n},渑池县${w.n},单项冠军,别人\n崤函第二耐材(集团)有限公司${w.n},,,孙主任\n崤函第三机械有限公司${w.n},,,赵工`,
      ),
    );
    expect((await rowsOf(next.listId)).map((r) => [r.status, r.changes])).toEqual([
      ["changed", ["tier"]], // the contact is the firm's own word now
      ["changed", ["contactName"]],
      ["known", []],
    ]);
    await loadFirmList(as(w.cityPerson), { listId: next.listId });
    const after = await firms();
    expect(after.map((f) => [f.tier, f.contactName])).toEqual([
      ["champion", "李厂长"],
      [null, "赵工"],
      ["specialised", "孙主任"],
    ]);
    expect(after.map((f) => f.id)).toEqual(before.map((f) => f.id));
  });

  it("touches no firm of another area, and belongs to its uploader", async () => {
    await makeOrganisation(db, { name: `别县机械有限公司${w.n}`, jurisdictionId: w.zone.id });
    const list = await stageFirmList(
      as(w.countyPerson),
      csv(`企业名称,联系人\n别县机械有限公司${w.n},甲\n本县新厂有限公司${w.n},乙`),
    );
    expect((await rowsOf(list.listId, w.countyPerson)).map((r) => [r.status, r.problems.map((p) => p.code)])).toEqual([
      ["refused", ["other_area"]],
      ["new", []],
    ]);
    await expect(loadFirmList(as(w.cityPerson), { listId: list.listId })).rejects.toMatchObject({ kind: "not_found" });
    await discardFirmList(as(w.countyPerson), { listId: list.listId });
    await expect(loadFirmList(as(w.countyPerson), { listId: list.listId })).rejects.toMatchObject({
      reason: "firmList.not_staged",
    });
    expect([...services.blobs.keys()].some((key) => key.includes(list.listId))).toBe(false);
  });

  it("is refused in words when no column holds a name", async () => {
    await expect(stageFirmList(as(w.cityPerson), csv("甲,乙\n1,2"))).rejects.toMatchObject({
      reason: "firmList.name_column_missing",
    });
  });
});

describe("claim slips", () => {
  const load = async (n: number) => {
    const lines = Array.from(
      { length: n },
      (_, i) => `认领测试${String(i).padStart(4, "0")}号有限公司${w.n},渑池县${w.n},联系人${i}`,
    );
    const { listId } = await stageFirmList(as(w.cityPerson), csv(`名称,县区,联系人\n${lines.join("\n")}`));
    await loadFirmList(as(w.cityPerson), { listId });
    return listId;
  };

  it("carry a code that the database knows only by its hash, and a reprint makes the former void", async () => {
    const listId = await load(3);
    const first = await printClaims(as(w.cityPerson), { listId });
    expect(first).toMatchObject({ state: "making", total: 3, done: 0 });
    await Promise.all([
      makeClaimCodes(as(w.cityPerson), first.printId),
      makeClaimCodes(as(w.cityPerson), first.printId),
    ]);
    const { slips } = await openClaimSheet(as(w.cityPerson), { printId: first.printId });
    expect(slips.map((s) => s.contactName)).toEqual(["联系人0", "联系人1", "联系人2"]);
    expect(slips[0]!.link).toBe(`http://127.0.0.1:4300/c/${slips[0]!.code}`);
    const dump = JSON.stringify([
      await db.prisma.invitation.findMany(),
      await db.prisma.claimPrint
        .findMany()
        .then((all) => all.map((p) => Buffer.from(p.sheet ?? []).toString("latin1"))),
      await db.prisma.auditEvent.findMany(),
    ]);
    for (const { code } of slips) expect(dump).not.toContain(code);
    expect(dump).toContain(hashCode(slips[0]!.code));
    expect((await listFirmClaims(as(w.cityPerson), { listId })).counts).toEqual({
      claimed: 0,
      open: 3,
      expired: 0,
      none: 0,
    });
    // One firm claims; the reprint leaves it out and revokes the codes of the others.
    const person = await makePerson(db);
    await redeemInvitation(as(person), { code: slips[0]!.code }, meta);
    const second = await printClaims(as(w.cityPerson), { listId });
    expect(second.total).toBe(2);
    await makeClaimCodes(as(w.cityPerson), second.printId);
    await expect(previewInvitation(as(person), { code: slips[1]!.code }, meta)).rejects.toMatchObject({
      reason: "invitation.code_unknown",
    });
    const again = await openClaimSheet(as(w.cityPerson), { printId: second.printId });
    expect((await previewInvitation(as(person), { code: again.slips[0]!.code }, meta)).organisationName).toBe(
      slips[1]!.name,
    );
    expect((await listFirmClaims(as(w.cityPerson), { listId, state: "claimed" })).items.map((f) => f.name)).toEqual([
      slips[0]!.name,
    ]);
    await expect(openClaimSheet(as(w.countyPerson), { printId: second.printId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("are made for five hundred firms all or none: what is interrupted never happened and is done again", async () => {
    const listId = await load(500);
    const { printId } = await printClaims(as(w.cityPerson), { listId });
    // Dies after some portions: the progress is written by another connection, the third time fails.
    let told = 0;
    const dying = {
      ...as(w.cityPerson),
      db: Object.assign(Object.create(db), {
        prisma: db.prisma,
        pool: {
          query: async () => {
            if (++told === 3) throw new Error("killed");
          },
        },
      }),
    };
    await expect(makeClaimCodes(dying as never, printId)).rejects.toThrow("killed");
    expect(
      await db.prisma.claimPrint.findUnique({ where: { id: printId }, select: { state: true, sheet: true } }),
    ).toEqual({ state: "making", sheet: null });
    expect((await listFirmClaims(as(w.cityPerson), { listId })).counts).toMatchObject({ open: 0, none: 500 });
    await makeClaimCodes(as(w.cityPerson), printId);
    const sheet = await openClaimSheet(as(w.cityPerson), { printId });
    expect([sheet.slips.length, new Set(sheet.slips.map((s) => s.code)).size, sheet.print.done]).toEqual([
      500, 500, 500,
    ]);
    const pdf = await claimSlipsPdf({ ...sheet, slips: sheet.slips.slice(0, 7) }, "zh", "sheet");
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
  });

  it("are forgotten after a day, the codes on paper live on", async () => {
    const listId = await load(1);
    const { printId } = await printClaims(as(w.cityPerson), { listId });
    await makeClaimCodes(as(w.cityPerson), printId);
    const { slips } = await openClaimSheet(as(w.cityPerson), { printId });
    await db.moveClock(25 * 3600);
    await expect(openClaimSheet(as(w.cityPerson), { printId })).rejects.toMatchObject({
      reason: "claim.sheet_forgotten",
    });
    const person = await makePerson(db);
    expect((await previewInvitation(as(person), { code: slips[0]!.code }, meta)).kind).toBe("claim");
    await db.moveClock(0);
  });
});
