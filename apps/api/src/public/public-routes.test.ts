import { assets } from "@jiebang/pages";
import { makeOrganisation, useTestDatabase } from "@jiebang/testing";
import type { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import type { HttpEnv } from "../http/deps.ts";
import { makeHiddenPoster, PUBLIC_URL, publicServer, publishEntry, SECRETS } from "./public-world.ts";

const db = useTestDatabase();
let app: Hono<HttpEnv>;
const get = (path: string, headers: Record<string, string> = { accept: "text/html" }) => app.request(path, { headers });
const read = async (path: string) => (await get(path)).text();

beforeAll(() => {
  app = publicServer(db);
});

describe("an empty platform", () => {
  test.each([
    "/",
    "/offers",
    "/demands",
    "/search",
    "/rounds",
    "/notices",
    "/organisations",
    "/about",
    "/rules",
    "/verify",
  ])("answers %s calmly in both languages", async (path) => {
    const zh = await get(path);
    const en = await get(path === "/" ? "/en" : `/en${path}`);
    expect([zh.status, zh.headers.get("content-language")]).toEqual([200, "zh-CN"]);
    expect([en.status, en.headers.get("content-language")]).toEqual([200, "en"]);
  });
});

describe("what an outsider verifies with", () => {
  test("is published as a schema, and there is no bundle of a round that was not announced", async () => {
    const schema = JSON.parse(await read("/schemas/bundle-1.json"));
    expect(schema.properties.format.const).toBe("jiebang.bundle/1");
    for (const number of ["JB-2026-00001", "x", "..%2f"])
      expect((await get(`/rounds/${number}/bundle.json`)).status).toBe(404);
  });
});

describe("the catalogue", () => {
  test("shows what was published, and nothing of a draft", async () => {
    const university = await makeOrganisation(db, { kind: "university", name: "豫西矿业大学" });
    const { number, entryId } = await publishEntry(db, {
      organisationId: university.id,
      content: { title: "低品位金矿生物氧化", titleEn: "Bio-oxidation of gold ore" },
    });
    const list = await read("/offers");
    expect(list).toContain(`<a href="/offers/${number}">低品位金矿生物氧化</a>`);
    const page = await read(`/offers/${number}`);
    expect(page).toContain("<h1>低品位金矿生物氧化</h1>");
    expect(page).toContain(`href="/organisations/${university.id}"`);
    expect(await read(`/en/offers/${number}`)).toContain("<h1>Bio-oxidation of gold ore</h1>");
    await db.prisma.entry.update({ where: { id: entryId }, data: { state: "draft" } });
    expect((await get(`/offers/${number}`)).status).toBe(404);
  });

  test("an unknown number, one of the other catalogue and a withdrawn one read the same", async () => {
    const organisation = await makeOrganisation(db);
    const demand = await publishEntry(db, { kind: "demand", organisationId: organisation.id });
    const gone = await publishEntry(db, { organisationId: organisation.id, entry: { state: "withdrawn" } });
    const pages = await Promise.all(
      [`/offers/CG-2020-99999`, `/offers/${demand.number}`, `/offers/${gone.number}`].map(async (path) => {
        const answer = await get(path);
        return [answer.status, (await answer.text()).replaceAll(path, "PATH")];
      }),
    );
    expect(pages[0]![0]).toBe(404);
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual(pages[0]);
  });

  test("the address is the state: words, filters, pages; nonsense in it is left out", async () => {
    const organisation = await makeOrganisation(db);
    await publishEntry(db, { organisationId: organisation.id, content: { title: "尾矿库渗滤液脱砷" } });
    const found = await read("/search?q=%E8%84%B1%E7%A0%B7&maturity=pilot");
    expect(found).toContain("尾矿库渗滤液脱<mark>砷</mark>".replace("脱<mark>砷", "<mark>脱砷"));
    expect(found).toContain("成熟度：中试");
    expect((await get("/offers?page=-3&sort=sideways&area=%00&money=x..y")).status).toBe(200);
    expect((await get("/offers?page=4000")).status).toBe(200);
    expect((await get(`/search?q=${"x".repeat(9000)}`)).status).toBe(200);
  });

  test("a page of the catalogue costs one statement beside the names of codes", async () => {
    await db.prisma.codeList.create({
      data: { id: "cdl_test", key: "industry", edition: "2017", title: "GB/T 4754", validFrom: new Date("2017-10-01") },
    });
    await db.prisma.codeItem.create({ data: { listId: "cdl_test", code: "C32", name: "有色金属冶炼" } });
    await get("/offers"); // names of codes are kept for a minute
    const statements = await countStatements(() => get("/offers"));
    expect(statements).toBe(1);
  });
});

describe("a hidden poster", () => {
  test("is on no public page, in no list, facet, feed for machines, map or suggestion", async () => {
    const { organisation, offer, demand } = await makeHiddenPoster(db);
    const own = `/organisations/${organisation.id}`;
    const paths = [
      "/",
      "/offers",
      "/demands",
      "/search?q=%E6%B7%B1%E4%BA%95", // 深井
      `/offers/${offer.number}`,
      `/demands/${demand.number}`,
      "/api/v1/search?q=%E6%B7%B1%E4%BA%95",
      "/api/v1/search?limit=100",
      `/api/v1/offers/${offer.number}`,
      `/api/v1/demands/${demand.number}`,
      "/api/v1/suggest?q=%E6%B7%B1%E4%BA%95",
      "/api/v1/suggest?q=shadow",
    ];
    const leaks: string[] = [];
    for (const path of [
      ...paths,
      ...paths.filter((p) => !p.startsWith("/api")).map((p) => (p === "/" ? "/en" : `/en${p}`)),
    ]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      const text = await answer.text();
      for (const secret of SECRETS) if (text.includes(secret)) leaks.push(`${path}: ${secret}`);
    }
    expect(leaks).toEqual([]);
    // The organisation itself is public; its hidden entries are not among its own.
    for (const path of [own, `/en${own}`]) {
      const text = await read(path);
      for (const word of [offer.number, demand.number, "深井"]) expect(text).not.toContain(word);
    }
    expect(await read(`/offers?organisation=${organisation.id}`)).not.toContain(offer.number);
    // Asked for by name, place or industry, it does not answer.
    expect(await read("/search?q=%E4%B9%89%E9%A9%AC%E6%9A%97%E5%BD%B1%E7%A7%91%E6%8A%80")).not.toContain(offer.number);
    expect(await read("/offers?area=411224")).not.toContain(offer.number);
    expect(await read("/offers?industry=3211")).not.toContain(offer.number);
    const map = (await read("/sitemaps/offers-1.xml")) + (await read("/sitemaps/organisations-1.xml"));
    expect(map).toContain(`/offers/${offer.number}`);
    for (const secret of SECRETS) expect(map).not.toContain(secret);
  });
});

describe("the site", () => {
  test("serves style sheet and script under names that never change their meaning", async () => {
    for (const file of [assets.css, assets.js, assets.icon]) {
      const answer = await get(`/assets/${file.name}`);
      expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
        200,
        file.type,
        "public, max-age=31536000, immutable",
      ]);
    }
    expect((await get("/assets/site.0000000000.css")).status).toBe(404);
  });

  test("lets no inline script or style run", async () => {
    const policy = (await get("/")).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain("unsafe");
  });

  test("is the same for everybody: a cookie changes nothing and none is set", async () => {
    const plain = await get("/");
    const cookie = await get("/", { accept: "text/html", cookie: "better-auth.session_token=x.y" });
    expect(cookie.headers.get("set-cookie")).toBeNull();
    const still = (text: string) => text.replace(/data-now="[^"]+"/g, "");
    expect(still(await cookie.text())).toBe(still(await plain.text()));
  });

  test("has one address per page: a trailing slash is taken off", async () => {
    const answers = await Promise.all(["/en/", "/offers/?page=2"].map((path) => get(path)));
    expect(answers.map((a) => [a.status, a.headers.get("location")])).toEqual([
      [301, "/en"],
      [301, "/offers?page=2"],
    ]);
  });

  test("maps both languages and tells crawlers where not to go", async () => {
    const map = await read("/sitemaps/pages.xml");
    expect(map).toContain(
      `<url><loc>${PUBLIC_URL}/en/rounds</loc><xhtml:link rel="alternate" hreflang="zh-CN" href="${PUBLIC_URL}/rounds"/>`,
    );
    expect(await read("/robots.txt")).toBe(
      `User-agent: *\nDisallow: /app\nDisallow: /api\nDisallow: /search\nDisallow: /en/search\nDisallow: /export\nDisallow: /en/export\nDisallow: /oai\n\nSitemap: ${PUBLIC_URL}/sitemap.xml\n`,
    );
  });

  test("a page that is not there says so in its language", async () => {
    const zh = await get("/nothing/here");
    const en = await get("/en/nothing/here?x=1");
    expect([zh.status, en.status]).toEqual([404, 404]);
    expect(await zh.text()).toContain("<h1>没有找到这个页面</h1>");
    expect(await en.text()).toContain("<h1>Nothing is here</h1>");
  });
});

describe("when the database fails", () => {
  test("one calm line with the request's id, in the page's language", async () => {
    const broken = publicServer({
      ...db,
      pool: { ...db.pool, query: () => Promise.reject(new Error("the secret cause")) } as never,
    });
    const answer = await broken.request("/en/rounds", { headers: { accept: "text/html" } });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).toContain("<h1>Something went wrong</h1>");
    expect(text).toContain(answer.headers.get("x-request-id"));
    expect(text).not.toContain("the secret cause");
  });
});

async function countStatements(work: () => unknown): Promise<number> {
  const { query } = db.pool;
  let count = 0;
  db.pool.query = ((...args: unknown[]) => {
    count += 1;
    return (query as (...a: unknown[]) => unknown).apply(db.pool, args);
  }) as typeof query;
  try {
    await work();
  } finally {
    db.pool.query = query;
  }
  return count;
}
