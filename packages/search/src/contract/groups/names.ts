import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

export function namesContract(makeEngine: MakeEngine): void {
  describe("other names, in both languages", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "锂电池梯次利用" }),
      makeDocument({ title: "锂离子电池隔膜" }),
      makeDocument({ title: "赤泥综合利用" }),
      makeDocument({ title: "甲", titleEn: "Machine vision for sorting" }),
      makeDocument({ title: "乙", titleEn: "Graphene heat spreader" }),
      makeDocument({ title: "玉米秸秆制浆" }),
      makeDocument({ title: "丙", titleEn: "Maize harvesting" }),
      makeDocument({ title: "苹果保鲜" }),
    ]);
    const all = async (query: string) => titles(await world.search({ query })).sort();
    const lithium = ["锂电池梯次利用", "锂离子电池隔膜"].sort();

    it("finds the long name by the short one", async () => expect(await all("锂电池")).toEqual(lithium));
    it("finds the short name by the long one", async () => expect(await all("锂离子电池")).toEqual(lithium));
    it("puts the name that was typed first", async () => {
      expect((await world.found("锂电池"))[0]).toBe("锂电池梯次利用");
      expect((await world.found("锂离子电池"))[0]).toBe("锂离子电池隔膜");
    });
    it("finds a Chinese text by an English name", async () => expect(await all("red mud")).toEqual(["赤泥综合利用"]));
    it("finds a Chinese text by any of its English names", async () =>
      expect(await all("bauxite residue")).toEqual(["赤泥综合利用"]));
    it("finds an English text by the Chinese name", async () => expect(await all("机器视觉")).toEqual(["甲"]));
    it("finds an English text by a Chinese word of one name", async () => expect(await all("石墨烯")).toEqual(["乙"]));
    it("finds both languages by either, and by a second name in the same language", async () => {
      const maize = ["玉米秸秆制浆", "丙"].sort();
      expect(await all("玉米")).toEqual(maize);
      expect(await all("corn")).toEqual(maize);
      expect(await all("maize")).toEqual(maize);
    });
    it("combines another name with a word", async () =>
      expect(await all("red mud 综合利用")).toEqual(["赤泥综合利用"]));
    it("excludes by the word that was typed alone", async () =>
      expect(await all("锂电池 -隔膜")).toEqual(["锂电池梯次利用"]));
  });
}
