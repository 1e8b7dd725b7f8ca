import type { AffinityDemand, AffinityEvidence, AffinityOffer } from "./affinity.types.ts";
import { bestMatch, type CodeMatch, matchArea, matchIndustries, matchTree } from "./codes.ts";

/** Score and evidence of a part; `side` when it cannot be told because somebody has not said what it needs. */
export type PartFound = { score: number; evidence: AffinityEvidence[] } | { missing: "offer" | "demand" | "both" };

/** Nobody, one or the other has not said it. */
const lacking = (offer: boolean, demand: boolean): PartFound => ({
  missing: offer ? "demand" : demand ? "offer" : "both",
});

const codeEvidence = (
  system: "industry" | "ipc" | "chain" | "discipline" | "area",
  match: CodeMatch,
): AffinityEvidence => ({
  kind: "code",
  system,
  offer: match.offer,
  demand: match.demand,
  relation: match.relation,
});

/** Chain and discipline: the better of the two; both are shown. */
export function fieldPart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  const evidence: AffinityEvidence[] = [];
  let score = 0;
  for (const system of ["chain", "discipline"] as const) {
    const match = bestMatch(offer[system] ?? [], demand[system] ?? [], matchTree);
    if (!match) continue;
    evidence.push(codeEvidence(system, match));
    score = Math.max(score, match.score);
  }
  const said = (entry: AffinityOffer | AffinityDemand) => Boolean(entry.chain?.length || entry.discipline?.length);
  return evidence.length > 0 ? { score, evidence } : lacking(said(offer), said(demand));
}

export function industryPart(
  offer: AffinityOffer,
  demand: AffinityDemand,
  concordance?: Readonly<Record<string, readonly string[]>>,
): PartFound {
  const match = matchIndustries(offer, demand, concordance);
  const said = (entry: AffinityOffer | AffinityDemand) => Boolean(entry.industry || entry.ipc?.length);
  if (!match) return lacking(said(offer), said(demand));
  return { score: Math.min(1, match.score), evidence: [codeEvidence(match.system, match)] };
}

/** Far enough is 1; each stage that is lacking takes a third. More than needed is no better. */
export function maturityPart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  const [has, needs] = [offer.maturity, demand.maturityNeeded];
  if (has === undefined || needs === undefined) return lacking(has !== undefined, needs !== undefined);
  return {
    score: Math.max(0, 1 - Math.max(0, needs - has) / 3),
    evidence: [{ kind: "maturity", offer: has, demand: needs }],
  };
}

/** A licence whose kind is open goes with every kind of licence; "other" says nothing. */
function meets(offer: string, demand: string): boolean {
  if (offer === demand) return true;
  const [open, kind] = offer === "licence" ? [offer, demand] : [demand, offer];
  return open === "licence" && kind.startsWith("licence_");
}

/** One way that both would go is enough. */
export function modesPart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  const said = (modes: readonly string[] = []) => modes.filter((mode) => mode !== "other");
  const [o, d] = [said(offer.modes), said(demand.modes)];
  if (o.length === 0 || d.length === 0) return lacking(o.length > 0, d.length > 0);
  const both = o.filter((mode) => d.some((other) => meets(mode, other)));
  const onlyOffer = o.filter((mode) => !both.includes(mode));
  const onlyDemand = d.filter((mode) => !both.some((other) => meets(other, mode)));
  return { score: both.length > 0 ? 1 : 0, evidence: [{ kind: "modes", both, onlyOffer, onlyDemand }] };
}

/** What is asked against what can be paid. Cheaper than expected is no fault; dearer counts by how much would be paid of it. */
export function moneyPart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  const said = (money: AffinityOffer["money"]) => money?.min !== undefined || money?.max !== undefined;
  if (!said(offer.money) || !said(demand.money)) return lacking(said(offer.money), said(demand.money));
  const [ask, pay] = [offer.money!, demand.money!];
  const low = ask.min ?? 0;
  const high = ask.max ?? Number.POSITIVE_INFINITY;
  const least = pay.min ?? 0;
  const most = pay.max ?? Number.POSITIVE_INFINITY;
  if (low > most) return { score: most / low, evidence: [{ kind: "money", relation: "above" }] };
  if (high < least) return { score: 1, evidence: [{ kind: "money", relation: "below" }] };
  const within = low >= least && high <= most;
  return { score: 1, evidence: [{ kind: "money", relation: within ? "within" : "overlaps" }] };
}

export function placePart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  if (!offer.area || !demand.area) return lacking(Boolean(offer.area), Boolean(demand.area));
  const match = matchArea(offer.area, demand.area);
  return { score: match.score, evidence: [codeEvidence("area", match)] };
}

/** The mean of those who are known: a pair needs both to answer. */
export function answerRatePart(offer: AffinityOffer, demand: AffinityDemand): PartFound {
  const rates = [offer.answerRate, demand.answerRate].filter((rate) => rate !== undefined);
  if (rates.length === 0) return { missing: "both" };
  const rate = rates.reduce((sum, r) => sum + r, 0) / rates.length;
  return { score: rate, evidence: [{ kind: "rate", rate }] };
}
