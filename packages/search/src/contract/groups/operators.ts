import { describe, it } from "vitest";
import { type MakeEngine, makeDocument, useWorld } from "../kit.ts";

export function operatorsContract(makeEngine: MakeEngine): void {
  describe("phrases and exclusions", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "锂电池正极材料回收" }),
      makeDocument({ title: "锂电池隔膜" }),
      makeDocument({ title: "材料回收与正极修复的锂电池产线" }),
      makeDocument({ title: "甲", titleEn: "Laser welding of copper foil", body: "激光焊接铜箔。" }),
      makeDocument({ title: "乙", titleEn: "Welding by laser: aluminium", summary: "正極材料的燒結" }),
    ]);
    const recycling = ["锂电池正极材料回收", "材料回收与正极修复的锂电池产线"];

    it("asks for all words, in whatever order", () => world.finds("锂电池 回收", recycling));
    it("takes a phrase as it stands", () => world.finds('锂电池 "正极材料"', ["锂电池正极材料回收"]));
    it("takes a phrase alone, over both scripts", () => world.finds('"正极材料"', ["锂电池正极材料回收", "乙"]));
    it("understands Chinese quotation marks", async () => {
      await world.finds("“正极材料” 锂电池", ["锂电池正极材料回收"]);
      await world.finds("「正极材料」 锂电池", ["锂电池正极材料回收"]);
    });
    it("takes an English phrase in its order", () => world.finds('"laser welding"', ["甲"]));
    it("finds nothing by a phrase that stands nowhere together", () => world.finds('"回收锂电池"', []));
    it("leaves out what is excluded", () => world.finds("锂电池 -回收", ["锂电池隔膜"]));
    it("leaves out an excluded English word in any form", () => world.finds("welding -foils", ["乙"]));
    it("leaves out an excluded phrase", () =>
      world.finds('锂电池 -"正极材料"', ["锂电池隔膜", "材料回收与正极修复的锂电池产线"]));
    it("lists the rest where nothing but exclusions was typed", () => world.finds("-锂电池", ["甲", "乙"]));
    it("takes a minus inside a word for a part of it", () => world.finds("copper-foil", ["甲"]));
  });
}
