import type { Tx } from "@jiebang/db";
import {
  type CodeLookup,
  dayOf,
  divisionOf,
  type EntryContent,
  type FormData,
  type NoticeContent,
  type OpenedBidView,
} from "@jiebang/domain";
import { formatMoney, formatMoneyRange, type Locale, translate } from "@jiebang/i18n";

// Values of the placeholders of each kind of paper (domain: PLACEHOLDERS), in the language of the paper.

const list = (locale: Locale, words: string[]) => words.join(locale === "zh" ? "、" : ", ");
const word = (locale: Locale, key: string, code: string | null | undefined) =>
  code ? translate(locale, `word.${key}.${code}`) : "";

export interface EntryFacts {
  number: string | null;
  organisationName: string;
  creditCode: string | null;
  jurisdictionName: string | null;
}

export function entryData(locale: Locale, content: EntryContent, facts: EntryFacts, codes: CodeLookup): FormData {
  const named = (key: string, code: string | null) => {
    if (!code) return "";
    // A finer code than the list holds goes by the name of what it lies in.
    const names = codes(key, code) ?? (key === "industry" ? codes(key, divisionOf(code)) : undefined);
    return (locale === "en" ? names?.nameEn : null) ?? names?.name ?? code;
  };
  const english = (zh: string, en: string | null) => (locale === "en" && en ? en : zh);
  const data: FormData = {
    number: facts.number ?? "",
    title: english(content.title, content.titleEn),
    summary: english(content.summary, content.summaryEn),
    body: english(content.body, content.bodyEn),
    organisationName: facts.organisationName,
    creditCode: facts.creditCode ?? "",
    jurisdictionName: facts.jurisdictionName ?? "",
    contactName: content.contactName ?? "",
    contactPhone: content.contactPhone ?? "",
    contactEmail: content.contactEmail ?? "",
    area: named("area", content.areaCode),
    industry: content.industryCode ? `${content.industryCode} ${named("industry", content.industryCode)}` : "",
    chain: named("chain", content.chainCode),
    keywords: list(locale, locale === "en" && content.keywordsEn.length ? content.keywordsEn : content.keywords),
    modes: list(
      locale,
      content.cooperationModes.map((mode) => word(locale, "mode", mode)),
    ),
    money: moneyOf(locale, content),
    validUntil: content.validUntil ?? "",
  };
  if (content.kind === "demand") {
    const { problem, todayState, deadline, partnerConditions, ipWish, targets } = content.detail;
    return {
      ...data,
      problem,
      todayState,
      deadline: deadline ?? "",
      partnerConditions,
      ipWish,
      targets: targets.map((t) => ({
        name: t.name,
        comparator: word(locale, "comparator", t.comparator),
        value: t.value,
        unit: t.unit,
      })),
    };
  }
  const { maturity, ipRights, inventors, team, proven, conditions } = content.detail;
  return {
    ...data,
    maturity: word(locale, "maturity", maturity?.stage),
    maturityEvidence: maturity?.evidence ?? "",
    team,
    proven,
    conditions,
    ipRights: ipRights.map((right) => ({
      kind: word(locale, "ip", right.kind),
      number: right.number ?? "",
      holder: right.holder,
      status: word(locale, "ip_status", right.status),
    })),
    inventors: inventors.map(({ name, unit, title }) => ({ name, unit, title })),
  };
}

export function moneyOf(
  locale: Locale,
  { moneyKind, moneyMin, moneyMax }: Pick<EntryContent, "moneyKind" | "moneyMin" | "moneyMax">,
): string {
  return moneyKind ? formatMoneyRange(locale, { kind: moneyKind, min: moneyMin, max: moneyMax }) : "";
}

export function bidData(
  locale: Locale,
  bid: Pick<OpenedBidView, "commitment" | "lead"> & { content: NonNullable<OpenedBidView["content"]> },
  facts: { roundNumber: string; itemNumber: number | null; itemTitle: string; creditCode: string | null },
): FormData {
  const { content } = bid;
  return {
    roundNumber: facts.roundNumber,
    itemNumber: facts.itemNumber ? String(facts.itemNumber) : "",
    itemTitle: facts.itemTitle,
    creditCode: facts.creditCode ?? "",
    organisationName: bid.lead.name,
    commitment: bid.commitment,
    title: content.title,
    approach: content.approach,
    teamSummary: content.teamSummary,
    durationMonths: String(content.durationMonths),
    price: content.price ? formatMoney(locale, content.price) : "",
    ownFunding: content.ownFunding ? formatMoney(locale, content.ownFunding) : "",
    moneyNote: content.moneyNote,
    ip: content.ip,
    offersCited: list(locale, content.offersCited),
    contactName: content.contact.name,
    contactPhone: content.contact.phone,
    contactEmail: content.contact.email,
    targets: content.targets.map((t) => ({
      name: t.name,
      asked: [word(locale, "comparator", t.comparator), t.asked, t.unit].filter(Boolean).join(" "),
      committed: [t.committed, t.unit].filter(Boolean).join(" "),
      how: t.how,
    })),
    team: content.team.map(({ name, unit, title, task }) => ({ name, unit, title, task })),
    plan: content.plan.map((step) => ({
      title: step.title,
      fromMonth: String(step.fromMonth),
      toMonth: String(step.toMonth),
      deliverable: step.deliverable,
    })),
    partners: content.partners.map(({ name, task }) => ({ name, task })),
  };
}

export function noticeData(
  locale: Locale,
  notice: {
    number: string;
    title: string;
    titleEn: string | null;
    roundNumber: string;
    publishedAt: string;
    closesOn: string | null;
    content: NoticeContent;
  },
): FormData {
  const { content } = notice;
  const hidden = translate(locale, "paper.form.hidden_poster");
  return {
    number: notice.number,
    title: locale === "en" && notice.titleEn ? notice.titleEn : notice.title,
    roundNumber: notice.roundNumber,
    publishedOn: dayOf(new Date(notice.publishedAt)),
    closesOn: notice.closesOn ?? "",
    text: [content.text, content.changelog].filter(Boolean).join("\n"),
    hosts: list(locale, content.hosts),
    acceptingOffice: content.office.acceptingOffice ?? "",
    phone: content.office.phone ?? "",
    address: content.office.address ?? "",
    supervisorPhone: content.office.supervisorPhone ?? "",
    items: content.items.map((item) => ({
      no: String(item.number),
      number: item.entryNumber,
      title: locale === "en" && item.titleEn ? item.titleEn : item.title,
      posterName: (locale === "en" ? item.posterNameEn : null) ?? item.posterName ?? hidden,
      selected: item.selected.map((one) => list(locale, [one.name, ...one.partners])).join("；"),
      outcome: translate(locale, `paper.outcome.${item.outcome}`),
    })),
    bases: content.bases.map((basis) => ({
      documentNo: basis.documentNo ?? "",
      title: basis.title,
      issuer: basis.issuer,
    })),
  };
}

export interface JurisdictionNames {
  id: string;
  name: string;
  nameEn: string | null;
  recommendingBody: string | null;
}

/** Names of a jurisdiction and, for templates, of the ones above it. */
export async function jurisdictionLine(tx: Tx, id: string | null): Promise<JurisdictionNames[]> {
  if (!id) return [];
  return tx.$queryRaw<JurisdictionNames[]>`
    WITH RECURSIVE line AS (
      SELECT id, name, name_en, recommending_body, parent_id, 0 AS depth FROM jurisdiction WHERE id = ${id}
      UNION ALL SELECT j.id, j.name, j.name_en, j.recommending_body, j.parent_id, l.depth + 1
        FROM jurisdiction j JOIN line l ON j.id = l.parent_id WHERE l.depth < 8)
    SELECT id, name, name_en AS "nameEn", recommending_body AS "recommendingBody" FROM line ORDER BY depth`;
}

/** Who recommends and seals: in Chinese the office, where it is known. */
export const recommenderOf = (locale: Locale, jurisdiction: JurisdictionNames): string =>
  locale === "en" ? (jurisdiction.nameEn ?? jurisdiction.name) : (jurisdiction.recommendingBody ?? jurisdiction.name);
