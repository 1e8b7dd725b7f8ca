import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

export function suggestionsContract(makeEngine: MakeEngine): void {
  describe("suggestions", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "高强水泥添加剂", keywords: ["水泥"], names: ["虢州大学"], number: "CG-2026-90001", codes: ["CG-2026-90001"] }),
      makeDocument({ title: "苹果保鲜", titleEn: "Keeping apples fresh", kind: "demand" }),
    ]); // biome-ignore format: one document a line
    const texts = async (input: string, kinds?: ("offer" | "demand")[]) =>
      (await world.engine.suggest(input, { kinds })).map((s) => s.text);

    it("come by the first characters of any word of a title", async () =>
      expect(await texts("水")).toEqual(["水泥", "高强水泥添加剂"]));
    it("come by pinyin and by initials", async () => {
      expect(await texts("shuini")).toEqual(["水泥", "高强水泥添加剂"]);
      expect(await texts("shu")).toEqual(["水泥", "高强水泥添加剂"]);
      expect(await texts("sn")).toEqual(["水泥", "高强水泥添加剂"]);
    });
    it("name posters", async () => expect(await texts("guozhou")).toEqual(["虢州大学"]));
    it("lead to a number", async () => {
      const [suggestion] = await world.engine.suggest("cg-2026-9");
      expect(suggestion).toMatchObject({
        text: "CG-2026-90001",
        kind: "number",
        entryKind: "offer",
        number: "CG-2026-90001",
      });
    });
    it("come in English", async () => expect(await texts("app")).toEqual(["Keeping apples fresh"]));
    it("keep to a catalogue", async () =>
      expect([await texts("苹", ["offer"]), await texts("苹", ["demand"])]).toEqual([[], ["苹果保鲜"]]));
    it("mark what was typed", async () => expect((await world.engine.suggest("水"))[1]!.highlight).toEqual([[2, 3]]));
    it("are no more than wanted, and none for nothing", async () =>
      expect([(await world.engine.suggest("水", { limit: 1 })).length, await texts("  "), await texts("（")]).toEqual([1, [], []])); // biome-ignore format: a line
  });
}

export function similarContract(makeEngine: MakeEngine): void {
  describe("similar entries", () => {
    const mine = makeDocument({ title: "赤泥制备微晶玻璃", summary: "以赤泥为主要原料烧结微晶玻璃板材" });
    const like = makeDocument({ title: "赤泥微晶玻璃板材烧结工艺", kind: "demand", summary: "赤泥原料" });
    const far = makeDocument({ title: "苹果冷链保鲜", summary: "减少损耗" });
    const world = useWorld(makeEngine, () => [mine, like, far, makeDocument({ title: '一种"赤泥" -玻璃的烧结' })]);

    it("are about the same and never the entry itself", async () => {
      const { hits, degraded } = await world.engine.similar(mine.id);
      expect([titles({ hits })[0], hits.some((h) => h.id === mine.id || h.id === far.id), degraded]).toEqual([
        like.title,
        false,
        false,
      ]);
    });
    it("keep to a catalogue, a condition and a number", async () => {
      expect(titles(await world.engine.similar(mine.id, { kinds: ["demand"] }))).toEqual([like.title]);
      expect(titles(await world.engine.similar(mine.id, { filter: { op: "in", field: "kind", values: [] } }))).toEqual(
        [],
      );
      expect((await world.engine.similar(like.id, { limit: 1 })).hits.length).toBe(1);
    });
    it("of an entry that is not there are none", async () =>
      expect(await world.engine.similar("ent_of_nobody")).toEqual({ hits: [], degraded: false }));
  });
}
