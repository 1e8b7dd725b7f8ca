import { addDays, type EntryContentInput, fromWan, type IpRight } from "@jiebang/domain";
import { organisations } from "../world/organisations.ts";
import type { DemoDemand, DemoEntry, DemoOffer, DemoRight } from "../world/types.ts";

const IP_WISHES: Record<DemoDemand["ipWish"], string> = {
  poster: "新产生的知识产权归发榜方。",
  bidder: "知识产权归揭榜方，发榜方免费实施。",
  shared: "新产生的知识产权双方共有，发榜方在本行业优先实施。",
  licence: "发榜方取得普通许可。",
  negotiable: "面议。",
};
const words = (text = "", separator: RegExp = /[\s、]+/) => text.split(separator).filter(Boolean);

/** The short texts of the world as the content of a revision. `today` is the day on which the play began. */
export function entryContentOf(entry: DemoEntry, today: string): EntryContentInput {
  const organisation = organisations.find((o) => o.key === entry.org)!;
  const common = {
    title: entry.title,
    titleEn: entry.titleEn,
    summary: entry.summary,
    summaryEn: entry.summaryEn ?? null,
    body: entry.body,
    keywords: words(entry.keywords),
    keywordsEn: words(entry.keywordsEn, /,\s*/),
    industryCode: entry.industry,
    chainCode: entry.chain ?? null,
    ipcCodes: entry.ipc ? [entry.ipc] : [],
    areaCode: organisation.areaCode,
    cooperationModes: entry.modes,
    moneyKind: entry.money === "negotiable" ? ("negotiable" as const) : ("range" as const),
    moneyMin: entry.money === "negotiable" ? null : fromWan(entry.money[0]),
    moneyMax: entry.money === "negotiable" ? null : fromWan(entry.money[1]),
    validUntil: addDays(today, entry.validFor ?? 360),
    contactName: `${organisation.name}技术合作联系人`,
    contactPhone: "0398-0000000",
    contactEmail: `${entry.org}@demo.example`,
    isPosterHidden: entry.hidden ?? false,
    layers: entry.layers ?? {},
  };
  return entry.kind === "offer"
    ? { ...common, kind: "offer", detail: offerDetailOf(entry, organisation.name) }
    : { ...common, kind: "demand", detail: demandDetailOf(entry, today) };
}

function offerDetailOf(entry: DemoOffer, holder: string) {
  return {
    maturity: {
      scaleId: "gb-t-22900-2022" as const,
      level: entry.trl,
      stage: entry.maturity,
      evidence: entry.evidence,
    },
    ipRights: entry.rights.map((right) => ({
      kind: right.kind,
      status: right.status,
      holder,
      number: right.number ?? null,
      numberKind: numberKindOf(right),
    })),
    inventors: words(entry.inventors).map((name) => ({ name, unit: holder, title: "" })),
    team: entry.team,
    conditions: entry.conditions,
    proven: entry.proved,
  };
}

function numberKindOf(right: DemoRight): IpRight["numberKind"] {
  if (!right.number) return null;
  return right.number.startsWith("ZL") ? "patent" : "application";
}

function demandDetailOf(entry: DemoDemand, today: string) {
  return {
    problem: entry.problem,
    targets: entry.targets.map(([name, comparator, value, unit]) => ({ name, comparator, value, unit })),
    todayState: entry.today,
    deadline: addDays(today, entry.deadlineIn),
    partnerConditions: entry.partner ?? "",
    ipWish: IP_WISHES[entry.ipWish],
  };
}
