import type { CooperationMode, MaturityStage } from "../entry/entry-content.ts";

// The blank forms that go out. What comes back is read by the same table, so a form and its reader cannot drift apart.
// A form that went out is never changed: a new version is added to the list, and the old ones stay readable.

export const FORM_FAMILIES = ["demand", "offer", "bid"] as const;
export type FormFamily = (typeof FORM_FAMILIES)[number];

export type FormFieldKind = "line" | "text" | "money" | "day" | "months" | "choice" | "choices" | "rows";

export interface FormOption {
  value: string;
  label: string;
}

export interface FormField {
  key: string;
  label: string;
  /** Other wordings that were seen on forms and in lists. */
  aliases?: string[];
  kind: FormFieldKind;
  hint: string;
  /** What is said instead where the whole answer goes into one cell of a list. */
  listHint?: string;
  required?: boolean;
  options?: FormOption[];
  /** Of `rows`: the columns of the small table, and how many empty rows are printed. */
  columns?: FormColumn[];
  lines?: number;
  /** Printed beside another short one. */
  isShort?: boolean;
}
export interface FormColumn {
  key: string;
  label: string;
  aliases?: string[];
  width: number;
}

export interface FormDefinition {
  code: string;
  family: FormFamily;
  version: number;
  title: string;
  /** Who fills it in: printed at the head. */
  organisation: FormField[];
  fields: FormField[];
  notes: string[];
}

export const MODE_OPTIONS: (FormOption & { value: CooperationMode })[] = [
  { value: "development", label: "技术开发" },
  { value: "assignment", label: "技术转让" },
  { value: "licence", label: "技术许可" },
  { value: "licence_exclusive", label: "独占许可" },
  { value: "licence_sole", label: "排他许可" },
  { value: "licence_ordinary", label: "普通许可" },
  { value: "licence_open", label: "开放许可" },
  { value: "consulting", label: "技术咨询" },
  { value: "service", label: "技术服务" },
  { value: "equity", label: "作价入股" },
  { value: "use_first", label: "先使用后付费" },
  { value: "joint_platform", label: "共建研发平台" },
  { value: "other", label: "其他" },
];
export const MATURITY_OPTIONS: (FormOption & { value: MaturityStage })[] = [
  { value: "lab", label: "实验室" },
  { value: "small_trial", label: "小试" },
  { value: "pilot", label: "中试" },
  { value: "industrial", label: "产业化" },
];
const NAME_OPTIONS: FormOption[] = [
  { value: "shown", label: "公开" },
  { value: "hidden", label: "不公开" },
];
const CREDIT_OPTIONS: FormOption[] = [{ value: "declared", label: "本单位承诺近三年无严重失信行为" }];

const organisation: FormField[] = [
  { key: "organisationName", label: "单位名称", aliases: ["填报单位", "企业名称", "申报单位", "单位全称", "单位", "揭榜单位", "申请单位", "成果单位", "成果持有单位", "需求单位"], kind: "line", hint: "与营业执照或法人证书一致", required: true, isShort: true },
  { key: "creditCode", label: "统一社会信用代码", aliases: ["信用代码", "社会信用代码", "统一信用代码"], kind: "line", hint: "18 位", required: true, isShort: true },
  { key: "contactName", label: "联系人", aliases: ["联系人姓名", "项目联系人", "填报人"], kind: "line", hint: "姓名", required: true, isShort: true },
  { key: "contactPhone", label: "联系电话", aliases: ["电话", "手机", "手机号码", "联系方式", "联系人电话"], kind: "line", hint: "手机或座机", required: true, isShort: true },
  { key: "contactEmail", label: "电子邮箱", aliases: ["邮箱", "e-mail", "email"], kind: "line", hint: "没有可不填", isShort: true },
]; // biome-ignore format: one field a line

const area: FormField = { key: "area", label: "所在县（市、区）", aliases: ["所在地区", "所属区域", "地区", "所在区县", "所在县区"], kind: "line", hint: "如 湖滨区", isShort: true }; // biome-ignore format: one field a line
const industry: FormField = { key: "industry", label: "所属行业", aliases: ["行业", "国民经济行业", "行业领域"], kind: "line", hint: "国民经济行业大类名称或代码", isShort: true }; // biome-ignore format: one field a line
const chain: FormField = { key: "chain", label: "所属产业链", aliases: ["产业链", "重点产业链"], kind: "line", hint: "如 铝基新材料；不清楚可不填", isShort: true }; // biome-ignore format: one field a line
const keywords: FormField = { key: "keywords", label: "关键词", aliases: ["关键字"], kind: "line", hint: "三至五个，用顿号分开", isShort: true }; // biome-ignore format: one field a line
const modes: FormField = { key: "modes", label: "合作方式", aliases: ["拟合作方式", "意向合作方式", "合作模式", "转化方式"], kind: "choices", hint: "可多选，在方框内打勾", listHint: "技术开发、技术转让、技术许可、独占许可、排他许可、普通许可、开放许可、技术咨询、技术服务、作价入股、先使用后付费、共建研发平台、其他；多选用顿号隔开", options: MODE_OPTIONS }; // biome-ignore format: one field a line
const validUntil: FormField = { key: "validUntil", label: "有效期至", aliases: ["信息有效期", "有效期", "有效期截止"], kind: "day", hint: "年-月-日，如 2027-06-30", isShort: true }; // biome-ignore format: one field a line
const posterName: FormField = { key: "posterName", label: "单位名称是否公开", aliases: ["是否公开单位名称", "是否公开"], kind: "choice", hint: "不公开时目录中只显示地区和行业", options: NAME_OPTIONS }; // biome-ignore format: one field a line

const TARGET_COLUMNS: FormColumn[] = [
  { key: "name", label: "指标名称", aliases: ["指标", "技术指标名称"], width: 34 },
  { key: "comparator", label: "要求（≥ ≤ ＝ 区间）", aliases: ["要求", "比较", "关系"], width: 24 },
  { key: "value", label: "数值", aliases: ["指标值", "目标值", "指标数值"], width: 22 },
  { key: "unit", label: "单位", aliases: ["计量单位"], width: 20 },
];

const NOTES = [
  "本表经填报单位盖章或联系人确认后，交所在地服务专员，也可在平台“表格收取”页自行提交。",
  "金额一律以万元为单位；尚未确定的写“面议”。",
  "严禁填报涉密信息。涉及国家秘密的内容不得填写，商业秘密请在平台上设为保密层。",
  "请勿删除表单编号；增加行可以直接插入。",
];

const demandForm: FormDefinition = {
  code: "JB-XQ-1",
  family: "demand",
  version: 1,
  title: "企业技术需求征集表",
  organisation,
  fields: [
    { key: "title", label: "需求名称", aliases: ["需求标题", "技术需求名称", "技术难题名称", "项目名称", "榜题名称"], kind: "line", hint: "不超过 60 字，说清要解决什么", required: true },
    area,
    industry,
    chain,
    keywords,
    { key: "summary", label: "需求概述", aliases: ["需求简介", "需求摘要", "一句话概述", "需求描述"], kind: "text", hint: "两三句话，将在公开目录中显示", required: true, lines: 3 },
    { key: "problem", label: "技术难题", aliases: ["拟解决的技术难题", "难题描述", "存在问题", "技术难题及背景", "需解决的主要技术难题", "问题描述"], kind: "text", hint: "在什么条件下出现什么问题，造成什么影响", required: true, lines: 6 },
    { key: "targets", label: "主要技术指标", aliases: ["技术指标", "考核指标", "预期指标", "主要指标", "指标要求"], kind: "rows", hint: "一行一项，写明数值和单位", listHint: "一行一项（Alt+Enter 换行），如 涂层厚度 ≥ 30 μm", columns: TARGET_COLUMNS, lines: 5 },
    { key: "todayState", label: "现有基础", aliases: ["现状", "目前状况", "已有基础", "现有工作基础", "现有条件"], kind: "text", hint: "已做过哪些尝试、现有设备和数据", lines: 4 },
    modes,
    { key: "money", label: "预算（万元）", aliases: ["拟投入资金（万元）", "拟投入资金", "投入预算", "预算", "资金预算", "研发预算", "拟投入经费"], kind: "money", hint: "如 50、50-100 或 面议", isShort: true },
    { key: "deadline", label: "需求时限", aliases: ["完成时限", "完成时间", "要求完成时间", "期望完成时间", "完成期限"], kind: "day", hint: "年-月-日，如 2027-06-30", isShort: true },
    { key: "partnerConditions", label: "对合作方的要求", aliases: ["合作方要求", "对揭榜方要求", "对揭榜方的要求", "合作单位要求"], kind: "text", hint: "资质、团队、设备、地域等", lines: 3 },
    { key: "ipWish", label: "知识产权要求", aliases: ["知识产权归属", "成果归属", "知识产权约定"], kind: "text", hint: "归属、使用和收益如何约定", lines: 2 },
    validUntil,
    posterName,
    { key: "body", label: "其他说明", aliases: ["补充说明", "其他", "备注说明"], kind: "text", hint: "没有可不填", lines: 2 },
  ],
  notes: NOTES,
}; // biome-ignore format: one field a line

const offerForm: FormDefinition = {
  code: "JB-CG-1",
  family: "offer",
  version: 1,
  title: "科技成果征集表",
  organisation,
  fields: [
    { key: "title", label: "成果名称", aliases: ["技术名称", "成果标题", "项目名称", "科技成果名称"], kind: "line", hint: "不超过 60 字", required: true },
    area,
    industry,
    chain,
    keywords,
    { key: "summary", label: "成果简介", aliases: ["成果摘要", "成果概述", "简介"], kind: "text", hint: "两三句话，将在公开目录中显示", required: true, lines: 3 },
    { key: "body", label: "详细介绍", aliases: ["成果详细介绍", "成果介绍", "技术原理及创新点", "详细说明", "主要技术内容", "技术内容"], kind: "text", hint: "解决什么问题、原理、创新点、与现有技术相比的优势", required: true, lines: 7 },
    { key: "maturity", label: "成熟度", aliases: ["技术成熟度", "所处阶段", "成果阶段", "成果成熟度"], kind: "choice", hint: "在方框内打勾", listHint: "从下拉列表中选择", options: MATURITY_OPTIONS, required: true },
    { key: "maturityEvidence", label: "成熟度依据", aliases: ["成熟度说明", "成熟度证明"], kind: "text", hint: "检测报告、用户证明、鉴定意见等", lines: 2 },
    { key: "ipRights", label: "知识产权情况", aliases: ["知识产权", "专利情况"], kind: "rows", hint: "一行一项；类型如 发明、实用新型、软件著作权、技术秘密", listHint: "一行一项，如 发明 ZL201810123456.7 已授权", columns: [
      { key: "kind", label: "类型", aliases: ["知识产权类型", "专利类型"], width: 22 },
      { key: "number", label: "专利号或登记号", aliases: ["专利号", "申请号", "登记号", "号码"], width: 34 },
      { key: "holder", label: "权利人", aliases: ["专利权人", "持有人"], width: 26 },
      { key: "status", label: "状态", aliases: ["法律状态", "当前状态"], width: 18 },
    ], lines: 3 },
    { key: "inventors", label: "完成人", aliases: ["成果完成人", "发明人", "主要完成人"], kind: "rows", hint: "一行一人", listHint: "姓名（部门，职称），用分号隔开", columns: [
      { key: "name", label: "姓名", aliases: ["完成人姓名"], width: 24 },
      { key: "unit", label: "所在部门", aliases: ["所在单位", "所属学院", "部门"], width: 46 },
      { key: "title", label: "职称", aliases: ["职务", "职务职称"], width: 30 },
    ], lines: 3 },
    { key: "team", label: "研发团队", aliases: ["团队", "团队介绍", "团队情况"], kind: "text", hint: "研究方向、平台、代表性工作", lines: 2 },
    { key: "proven", label: "应用情况", aliases: ["应用案例", "已有应用", "推广应用情况", "前期应用情况"], kind: "text", hint: "在哪里用过、效果如何；没有请写“尚未应用”", lines: 3 },
    { key: "conditions", label: "转化条件", aliases: ["所需条件", "转化所需条件", "合作条件"], kind: "text", hint: "场地、设备、资金、审批等", lines: 2 },
    modes,
    { key: "money", label: "意向价格（万元）", aliases: ["意向价格", "价格", "转让价格", "转化价格", "价格（万元）", "意向金额"], kind: "money", hint: "如 50、50-100 或 面议", isShort: true },
    validUntil,
    posterName,
  ],
  notes: NOTES,
}; // biome-ignore format: one field a line

const bidForm: FormDefinition = {
  code: "JB-JB-1",
  family: "bid",
  version: 1,
  title: "揭榜申请书",
  organisation,
  fields: [
    { key: "itemNumber", label: "榜题编号", aliases: ["需求编号", "项目编号"], kind: "line", hint: "见榜单", isShort: true },
    { key: "itemTitle", label: "榜题名称", aliases: ["揭榜项目名称"], kind: "line", hint: "见榜单", isShort: true },
    { key: "title", label: "方案名称", aliases: ["揭榜方案名称", "申请题目"], kind: "line", hint: "不超过 100 字", required: true },
    { key: "approach", label: "技术方案", aliases: ["技术路线", "解决方案", "技术方案及路线"], kind: "text", hint: "怎样解决榜题提出的问题", required: true, lines: 10 },
    { key: "targets", label: "指标响应", aliases: ["技术指标响应", "指标承诺", "考核指标"], kind: "rows", hint: "按榜单的指标顺序逐项填写", columns: [
      { key: "name", label: "指标名称", aliases: ["指标"], width: 28 },
      { key: "asked", label: "榜单要求", aliases: ["要求"], width: 22 },
      { key: "committed", label: "承诺值", aliases: ["承诺", "承诺指标"], width: 20 },
      { key: "how", label: "实现方式", aliases: ["如何实现", "说明"], width: 30 },
    ], lines: 5 },
    { key: "team", label: "团队成员", aliases: ["项目团队", "研发团队成员"], kind: "rows", hint: "一行一人", columns: [
      { key: "name", label: "姓名", width: 18 },
      { key: "unit", label: "所在单位", aliases: ["单位"], width: 32 },
      { key: "title", label: "职称", aliases: ["职务", "职务职称"], width: 20 },
      { key: "task", label: "承担任务", aliases: ["分工", "任务"], width: 30 },
    ], lines: 5 },
    { key: "teamSummary", label: "团队概述", aliases: ["团队介绍", "团队基础"], kind: "text", hint: "相关经验、平台和设备", lines: 3 },
    { key: "plan", label: "实施计划", aliases: ["进度安排", "实施进度", "进度计划"], kind: "rows", hint: "月份从签约后起算", columns: [
      { key: "title", label: "阶段任务", aliases: ["任务", "阶段"], width: 34 },
      { key: "fromMonth", label: "起（第几月）", aliases: ["起始月", "开始月", "起"], width: 16 },
      { key: "toMonth", label: "止（第几月）", aliases: ["结束月", "截止月", "止"], width: 16 },
      { key: "deliverable", label: "阶段成果", aliases: ["交付物", "成果"], width: 34 },
    ], lines: 4 },
    { key: "durationMonths", label: "总周期（月）", aliases: ["总周期", "研发周期", "完成周期"], kind: "months", hint: "数字", required: true, isShort: true },
    { key: "price", label: "报价（万元）", aliases: ["报价", "发榜方支付"], kind: "money", hint: "发榜方支付，只写一个数字", isShort: true },
    { key: "ownFunding", label: "自筹资金（万元）", aliases: ["自筹资金", "自筹"], kind: "money", hint: "没有写 0", isShort: true },
    { key: "moneyNote", label: "资金说明", aliases: ["经费说明", "支付方式"], kind: "text", hint: "支付节点、用途", lines: 2 },
    { key: "ip", label: "知识产权约定", aliases: ["知识产权归属", "知识产权"], kind: "text", hint: "成果归谁、已有权利怎样使用", required: true, lines: 3 },
    { key: "offersCited", label: "所依据的成果编号", aliases: ["成果编号", "依据成果"], kind: "line", hint: "如 CG-2026-00012，没有可不填" },
    { key: "creditDeclaration", label: "信用承诺", aliases: ["诚信承诺"], kind: "choice", hint: "打勾表示承诺", options: CREDIT_OPTIONS },
  ],
  notes: [
    "本申请书在提交前应保密。请在平台的揭榜页选择“从文件填入”：文件只在您的浏览器里读取，封存后才上传，任何人在启封前都看不到内容。",
    "请勿把本表发给服务专员或通过“表格收取”提交。",
    "严禁填报涉密信息。",
  ],
}; // biome-ignore format: one field a line

/** Every version that ever went out, the newest of a family last. */
export const FORM_DEFINITIONS: FormDefinition[] = [demandForm, offerForm, bidForm];

export const FORM_CODE = /JB-(XQ|CG|JB)-(\d{1,3})/;

export function formByCode(code: string): FormDefinition | undefined {
  return FORM_DEFINITIONS.find((form) => form.code === code);
}

/** The version that goes out today. */
export function currentForm(family: FormFamily): FormDefinition {
  return FORM_DEFINITIONS.filter((form) => form.family === family).at(-1)!;
}

const FAMILY_LETTERS: Record<string, FormFamily> = { XQ: "demand", CG: "offer", JB: "bid" };

/** Which form a code means: its own version, else (a version we do not know yet) the newest of its family. */
export function resolveFormCode(text: string): { form: FormDefinition; isKnown: boolean } | undefined {
  const match = FORM_CODE.exec(text.normalize("NFKC").toUpperCase());
  if (!match) return undefined;
  const exact = formByCode(match[0]);
  if (exact) return { form: exact, isKnown: true };
  return { form: currentForm(FAMILY_LETTERS[match[1]!]!), isKnown: false };
}

export const allFields = (form: FormDefinition): FormField[] => [...form.organisation, ...form.fields];
