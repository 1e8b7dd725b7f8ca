// A call and an edition, complete, in both languages.
import type { FrozenEntry, PublicCall, PublicEdition } from "@jiebang/domain";
import { demand, offer } from "./fixtures.ts";

const freeze = (entry: typeof offer | typeof demand): FrozenEntry => ({
  ...entry,
  poster: {
    isHidden: entry.poster.isHidden,
    name: entry.poster.name,
    nameEn: entry.poster.nameEn,
    kind: entry.poster.kind,
  },
  offer: entry.offer,
  demand: entry.demand,
});

export const call: PublicCall = {
  id: "cal_1",
  number: "ZJ-2026-00001",
  state: "open",
  title: "2026年秋季供需征集",
  titleEn: null,
  kinds: ["offer", "demand"],
  jurisdictionName: "三川市",
  jurisdictionNameEn: "Sanchuan",
  opensAt: "2026-11-01T01:00:00.000Z",
  closesAt: "2026-12-01T09:00:00.000Z",
  openedAt: "2026-11-01T01:00:00.000Z",
  published: 3,
  text: "请各单位报送。\n一式一份。",
  textEn: null,
  hosts: ["市工信局"],
  coHosts: ["市科技局"],
  organisationKinds: ["enterprise"],
  jurisdictions: [{ id: "jur_1", name: "河口县", nameEn: null }],
  chains: [{ code: "gold", name: "黄金", nameEn: "Gold" }],
  forms: ["offer", "demand"],
  contactName: "王科长",
  contactPhone: "0398-1",
  contactEmail: "office@example.test",
  address: "崤山路1号",
  bases: [
    {
      id: "bas_1",
      documentNo: "工信〔2026〕1号",
      title: "工作方案",
      issuer: "市工信局",
      validFrom: "2026-01-01",
      validTo: null,
      url: null,
      note: null,
      isExpired: false,
      overrideReason: null,
    },
  ],
  extensions: [
    {
      formerClosesAt: "2026-11-20T09:00:00.000Z",
      closesAt: "2026-12-01T09:00:00.000Z",
      reason: "应企业要求",
      extendedAt: "2026-11-18T02:00:00.000Z",
    },
  ],
  closedAt: null,
  withdrawnAt: null,
  withdrawReason: null,
  editions: [{ slug: "sc-offers-1", title: "技术成果目录", titleEn: null, no: 1 }],
};

const hash = `sha-256:${"ab".repeat(32)}`;
export const edition: PublicEdition = {
  id: "edn_1",
  slug: "sc-catalogue-2",
  no: 2,
  series: "catalogue",
  title: "供需对接目录",
  titleEn: "Joint catalogue",
  jurisdictionName: "三川市",
  jurisdictionNameEn: "Sanchuan",
  entryCount: 2,
  issuedOn: "2026-11-20",
  issuedAt: "2026-11-20T02:00:00.000Z",
  rootHash: hash,
  header: {
    format: "jiebang.edition/1",
    slug: "sc-catalogue-2",
    no: 2,
    series: "catalogue",
    jurisdiction: { code: "sc", name: "三川市", nameEn: "Sanchuan" },
    title: "供需对接目录",
    titleEn: "Joint catalogue",
    preface: "现予印发。",
    prefaceEn: null,
    issuers: ["市工信局", "市科技局"],
    bases: [{ documentNo: "工信〔2026〕1号", title: "工作方案", issuer: "市工信局" }],
    issuedOn: "2026-11-20",
    previous: { slug: "sc-catalogue-1", rootHash: hash },
  },
  entries: [
    { position: 1, hash, content: freeze(offer), since: "withdrawn" },
    { position: 2, hash, content: freeze(demand), since: null },
  ],
  difference: {
    added: [{ number: "XQ-2026-00034", kind: "demand", title: "新需求", titleEn: null }],
    gone: [{ number: "CG-2026-00001", kind: "offer", title: "旧成果", titleEn: null }],
    changed: [
      {
        number: "CG-2026-00012",
        kind: "offer",
        title: "低品位金矿生物氧化预处理",
        titleEn: null,
        fields: [
          { field: "title", before: "旧", after: "新" },
          { field: "money", before: null, after: { kind: "range", min: "500000.00", max: "800000.00" } },
          { field: "cooperationModes", before: ["development"], after: ["development", "service"] },
          { field: "industry", before: null, after: { code: "C32", name: "有色", nameEn: "Metals" } },
          {
            field: "demand.targets",
            before: [],
            after: [{ name: "回收率", comparator: "ge", value: "85", unit: "%" }],
          },
        ],
      },
    ],
    renewed: [
      {
        number: "CG-2026-00013",
        kind: "offer",
        title: "续期",
        titleEn: null,
        before: "2026-12-31",
        after: "2027-12-31",
      },
    ],
  },
  files: ["-zh.pdf", "-en.pdf", "-zh.xlsx", "-en.xlsx", "-zh.docx", "-en.docx", ".jsonld"].map((end) => ({
    name: `sc-catalogue-2${end}`,
    mediaType: "application/octet-stream",
    size: 204_800,
    sha256: hash,
  })),
  errata: [
    {
      no: 1,
      entryNumber: "CG-2026-00012",
      text: "单位名称更正。",
      textEn: null,
      createdAt: "2026-11-21T02:00:00.000Z",
    },
  ],
  previous: { slug: "sc-catalogue-1", no: 1 },
  next: { slug: "sc-catalogue-3", no: 3 },
};
