import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Meilisearch } from "meilisearch";
import { afterEach, describe, expect, inject, it } from "vitest";
import { type ContractCard, makeDocument } from "../contract/kit.ts";
import { type EmbedderInput, embeddedExtra, embedderSetting, withEmbedder } from "./embedder.ts";
import { MeilisearchEngine } from "./meilisearch-engine.ts";
import { MeilisearchKeeper } from "./meilisearch-keeper.ts";
import { indexSettings } from "./settings.ts";

const server = inject("meili");

/** Some trades, and the words by which a text is about them: a small stand-in for a model, the same on both sides. */
const TRADES = [
  ["玻璃", "陶瓷", "窑炉", "glass", "烧结"],
  ["电池", "储能", "蓄电", "battery"],
  ["苹果", "保鲜", "果蔬", "冷藏"],
];
const vectorOf = (text: string): number[] => {
  const vector = TRADES.map((words) => words.filter((word) => text.includes(word)).length);
  const length = Math.hypot(...vector);
  return length === 0 ? [0.577, 0.577, 0.577] : vector.map((x) => x / length);
};

const documents = [
  makeDocument({ title: "赤泥微晶玻璃板材", summary: "低温烧结" }),
  makeDocument({ title: "退役电池梯次利用", kind: "demand" }),
  makeDocument({ title: "苹果保鲜", facets: { chain: "fruit" } }),
];
const cards = new Map(documents.map((d) => [d.id, d.card as ContractCard]));

describe.skipIf(!server)("semantic search, on the real server", { timeout: 60_000 }, () => {
  const client = new Meilisearch({
    host: server?.url ?? "http://nowhere.invalid",
    apiKey: server?.key,
    timeout: 20_000,
  });
  const made: string[] = [];
  const troubles: unknown[] = [];
  afterEach(async () => {
    for (const uid of made.splice(0)) await client.deleteIndex(uid).waitTask({ timeout: 20_000 });
    troubles.splice(0);
  });

  async function engineWith(input: EmbedderInput, embed?: (texts: string[]) => Promise<number[][]>) {
    const setting = embedderSetting.parse(input);
    const index = `semantic_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
    made.push(index);
    const settings = withEmbedder(indexSettings(), setting);
    const keeper = new MeilisearchKeeper({ client, index, settings, extra: embeddedExtra(setting, embed) });
    await keeper.ensure();
    await keeper.write(documents);
    return new MeilisearchEngine<ContractCard>({
      client,
      index,
      cards: async (ids) => new Map(ids.flatMap((id) => (cards.has(id) ? [[id, cards.get(id)!] as const] : []))),
      counts: async () => ({ total: 3, documents: new Map() }),
      today: async () => "2026-06-01",
      suggest: async () => [],
      semantic: { ...setting, embed, onTrouble: (error) => troubles.push(error) },
    });
  }
  const found = async (engine: MeilisearchEngine<ContractCard>, query: string, without?: string[]) =>
    (await engine.search({ query, without })).hits.map((h) => h.card.title);

  it("finds what no word finds, by vectors that we bring", async () => {
    const engine = await engineWith({ source: "userProvided", dimensions: 3 }, async (texts) => texts.map(vectorOf));
    expect(await found(engine, "窑炉产品")).toEqual(["赤泥微晶玻璃板材"]);
    expect(await found(engine, "蓄电")).toEqual(["退役电池梯次利用"]);
    expect((await engine.search({ query: "蓄电" })).relaxed).toBe(true);
    expect(troubles).toEqual([]);
  });

  it("keeps to conditions, hidden entries, phrases and exclusions", async () => {
    const engine = await engineWith({ source: "userProvided", dimensions: 3 }, async (texts) => texts.map(vectorOf));
    expect(await found(engine, "蓄电", [documents[1]!.id])).toEqual([]);
    const offers = await engine.search({ query: "蓄电", kinds: ["offer"], facets: ["kind"] });
    expect([offers.hits, offers.facets.kind]).toEqual([[], [{ value: "demand", count: 1 }]]);
    expect(await found(engine, '"蓄电"')).toEqual([]);
    expect(await found(engine, "蓄电 -退役")).toEqual([]);
  });

  it("leaves what words find as it is", async () => {
    const engine = await engineWith({ source: "userProvided", dimensions: 3 }, async (texts) => texts.map(vectorOf));
    const result = await engine.search({ query: "苹果" });
    expect([result.hits.map((h) => h.card.title), result.relaxed]).toEqual([["苹果保鲜"], false]);
  });

  it("asks an embedder over REST, and answers by words alone when that is away", async ({ skip }) => {
    let asked = 0;
    const embedder = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string };
      asked += 1;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ vector: vectorOf(input) }));
    });
    await new Promise<void>((resolve) => embedder.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(embedder.address() as AddressInfo).port}/`;
    const stop = () => {
      embedder.closeAllConnections();
      return new Promise((resolve) => embedder.close(resolve));
    };
    try {
      const setting = {
        source: "rest" as const,
        url,
        request: { input: "{{text}}" },
        response: { vector: "{{embedding}}" },
      };
      const engine = await engineWith(setting).catch((error: Error) => {
        if (!/ip|address|network/i.test(error.message)) throw error;
        return skip("this server may not ask the loopback");
      });
      expect(asked).toBeGreaterThanOrEqual(documents.length);
      expect(await found(engine!, "窑炉产品")).toEqual(["赤泥微晶玻璃板材"]);
      expect(troubles).toEqual([]);
      await stop();
      expect([await found(engine!, "蓄电"), await found(engine!, "苹果")]).toEqual([[], ["苹果保鲜"]]);
      expect(troubles.length).toBe(1);
    } finally {
      await stop();
    }
  });
});

describe("the setting of an embedder", () => {
  it("is refused where something is missing or out of its bounds", () => {
    const problems = (input: object) => embedderSetting.safeParse(input).error?.issues.map((i) => i.path.join("."));
    expect(problems({ source: "userProvided" })).toEqual(["dimensions"]);
    expect(problems({ source: "rest", url: "here", request: {}, response: {} })).toEqual(["url"]);
    expect(problems({ source: "ollama", url: "http://localhost:11434/api/embed" })).toEqual(["model"]);
    expect(problems({ source: "magic" })).toEqual(["source"]);
    expect(problems({ source: "userProvided", dimensions: 3, ratio: 2 })).toEqual(["ratio"]);
  });
});
