import { refreshEntryIndex } from "@jiebang/core";
import { makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { makeHiddenPoster, publicServer, publishEntry, SECRETS } from "./public-world.ts";

const db = useTestDatabase();
let app: ReturnType<typeof publicServer>;
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const read = async (path: string) => (await get(path)).text();
const all = (text: string, shape: RegExp) => [...text.matchAll(shape)].map((m) => m[1]!);

beforeAll(async () => {
  app = publicServer(db);
  await db.prisma.codeList.create({
    data: { id: "cdl_chain", key: "chain", edition: "1", title: "链", validFrom: new Date("2020-01-01") },
  });
  await db.prisma.codeItem.create({ data: { listId: "cdl_chain", code: "copper", name: "铜", nameEn: "Copper" } });
});

describe("feeds", () => {
  test("are read on page by page with every entry once, and a chain has its own", async () => {
    const organisation = await makeOrganisation(db);
    const numbers: string[] = [];
    for (let i = 0; i < 53; i++)
      numbers.push(
        (await publishEntry(db, { organisationId: organisation.id, content: i === 7 ? { chainCode: "copper" } : {} }))
          .number,
      );
    const seen: string[] = [];
    for (let path: string | undefined = "/feeds/offers.atom"; path; ) {
      const xml: string = await read(path);
      seen.push(...all(xml, /<id>tag:jiebang\.example,2026:(CG-[^<]+)<\/id>/g));
      path = /rel="next" href="https:\/\/jiebang\.example([^"]+)"/.exec(xml)?.[1];
    }
    expect(seen).toEqual([...numbers].reverse());
    const chain = await read("/feeds/chains/copper.atom");
    expect(all(chain, /<id>tag:jiebang\.example,2026:(CG-[^<]+)<\/id>/g)).toEqual([numbers[7]]);
    expect((await get("/feeds/chains/nothing.atom", { accept: "text/html" })).status).toBe(404);
    const page = await get(`/offers/${numbers[7]}`, { accept: "text/html" });
    expect(await page.text()).toContain('type="application/atom+xml" href="/feeds/chains/copper.atom"');
  });

  test("say in both languages who they are and where, and cost nothing when nothing changed", async () => {
    for (const [path, lang] of [
      ["/feeds/all.atom", "zh-CN"],
      ["/en/feeds/all.atom", "en"],
    ] as const) {
      const answer = await get(path);
      const xml = await answer.text();
      expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
      expect(xml).toContain(`xml:lang="${lang}"`);
      expect(xml).toContain(`rel="self" href="https://jiebang.example${path}"`);
      const etag = answer.headers.get("etag")!;
      const since = answer.headers.get("last-modified")!;
      expect((await get(path, { "if-none-match": `"other", W/${etag}` })).status).toBe(304);
      expect((await get(path, { "if-modified-since": since })).status).toBe(304);
      expect((await get(path, { "if-none-match": '"other"', "if-modified-since": since })).status).toBe(200);
    }
  });

  test("drop what was withdrawn, and its tag changes", async () => {
    const organisation = await makeOrganisation(db);
    const { entryId, number } = await publishEntry(db, { kind: "demand", organisationId: organisation.id });
    const before = await get("/feeds/demands.atom");
    expect(await before.text()).toContain(number);
    await db.prisma.entry.update({ where: { id: entryId }, data: { state: "withdrawn" } });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    const after = await get("/feeds/demands.atom", { "if-none-match": before.headers.get("etag")! });
    expect(after.status).toBe(200);
    expect(await after.text()).not.toContain(number);
  });

  test("never give a hidden poster away", async () => {
    const { offer } = await makeHiddenPoster(db);
    for (const path of ["/feeds/all.atom", "/feeds/offers.atom", "/en/feeds/demands.atom"]) {
      const xml = await read(path);
      for (const secret of SECRETS) expect(xml).not.toContain(secret);
    }
    expect(await read("/feeds/all.atom")).toContain(offer.number);
  });
});

describe("the site map", () => {
  test("is an index of parts that together name every public page in both languages", async () => {
    const organisation = await makeOrganisation(db);
    const offer = await publishEntry(db, { organisationId: organisation.id });
    const gone = await publishEntry(db, { organisationId: organisation.id, entry: { state: "withdrawn" } });
    const index = await read("/sitemap.xml");
    const parts = all(index, /<loc>https:\/\/jiebang\.example([^<]+)<\/loc>/g);
    expect(parts).toEqual(expect.arrayContaining(["/sitemaps/pages.xml", "/sitemaps/offers-1.xml"]));
    const text = (await Promise.all(parts.map(read))).join("");
    for (const path of ["/", "/en", `/offers/${offer.number}`, `/en/offers/${offer.number}`])
      expect(text).toContain(`<loc>https://jiebang.example${path}</loc>`);
    expect(text).not.toContain(gone.number);
    // The page of an organisation tells no day: it would be the day of what it hides.
    const organisations = await read("/sitemaps/organisations-1.xml");
    expect(organisations).toContain(organisation.id);
    expect(organisations).not.toContain("<lastmod>");
    expect((await get("/sitemaps/secrets-1.xml", { accept: "text/html" })).status).toBe(404);
  });
});
