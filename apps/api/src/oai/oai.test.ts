import { refreshEntryIndex } from "@jiebang/core";
import { makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { makeHiddenPoster, publicServer, publishEntry, SECRETS } from "../public/public-world.ts";

const db = useTestDatabase();
let app: ReturnType<typeof publicServer>;
const ask = async (query: string) => (await app.request(`/oai?${query}`)).text();
const code = async (query: string) => /<error code="(\w+)"/.exec(await ask(query))?.[1];
const all = (xml: string, shape: RegExp) => [...xml.matchAll(shape)].map((m) => m[1]!);
const identifiers = (xml: string) => all(xml, /<identifier>oai:jiebang\.example:([^<]+)<\/identifier>/g);
const tokenOf = (xml: string) => /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
const move = async (entryId: string, state: string) => {
  await db.prisma.entry.update({ where: { id: entryId }, data: { state } });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
};

beforeAll(() => {
  app = publicServer(db);
});

describe("harvesting both catalogues", () => {
  test("what stood and went is a deleted record for good, what came back is a record again", async () => {
    const organisation = await makeOrganisation(db, { name: "豫西矿业大学" });
    const content = { title: "低温 <精炼> & 除渣\u0007", chainCode: "copper" };
    const offer = await publishEntry(db, { organisationId: organisation.id, content });
    const draft = await publishEntry(db, { organisationId: organisation.id, entry: { state: "draft" } });
    const identifier = `identifier=oai:jiebang.example:${offer.number}`;
    const get = (prefix: string) => ask(`verb=GetRecord&metadataPrefix=${prefix}&${identifier}`);
    const dc = await get("oai_dc");
    expect(dc).toContain('<dc:title xml:lang="zh">低温 &lt;精炼&gt; &amp; 除渣</dc:title>');
    expect(dc).toContain("<dc:creator>豫西矿业大学</dc:creator>");
    expect(dc).toContain("<setSpec>offer</setSpec><setSpec>chain:copper</setSpec>");
    expect(await get("jiebang")).toContain(`<number>${offer.number}</number>`);
    for (const state of ["withdrawn", "expired", "archived"]) {
      await move(offer.entryId, state);
      const gone = await get("oai_dc");
      expect(gone).toContain('<header status="deleted">');
      expect(gone).not.toContain("<metadata>");
      expect(gone).not.toContain("低温");
    }
    await move(offer.entryId, "published");
    expect(await get("oai_dc")).toContain("<metadata>");
    expect(await code(`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:jiebang.example:${draft.number}`)).toBe(
      "idDoesNotExist",
    );
  });

  test("writing the index again moves no record, a change of its text does", async () => {
    const organisation = await makeOrganisation(db);
    const { entryId, number } = await publishEntry(db, { kind: "demand", organisationId: organisation.id });
    const stamp = async () => (await db.prisma.openRecord.findUniqueOrThrow({ where: { entryId } })).changedAt;
    const before = await stamp();
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    expect(await stamp()).toEqual(before);
    await db.prisma.revision.updateMany({ where: { entryId }, data: { summary: "换了说法。" } });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    const after = await stamp();
    expect(after.getTime()).toBeGreaterThan(before.getTime());
    const second = `${after.toISOString().slice(0, 19)}Z`;
    expect(identifiers(await ask(`verb=ListRecords&metadataPrefix=oai_dc&set=demand&from=${second}`))).toContain(
      number,
    );
    expect(await code("verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01")).toBe("noRecordsMatch");
  });

  test("thousands are harvested with no gap and no repeat while others are published and withdrawn", async () => {
    const organisation = await makeOrganisation(db);
    await db.asOwner(`
      WITH n AS (SELECT g, 'ofr_' || lpad(to_hex(g * 7919 % 100003), 26, '0') AS id FROM generate_series(1, 2500) g),
      e AS (INSERT INTO entry (id, kind, number, organisation_id, state, published_revision_id, published_at)
        SELECT id, 'offer', 'CG-2025-' || lpad(g::text, 5, '0'), '${organisation.id}', 'published', 'rev_' || id, app_now() FROM n RETURNING id)
      INSERT INTO revision (id, entry_id, no, state, title, keywords, keywords_en, ipc_codes, cooperation_modes, detail)
      SELECT 'rev_' || id, id, 1, 'published', '成果' || g, '{}', '{}', '{}', '{}', '{}' FROM n`);
    await db.asOwner(`INSERT INTO open_record (entry_id, kind, number, is_live, hash, first_at, changed_at)
      SELECT id, kind, number, true, 'x', app_now(), app_now() FROM entry WHERE number LIKE 'CG-2025-%'`);
    const seen: string[] = [];
    let xml = await ask("verb=ListRecords&metadataPrefix=oai_dc&set=offer");
    const begun = Number(/completeListSize="(\d+)"/.exec(xml)?.[1]);
    for (let page = 0; ; page++) {
      seen.push(...identifiers(xml));
      const token = tokenOf(xml);
      if (!token) break;
      // Meanwhile one that was given and one that was not are changed, one goes, one comes.
      const number = (n: number) => `CG-2025-${String(n).padStart(5, "0")}`;
      await db.asOwner(`UPDATE open_record SET changed_at = app_now() WHERE number IN ('${number(page * 40 + 1)}', '${number(2400 - page)}');
        UPDATE open_record SET is_live = false, end_state = 'withdrawn', changed_at = app_now() WHERE number = '${number(2000 - page)}'`);
      if (page % 5 === 0) await publishEntry(db, { organisationId: organisation.id });
      xml = await ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((number) => number.startsWith("CG-2025-")).length).toBe(2500);
    expect(seen.length).toBeGreaterThanOrEqual(begun);
    // The last page says that it is the last.
    expect(xml).toMatch(/<resumptionToken completeListSize="\d+" cursor="\d+"\/>/);
  });

  test("tokens survive a restart and are refused when anybody wrote on them", async () => {
    const token = tokenOf(await ask("verb=ListIdentifiers&metadataPrefix=oai_dc"))!;
    const other = publicServer(db);
    const resumed = await other.request(`/oai?verb=ListIdentifiers&resumptionToken=${token}`);
    expect(await resumed.text()).toContain("<ListIdentifiers>");
    for (const bad of [`${token}x`, `x${token}`, "nonsense", "", `${token}.${token}`])
      expect(await code(`verb=ListIdentifiers&resumptionToken=${bad}`)).toBe("badResumptionToken");
    expect(await code(`verb=ListRecords&resumptionToken=${token}`)).toBe("badResumptionToken");
  });

  test.each([
    ["", "badVerb"],
    ["verb=Nonsense", "badVerb"],
    ["verb=Identify&verb=Identify", "badVerb"],
    ["verb=Identify&set=offer", "badArgument"],
    ["verb=ListRecords", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"],
    ["verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"],
    ["verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"],
    ["verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:CG-2026-00001", "idDoesNotExist"],
    ["verb=ListMetadataFormats&identifier=oai:jiebang.example:CG-1999-00001", "idDoesNotExist"],
    ["verb=ListSets&resumptionToken=x", "badResumptionToken"],
  ])("%s is answered %s", async (query, expected) => {
    expect(await code(query)).toBe(expected);
  });

  test("takes the same by POST, and says who it is", async () => {
    const answer = await app.request("/oai", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "verb=Identify",
    });
    const xml = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/xml; charset=utf-8"]);
    for (const part of ["<deletedRecord>persistent<", "<granularity>YYYY-MM-DDThh:mm:ssZ<", "<protocolVersion>2.0<"])
      expect(xml).toContain(part);
    expect(await ask("verb=ListSets")).toContain("<setSpec>demand</setSpec>");
  });

  test("gives a hidden poster away in no record", async () => {
    const { offer, demand } = await makeHiddenPoster(db);
    for (const prefix of ["oai_dc", "jiebang"])
      for (const { number } of [offer, demand]) {
        const xml = await ask(`verb=GetRecord&metadataPrefix=${prefix}&identifier=oai:jiebang.example:${number}`);
        expect(xml).toContain("<metadata>");
        for (const secret of SECRETS) expect(xml).not.toContain(secret);
      }
  });
});
