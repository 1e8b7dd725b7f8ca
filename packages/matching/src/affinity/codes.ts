import type { CodeRelation } from "./affinity.types.ts";
import { IPC_INDUSTRIES } from "./ipc-industries.ts";

/** How much a relation between two codes is worth; a section letter alone says little even when it is the same. */
const WORTH: Record<CodeRelation, number> = {
  same: 1,
  narrower: 0.8,
  wider: 0.7,
  sibling: 0.5,
  concordance: 0.6,
  none: 0,
};
const SECTION_ALONE = 0.4;

export interface CodeMatch {
  offer: string;
  demand: string;
  relation: CodeRelation;
  score: number;
}

const betterOf = (a: CodeMatch | undefined, b: CodeMatch): CodeMatch => (!a || b.score > a.score ? b : a);

/** The best of all pairs; undefined when one side has no codes. */
export function bestMatch(
  offers: readonly string[],
  demands: readonly string[],
  match: (offer: string, demand: string) => CodeMatch,
): CodeMatch | undefined {
  let best: CodeMatch | undefined;
  for (const offer of offers) for (const demand of demands) best = betterOf(best, match(offer, demand));
  return best;
}

const matchOf = (offer: string, demand: string, relation: CodeRelation, factor = 1): CodeMatch => ({
  offer,
  demand,
  relation,
  score: WORTH[relation] * factor,
});

/** Codes whose beginnings are their parents: levels between separators where there are any, else 3, 5, 7 … characters as in GB/T 13745. */
export function matchTree(offer: string, demand: string): CodeMatch {
  if (offer === demand) return matchOf(offer, demand, "same");
  const separated = /[.\-/]/.test(offer + demand);
  const begins = (long: string, short: string) =>
    long.startsWith(short) && (!separated || /^[.\-/]/.test(long.slice(short.length)));
  if (begins(offer, demand)) return matchOf(offer, demand, "narrower");
  if (begins(demand, offer)) return matchOf(offer, demand, "wider");
  const [a, b] = [parentOf(offer, separated), parentOf(demand, separated)];
  return matchOf(offer, demand, a !== "" && a === b ? "sibling" : "none");
}

function parentOf(code: string, separated: boolean): string {
  if (separated) return code.slice(0, Math.max(0, code.search(/[.\-/][^.\-/]*$/)));
  return /^[A-Z]?\d{5,}$|^[A-Z]\d{4}$/i.test(code) ? code.slice(0, -2) : "";
}

/** First divisions of the sections of GB/T 4754-2017. */
const SECTIONS: readonly (readonly [string, number])[] = [
  ["A", 1],
  ["B", 6],
  ["C", 13],
  ["D", 44],
  ["E", 47],
  ["F", 51],
  ["G", 53],
  ["H", 61],
  ["I", 63],
  ["J", 66],
  ["K", 70],
  ["L", 71],
  ["M", 73],
  ["N", 76],
  ["O", 80],
  ["P", 83],
  ["Q", 84],
  ["R", 86],
  ["S", 91],
  ["T", 97],
];

/** "C3239", "3239" or "C" as section and digits. */
function industryOf(code: string): { section: string; digits: string } {
  const [, letter, digits = ""] = /^([A-T])?(\d{0,4})/i.exec(code.trim()) ?? [];
  const division = Number(digits.slice(0, 2));
  const section =
    letter?.toUpperCase() ?? (digits.length >= 2 ? SECTIONS.findLast(([, first]) => division >= first)?.[0] : "");
  return { section: section ?? "", digits };
}

/** GB/T 4754 with itself: the deeper they are alike, the more it says. */
export function matchIndustry(offer: string, demand: string): CodeMatch {
  const [a, b] = [industryOf(offer), industryOf(demand)];
  if (a.section !== b.section || a.section === "") return matchOf(offer, demand, "none");
  if (a.digits === b.digits) return matchOf(offer, demand, "same", a.digits === "" ? SECTION_ALONE : 1);
  if (a.digits.startsWith(b.digits)) return matchOf(offer, demand, "narrower", b.digits === "" ? SECTION_ALONE : 1);
  if (b.digits.startsWith(a.digits)) return matchOf(offer, demand, "wider", a.digits === "" ? SECTION_ALONE : 1);
  let alike = 0;
  while (a.digits[alike] === b.digits[alike]) alike++;
  if (alike >= 2) return matchOf(offer, demand, "sibling", alike === 3 ? 1.4 : 1);
  return matchOf(offer, demand, "none");
}

/** "H01M 10/0525" → H, H01, H01M, H01M10, H01M10/0525. */
function ipcLevels(symbol: string): string[] {
  const bare = symbol.toUpperCase().replace(/\s+/g, "");
  const [, section, kind, sub, group, point] = /^([A-H])(\d\d)?([A-Z])?(\d{1,4})?(?:\/(\d{2,}))?/.exec(bare) ?? [];
  const out: string[] = [];
  let code = "";
  for (const [i, level] of [section, kind, sub, group, point].entries()) {
    if (level === undefined) break;
    code += i === 4 ? `/${level}` : level;
    out.push(code);
  }
  return out;
}

const IPC_DEPTH = [0, 0.1, 0.45, 0.8, 0.95, 1];

/** IPC with itself: alike in the class says little, in the subclass much. */
export function matchIpc(offer: string, demand: string): CodeMatch {
  const [a, b] = [ipcLevels(offer), ipcLevels(demand)];
  let alike = 0;
  while (alike < a.length && a[alike] === b[alike]) alike++;
  const relation: CodeRelation =
    alike < 2
      ? "none"
      : alike === a.length && alike === b.length
        ? "same"
        : alike === b.length
          ? "narrower"
          : alike === a.length
            ? "wider"
            : "sibling";
  return { offer, demand, relation, score: alike < 2 ? 0 : IPC_DEPTH[alike]! };
}

/** IPC against GB/T 4754 by a concordance; the shipped one goes from IPC classes to divisions. */
export function matchConcordance(
  ipc: string,
  industry: string,
  concordance: Readonly<Record<string, readonly string[]>> = IPC_INDUSTRIES,
): { isRelated: boolean } {
  const levels = ipcLevels(ipc);
  for (const level of levels.slice(1, 3).reverse()) {
    const codes = Object.hasOwn(concordance, level) ? concordance[level]! : undefined;
    if (!codes) continue;
    const { digits } = industryOf(industry);
    return { isRelated: digits !== "" && codes.some((code) => digits.startsWith(code) || code.startsWith(digits)) };
  }
  return { isRelated: false };
}

/** The best of industry with industry, IPC with IPC, and either with the other by concordance. */
export function matchIndustries(
  offer: { industry?: string; ipc?: readonly string[] },
  demand: { industry?: string; ipc?: readonly string[] },
  concordance?: Readonly<Record<string, readonly string[]>>,
): (CodeMatch & { system: "industry" | "ipc" }) | undefined {
  let best: (CodeMatch & { system: "industry" | "ipc" }) | undefined;
  const offerIpc = offer.ipc ?? [];
  const demandIpc = demand.ipc ?? [];
  const take = (found: CodeMatch | undefined, system: "industry" | "ipc") => {
    if (found && (!best || found.score > best.score)) best = { ...found, system };
  };
  if (offer.industry && demand.industry) take(matchIndustry(offer.industry, demand.industry), "industry");
  take(bestMatch(offerIpc, demandIpc, matchIpc), "ipc");
  const across = (o: string, d: string, ipc: string, industry: string) =>
    matchOf(o, d, matchConcordance(ipc, industry, concordance).isRelated ? "concordance" : "none");
  if (demand.industry)
    take(
      bestMatch(offerIpc, [demand.industry], (o, d) => across(o, d, o, d)),
      "ipc",
    );
  if (offer.industry)
    take(
      bestMatch([offer.industry], demandIpc, (o, d) => across(o, d, d, o)),
      "ipc",
    );
  return best;
}

/** GB/T 2260: county, city, province. */
export function matchArea(offer: string, demand: string): CodeMatch {
  if (offer === demand) return { offer, demand, relation: "same", score: 1 };
  const bare = (code: string) => code.replace(/(00){1,2}$/, "");
  const [a, b] = [bare(offer), bare(demand)];
  if (a.startsWith(b)) return { offer, demand, relation: "narrower", score: b.length >= 4 ? 0.9 : 0.6 };
  if (b.startsWith(a)) return { offer, demand, relation: "wider", score: a.length >= 4 ? 0.9 : 0.6 };
  const city = offer.slice(0, 4) === demand.slice(0, 4);
  const province = offer.slice(0, 2) === demand.slice(0, 2);
  return { offer, demand, relation: city || province ? "sibling" : "none", score: city ? 0.8 : province ? 0.5 : 0 };
}
