import type { PaperKind } from "../paper/paper-kind.ts";

// What an administrator may write into a form: `{成果名称}` or `{title}`, and rows between `{#指标}` and `{/指标}`.

/** A placeholder: its Chinese name, its English one (which is also the key of the value), and an example. */
export type Placeholder = readonly [name: string, key: string, example: string];
export interface PlaceholderLoop {
  name: string;
  key: string;
  fields: readonly Placeholder[];
}
export interface PlaceholderSet {
  fields: readonly Placeholder[];
  loops: readonly PlaceholderLoop[];
}

/** Known on every paper; not part of what is hashed. */
export const PAPER_PLACEHOLDERS: readonly Placeholder[] = [
  ["表单编号", "formCode", "JB-XQ-1"],
  ["打印编号", "paperNumber", "XQB-2026-00001"],
  ["打印日期", "printedOn", "2026-11-23"],
  ["校验码", "checkCode", "7K2M-9QXA"],
  ["内容哈希", "contentHash", "9f86d081884c7d65…"],
];

const organisation: Placeholder[] = [
  ["单位名称", "organisationName", "崤函矿山机械有限公司"],
  ["统一社会信用代码", "creditCode", "91411200MA00000000"],
  ["推荐单位", "jurisdictionName", "灵宝市"],
  ["联系人", "contactName", "李工"],
  ["联系电话", "contactPhone", "0398-0000000"],
  ["电子邮箱", "contactEmail", "li@example.org"],
];
const entryCommon: Placeholder[] = [
  ["所在地区", "area", "灵宝市"],
  ["所属行业", "industry", "C35 专用设备制造业"],
  ["所属产业链", "chain", "高端装备"],
  ["关键词", "keywords", "真空热压、靶材"],
  ["合作方式", "modes", "技术开发、技术服务"],
  ["金额", "money", "50 至 100 万元"],
  ["有效期至", "validUntil", "2027-06-30"],
];
const listRow: Placeholder[] = [
  ["序号", "no", "1"],
  ["编号", "number", "XQ-2026-00034"],
  ["类别", "kind", "技术需求"],
  ["名称", "title", "井下无人驾驶铲运机定位"],
  ["单位名称", "organisationName", "崤函矿山机械有限公司"],
  ["所在地区", "area", "灵宝市"],
  ["所属产业链", "chain", "高端装备"],
  ["合作方式", "modes", "技术开发"],
  ["金额", "money", "50 至 100 万元"],
  ["状态", "state", "已推荐"],
];
const entryLoop: PlaceholderLoop = { name: "条目", key: "items", fields: listRow };

export const PLACEHOLDERS: Record<PaperKind, PlaceholderSet> = {
  demand: {
    fields: [
      ["需求编号", "number", "XQ-2026-00034"],
      ["需求名称", "title", "井下无人驾驶铲运机定位"],
      ...organisation,
      ...entryCommon,
      ["需求概述", "summary", "需要在无卫星信号的巷道中定位。"],
      ["技术难题", "problem", "巷道粉尘大，激光雷达误差超过 30 cm。"],
      ["现有基础", "todayState", "已有两台样机。"],
      ["需求时限", "deadline", "2027-06-30"],
      ["对合作方的要求", "partnerConditions", "有井下工程经验"],
      ["知识产权要求", "ipWish", "共有"],
      ["其他说明", "body", "可到现场测试。"],
    ],
    loops: [
      {
        name: "指标",
        key: "targets",
        fields: [
          ["指标名称", "name", "定位误差"],
          ["要求", "comparator", "≤"],
          ["数值", "value", "10"],
          ["计量单位", "unit", "cm"],
        ],
      },
    ],
  },
  offer: {
    fields: [
      ["成果编号", "number", "CG-2026-00012"],
      ["成果名称", "title", "钼靶材真空热压烧结工艺"],
      ...organisation,
      ...entryCommon,
      ["成果简介", "summary", "两步烧结，晶粒细、密度高。"],
      ["详细介绍", "body", "1450℃ 预烧，1780℃ 保温。"],
      ["成熟度", "maturity", "中试"],
      ["成熟度依据", "maturityEvidence", "第三方检测报告"],
      ["研发团队", "team", "材料学院六人"],
      ["应用情况", "proven", "尚未应用"],
      ["转化条件", "conditions", "真空热压炉"],
    ],
    loops: [
      {
        name: "知识产权",
        key: "ipRights",
        fields: [
          ["类型", "kind", "发明"],
          ["号码", "number", "ZL201810123456.7"],
          ["权利人", "holder", "豫西矿冶材料研究院"],
          ["法律状态", "status", "已授权"],
        ],
      },
      {
        name: "完成人",
        key: "inventors",
        fields: [
          ["姓名", "name", "王某"],
          ["部门", "unit", "材料学院"],
          ["职称", "title", "教授"],
        ],
      },
    ],
  },
  bid: {
    fields: [
      ["轮次编号", "roundNumber", "JB-2026-00001"],
      ["榜题序号", "itemNumber", "3"],
      ["榜题名称", "itemTitle", "井下无人驾驶铲运机定位"],
      ["方案名称", "title", "超宽带与惯导组合定位"],
      ["牵头单位", "organisationName", "中原工业大学"],
      ["统一社会信用代码", "creditCode", "12410000000000000A"],
      ["联系人", "contactName", "赵老师"],
      ["联系电话", "contactPhone", "0371-0000000"],
      ["电子邮箱", "contactEmail", "zhao@example.org"],
      ["技术方案", "approach", "先建图，再定位。"],
      ["团队概述", "teamSummary", "导航团队八人"],
      ["总周期", "durationMonths", "12"],
      ["报价", "price", "80 万元"],
      ["自筹资金", "ownFunding", "20 万元"],
      ["资金说明", "moneyNote", "分三期支付"],
      ["知识产权约定", "ip", "共有"],
      ["所依据的成果编号", "offersCited", "CG-2026-00012"],
      ["封存校验码", "commitment", "sha256:…"],
    ],
    loops: [
      {
        name: "指标响应",
        key: "targets",
        fields: [
          ["指标名称", "name", "定位误差"],
          ["榜单要求", "asked", "≤ 10 cm"],
          ["承诺值", "committed", "8 cm"],
          ["实现方式", "how", "组合定位"],
        ],
      },
      {
        name: "团队成员",
        key: "team",
        fields: [
          ["姓名", "name", "赵某"],
          ["所在单位", "unit", "中原工业大学"],
          ["职称", "title", "副教授"],
          ["承担任务", "task", "算法"],
        ],
      },
      {
        name: "实施计划",
        key: "plan",
        fields: [
          ["阶段任务", "title", "样机"],
          ["起始月", "fromMonth", "0"],
          ["结束月", "toMonth", "6"],
          ["阶段成果", "deliverable", "样机一台"],
        ],
      },
      {
        name: "参与单位",
        key: "partners",
        fields: [
          ["单位名称", "name", "崤函矿山机械有限公司"],
          ["承担任务", "task", "整机"],
        ],
      },
    ],
  },
  notice: {
    fields: [
      ["公告编号", "number", "GG-2026-00001"],
      ["标题", "title", "揭榜结果公示"],
      ["轮次编号", "roundNumber", "JB-2026-00001"],
      ["发布日期", "publishedOn", "2026-11-23"],
      ["公示截止", "closesOn", "2026-11-30"],
      ["说明", "text", "现将结果公示如下。"],
      ["主办单位", "hosts", "市工业和信息化局"],
      ["受理部门", "acceptingOffice", "科技科"],
      ["电话", "phone", "0398-0000000"],
      ["地址", "address", "崤山路 1 号"],
      ["监督电话", "supervisorPhone", "0398-0000001"],
    ],
    loops: [
      {
        name: "榜题",
        key: "items",
        fields: [
          ["序号", "no", "1"],
          ["编号", "number", "XQ-2026-00034"],
          ["名称", "title", "井下无人驾驶铲运机定位"],
          ["发榜单位", "posterName", "崤函矿山机械有限公司"],
          ["揭榜单位", "selected", "中原工业大学"],
          ["结果", "outcome", "揭榜"],
        ],
      },
      {
        name: "依据",
        key: "bases",
        fields: [
          ["文号", "documentNo", "工信部〔2024〕1号"],
          ["文件名称", "title", "关于开展揭榜的通知"],
          ["发文单位", "issuer", "工业和信息化部"],
        ],
      },
    ],
  },
  entry_list: {
    fields: [
      ["标题", "title", "技术需求汇总表"],
      ["辖区", "jurisdictionName", "灵宝市"],
      ["条目数", "count", "12"],
    ],
    loops: [entryLoop],
  },
  recommendation: {
    fields: [
      ["标题", "title", "推荐函"],
      ["推荐单位", "jurisdictionName", "灵宝市"],
      ["主送单位", "addressee", "市中小企业服务中心"],
      ["条目数", "count", "12"],
    ],
    loops: [entryLoop],
  },
};

/** Value of a filled form: texts by key, rows by key of their loop. */
export type FormData = Record<string, string | Record<string, string>[]>;

/** What stands behind the example column, as data of one made-up subject. */
export function sampleData(kind: PaperKind): FormData {
  const of = (fields: readonly Placeholder[]) => Object.fromEntries(fields.map(([, key, example]) => [key, example]));
  const { fields, loops } = PLACEHOLDERS[kind];
  return { ...of(fields), ...Object.fromEntries(loops.map((loop) => [loop.key, [of(loop.fields), of(loop.fields)]])) };
}

/** The same values under their Chinese and their English names, as a form may use either. */
export function namedData(kind: PaperKind, data: FormData): Record<string, unknown> {
  const out: Record<string, unknown> = { ...data };
  const { fields, loops } = PLACEHOLDERS[kind];
  for (const [name, key] of [...fields, ...PAPER_PLACEHOLDERS]) if (key in data) out[name] = data[key];
  for (const loop of loops) {
    const rows = (data[loop.key] ?? []) as Record<string, string>[];
    const named = rows.map((row) => {
      const both: Record<string, string> = { ...row };
      for (const [name, key] of loop.fields) if (key in row) both[name] = row[key]!;
      return both;
    });
    out[loop.key] = named;
    out[loop.name] = named;
  }
  return out;
}

export interface UnknownPlaceholder {
  name: string;
  loop: string | null;
}

/** Placeholders of a form that this kind of subject does not have. */
export function unknownPlaceholders(
  kind: PaperKind,
  found: { placeholders: string[]; loops: Record<string, string[]> },
): UnknownPlaceholder[] {
  const { fields, loops } = PLACEHOLDERS[kind];
  const names = (list: readonly Placeholder[]) => new Set<string>(list.flat());
  const outside = names([...fields, ...PAPER_PLACEHOLDERS]);
  const unknown: UnknownPlaceholder[] = found.placeholders
    .filter((name) => !outside.has(name))
    .map((name) => ({ name, loop: null }));
  for (const [name, inside] of Object.entries(found.loops)) {
    const loop = loops.find((one) => one.name === name || one.key === name);
    if (!loop) {
      unknown.push({ name: `#${name}`, loop: null });
      continue;
    }
    const known = names(loop.fields);
    // Fields of the whole may stand inside a loop, too.
    unknown.push(
      ...inside.filter((one) => !known.has(one) && !outside.has(one)).map((one) => ({ name: one, loop: name })),
    );
  }
  return unknown;
}
