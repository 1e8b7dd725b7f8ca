import { addFormFile, createCtx, openFormIntake, readIntake } from "@jiebang/core";
import { blankDocx } from "@jiebang/documents/forms/blank-docx.ts";
import { fillBlankDocx, packZip } from "@jiebang/documents/forms/testing/fill-forms.ts";
import { systemActor, type UserActor } from "@jiebang/domain";
import { makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../server.ts";
import { signedIn } from "../testing/signed-in.ts";
import { testDeps } from "../testing/test-deps.ts";

const db = useTestDatabase();
let world: ReturnType<typeof testDeps>;
let app: ReturnType<typeof createServer>;
const cookies: Record<string, string> = {};
let county: UserActor;
let filled: Uint8Array;

beforeAll(async () => {
  world = testDeps(db);
  app = createServer(world.deps);
  const city = await makeJurisdiction(db, { level: "city" });
  const here = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const there = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const firm = await makeOrganisation(db, { name: "湖滨轴承有限公司", jurisdictionId: here.id });
  const rival = await makeOrganisation(db, { jurisdictionId: here.id });
  const desk = (jurisdictionId: string, level: "county" | "city" = "county") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  county = await desk(here.id);
  const people = {
    county,
    colleague: await desk(here.id),
    city: await desk(city.id, "city"),
    countyElsewhere: await desk(there.id),
    firm: await makePerson(db, { member: [{ organisationId: firm.id }] }),
    rival: await makePerson(db, { member: [{ organisationId: rival.id }] }),
    auditor: await makePerson(db, { roles: ["auditor"] }),
    admin: await makePerson(db, { roles: ["platform_admin"] }),
  };
  for (const [name, person] of Object.entries(people)) cookies[name] = await signedIn(db, app, person);
  filled = fillBlankDocx(await blankDocx("demand"), {
    单位名称: "湖滨轴承有限公司",
    联系人: "金丝雀工",
    联系电话: "0398-1234567",
    需求名称: "密封圈耐高温",
  });
}, 60_000);
afterAll(() => world.deps.live.close());

async function tray(files: Record<string, Uint8Array>) {
  const ctx = createCtx(world.deps, county);
  const { id: intakeId } = await openFormIntake(ctx, {});
  for (const [fileName, bytes] of Object.entries(files)) await addFormFile(ctx, { intakeId, fileName, bytes });
  await readIntake(createCtx(world.deps, systemActor("form-intake.read")), intakeId);
  const rows = await db.prisma.formFile.findMany({ where: { intakeId } });
  return (path: string) => rows.find((row) => row.path === path)!.id;
}
const get = (fileId: string, who?: string) =>
  app.request(`/files/forms/originals/${fileId}`, { headers: who ? { cookie: cookies[who]! } : {} });

describe("the original of a filled form", () => {
  it("goes to the desk that brought it in and to nobody else, who learn nothing by asking", async () => {
    const file = await tray({ "轴承.docx": filled });
    const answers = [];
    for (const who of [undefined, ...Object.keys(cookies)]) {
      const answer = await get(file("轴承.docx"), who);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const text = answer.status === 200 ? "" : new TextDecoder().decode(bytes);
      answers.push([who ?? "nobody", answer.status, Buffer.from(bytes).equals(Buffer.from(filled))]);
      expect(text).not.toMatch(/金丝雀|轴承/);
    }
    expect(answers).toEqual([
      ["nobody", 401, false],
      ["county", 200, true],
      ["colleague", 200, true],
      ["city", 200, true],
      ["countyElsewhere", 404, false],
      ["firm", 404, false],
      ["rival", 404, false],
      ["auditor", 403, false],
      ["admin", 403, false],
    ]);
    expect((await get("ffl_unknown", "countyElsewhere")).status).toBe(404);
  });

  it("goes out with headers that let it do nothing, under its own name", async () => {
    const page = new TextEncoder().encode("<html><script>alert(1)</script></html>");
    const file = await tray({ "需求\u202e (1).docx": filled, "x.html": page });
    const headersOf = async (path: string) =>
      Object.fromEntries(
        [...(await get(file(path), "county")).headers].filter(([name]) =>
          /^content-[dts]|cache|cross-.*-resource|x-content/.test(name),
        ),
      );
    const safe = {
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    };
    expect(await headersOf("需求\u202e (1).docx")).toEqual({
      ...safe,
      "content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "content-disposition": `attachment; filename="___ (1).docx"; filename*=UTF-8''${encodeURIComponent("需求_")}%20%281%29.docx`,
    });
    expect(await headersOf("x.html")).toEqual({
      ...safe,
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename=\"x.html\"; filename*=UTF-8''x.html",
    });
  });

  it("comes out of its ZIP one by one", async () => {
    const zip = packZip([{ name: "乡镇/轴承.docx", bytes: filled }]);
    const file = await tray({ "一批.zip": zip });
    const one = await get(file("乡镇/轴承.docx"), "county");
    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(filled))).toBe(true);
    expect((await get(file("乡镇/轴承.docx"), "countyElsewhere")).status).toBe(404);
  });
});
