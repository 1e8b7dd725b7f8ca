import { gzipSync } from "node:zlib";
import { emptySearch, type PublicOrganisationView } from "@jiebang/domain";
import { describe, expect, test } from "vitest";
import {
  aboutPage,
  assets,
  callPage,
  callsPage,
  editionPage,
  editionsPage,
  entryListPage,
  entryPage,
  errorPage,
  homePage,
  type Lang,
  langs,
  notFoundPage,
  noticePage,
  noticesPage,
  organisationPage,
  organisationsPage,
  type Page,
  renderPage,
  roundPage,
  roundsPage,
  rulesPage,
  searchPage,
} from "./index.ts";
import { call, edition } from "./testing/edition-fixtures.ts";
import { demand, fitting, notice, noticeRow, offer, offerCard, round, roundRow } from "./testing/fixtures.ts";

const site = { publicUrl: "https://jiebang.example", isDemo: false };
const { publicUrl } = site;
const now = "2026-11-23T10:00:00.000Z";
const codes = () => undefined;
const organisation: PublicOrganisationView = {
  organisationId: "org_1",
  kind: "university",
  name: "豫西矿业大学",
  nameEn: null,
  creditCode: null,
  areaCode: "411202",
  industryCode: null,
  tier: null,
  honours: [],
  chainCodes: [],
  summary: "一所大学。",
  summaryEn: null,
  website: "https://example.test/",
  isVerified: true,
  isClaimable: false,
  answerRate: { due: 8, answered: 6, rate: 0.75 },
  offers: 12,
  demands: 0,
};
const state = { ...emptySearch, query: "金矿", picks: { maturity: ["pilot"] }, page: 2 };
const result = {
  hits: [
    { card: offerCard, highlight: { title: [[3, 5] as const], summary: [] } },
    { card: { ...demand }, highlight: { title: [], summary: [] } },
  ],
  facets: {
    kind: [{ value: "offer", count: 41 }],
    maturity: [
      { value: "pilot", count: 30 },
      { value: "lab", count: 11 },
    ],
    industry: [
      { value: "32", count: 40 },
      { value: "26", count: 1 },
    ],
  },
  total: 41,
  isExact: true,
};
const counts = { offers: 60, demands: 40, organisations: 25, rounds: 7 };

const every: Record<string, (lang: Lang) => Page> = {
  home: (lang) =>
    homePage({
      lang,
      publicUrl,
      counts,
      offers: [offerCard],
      demands: [demand],
      rounds: [roundRow],
      notices: [noticeRow],
      now,
    }),
  offers: (lang) => entryListPage({ lang, kind: "offer", state, result, codes }),
  search: (lang) => searchPage({ lang, state, result, codes }),
  "empty search": (lang) => searchPage({ lang, state, result: { ...result, hits: [], total: 0, facets: {} }, codes }),
  offer: (lang) => entryPage({ lang, publicUrl, entry: offer }),
  demand: (lang) => entryPage({ lang, publicUrl, entry: demand, fitting: [fitting] }),
  rounds: (lang) => roundsPage({ lang, rounds: [roundRow], total: 1, page: 1, now }),
  "no rounds": (lang) => roundsPage({ lang, rounds: [], total: 0, page: 1, now }),
  round: (lang) => roundPage({ lang, round, now }),
  notices: (lang) => noticesPage({ lang, notices: [noticeRow], total: 1, page: 1 }),
  notice: (lang) => noticePage({ lang, publicUrl, notice }),
  organisations: (lang) =>
    organisationsPage({ lang, state: { query: "", page: 1 }, organisations: [organisation], total: 1, codes }),
  organisation: (lang) => organisationPage({ lang, publicUrl, organisation, offers: [offerCard], demands: [], codes }),
  calls: (lang) => callsPage({ lang, calls: [call], total: 1, page: 1, now }),
  "no calls": (lang) => callsPage({ lang, calls: [], total: 0, page: 1, now }),
  call: (lang) => callPage({ lang, call, now }),
  "withdrawn call": (lang) =>
    callPage({ lang, call: { ...call, state: "withdrawn", withdrawReason: "方案调整" }, now }),
  editions: (lang) => editionsPage({ lang, editions: [edition], total: 1, page: 1 }),
  "no editions": (lang) => editionsPage({ lang, editions: [], total: 0, page: 1 }),
  edition: (lang) => editionPage({ lang, publicUrl, edition, page: 1 }),
  "long edition": (lang) =>
    editionPage({
      lang,
      publicUrl,
      edition: {
        ...edition,
        entryCount: 500,
        entries: Array.from({ length: 100 }, (_, i) => ({ ...edition.entries[i % 2]!, position: i + 1 })),
      },
      page: 2,
    }),
  about: (lang) => aboutPage({ lang }),
  rules: (lang) => rulesPage({ lang }),
  "not found": (lang) => notFoundPage({ lang, path: "/nothing" }),
  error: (lang) => errorPage({ lang, path: "/offers", requestId: "r-1" }),
};
const cases = Object.entries(every).flatMap(([name, make]) => [
  { name: `${name} zh`, lang: langs.zh, make },
  { name: `${name} en`, lang: langs.en, make },
]);
const documentOf = (lang: Lang, make: (lang: Lang) => Page) => renderPage(site, lang, make(lang));

describe.each(cases)("$name", ({ lang, make }) => {
  const text = documentOf(lang, make);

  test("is a whole document in its language with one main heading", () => {
    expect(text.startsWith(`<!doctype html>\n<html lang="${lang.tag}">`)).toBe(true);
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(text.match(/<main/g)).toHaveLength(1);
    expect(/<title>[^<]{4,}<\/title>/.test(text)).toBe(true);
    expect(/<meta name="description" content="[^"]{4,}"/.test(text)).toBe(true);
  });

  test("closes what it opens, and names nothing twice", () => {
    expect(unbalanced(text)).toEqual([]);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const known = new Set(ids);
    const pointed = [...text.matchAll(/ (?:for|aria-labelledby)="([^"]+)"/g)].map((m) => m[1]);
    expect(pointed.filter((id) => !known.has(id!))).toEqual([]);
  });

  test("holds no inline style, no handler and no script but its data", () => {
    expect(text.match(/ style="| on[a-z]+="|javascript:|<style/g)).toBeNull();
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map((m) => m[1]!);
    expect(scripts.filter((s) => !s.includes("src=") && !s.includes("application/ld+json"))).toEqual([]);
  });

  test("says everything in words: no key, no blank, no undefined", () => {
    expect(
      text
        .match(/\b(public|word)\.[a-z_]+\b|\{(?!d\}|h\}|m\}|search_term_string\})\w+\}|undefined|\[object/g)
        ?.filter((w) => !/data-text/.test(w)) ?? [],
    ).toEqual([]);
  });

  test("weighs less than 60 kB with its style sheet and script", () => {
    const bytes = [text, assets.css.body, assets.js.body].map((part) => gzipSync(part).length);
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(60_000);
  });
});

test("the script of the public pages stays below 20 kB compressed", () => {
  expect(assets.js.body.length).toBeGreaterThan(1000);
  expect(gzipSync(assets.js.body).length).toBeLessThan(20_000);
});

test("each page knows its address in both languages", () => {
  const text = documentOf(langs.en, every.offer!);
  expect(text.match(/<link rel="(?:canonical|alternate)"[^>]*>/g)).toEqual([
    '<link rel="canonical" href="https://jiebang.example/en/offers/CG-2026-00012">',
    '<link rel="alternate" hreflang="zh-CN" href="https://jiebang.example/offers/CG-2026-00012">',
    '<link rel="alternate" hreflang="en" href="https://jiebang.example/en/offers/CG-2026-00012">',
    '<link rel="alternate" hreflang="x-default" href="https://jiebang.example/offers/CG-2026-00012">',
    '<link rel="alternate" type="application/atom+xml" href="/en/feeds/offers.atom" title="Offers">',
  ]);
  expect(text).toContain('class="language" href="/offers/CG-2026-00012" hrefLang="zh-CN" lang="zh-CN"');
});

test("the language switch keeps what is being looked at, filters and all", () => {
  const text = documentOf(langs.zh, every.offers!);
  expect(text).toContain('href="/en/offers?q=%E9%87%91%E7%9F%BF&amp;maturity=pilot&amp;page=2"');
});

test("every combination of filters is a page for people, not for search engines", () => {
  const robots = (page: Page) => renderPage(site, langs.zh, page).includes('<meta name="robots" content="noindex">');
  const plain = entryListPage({ lang: langs.zh, kind: "offer", state: emptySearch, result, codes });
  expect([robots(every.offers!(langs.zh)), robots(plain)]).toEqual([true, false]);
});

test("a facet link switches its value and goes back to the first page", () => {
  const text = documentOf(langs.zh, every.offers!);
  expect(text).toContain('href="/offers?q=%E9%87%91%E7%9F%BF" rel="nofollow" aria-current="true"');
  expect(text).toContain('href="/offers?q=%E9%87%91%E7%9F%BF&amp;maturity=pilot&amp;maturity=lab" rel="nofollow"');
  expect(text).toContain('href="/offers?q=%E9%87%91%E7%9F%BF&amp;industry=26&amp;maturity=pilot" rel="nofollow"');
});

test("the found words of a title are marked", () => {
  expect(documentOf(langs.zh, every.offers!)).toContain("低品位<mark>金矿</mark>生物氧化预处理");
});

test("what people typed never becomes markup on a card", () => {
  const nasty = '<img src=x onerror="alert(1)">&';
  const card = {
    ...offerCard,
    title: nasty,
    titleEn: null,
    summary: nasty,
    poster: { ...offerCard.poster, name: nasty },
    area: { code: "1", name: nasty, nameEn: null },
  };
  const hits = [{ card, highlight: { title: [[0, 4] as const], summary: [[1, 5] as const] } }];
  const text = renderPage(site, langs.zh, searchPage({ lang: langs.zh, state, result: { ...result, hits }, codes }));
  expect(text).not.toContain("<img");
  expect(text).toContain("<mark>&lt;img</mark> src=x onerror=&quot;alert(1)&quot;&gt;&amp;</a>");
  expect(text).toContain("<li>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;</li>");
});

test("a hidden poster has no party in the data for machines, and only a kind in words", () => {
  const text = documentOf(langs.zh, every.demand!);
  const [data] = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!);
  expect(data).toEqual({
    "@context": "https://schema.org",
    "@type": "Demand",
    identifier: "XQ-2026-00034",
    name: "尾矿库渗滤液低成本脱砷",
    description: "渗滤液含砷 3–8 mg/L，现有工艺药剂成本过高。",
    inLanguage: "zh-CN",
    url: "https://jiebang.example/demands/XQ-2026-00034",
    availabilityStarts: "2026-11-20T02:00:00.000Z",
    validThrough: "2027-06-30",
    areaServed: "湖滨区",
    priceSpecification: { "@type": "PriceSpecification", priceCurrency: "CNY", maxPrice: "3000000.00" },
    itemOffered: {
      "@type": "Service",
      name: "尾矿库渗滤液低成本脱砷",
      category: "有色金属冶炼",
      keywords: "金矿, 生物氧化",
    },
  });
  expect(text).toContain("某企业（名称不公开）");
});

test("an offer says by words and steps how far it has come, and what opens after an undertaking", () => {
  const text = documentOf(langs.zh, every.offer!);
  expect(text).toContain(
    '<ol class="ladder"><li class="on">实验室</li><li class="on">小试</li><li class="on" aria-current="step">中试</li><li>产业化</li></ol>',
  );
  expect(text).toContain("ISO 16290 技术成熟度：第 6 级");
  expect(text).toContain("签署保密承诺书后可以查看：团队、附件。");
});

test("targets are a table of names, signs, values and units", () => {
  expect(documentOf(langs.zh, every.demand!)).toContain(
    '<tr><th scope="row">出水砷浓度</th><td><span class="target-sign">≤</span>0.1<span class="target-unit"> mg/L</span></td></tr>',
  );
});

test("the summary is not read twice when the text begins with it", () => {
  const entry = { ...offer, body: `${offer.summary}后面还有。` };
  expect(renderPage(site, langs.zh, entryPage({ lang: langs.zh, publicUrl, entry }))).not.toContain("entry-lead");
});

test("a result notice prints where to turn to, the days counted, the chain's head and a code to compare", () => {
  const text = documentOf(langs.zh, every.notice!);
  for (const part of [
    "公示期：2026年11月20日 至 2026年11月27日，共 5 个工作日。",
    "示范市中小企业服务中心",
    "0398-2800000",
    "示范市黄河路 1 号",
    "0398-2800012",
    "链头（第 42 条）",
    "https://jiebang.example/notices/GG-2026-00007",
    "参与单位：崤函电气有限公司",
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/aria-label="本公告网址二维码"><svg /);
});

test("a round counts down only while bids are taken", () => {
  const text = (at: string) => renderPage(site, langs.zh, roundPage({ lang: langs.zh, round, now: at }));
  expect(text(now)).toContain('<count-down data-until="2026-12-04T09:00:00.000Z" data-now="2026-11-23T10:00:00.000Z"');
  expect(text("2026-12-04T09:00:00.000Z")).not.toContain("<count-down");
});

test("an answer rate is shown from five due answers on", () => {
  const page = (answerRate: PublicOrganisationView["answerRate"]) =>
    renderPage(
      site,
      langs.zh,
      organisationPage({
        lang: langs.zh,
        publicUrl,
        organisation: { ...organisation, answerRate },
        offers: [],
        demands: [],
        codes,
      }),
    );
  expect(page(organisation.answerRate)).toContain("8 件到期意向中按时答复 6 件");
  expect(page(null)).toContain("满 5 件到期意向后公开");
});

test("the demonstration says on every page that it is one", () => {
  expect(renderPage({ ...site, isDemo: true }, langs.zh, every.about!(langs.zh))).toContain("演示环境");
  expect(documentOf(langs.zh, every.about!)).not.toContain("演示环境");
});

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** Tags that are closed wrongly or never; browsers forgive them, readers of the page tree do not. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const bare = html.replace(/<script[^>]*>.*?<\/script>/gs, "").replace(/<!doctype[^>]*>/i, "");
  for (const [, slash, name, , self] of bare.matchAll(/<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^>"])*?)(\/?)>/gi)) {
    if (VOID.has(name!) || self) continue;
    if (!slash) {
      if (name === "a" && open.includes("a")) wrong.push("a in a");
      if (/^(div|p|ul|ol|dl|section|table|h\d|article)$/.test(name!) && open.includes("p")) wrong.push(`${name} in p`);
      open.push(name!);
    } else if (open.pop() !== name) wrong.push(`/${name}`);
  }
  return [...wrong, ...open];
}

test("what fits an entry is said with points that add up, marked words, targets and what is missing, typed text escaped", () => {
  const page = entryPage({ lang: langs.zh, publicUrl, entry: demand, fitting: [fitting] });
  const html = renderPage(site, langs.zh, page);
  const section = html.slice(html.indexOf('id="fitting"'), html.lastIndexOf("</article>"));
  expect(section).toContain("匹配度 70");
  expect([...section.matchAll(/<b>(\d+) \/ \d+<\/b>/g)].map(([, points]) => Number(points))).toEqual([60, 10]);
  expect(section).toContain("低品位&lt;<mark>金矿</mark>&gt;生物氧化预处理");
  expect(section).toContain("浸出率 ≥90%: <b>达到</b>");
  expect(section).toContain("成熟度：需求未写明");
});
