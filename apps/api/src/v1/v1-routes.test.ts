import { makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import type { HttpEnv } from "../http/deps.ts";
import { PUBLIC_URL, publicServer, publishEntry } from "../public/public-world.ts";
import { entryAnswer, searchAnswer, suggestAnswer } from "./v1.schema.ts";

const db = useTestDatabase();
let app: Hono<HttpEnv>;
let number: string;
const get = (path: string, headers: Record<string, string> = {}) => app.request(`/api/v1${path}`, { headers });
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
const json = async (path: string): Promise<any> => (await get(path)).json();
const titles = async (query: string) => (await json(`/search?${query}`)).hits.map((h: { title: string }) => h.title);

beforeAll(async () => {
  app = publicServer(db);
  const university = await makeOrganisation(db, { kind: "university", name: "豫西矿业大学" });
  const offer = await publishEntry(db, {
    organisationId: university.id,
    entry: { sourceId: "list:1" },
    content: {
      title: "低品位金矿生物氧化",
      titleEn: "Bio-oxidation of gold ore",
      summary: "把难处理金矿的浸出率提到九成以上。",
      industryCode: "C32",
      areaCode: "411281",
      moneyKind: "range",
      moneyMin: "500000",
      moneyMax: "800000",
    },
  });
  number = offer.number;
  await publishEntry(db, {
    kind: "demand",
    organisationId: university.id,
    content: { title: "金矿尾渣脱砷", summary: "尾渣含砷超标。", industryCode: "B09", areaCode: "411202" },
  });
});

describe("search", () => {
  test("answers hits with number, kind, source, highlight and score, with total and facets", async () => {
    const answer = await json("/search?q=%E9%87%91%E7%9F%BF&kind=offer"); // 金矿
    expect(searchAnswer.parse(answer)).toBeTruthy();
    const { hits, total, facets } = answer;
    expect(total).toBe(1);
    const { id, publishedAt, poster, score, ...hit } = hits[0];
    expect(hit).toEqual({
      number,
      kind: "offer",
      sourceId: "list:1",
      title: "低品位金矿生物氧化",
      titleEn: "Bio-oxidation of gold ore",
      summary: "把难处理金矿的浸出率提到九成以上。",
      highlight: { title: [[3, 5]], summary: [[4, 6]] },
      state: "published",
      money: { kind: "range", min: "500000.00", max: "800000.00" },
      url: `${PUBLIC_URL}/offers/${number}`,
    });
    expect(id).toMatch(/^ofr_/);
    expect(poster.name).toBe("豫西矿业大学");
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThanOrEqual(1);
    expect(facets.kind).toEqual([
      { value: "demand", count: 1, name: null, nameEn: null },
      { value: "offer", count: 1, name: null, nameEn: null },
    ]);
  });

  test("narrows by kind, by area and industry at any depth, by several values", async () => {
    expect(await titles("kind=demand")).toEqual(["金矿尾渣脱砷"]);
    expect(await titles("area=411281")).toEqual(["低品位金矿生物氧化"]);
    expect(await titles("area=4112&industry=B")).toEqual(["金矿尾渣脱砷"]);
    expect((await titles("industry=B,32")).sort()).toEqual(["低品位金矿生物氧化", "金矿尾渣脱砷"].sort());
    expect(await titles("kind=offer&maturity=lab")).toEqual([]);
  });

  test("pages by limit and offset, and counts all", async () => {
    const first = await json("/search?limit=1");
    const second = await json("/search?limit=1&offset=1");
    expect([first.hits.length, second.hits.length, first.total]).toEqual([1, 1, 2]);
    expect(first.hits[0].number).not.toBe(second.hits[0].number);
  });

  test("says what is wrong with which parameter, in words", async () => {
    const answer = await get("/search?kind=idea&limit=1000&offset=-1&area=here", { "accept-language": "en" });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { requestId: string } };
    expect(error).toEqual({
      reason: "api.parameters",
      message: "Some parameters are wrong; see fields.",
      requestId: answer.headers.get("x-request-id"),
      fields: {
        kind: "Must be one of: offer, demand.",
        limit: "Outside the allowed range (≤ 100).",
        offset: "Outside the allowed range (≥ 0).",
        area: "An area is a numeric GB/T 2260 code such as 4112 or 411202.",
      },
    });
  });

  test("survives what people and scanners send", async () => {
    for (const q of ["%25", "'%20OR%201=1--", "%00", "%F0%9F%98%80", "%22%22%22", "-", "x".repeat(10_000)])
      expect([q.slice(0, 20), (await get(`/search?q=${q}`)).status]).toEqual([q.slice(0, 20), 200]);
  });
});

describe("suggestions", () => {
  test("lead to the page of a title in the language asked for", async () => {
    const answer = await json("/suggest?q=%E4%BD%8E%E5%93%81%E4%BD%8D&locale=en"); // 低品位
    expect(suggestAnswer.parse(answer)).toBeTruthy();
    expect(answer.suggestions.find((s: { number: string }) => s.number === number)).toMatchObject({
      text: "低品位金矿生物氧化",
      url: `/en/offers/${number}`,
    });
    expect(await json("/suggest?q=")).toEqual({ suggestions: [] });
  });
});

describe("one entry", () => {
  test("is its public layer, and unknown ones are not found in JSON", async () => {
    const entry = await json(`/offers/${number}`);
    expect(entryAnswer.parse(entry)).toBeTruthy();
    expect([entry.number, entry.title, entry.contact, entry.url]).toEqual([
      number,
      "低品位金矿生物氧化",
      null,
      `${PUBLIC_URL}/offers/${number}`,
    ]);
    for (const path of [
      `/demands/${number}`,
      "/offers/CG-2020-00001",
      "/rounds/JB-2020-00001",
      "/rounds/JB-2020-00001/ledger",
    ]) {
      const answer = await get(path);
      expect([path, answer.status, ((await answer.json()) as { error: { reason: string } }).error.reason]).toEqual([
        path,
        404,
        "common.not_found",
      ]);
    }
  });
});

describe("for machines", () => {
  test("any site may read, none may change", async () => {
    const answer = await get("/search", { origin: "https://elsewhere.example" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const preflight = await app.request("/api/v1/search", {
      method: "OPTIONS",
      headers: { origin: "https://elsewhere.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET,HEAD");
  });

  test("the description is valid OpenAPI and names every route", async () => {
    const description = await json("/openapi.json");
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(Object.keys(description.paths)).toEqual([
      "/search",
      "/suggest",
      "/offers/{number}",
      "/demands/{number}",
      "/calls",
      "/editions",
      "/rounds/{number}",
      "/rounds/{number}/ledger",
    ]);
  });

  test("too many requests are told when to come again", async () => {
    const narrow = publicServer(db, 2);
    const ask = () => narrow.request("/api/v1/search?limit=1");
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map((a) => a.status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]!.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(((await answers[2]!.json()) as { error: { reason: string } }).error.reason).toBe("common.too_many");
  });
});
