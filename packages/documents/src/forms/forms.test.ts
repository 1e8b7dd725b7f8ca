import { readBidForm } from "@jiebang/domain/form-intake/bid-form.ts";
import { readFilledForm } from "@jiebang/domain/form-intake/form-content.ts";
import { findForm } from "@jiebang/domain/form-intake/form-reading.ts";
import { describe, expect, it } from "vitest";
import { listArchive } from "./archive.ts";
import { blankDocx } from "./blank-docx.ts";
import { blankXlsx } from "./blank-xlsx.ts";
import { readFormFile } from "./read-form-file.ts";
import { fillBlankDocx, fillBlankXlsx, packZip } from "./testing/fill-forms.ts";

const read = (path: string, bytes: Uint8Array) => {
  const result = readFormFile(path, bytes);
  if (result.kind !== "form") throw new Error(JSON.stringify(result));
  const found = findForm(result.raw);
  if (!found) throw new Error("no form of ours");
  return readFilledForm(found, { area: (name) => (name === "湖滨区" ? "411202" : undefined) });
};

describe("the shipped blank forms", () => {
  it("a demand typed into the DOCX comes back field by field", async () => {
    const blank = await blankDocx("demand");
    const filled = fillBlankDocx(blank, {
      单位名称: "湖滨轴承有限公司",
      统一社会信用代码: "９１４１１２００ＭＡ３Ｘ４Ｙ５Ｚ６Ｔ",
      联系人: "张工",
      联系电话: "0398-1234567",
      需求名称: "矿用轴承密封圈耐高温改进",
      "所在县（市、区）": "湖滨区",
      关键词: "轴承、密封、耐高温",
      需求概述: "密封圈在一百八十度下三个月老化，希望寿命延长到一年。",
      技术难题: "高温粉尘下丁腈橡胶密封圈硬化开裂。\n每次更换停机两天。",
      主要技术指标: [
        ["使用温度", "≥", "180", "℃"],
        ["寿命", "不低于", "12", "个月"],
      ],
      合作方式: "技术开发、技术咨询",
      "预算（万元）": "５０－１００",
      需求时限: "2027年6月底",
      单位名称是否公开: "不公开",
    });
    expect(read("湖滨轴承.docx", filled)).toEqual({
      code: "JB-XQ-1",
      claim: {
        name: "湖滨轴承有限公司",
        creditCode: "91411200MA3X4Y5Z6T",
        contactName: "张工",
        contactPhone: "0398-1234567",
        contactEmail: null,
      },
      problems: [expect.objectContaining({ reason: "form.problem.credit_code_wrong" })],
      drafts: [
        expect.objectContaining({
          title: "矿用轴承密封圈耐高温改进",
          problems: [],
          note: "",
          content: expect.objectContaining({
            kind: "demand",
            summary: "密封圈在一百八十度下三个月老化，希望寿命延长到一年。",
            areaCode: "411202",
            keywords: ["轴承", "密封", "耐高温"],
            cooperationModes: ["development", "consulting"],
            moneyKind: "range",
            moneyMin: "500000.00",
            moneyMax: "1000000.00",
            isPosterHidden: true,
            contactName: "张工",
            detail: expect.objectContaining({
              problem: "高温粉尘下丁腈橡胶密封圈硬化开裂。\n每次更换停机两天。",
              deadline: "2027-06-30",
              targets: [
                { name: "使用温度", comparator: "ge", value: "180", unit: "℃" },
                { name: "寿命", comparator: "ge", value: "12", unit: "个月" },
              ],
            }),
          }),
        }),
      ],
    });
  });

  it("an offer typed into the DOCX brings its rights and inventors", async () => {
    const filled = fillBlankDocx(await blankDocx("offer"), {
      成果名称: "铝灰资源化利用",
      成果简介: "把铝灰转化为净水剂，已完成中试。",
      成熟度: "中试",
      知识产权情况: [["发明", "ZL201810123456.7", "某大学", "授权"]],
      完成人: [["李某", "材料学院", "教授"]],
      合作方式: "技术转让、独占许可",
      "意向价格（万元）": "面议",
    });
    const { drafts } = read("成果.docx", filled);
    expect(drafts[0]!.problems).toEqual([]);
    expect(drafts[0]!.content).toMatchObject({
      kind: "offer",
      title: "铝灰资源化利用",
      cooperationModes: ["assignment", "licence_exclusive"],
      moneyKind: "negotiable",
      detail: {
        maturity: { stage: "pilot" },
        ipRights: [
          { kind: "invention", number: "ZL201810123456.7", numberKind: "patent", holder: "某大学", status: "granted" },
        ],
        inventors: [{ name: "李某", unit: "材料学院", title: "教授" }],
      },
    });
  });

  it("several demands in the XLSX are several drafts, each fault in words and place", async () => {
    const filled = await fillBlankXlsx(await blankXlsx("demand"), { 单位名称: "灵宝某铜业有限公司", 联系人: "王工" }, [
      {
        需求名称: "铜箔表面缺陷在线检测",
        "预算（万元）": "80",
        需求时限: new Date("2027-03-01T00:00:00Z"),
        主要技术指标: "检出率 ≥ 99 %\n线速度：不低于 20 m/min",
      },
      { 需求名称: "浸出渣脱水", "预算（万元）": "面议左右", 合作方式: "技术开发、以身相许" },
    ]);
    const { claim, drafts } = read("需求.xlsx", filled);
    expect(claim.name).toBe("灵宝某铜业有限公司");
    expect(
      drafts.map(({ title, content, problems, note }) => ({
        title,
        contactName: content.contactName,
        money: content.moneyMax,
        problems,
        note,
      })),
    ).toEqual([
      { title: "铜箔表面缺陷在线检测", contactName: "王工", money: "800000.00", problems: [], note: "" },
      {
        title: "浸出渣脱水",
        contactName: "王工",
        money: null,
        problems: [
          {
            severity: "error",
            reason: "form.problem.mode_unknown",
            field: "modes",
            value: "以身相许",
            place: { sheet: null, row: 10 },
          },
          {
            severity: "error",
            reason: "form.problem.money_wrong",
            field: "money",
            value: "面议左右",
            place: { sheet: null, row: 10 },
          },
        ],
        note: "合作方式：以身相许\n预算（万元）：面议左右",
      },
    ]);
    expect(drafts[0]!.content.detail).toMatchObject({
      deadline: "2027-03-01",
      targets: [
        { name: "检出率", comparator: "ge", value: "99", unit: "%" },
        { name: "线速度", comparator: "ge", value: "20", unit: "m/min" },
      ],
    });
  });

  it("a bid typed into the DOCX answers the board's targets in their order", async () => {
    const filled = fillBlankDocx(await blankDocx("bid"), {
      联系人: "李工",
      联系电话: "0398-7654321",
      方案名称: "浆料温控法",
      技术方案: "分两步。\n先小试。",
      指标响应: [
        ["寿命", "12 个月", "14", "改用氟橡胶"],
        ["使用温度", "180", "200", ""],
      ],
      团队成员: [["李某", "某大学", "教授", "总负责"]],
      实施计划: [["小试", "1", "3月", "报告"]],
      "总周期（月）": "１２个月",
      "报价（万元）": "98",
      "自筹资金（万元）": "20-30",
      知识产权约定: "双方共有。",
      信用承诺: "本单位承诺近三年无严重失信行为",
    });
    const result = readFormFile("揭榜.docx", filled);
    const found = result.kind === "form" ? findForm(result.raw) : undefined;
    const target = { comparator: "ge" as const, asked: "180", unit: "", committed: "", isMet: "met" as const };
    const { values, problems, left } = readBidForm(found!, [
      { ...target, name: "使用温度" },
      { ...target, name: "寿命" },
    ]);
    expect(values).toEqual({
      title: "浆料温控法",
      approach: "分两步。\n先小试。",
      ip: "双方共有。",
      price: "980000.00",
      durationMonths: 12,
      creditDeclaration: true,
      contact: { name: "李工", phone: "0398-7654321", email: "" },
      team: [{ name: "李某", unit: "某大学", title: "教授", task: "总负责" }],
      plan: [{ title: "小试", fromMonth: 1, toMonth: 3, deliverable: "报告" }],
      targets: [
        { ...target, name: "使用温度", committed: "200", how: "" },
        { ...target, name: "寿命", committed: "14", how: "改用氟橡胶" },
      ],
    });
    expect(problems.map((p) => [p.reason, p.field, p.value])).toEqual([
      ["form.problem.one_figure", "ownFunding", "20-30"],
    ]);
    expect(left).toEqual(["自筹资金（万元）：20-30"]);
  });

  it("an untouched blank holds nothing", async () => {
    for (const family of ["demand", "offer", "bid"] as const)
      for (const [name, blank] of [
        ["a.docx", await blankDocx(family)],
        ["a.xlsx", await blankXlsx(family)],
      ] as const) {
        const result = readFormFile(name, blank);
        const found = result.kind === "form" ? findForm(result.raw) : undefined;
        expect([family, name, found?.form.code, found?.codeState, found?.records]).toEqual([
          family,
          name,
          `JB-${{ demand: "XQ", offer: "CG", bid: "JB" }[family]}-1`,
          "known",
          [],
        ]);
      }
  });

  it("what is no form, or made to hurt, is refused with what to do instead", async () => {
    const bytes = (...head: number[]) => new Uint8Array([...head, 0, 0, 0, 0]);
    const many = packZip(Array.from({ length: 601 }, (_, i) => ({ name: `${i}.txt`, bytes: new Uint8Array([1]) })));
    const bomb = packZip([
      { name: "word/document.xml", bytes: new Uint8Array(41 * 1024 * 1024) },
      { name: "[Content_Types].xml", bytes: new Uint8Array([1]) },
    ]);
    const entity = packZip([
      {
        name: "word/document.xml",
        bytes: new TextEncoder().encode('<!DOCTYPE a [<!ENTITY x "y">]><w:document>&x;</w:document>'),
      },
    ]);
    const reasonOf = (path: string, content: Uint8Array) => {
      const result = readFormFile(path, content);
      return result.kind === "refused" ? result.refusal.reason : result.kind;
    };
    expect([
      reasonOf("a.doc", bytes(0xd0, 0xcf, 0x11, 0xe0)),
      reasonOf("a.xls", bytes(0xd0, 0xcf, 0x11, 0xe0)),
      reasonOf("a.docx", bytes(0xd0, 0xcf, 0x11, 0xe0)),
      reasonOf("a.docx", bytes(0x25, 0x50, 0x44, 0x46)),
      reasonOf("a.jpg", bytes(0xff, 0xd8, 0xff)),
      reasonOf("a.zip", bytes(0x50, 0x4b, 3, 4)),
      reasonOf("a.docx", bomb),
      reasonOf("a.docx", entity),
      reasonOf("~$a.docx", bytes(1)),
    ]).toEqual([
      "form.refused.old_doc",
      "form.refused.old_xls",
      "form.refused.has_password",
      "form.refused.pdf",
      "form.refused.image",
      "form.refused.damaged",
      "form.refused.unzipped_large",
      "form.refused.damaged",
      "form.skipped.temporary_file",
    ]);
    expect(() => listArchive(many)).toThrow("entries_many");
  });
});
