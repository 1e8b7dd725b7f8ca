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
import { parse } from "csv-parse/sync";
import { beforeEach, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { exportDesk } from "./export-desk.ts";
import { exportFirmFile } from "./export-firm-file.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  return {
    county,
    firm: await makeOrganisation(db, { name: "=HYPERLINK(1)", jurisdictionId: county.id, contactName: "+86 张三" }),
    far: await makeOrganisation(db, { name: "乙材料", jurisdictionId: elsewhere.id }),
    here: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    auditor: await makePerson(db, { roles: ["auditor"] }),
    member: await makePerson(db),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const rowsOf = (bytes: Uint8Array) => parse(Buffer.from(bytes), { bom: true }) as string[][];

it("holds what the screen shows with its filters, for the own desk only, and leaves a line", async () => {
  await makeEntry(db, { organisationId: w.firm.id, jurisdictionId: w.county.id, revision: "submitted" });
  await makeEntry(db, { organisationId: w.far.id, revision: "submitted" });
  const file = await exportDesk(as(w.here), { what: "firms", format: "csv", filters: { isClaimed: false } });
  const [head, ...rows] = rowsOf(file.bytes);
  expect(head!.slice(0, 2)).toEqual(["单位", "类型"]);
  // A name that Excel would run stays a text.
  expect(rows.map((r) => [r[0], r[9]])).toEqual([["'=HYPERLINK(1)", "'+86 张三"]]);
  const vetting = await exportDesk(as(w.here), { what: "vetting", format: "csv", filters: {} }, "en");
  expect(rowsOf(vetting.bytes).map((r) => r[3])).toEqual(["Organisation", "'=HYPERLINK(1)"]);
  expect(await auditActions(db, "firms")).toContain("desk.export");
  const xlsx = await exportDesk(as(w.here), { what: "chase", format: "xlsx", filters: {} });
  expect(Buffer.from(xlsx.bytes.slice(0, 2)).toString()).toBe("PK");
});

it("is for coordinators, and of firms for auditors too; a firm of another desk has no file", async () => {
  const input = { what: "vetting", format: "csv", filters: {} } as const;
  await expect(exportDesk(as(w.auditor), input)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(exportDesk(as(w.member), { ...input, what: "firms" })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(exportFirmFile(as(w.here), { organisationId: w.far.id, format: "pdf" })).rejects.toMatchObject({
    kind: "not_found",
  });
  const pdf = await exportFirmFile(as(w.here), { organisationId: w.firm.id, format: "pdf" });
  expect(Buffer.from(pdf.bytes.slice(0, 5)).toString()).toBe("%PDF-");
  expect(await auditActions(db, w.firm.id)).toEqual(["firm.export"]);
});
