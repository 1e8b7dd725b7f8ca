import { unsubscribePath } from "@jiebang/core";
import { newId } from "@jiebang/domain";
import { makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { makeHiddenPoster, publicServer, publishEntry, SECRETS } from "./public-world.ts";

const db = useTestDatabase();
const get = async (path: string) => (await publicServer(db).request(path)).text();
let shared: { number: string };

beforeAll(async () => {
  await makeHiddenPoster(db);
  const firm = await makeOrganisation(db, { name: "渑池铝业有限公司" });
  const body = "前面的话。采用旋流电解工艺回收阴极铜，电流效率高。后面的话。";
  shared = await publishEntry(db, {
    kind: "offer",
    organisationId: firm.id,
    content: { title: "深井降温用相变储冷材料", summary: "矿井降温。", body, industryCode: "C32" },
  });
  await publishEntry(db, {
    kind: "offer",
    organisationId: firm.id,
    content: { title: "相变储冷材料在矿井降温中的应用", summary: "矿井降温。", body: "略", industryCode: "C32" },
  });
});

describe("what people expect of search", () => {
  it("shows where the words stand when only the text holds them", async () => {
    const page = await get(`/search?q=${encodeURIComponent("旋流电解")}`);
    expect(page).toMatch(/class="card-snippet"[^>]*>.*<mark>旋流电解<\/mark>工艺回收阴极铜/);
  });

  it("asks whether something else was meant, and leads there", async () => {
    await publishEntry(db, {
      kind: "demand",
      organisationId: (await makeOrganisation(db)).id,
      content: { title: "井下瓦斯传感器" },
    });
    const page = await get(`/search?q=${encodeURIComponent("传敢器")}`);
    expect(page).toMatch(/class="did-you-mean">您是不是要找：<a href="\/search\?q=[^"]+" rel="nofollow">传感器</);
  });

  it("searches within a long facet by a plain form: posters by name, none that hides", async () => {
    const found = await get(`/search?in=organisation&find=${encodeURIComponent("铝业")}`);
    expect(found).toMatch(
      /class="found-values"><li><a href="\/search\?organisation=org_[^"]+"[^>]*><span class="facet-name">渑池铝业有限公司<\/span><span class="facet-count">2</,
    );
    for (const piece of ["暗影", "Shadow"]) {
      const none = await get(`/search?in=organisation&find=${encodeURIComponent(piece)}`);
      expect(none).toContain("没有名称含");
      expect(none).not.toContain("found-values");
    }
  });

  it("shows similar entries on an entry's page, and nothing of what a hidden poster hides", async () => {
    const page = await get(`/offers/${shared.number}`);
    const similar = page.slice(page.indexOf('class="entry-similar"'));
    expect(similar).toContain("相变储冷材料在矿井降温中的应用");
    expect(similar).not.toContain(shared.number);
    for (const secret of SECRETS) expect(page, secret).not.toContain(secret);
  });

  it("offers to keep a search, and says nothing of it where nothing is searched for", async () => {
    expect(await get("/search?q=铜&page=2")).toContain('href="/app/saved-searches/new?url=q%3D%25E9%2593%259C"');
    expect(await get("/search")).not.toContain("saved-searches/new");
  });
});

describe("the link of an alert's mail", () => {
  it("shows by GET, stops by POST from a page or a mail program, and is nothing for who guesses or asks from elsewhere", async () => {
    const { userId } = await makePerson(db);
    const id = newId("ssr");
    await db.prisma.savedSearch.create({ data: { id, userId, name: "铝灰处理", url: "q=铝灰", cadence: "at_once" } });
    const server = publicServer(db);
    const path = unsubscribePath(testServices().secret, id);
    const cadence = async () => (await db.prisma.savedSearch.findUniqueOrThrow({ where: { id } })).cadence;

    const shown = await server.request(`/en${path}`);
    expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await shown.text()).toContain("Saved search “铝灰处理”");
    expect(
      (
        await server.request(
          path.replace(/.$/, (c) => (c === "A" ? "B" : "A")),
          { method: "POST" },
        )
      ).status,
    ).toBe(404);
    const foreign = await server.request(path, { method: "POST", headers: { origin: "https://evil.example" } });
    expect([foreign.status, await cadence()]).toEqual([403, "at_once"]);

    const oneClick = await server.request(path, {
      method: "POST",
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect([oneClick.status, await cadence()]).toEqual([200, "off"]);
    expect(await (await server.request(path, { method: "POST" })).text()).toContain("已退订");
  });
});
