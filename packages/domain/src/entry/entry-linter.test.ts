import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demandContent, type EntryContentInput, entryContent, offerContent } from "./entry-content.ts";
import { LINT_STAGES, LINT_TABLE, severityAt } from "./entry-lint-stages.ts";
import { blocksSubmission, lintAhead, lintEntry, toAcknowledge } from "./entry-linter.ts";
import { coreName, findIdentifiers } from "./identifiers.ts";

const today = "2026-11-23";
const goodDemand = demandContent.parse({
  kind: "demand",
  title: "低品位氧化铝土矿脱硅提纯技术",
  summary: "寻求适合豫西低品位铝土矿的选矿脱硅工艺，年处理量二十万吨。",
  keywords: ["铝土矿", "脱硅"],
  industryCode: "C32",
  areaCode: "411281",
  cooperationModes: ["development"],
  moneyKind: "range",
  moneyMin: "500000",
  moneyMax: "2000000",
  contactName: "李工",
  contactPhone: "0398-2188888",
  detail: {
    problem: "现有正浮选工艺铝硅比只能由四点五提高到六点二，回收率不足百分之七十，药剂成本高，冬季低温时指标波动大。",
    targets: [{ name: "铝硅比", comparator: "ge", value: "8", unit: "倍" }],
    todayState: "正浮选一段",
    deadline: "2027-06-30",
    ipWish: "共有",
  },
});
const goodOffer = offerContent.parse({
  kind: "offer",
  title: "电解铝液低温精炼技术",
  summary: "在七百度以下除氢除渣，能耗下降两成，已在两家企业试用。",
  body: "技术说明。",
  keywords: ["电解铝"],
  industryCode: "C32",
  areaCode: "411281",
  cooperationModes: ["licence_ordinary"],
  moneyKind: "negotiable",
  contactName: "王老师",
  contactEmail: "wang@example.edu.cn",
  detail: {
    maturity: { stage: "pilot", evidence: "中试报告" },
    proven: "两家企业累计运行三个月。",
    ipRights: [{ kind: "invention", status: "granted", numberKind: "patent", number: "ZL202010288867.7" }],
  },
});
const codes = (content: EntryContentInput, context: Partial<Parameters<typeof lintEntry>[1]> = {}) =>
  lintEntry(entryContent.parse(content), { today, ...context }).map((f) => `${f.severity} ${f.code} ${f.field}`);

describe("the linter", () => {
  it("has nothing to say about a complete offer and a complete demand", () => {
    expect(codes(goodDemand)).toEqual([]);
    expect(codes(goodOffer)).toEqual([]);
  });

  it("says everything that an empty demand and an empty offer lack, what blocks first", () => {
    expect(codes({ kind: "demand" })).toEqual([
      "block title_missing title",
      "block summary_missing summary",
      "block contact_name_missing contactName",
      "block contact_missing contactPhone",
      "block problem_missing detail.problem",
      "ask target_missing detail.targets",
      "ask deadline_missing detail.deadline",
      "warn money_missing moneyKind",
      "warn industry_missing industryCode",
      "warn area_missing areaCode",
      "warn modes_missing cooperationModes",
      "warn keywords_missing keywords",
      "warn ip_wish_missing detail.ipWish",
      "warn today_state_missing detail.todayState",
    ]);
    expect(codes({ kind: "offer" }).filter((c) => c.startsWith("block"))).toEqual([
      "block title_missing title",
      "block summary_missing summary",
      "block contact_name_missing contactName",
      "block contact_missing contactPhone",
      "block maturity_missing detail.maturity.stage",
      "block body_missing body",
    ]);
    expect(blocksSubmission(lintEntry(goodDemand, { today }))).toBe(false);
  });

  it.each([
    ["a target without a unit", { value: "8", unit: "" }, ["ask target_unit_missing detail.targets.0.unit"]],
    ["a percentage that carries its unit", { value: "95%", unit: "" }, []],
    [
      "a target without a value",
      { value: "" },
      ["ask target_not_measurable detail.targets", "warn target_value_missing detail.targets.0.value"],
    ],
    ["a target in words only", { comparator: "text", value: "明显提高" }, ["ask target_not_measurable detail.targets"]],
  ] as const)("sees %s", (_name, change, expected) => {
    const [target] = goodDemand.detail.targets;
    expect(codes({ ...goodDemand, detail: { ...goodDemand.detail, targets: [{ ...target, ...change }] } })).toEqual(
      expected,
    );
  });

  it.each([
    [
      "a deadline in the past",
      { detail: { ...goodDemand.detail, deadline: "2026-11-22" } },
      "block deadline_past detail.deadline",
    ],
    ["a validity in the past", { validUntil: "2026-01-01" }, "block validity_past validUntil"],
    ["an upper amount below the lower", { moneyMin: "3000000" }, "block money_order moneyMax"],
    ["a range without amounts", { moneyMin: null, moneyMax: null }, "block money_empty moneyMin"],
    [
      "a problem in six words",
      { detail: { ...goodDemand.detail, problem: "回收率太低" } },
      "warn problem_short detail.problem",
    ],
    ["words of secrecy", { body: "本项目属机密级" }, "ask secret_words body"],
    ["a credit code whose check digit fails", { body: "代码 91350203M0001QAY9B" }, "warn credit_code_check body"],
  ])("sees %s", (_name, change, expected) => {
    expect(codes({ ...goodDemand, ...change } as EntryContentInput)).toEqual([expected]);
  });

  it.each([
    ["202010000001.0", "warn patent_check detail.ipRights.0.number"],
    ["12345", "warn patent_shape detail.ipRights.0.number"],
    ["202022360603.6", "warn patent_type detail.ipRights.0.number"],
    ["", "warn ip_number_missing detail.ipRights.0.number"],
  ])("checks the patent number %s", (number, expected) => {
    const detail = { ...goodOffer.detail, ipRights: [{ ...goodOffer.detail.ipRights[0]!, number }] };
    expect(codes({ ...goodOffer, detail })).toEqual([expected]);
  });

  it("measures English text by words, so that it is not refused as too short nor let through as too long", () => {
    expect(
      codes({
        ...goodDemand,
        title: "Desilication of low-grade bauxite",
        summary: "We look for a beneficiation process for low-grade bauxite of western Henan.",
      }),
    ).toEqual([]);
  });

  it("warns a hidden poster of everything in the text that tells who it is, and only a hidden one", () => {
    const telling = {
      ...goodDemand,
      title: "金渠黄金尾矿综合利用",
      body: "详见 www.jinqu.com.cn，专利 ZL201410142425.6，联系 13800138000 或 a@b.com，使用“金渠”牌药剂。",
    };
    expect(codes(telling)).toEqual([]);
    expect(
      codes(
        { ...telling, isPosterHidden: true },
        { organisationNames: ["河南金渠黄金股份有限公司"], similarOrganisations: 3 },
      ),
    ).toEqual([
      "ask identifier_name title",
      "ask identifier_name body",
      "ask identifier_email body",
      "ask identifier_link body",
      "ask identifier_patent body",
      "ask identifier_phone body",
      "ask identifier_brand body",
      "ask identifier_profile isPosterHidden",
    ]);
  });
});

describe("identifiers", () => {
  it("knows the core of an organisation's name", () => {
    expect(["河南金渠黄金股份有限公司", "三门峡市华阳电子有限公司", "河南科技大学"].map(coreName)).toEqual([
      "金渠黄金",
      "华阳电子",
      "科技大学",
    ]);
  });

  it("finds short names, English names and application numbers, each once", () => {
    const names = ["河南金渠黄金股份有限公司", "Jinqu Gold Mining Co., Ltd."];
    const found = findIdentifiers(
      "金渠的工艺（Jinqu Gold Mining 自研），申请号 2023112345678，公开号 CN116123456A",
      names,
    );
    expect(found.map((f) => `${f.kind} ${f.text}`)).toEqual([
      "name 金渠",
      "name Jinqu Gold Mining",
      "patent 2023112345678",
      "patent CN116123456A",
    ]);
  });

  it("leaves ordinary numbers and units alone", () => {
    expect(findIdentifiers("铝硅比 4.5 提高到 8，处理量 200000 吨/年，温度 700.5 ℃，2027-06-30 前完成", [])).toEqual(
      [],
    );
  });
});

describe("the stages of the linter", () => {
  it("never grow milder", () => {
    const rank = ["off", "warn", "ask", "block"];
    for (const code of Object.keys(LINT_TABLE)) {
      const ranks = LINT_STAGES.map((stage) => rank.indexOf(severityAt(code, stage)));
      expect(ranks, code).toEqual([...ranks].sort());
    }
  });

  it("ask nothing of a sentence, warn a draft, want an acknowledgement at hand-in and the thing itself at publication", () => {
    const { targets: _targets, ...detail } = goodDemand.detail;
    const content = { ...goodDemand, detail: { ...detail, deadline: null } };
    expect(LINT_STAGES.map((stage) => codes(content, { stage }))).toEqual([
      [],
      ["warn target_missing detail.targets", "warn deadline_missing detail.deadline"],
      ["ask target_missing detail.targets", "ask deadline_missing detail.deadline"],
      ["block target_missing detail.targets", "block deadline_missing detail.deadline"],
    ]);
    const parsed = entryContent.parse(content);
    expect(toAcknowledge(lintEntry(parsed, { today }))).toEqual(["target_missing", "deadline_missing"]);
    expect(lintAhead(parsed, { today }).map((f) => f.code)).toEqual(["target_missing", "deadline_missing"]);
    expect(lintAhead(parsed, { today, stage: "publication" })).toEqual([]);
  });

  it("stand in the documents as they stand in the table", () => {
    const page = readFileSync(new URL("../../../../docs/linter.md", import.meta.url), "utf8").replace(/ +/g, " ");
    for (const [code, row] of Object.entries(LINT_TABLE)) expect(page).toContain(`| ${code} | ${row.join(" | ")} |`);
  });
});
