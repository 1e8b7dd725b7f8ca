import { describe, it } from "vitest";
import { type MakeEngine, makeDocument, useWorld } from "../kit.ts";

export function codesContract(makeEngine: MakeEngine): void {
  describe("codes and numbers", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "甲", number: "CG-2026-00012", codes: ["CG-2026-00012"] }),
      makeDocument({ title: "乙", number: "CG-2026-00013", codes: ["CG-2026-00013", "ZL202110012345.6"] }),
      makeDocument({ title: "丙", body: "依托专利（ZL201720001285.X）实施。", codes: [] }),
      makeDocument({ title: "丁", codes: ["H01M 10/54"], summary: "符合GB/T 36932-2018" }),
      makeDocument({ title: "戊", summary: "芯片制程28nm，误差0.05毫米" }),
    ]);

    it("finds a number exactly", () => world.finds("CG-2026-00012", ["甲"]));
    it("finds a number typed without separators and in small letters", () => world.finds("cg202600013", ["乙"]));
    it("finds a patent number among the codes", () => world.finds("ZL202110012345.6", ["乙"]));
    it("finds a patent number in the body", () => world.finds("ZL201720001285.X", ["丙"]));
    it("finds a classification", () => world.finds("H01M 10/54", ["丁"]));
    it("finds a standard", () => world.finds("36932-2018", ["丁"]));
    it("finds a measure, together and apart", async () => {
      await world.finds("28nm", ["戊"]);
      await world.finds("28 nm", ["戊"]);
      await world.finds("0.05", ["戊"]);
    });
    it("takes no number for its neighbour", () => world.finds("CG-2026-00014", []));
  });
}
