import { createCtx, exportEntries, writeExport } from "@jiebang/core";
import { guessMapping, readRow } from "@jiebang/domain";
import { auditActions, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { makeHiddenPoster, PUBLIC_URL, publicServer, publishEntry, SECRETS } from "../public/public-world.ts";

const db = useTestDatabase();
let app: ReturnType<typeof publicServer>;
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const lines = async (path: string) =>
  (await (await get(path)).text())
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(() => {
  app = publicServer(db);
});

describe("a catalogue as a file", () => {
  test("holds all pages of what the list shows under the same filter, and no formula", async () => {
    const organisation = await makeOrganisation(db);
    const numbers: string[] = [];
    for (let i = 0; i < 23; i++)
      numbers.push(
        (
          await publishEntry(db, {
            organisationId: organisation.id,
            content: {
              title: i === 3 ? '=HYPERLINK("http://evil")' : `成果${i}`,
              areaCode: i < 22 ? "411202" : "370100",
            },
          })
        ).number,
      );
    await publishEntry(db, { kind: "demand", organisationId: organisation.id });
    const found = await lines("/export/offers.jsonl?area=4112");
    expect(found.map((line) => line.offerNumber)).toEqual(numbers.slice(0, 22).reverse());
    const answer = await get("/en/export/offers.csv?area=4112");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.split("\r\n")[0]).toContain("Number,Kind,State,Title");
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).not.toMatch(/(^|,)"?=/m);
    const book = await get("/export/search.xlsx?kind=demand");
    expect([book.status, new TextDecoder().decode(new Uint8Array(await book.arrayBuffer()).slice(0, 2))]).toEqual([
      200,
      "PK",
    ]);
    expect((await get("/export/offers.exe", { accept: "text/html" })).status).toBe(404);
  });

  test("comes back through an import as the same entries", async () => {
    const organisation = await makeOrganisation(db);
    const offer = await publishEntry(db, {
      organisationId: organisation.id,
      content: { title: "往返成果", industryCode: "C32", moneyKind: "range", moneyMin: "100000", moneyMax: "255000" },
    });
    const demand = await publishEntry(db, {
      kind: "demand",
      organisationId: organisation.id,
      content: { title: "往返需求" },
    });
    const rows = (await lines("/export/search.jsonl?q=%E5%BE%80%E8%BF%94")).filter((row) =>
      [offer.number, demand.number].includes(String(row.offerNumber ?? row.demandNumber)),
    );
    expect(rows.length).toBe(2);
    const mapping = guessMapping([...new Set(rows.flatMap((row) => Object.keys(row)))], "x")!;
    const read = Object.fromEntries(rows.map((row) => readRow(mapping, row)).map((r) => [r.kind, r]));
    expect(read.offer).toMatchObject({ title: "往返成果", identity: `offer\n#${offer.number}` });
    expect(read.offer!.content).toMatchObject({
      industryCode: "C32",
      moneyKind: "range",
      moneyMin: "100000.00",
      moneyMax: "255000.00",
      cooperationModes: ["licence_ordinary"],
      detail: { maturity: { stage: "pilot" } },
    });
    expect(read.demand).toMatchObject({ title: "往返需求", identity: `demand\n#${demand.number}` });
    expect(read.demand!.content?.detail).toMatchObject({ ipWish: "共有", todayState: "正浮选一段" });
  });

  test("gives a hidden poster, a sealed field or an entry of a circle away in no form", async () => {
    const { offer } = await makeHiddenPoster(db);
    const circle = await publishEntry(db, {
      organisationId: (await makeOrganisation(db)).id,
      entry: { audience: "circle" },
      content: { title: "圈内深井秘密" },
    });
    for (const path of [
      "/export/offers.csv",
      "/export/demands.csv",
      "/en/export/search.jsonl",
      "/export/search.jsonl",
    ]) {
      const text = await (await get(path)).text();
      for (const secret of [...SECRETS, circle.number, "圈内深井秘密"]) expect(text).not.toContain(secret);
    }
    expect(await (await get("/export/offers.csv")).text()).toContain(offer.number);
    for (const path of ["/feeds/all.atom", "/sitemaps/offers-1.xml", "/oai?verb=ListRecords&metadataPrefix=jiebang"])
      expect(await (await get(path)).text()).not.toContain(circle.number);
  });
});

describe("what a signed-in person takes along", () => {
  test("own entries whole, drafts too; of others what is meant for them; recorded each time", async () => {
    const own = await makeOrganisation(db);
    const other = await makeOrganisation(db);
    const mine = await publishEntry(db, {
      organisationId: own.id,
      entry: { state: "draft", publishedRevisionId: null },
      content: { title: "自己的草稿", contactPhone: "13700000001" },
    });
    const theirs = await publishEntry(db, {
      organisationId: other.id,
      content: { title: "别人的密封件", body: "密封正文", layers: { body: "sealed" }, contactPhone: "13700000002" },
    });
    const circle = await publishEntry(db, {
      organisationId: other.id,
      entry: { audience: "circle" },
      content: { title: "给别人看的" },
    });
    const actor = await makePerson(db, { member: [{ organisationId: own.id, role: "editor" }] });
    const ctx = createCtx({ db, services: testServices() }, actor);
    const take = async (scope: "own" | "readable") => {
      const file = await writeExport(await exportEntries(ctx, { scope, format: "jsonl" }), "jsonl", {
        locale: "zh",
        publicUrl: PUBLIC_URL,
      });
      let text = "";
      for await (const piece of file.pieces!) text += piece;
      return text;
    };
    const whole = await take("own");
    expect(whole).toContain("自己的草稿");
    expect(whole).toContain("13700000001");
    expect(whole).not.toContain(theirs.number);
    const readable = await take("readable");
    expect(readable).toContain(theirs.number);
    for (const secret of [circle.number, "密封正文", "13700000002", mine.number, "自己的草稿"])
      expect(readable).not.toContain(secret);
    const audited = await db.prisma.auditEvent.findMany({ where: { action: "entry.export", actorId: actor.userId } });
    expect(audited.map((line) => (line.values as { scope: string }).scope).sort()).toEqual(["own", "readable"]);
    expect(await auditActions(db, mine.entryId)).toEqual([]);
    expect((await get("/files/export/entries/own.csv")).status).toBe(401);
  });
});
