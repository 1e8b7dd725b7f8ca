import type { GrantedRole } from "@jiebang/domain";

/** `example` is a reserved top-level domain: mail to these addresses can reach nobody. */
export const MAIL_DOMAIN = "demo.example";
/** One password for all, printed at the start. A production database never holds these accounts. */
export const DEMO_PASSWORD = "jiebang-demo";

export interface DemoPerson {
  key: string;
  name: string;
  locale?: "en";
  member?: { org: string; role: "admin" | "editor" };
  coordinates?: string; // code of a jurisdiction
  role?: GrantedRole;
  /** Shown at the start and on the sign-in page of the demonstration. */
  label?: { zh: string; en: string };
}

const admin = (org: string, name: string, label?: DemoPerson["label"]): DemoPerson => ({
  key: org,
  name,
  member: { org, role: "admin" },
  label,
});
const coordinator = (key: string, name: string, code: string, label?: DemoPerson["label"]): DemoPerson => ({
  key,
  name,
  coordinates: code,
  label,
});

/** Invented people. Each organisation has an administrator of the same key. */
export const people: DemoPerson[] = [
  { key: "admin", name: "宿衡", role: "platform_admin", label: { zh: "平台管理员", en: "Platform administrator" } },
  { key: "audit", name: "晁鉴", role: "auditor", label: { zh: "审计人员", en: "Auditor" } },
  coordinator("city", "温予衡", "411200", { zh: "市级服务专员", en: "City coordinator" }),
  coordinator("city2", "岑述", "411200"),
  coordinator("city3", "祝砚秋", "411200"),
  coordinator("lingbao", "车望舒", "411282", { zh: "县级服务专员（灵宝）", en: "County coordinator (Lingbao)" }),
  coordinator("mianchi", "原青麦", "411221"),
  coordinator("yima", "詹砚", "411281"),
  coordinator("lushi", "麻云岫", "411224"),
  coordinator("shanzhou", "司空禾", "411203", { zh: "县级服务专员（陕州）", en: "County coordinator (Shanzhou)" }),
  coordinator("hubin", "扈清川", "411202"),
  coordinator("sfq", "鲜于澈", "411200-sfq", { zh: "服务专员（示范区）", en: "Coordinator (demonstration zone)" }),
  admin("dizhu", "骆青棠", { zh: "高校管理员", en: "University administrator" }),
  { key: "dizhu.editor", name: "蔺听澜", member: { org: "dizhu", role: "editor" } },
  {
    key: "visitor",
    name: "Lin Tinglan",
    locale: "en",
    member: { org: "dizhu", role: "editor" },
    label: { zh: "高校成员（英文界面）", en: "University member (English)" },
  },
  admin("nanyuan", "尚半夏"),
  admin("xisan", "荆怀璧", { zh: "科研院所管理员", en: "Institute administrator" }),
  admin("zonghe", "裴一川"),
  admin("zhiyuan", "尧千帆"),
  admin("chengshi", "车有恒", { zh: "发榜企业管理员（金矿）", en: "Posting enterprise (gold)" }),
  { key: "chengshi.editor", name: "冷秋白", member: { org: "chengshi", role: "editor" } },
  admin("mingquan", "屈鸣"),
  admin("bolan", "茅箔声", { zh: "发榜企业管理员（铜箔）", en: "Posting enterprise (copper foil)" }),
  { key: "bolan.editor", name: "邬晴川", member: { org: "bolan", role: "editor" } },
  admin("dieguang", "万知秋"),
  admin("diyuan", "苌弘毅", { zh: "发榜企业管理员（铝）", en: "Posting enterprise (aluminium)" }),
  admin("jinli", "应知寒"),
  admin("yaoheng", "薄雪舟"),
  admin("jingshen", "聂怀谷"),
  admin("langu", "左牧"),
  admin("qingyan", "狄文砚"),
  admin("zhuheng", "房山岚", { zh: "揭榜企业管理员（装备）", en: "Bidding enterprise (equipment)" }),
  admin("jingliang", "丰清和"),
  admin("chiyue", "戚开霁"),
  admin("chengneng", "计然"),
  admin("fengwan", "乌岚"),
  admin("guoling", "米秋实"),
  admin("luling", "麻青山"),
  admin("lianzhi", "连翘英"),
  admin("jingli", "砺明川", {
    zh: "固废企业管理员（与铝企有关联）",
    en: "Waste recovery firm (related to the aluminium firm)",
  }),
  admin("pingtai", "温述"),
];

/** Declared related parties: neither may take up what the other posts. */
export const relations = [
  {
    org: "jingli",
    related: "diyuan",
    kind: "shareholding",
    evidence: "坻源铝业持有净砾固废 40% 股权，见企业信用公示（演示数据）。",
  },
  {
    org: "mingquan",
    related: "chengshi",
    kind: "same_controller",
    evidence: "两家公司同受一家投资公司控制（演示数据）。",
  },
] as const;

export const identifierOf = (person: Pick<DemoPerson, "key">) => `${person.key}@${MAIL_DOMAIN}`;
