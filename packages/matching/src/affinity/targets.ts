import type { AffinityEvidence, AffinityTarget, AffinityText } from "./affinity.types.ts";
import { type Measure, measuresOf, unitOf } from "./measures.ts";
import { quoteOf } from "./text-evidence.ts";

type TargetEvidence = Extract<AffinityEvidence, { kind: "target" }>;
/** How far the name of a target may stand from its number, in characters of one sentence. */
const NEAR = 30;
const WORTH = { met: 1, named: 0.5, missed: 0 } as const;

/** The interval that a target asks for, in the base unit; undefined when it is words. */
export function wantedOf({
  comparator,
  value,
  unit,
}: AffinityTarget): { low: number; high: number; unit: string } | undefined {
  if (comparator === "text") return undefined;
  const numbers = [...value.normalize("NFKC").matchAll(/[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi)].map((m) =>
    Number(m[0].replace(/^-/, comparator === "range" ? "" : "-")),
  );
  const [first, second] = numbers;
  if (first === undefined) return undefined;
  const [base, factor] = unitOf(unit || value.replace(/[-+~～—–至到\d.\s]+/g, ""));
  const a = first * factor;
  const b = (second ?? first) * factor;
  if (comparator === "range") return { low: Math.min(a, b), high: Math.max(a, b), unit: base };
  if (comparator === "eq") return { low: a, high: a, unit: base };
  return comparator === "ge" || comparator === "gt"
    ? { low: a, high: Number.POSITIVE_INFINITY, unit: base }
    : { low: Number.NEGATIVE_INFINITY, high: a, unit: base };
}

/** `met` when all the offer says lies within, `missed` when nothing does, `named` when it only touches it. */
function judge(measure: Measure, wanted: { low: number; high: number }): "met" | "missed" | "named" {
  const slack = 1e-9 * Math.max(1, Math.abs(measure.low === Number.NEGATIVE_INFINITY ? measure.high : measure.low));
  if (measure.low >= wanted.low - slack && measure.high <= wanted.high + slack) return "met";
  return measure.high < wanted.low - slack || measure.low > wanted.high + slack ? "missed" : "named";
}

export interface TargetsFound {
  score: number;
  evidence: TargetEvidence[];
  unanswered: number[];
}

/** Looks for every target in the text of the offer: its name, and near it a number of the same dimension. */
export function findTargets(
  targets: readonly AffinityTarget[],
  offer: readonly AffinityText[],
  measured?: Measure[][],
): TargetsFound {
  const evidence: TargetEvidence[] = [];
  const unanswered: number[] = [];
  const measures = targets.length > 0 ? (measured ?? offer.map(({ text }) => measuresOf(text))) : [];
  targets.forEach((target, no) => {
    const found = findTarget(target, no, offer, measures);
    if (found) evidence.push(found);
    else unanswered.push(no);
  });
  const score = evidence.length === 0 ? 0 : evidence.reduce((sum, { met }) => sum + WORTH[met], 0) / evidence.length;
  return { score, evidence, unanswered };
}

function findTarget(
  target: AffinityTarget,
  no: number,
  offer: readonly AffinityText[],
  measures: Measure[][],
): TargetEvidence | undefined {
  const names = namesOf(target.name);
  const wanted = wantedOf(target);
  let best: { met: "met" | "missed" | "named"; text: number; start: number; end: number; worth: number } | undefined;
  for (let at = 0; at < offer.length; at++) {
    const text = offer[at]!.text.toLowerCase();
    for (const name of names)
      for (let place = text.indexOf(name); place >= 0; place = text.indexOf(name, place + name.length)) {
        const end = place + name.length;
        const [from, to] = sentenceAround(text, place, end);
        if (!best) best = { met: "named", text: at, start: place, end, worth: -1 };
        if (!wanted) continue;
        for (const measure of measures[at]!) {
          if (measure.unit !== wanted.unit || measure.start < from || measure.end > to) continue;
          const gap = measure.start >= end ? measure.start - end : measure.end <= place ? place - measure.end + 5 : 0;
          if (gap > NEAR) continue;
          const worth = NEAR - gap + name.length;
          if (worth > best.worth)
            best = {
              met: judge(measure, wanted),
              text: at,
              start: Math.min(place, measure.start),
              end: Math.max(end, measure.end),
              worth,
            };
        }
      }
  }
  if (!best) return undefined;
  return { kind: "target", target: no, name: target.name, met: best.met, offer: quoteOf(offer, best) };
}

/** The name, and without what only says that it is a figure (灰分含量 → 灰分). */
function namesOf(name: string): string[] {
  const bare = name
    .toLowerCase()
    .replace(/[（(].*?[)）]/g, "")
    .trim();
  const core = bare.replace(/(?:的)?(?:指标|要求|数值|含量|大小|值|率|度|量)$/u, "");
  return [...new Set([bare, core.length >= 2 ? core : ""])].filter((n) => n.length >= 2);
}

function sentenceAround(text: string, start: number, end: number): [number, number] {
  const ends = /[。；;！!？?\n]/;
  let from = start;
  while (from > 0 && start - from < 80 && !ends.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && to - end < 80 && !ends.test(text[to]!)) to++;
  return [from, to];
}
