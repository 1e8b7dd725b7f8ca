import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cleanText, maskContacts } from "./clean-text.ts";
import { divisionByName, sectionsIn } from "./gb4754-divisions.ts";
import { guessMapping } from "./guess-mapping.ts";
import { type RawRow, readRow } from "./read-row.ts";
import { readDay, readIndustry, readMaturity, readModes, readMoney, readValidity } from "./read-values.ts";
import { techMarketZh } from "./tech-market-zh.ts";

describe("dirty values of lists", () => {
  it("modes glued together fall apart into words", () => {
    expect(readModes("完全转让许可转让技术入股合作生产")).toEqual({
      modes: ["assignment", "licence", "equity", "other"],
      unknown: [],
      widened: ["合作生产"],
    });
    expect(readModes("技术转让,技术许可,委托开发").modes).toEqual(["assignment", "licence", "development"]);
    expect(readModes("技术入股、以身相许")).toMatchObject({ modes: ["equity"], unknown: ["以身相许"] });
    expect(readModes("")).toEqual({ modes: [], unknown: [], widened: [] });
  });

  it.each([
    ["面议", { kind: "negotiable", min: null, max: null }],
    ["100.0万元-200.0万元", { kind: "range", min: "1000000.00", max: "2000000.00" }],
    ["9.0万元-9.0万元", { kind: "range", min: "90000.00", max: "90000.00" }],
    ["50万", { kind: "range", min: "500000.00", max: "500000.00" }],
    ["1.5亿", { kind: "range", min: "150000000.00", max: "150000000.00" }],
    ["¥3,000", { kind: "range", min: "3000.00", max: "3000.00" }],
    ["3000.50元", { kind: "range", min: "3000.50", max: "3000.50" }],
    ["20-50万元", { kind: "range", min: "200000.00", max: "500000.00" }],
    ["200万以上", { kind: "range", min: "2000000.00", max: null }],
    ["5千元", { kind: "range", min: "5000.00", max: "5000.00" }],
    ["很多钱", undefined],
  ])("money %s", (text, expected) => expect(readMoney(text)).toEqual(expected));

  it("dates glued to a clock keep their day", () => {
    expect(readValidity("2020-01-1310:49:39.0至2021-01-1310:49:41.0")).toEqual({
      from: "2020-01-13",
      until: "2021-01-13",
    });
    expect(readValidity("至")).toEqual({ from: undefined, until: undefined });
    expect([readDay("2021年1月3日"), readDay("2021/2/30"), readDay("20210113")]).toEqual([
      "2021-01-03",
      undefined,
      "2021-01-13",
    ]);
  });

  it("industries come by name, misspelt or cut short, or several at once", () => {
    expect(divisionByName("计算机、通信和其他电子设备制造")).toBe("C39");
    expect(divisionByName("酒、饮料喝精制茶制造业")).toBe("C15");
    expect(divisionByName("铁路、船舶、航空航天和其他运输")).toBe("C37");
    expect(readIndustry("制造业——医药制造业")?.code).toBe("C27");
    expect(sectionsIn("制造业电力、热力、燃气、及水生产和供应业建筑业批发和零售业")).toEqual({
      codes: ["C", "D", "E", "F"],
      rest: "",
    });
    expect(readIndustry("信息传输、软件和信息技术服务业金融业")).toEqual({ code: "I", others: ["J"], isPartly: false });
    expect(readIndustry("修仙业")).toBeUndefined();
  });

  it("maturity by what the list says", () => {
    expect(["正在研发", "已有样品", "通过小试", "通过中试", "可以量产", "未知"].map(readMaturity)).toEqual([
      "lab",
      "lab",
      "small_trial",
      "pilot",
      "industrial",
      undefined,
    ]);
  });

  it("text loses markup and contacts, and keeps what only looks like them", () => {
    expect(cleanText("  H<sub>2</sub>O&nbsp;浓度<0.05，p<br/>第二行\u0002\u200c　　\r\n\r\n\r\n尾")).toBe(
      "H2O 浓度<0.05，p\n第二行\n\n尾",
    );
    expect(maskContacts("电话13812345678，a.b@c-d.com.cn，编号2013812345678901，50@0.12μm")).toEqual({
      text: "电话[已隐去]，[已隐去]，编号2013812345678901，50@0.12μm",
      masked: 2,
    });
  });
});

describe("a row of a list", () => {
  it("is refused without a title, and says so", () => {
    expect(readRow(techMarketZh, { name: " ", context: "有字", time: "至" })).toMatchObject({
      content: null,
      identity: null,
      problems: [{ severity: "error", reason: "import.problem.title_missing", field: "title" }],
    });
    expect(readRow(techMarketZh, { foo: "bar" }).problems).toEqual([
      { severity: "error", reason: "import.problem.shape_unknown" },
    ]);
  });

  it("columns of one's own sheet are recognised by their headers", () => {
    expect(guessMapping(["序号", "成果名称（必填）", "所属行业", "价格(万元)", "成果简介", "备注"], "表")).toEqual({
      source: "表",
      shapes: [
        {
          kind: "offer",
          when: [],
          columns: [
            { from: "成果名称（必填）", to: "title" },
            { from: "所属行业", to: "industry" },
            { from: "价格(万元)", to: "moneyMaxWan" },
            { from: "成果简介", to: "body" },
          ],
        },
      ],
    });
    expect(guessMapping(["Title", "Description", "Budget"], "s")?.shapes[0]?.kind).toBe("demand");
    expect(guessMapping(["甲", "乙"], "s")).toBeNull();
  });
});

const data = path.resolve(import.meta.dirname, "../../../../../shared/data/tech-market-zh");
const isThere = fs.existsSync(data);
if (!isThere) console.log("skipped: ../shared/data/tech-market-zh is absent");

describe.skipIf(!isThere)("the real listings", () => {
  const json = (file: string) => JSON.parse(fs.readFileSync(path.join(data, file), "utf8")) as RawRow[];
  const lines = (file: string) =>
    fs
      .readFileSync(path.join(data, file), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RawRow);
  const raw = isThere
    ? fs
        .readdirSync(path.join(data, "raw"))
        .sort()
        .flatMap((file) => json(`raw/${file}`))
    : [];
  const read = (rows: RawRow[]) => rows.map((row) => readRow(techMarketZh, row));

  it("come in, or are refused with a reason; nothing is left unsaid", () => {
    const rows = read(raw);
    const refused = rows.filter((row) => !row.content);
    expect(raw.length).toBe(4861);
    expect(refused.map((row) => [row.title, row.problems[0]?.reason])).toHaveLength(2);
    const reasons = new Map<string, number>();
    for (const { problems } of rows) for (const p of problems) reasons.set(p.reason, (reasons.get(p.reason) ?? 0) + 1);
    expect(
      [...reasons.keys()].filter((r) =>
        /industry_unknown|maturity_unknown|money_unknown|mode_unknown|ip_unknown|validity_unknown|field_wrong/.test(r),
      ),
    ).toEqual([]);
    expect(rows.filter((row) => row.content && !row.content.industryCode)).toEqual([]);
  });

  it("as found and as cleaned copies are the same listings", () => {
    const found = new Set(read(raw).map((row) => row.identity));
    const copies = read([...lines("achievements.jsonl"), ...lines("demands.jsonl")]);
    expect(copies.filter((row) => row.content && !found.has(row.identity)).map((row) => row.title)).toEqual([]);
  });
});
