import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

export function orderContract(makeEngine: MakeEngine): void {
  describe("order", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "a", summary: "钛", ranges: { publishedAt: "2026-01-01T00:00:00Z", money: "5", deadline: "2099-02-01" } }),
      makeDocument({ title: "b", summary: "钛", ranges: { publishedAt: "2026-03-01T00:00:00Z", money: "50", deadline: "2020-01-01" } }),
      makeDocument({ title: "c", body: "钛", kind: "demand", ranges: { publishedAt: "2026-02-01T00:00:00Z", deadline: "2099-01-01" } }),
      makeDocument({ title: "d钛", ranges: { publishedAt: "2025-02-01T00:00:00Z", money: "7" } }),
    ]); // biome-ignore format: one document a line
    const order = async (sort: "newest" | "deadline" | "money" | "relevance", query = "") =>
      titles(await world.search({ sort, query })).join(" ");

    it("newest first", async () => expect(await order("newest")).toBe("b c a d钛"));
    it("newest first where nothing was asked and relevance is wanted", async () =>
      expect(await order("relevance")).toBe("b c a d钛"));
    it("most money first, what names none at the end", async () => expect(await order("money")).toBe("b d钛 a c"));
    it("soonest deadline first, then what is over, then what has none", async () =>
      expect(await order("deadline")).toBe("c a b d钛"));
    it("the same with words", async () => {
      expect(await order("newest", "钛")).toBe("b c a d钛");
      expect(await order("money", "钛")).toBe("b d钛 a c");
      expect(await order("deadline", "钛")).toBe("c a b d钛");
      expect(await order("relevance", "钛")).toBe("d钛 b a c");
    });
    it("one catalogue alone", async () =>
      expect(titles(await world.search({ kinds: ["offer"], sort: "deadline" })).join(" ")).toBe("a b d钛"));
  });

  describe("pages", () => {
    const N = 57;
    const world = useWorld(makeEngine, () =>
      Array.from({ length: N }, (_, i) =>
        makeDocument({
          title: "铜箔",
          kind: i % 3 ? "offer" : "demand",
          ranges: {
            publishedAt: "2026-05-01T00:00:00.000Z",
            ...(i % 2 && { money: String(1000 * (i % 5)) }),
            ...(i % 4 === 0 && { deadline: `2027-01-${String(10 + (i % 7))}` }),
          },
        }),
      ),
    );
    const walk = async (spec: object, step: number) => {
      const seen: string[] = [];
      for (let offset = 0; ; offset += step) {
        const { hits, total } = await world.search({ ...spec, offset, limit: step });
        expect(total).toEqual({ value: N, exact: true });
        if (hits.length === 0) return seen;
        seen.push(...hits.map((hit) => hit.id));
      }
    };

    for (const sort of ["relevance", "newest", "deadline", "money"] as const)
      it(`to the end without a gap or a repeat, by ${sort}, with and without words`, async () => {
        for (const query of ["", "铜箔"]) {
          const seen = await walk({ query, sort }, 10);
          expect([seen.length, new Set(seen).size]).toEqual([N, N]);
          expect(await world.engine.listIds({ query, sort })).toEqual(seen);
        }
      });
    it("do not depend on how long they are", async () =>
      expect(await walk({ query: "铜箔", sort: "money" }, 7)).toEqual(
        await walk({ query: "铜箔", sort: "money" }, 20),
      ));
    it("that begin in the middle of one", async () => {
      const ids = await world.engine.listIds({ query: "铜箔" });
      const { hits } = await world.search({ query: "铜箔", offset: 13, limit: 5 });
      expect(hits.map((h) => h.id)).toEqual(ids.slice(13, 18));
    });
    it("beyond the end are empty, and a page of nothing still counts", async () => {
      expect((await world.search({ query: "铜箔", offset: 60 })).hits).toEqual([]);
      const counted = await world.search({ query: "铜箔", limit: 0 });
      expect([counted.hits, counted.total]).toEqual([[], { value: N, exact: true }]);
    });
  });
}
