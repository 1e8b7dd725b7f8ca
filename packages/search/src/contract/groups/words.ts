import { describe, it } from "vitest";
import { type MakeEngine, makeDocument, useWorld } from "../kit.ts";

export function chineseContract(makeEngine: MakeEngine): void {
  describe("Chinese words", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "北京大学生创业平台" }),
      makeDocument({ title: "工业互联网标识解析" }),
      makeDocument({ title: "光學基礎研究設備" }),
      makeDocument({ title: "机器视觉检测系统" }),
      makeDocument({ title: "機器視覺分選設備" }),
      makeDocument({ title: "碳化钨粉末的制备" }),
      makeDocument({ title: "难熔金属回收", body: "回收其中的钨和钼。" }),
      makeDocument({ title: "5G基站散热" }),
      makeDocument({ title: "基于PLC控制的输送线" }),
      makeDocument({ title: "共建实验室", body: "本校与北京大学生命科学学院共建实验室。" }),
      makeDocument({ title: "３Ｄ打印的齿科支架" }),
      makeDocument({ title: "污泥干化", summary: "能耗低于每吨80度电" }),
      makeDocument({ title: "食用菌栽培" }),
    ]);

    it("finds 学生 in 北京大学生", () => world.finds("学生", ["北京大学生创业平台"]));
    it("finds 联网 in 互联网", () => world.finds("联网", ["工业互联网标识解析"]));
    it("finds 基础 in a text that says 基礎", () => world.finds("基础", ["光學基礎研究設備"]));
    it("finds what is written in both scripts by simplified characters", () =>
      world.finds("机器视觉", ["机器视觉检测系统", "機器視覺分選設備"]));
    it("finds what is written in both scripts by traditional characters", () =>
      world.finds("機器視覺", ["机器视觉检测系统", "機器視覺分選設備"]));
    it("finds a word of one character inside others and in the body", () =>
      world.finds("钨", ["碳化钨粉末的制备", "难熔金属回收"]));
    it("finds 5G基站, also in small letters and in pieces", async () => {
      await world.finds("5G基站", ["5G基站散热"]);
      await world.finds("5g基站", ["5G基站散热"]);
      await world.finds("基站 5g", ["5G基站散热"]);
    });
    it("finds PLC控制, also with a space", async () => {
      await world.finds("PLC控制", ["基于PLC控制的输送线"]);
      await world.finds("plc 控制", ["基于PLC控制的输送线"]);
    });
    it("finds a piece of text that begins and ends inside words", () => world.finds("京大学生命", ["共建实验室"]));
    it("takes full-width letters and digits for plain ones, on both sides", async () => {
      await world.finds("3D打印", ["３Ｄ打印的齿科支架"]);
      await world.finds("５Ｇ基站", ["5G基站散热"]);
    });
    it("takes words together that were typed without spaces", () => world.finds("碳化钨制备", ["碳化钨粉末的制备"]));
    it("finds words of the summary beside a number", () => world.finds("能耗 80", ["污泥干化"]));
    it("finds nothing where a word stands nowhere", () => world.finds("量子纠缠", []));
  });
}

export function englishContract(makeEngine: MakeEngine): void {
  describe("English words", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "甲", titleEn: "Optical Fibre Sensors" }),
      makeDocument({ title: "乙", titleEn: "A machine-learning-based welding inspector" }),
      makeDocument({ title: "丙", summaryEn: "Coated bearings for the mining of deep ore bodies" }),
      makeDocument({ title: "丁", body: "软件以C++编写，接口用C#。" }),
      makeDocument({ title: "戊", titleEn: "Résumé of naïve methods" }),
      makeDocument({ title: "己", titleEn: "Catalytic membranes" }),
    ]);

    it("finds the plural by the singular and the singular by the plural", async () => {
      await world.finds("sensor", ["甲"]);
      await world.finds("inspectors", ["乙"]);
      await world.finds("membrane", ["己"]);
    });
    it("finds -ing and -ed by the stem", async () => {
      await world.finds("weld", ["乙"]);
      await world.finds("coating bearing", ["丙"]);
    });
    it("does not mind case", () => world.finds("OPTICAL fibre", ["甲"]));
    it("does not mind words that say nothing", () => world.finds("the sensors of a fibre", ["甲"]));
    it("finds a compound by its parts and as a whole", async () => {
      await world.finds("machine learning", ["乙"]);
      await world.finds("machine-learning-based", ["乙"]);
    });
    it("does not mind accents", () => world.finds("resume naive", ["戊"]));
    it("tells C++ and C# from C", async () => {
      await world.finds("C++", ["丁"]);
      await world.finds("c#", ["丁"]);
      await world.finds("c", []);
    });
    it("does not take the beginning of a word for the word", () => world.finds("cat", []));
  });
}
