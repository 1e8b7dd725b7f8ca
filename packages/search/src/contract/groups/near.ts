import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, marked, titles, useWorld } from "../kit.ts";

const documents = () => [
  makeDocument({ title: "传感器标定装置", titleEn: "Sensor calibration rig" }),
  makeDocument({ title: "石墨烯散热膜", keywords: ["导热"] }),
  makeDocument({ title: "激光焊接工艺", titleEn: "Laser welding" }),
  makeDocument({ title: "光伏组件回收", titleEn: "Photovoltaic module recycling" }),
  makeDocument({ title: "水泥添加剂" }),
  makeDocument({ title: "苹果保鲜", number: "CG-2026-00012", codes: ["CG-2026-00012"] }),
];

export function pinyinContract(makeEngine: MakeEngine): void {
  describe("pinyin", () => {
    const world = useWorld(makeEngine, documents);

    it("finds 传感器 by chuanganqi", () => world.finds("chuanganqi", ["传感器标定装置"]));
    it("finds 传感器 by its initials", () => world.finds("cgq", ["传感器标定装置"]));
    it("finds keywords by pinyin", () => world.finds("daore", ["石墨烯散热膜"]));
    it("does not mind capitals", () => world.finds("ShuiNi", ["水泥添加剂"]));
    it("takes pinyin and characters together", () => world.finds("chuanganqi 标定", ["传感器标定装置"]));
    it("takes several words in pinyin", () => world.finds("jiguang hanjie", ["激光焊接工艺"]));
    it("finds no Chinese by an English word that happens to be pinyin", () => world.finds("she", []));
  });
}

export function nearContract(makeEngine: MakeEngine): void {
  describe("slips of the pen", () => {
    const world = useWorld(makeEngine, documents);
    const nearly = async (query: string) => {
      const result = await world.search({ query });
      return { found: titles(result)[0], relaxed: result.relaxed, corrected: result.corrected };
    };
    const sensor = "传感器标定装置";

    it("forgives a letter left out", async () =>
      expect(await nearly("sesor")).toEqual({ found: sensor, relaxed: true, corrected: "sensor" }));
    it("forgives two letters that changed places", async () =>
      expect(await nearly("sesnor")).toEqual({ found: sensor, relaxed: true, corrected: "sensor" }));
    it("forgives a letter too many", async () =>
      expect(await nearly("laserr")).toEqual({ found: "激光焊接工艺", relaxed: true, corrected: "laser" }));
    it("forgives two slips in a long word", async () =>
      expect(await nearly("photovltiac")).toEqual({ found: "光伏组件回收", relaxed: true, corrected: "photovoltaic" }));
    it("forgives one word of several", async () =>
      expect(await nearly("laser weldng")).toMatchObject({ found: "激光焊接工艺", relaxed: true }));
    it("forgives a slip in pinyin, and says it in characters", async () =>
      expect(await nearly("chuangangqi")).toEqual({ found: sensor, relaxed: true, corrected: "传感器" }));
    it("finds by other characters of the same sound", async () => {
      expect(await nearly("传敢器")).toEqual({ found: sensor, relaxed: true, corrected: "传感器" });
      expect(await nearly("石墨稀")).toEqual({ found: "石墨烯散热膜", relaxed: true, corrected: "石墨烯" });
    });
    it("puts right one word among right ones", async () =>
      expect(await nearly("激光焊结")).toEqual({ found: "激光焊接工艺", relaxed: true, corrected: "激光焊接" }));
    it("marks what was meant", async () => {
      const [hit] = (await world.search({ query: "传敢器" })).hits;
      expect(marked(hit, "title")).toEqual(["传感器"]);
    });
    it("corrects nothing that is found as it was typed", async () => {
      const result = await world.search({ query: "传感器" });
      expect([titles(result), result.relaxed, result.corrected]).toEqual([[sensor], false, undefined]);
    });
    it("guesses no number and no short word", async () => {
      expect(await nearly("CG-2026-00013")).toEqual({ found: undefined, relaxed: false, corrected: undefined });
      expect(await nearly("rog")).toEqual({ found: undefined, relaxed: false, corrected: undefined });
    });
    it("finds nothing where nothing is near", async () =>
      expect(await nearly("zzzyyyxxx")).toEqual({ found: undefined, relaxed: false, corrected: undefined }));
  });
}
