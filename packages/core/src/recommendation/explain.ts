import type { Explanation, PartFact, Passage, TargetFinding } from "@jiebang/domain";
import type { Affinity, AffinityQuote } from "@jiebang/matching";
import type { Scorable } from "./scorable.ts";

const PASSAGES = 3;
const AROUND = 28;
/** A text up to this length is quoted whole. */
const WHOLE = 90;
const SIGN = { le: "≤", lt: "<", eq: "=", gt: ">", ge: "≥", range: "", text: "" } as const;

/** The answer of the scorer as people read it: bounded, with passages instead of offsets. */
export function explain(found: Affinity, offer: Scorable, demand: Scorable): Explanation {
  const facts: PartFact[] = [];
  const phrases: { share: number; offer: AffinityQuote[]; demand: AffinityQuote[] }[] = [];
  const targets: TargetFinding[] = (demand.targets ?? []).slice(0, 12).map((t) => ({
    name: t.name,
    wanted: `${SIGN[t.comparator]}${t.value}${t.unit}`,
    state: "unanswered",
    quote: null,
  }));
  for (const part of found.parts)
    for (const e of part.evidence) {
      if (e.kind === "phrase") phrases.push(e);
      else if (e.kind === "target") {
        const target = targets[e.target];
        if (target) Object.assign(target, { state: e.met, quote: around(e.offer, offer) });
      } else if (e.kind === "code")
        facts.push({
          kind: "code",
          part: part.name,
          system: e.system,
          offer: e.offer,
          demand: e.demand,
          relation: e.relation,
        });
      else facts.push(e);
    }
  phrases.sort((a, b) => b.share - a.share);
  return {
    parts: found.parts.map(({ name, weight, score }) => ({ name, weight, score })),
    facts,
    quotes: { offer: passagesOf("offer", phrases, offer), demand: passagesOf("demand", phrases, demand) },
    targets,
    missing: found.missing.map(({ part, side }) => ({ part, side })),
  };
}

type Span = { start: number; end: number; worth: number };

function passagesOf(
  side: "offer" | "demand",
  phrases: { share: number; offer: AffinityQuote[]; demand: AffinityQuote[] }[],
  of: Scorable,
): Passage[] {
  const texts = new Map<string, { field: Passage["field"]; text: string; spans: Span[] }>();
  for (const phrase of phrases)
    for (const quote of phrase[side]) {
      const key = `${quote.field}:${quote.index}`;
      const text = texts.get(key)?.text ?? of.texts.filter((t) => t.field === quote.field)[quote.index]?.text;
      if (text === undefined) continue;
      const at = texts.get(key) ?? { field: quote.field, text, spans: [] };
      at.spans.push({ start: quote.start, end: quote.end, worth: phrase.share });
      texts.set(key, at);
    }
  const windows: { field: Passage["field"]; text: string; from: number; to: number; spans: Span[]; worth: number }[] =
    [];
  for (const { field, text, spans } of texts.values()) {
    const free = new Set(spans);
    for (const best of [...spans].sort((a, b) => b.worth - a.worth || a.start - b.start)) {
      if (!free.has(best)) continue;
      const [from, to] = windowAround(text, best.start, best.end);
      const inside = [...free].filter((s) => s.start >= from && s.end <= to);
      for (const span of inside) free.delete(span);
      windows.push({ field, text, from, to, spans: inside, worth: inside.reduce((sum, s) => sum + s.worth, 0) });
    }
  }
  const kept = windows.sort((a, b) => b.worth - a.worth).slice(0, PASSAGES);
  // What was said first stands first.
  const order = [...texts.values()].map((t) => t.text);
  kept.sort((a, b) => order.indexOf(a.text) - order.indexOf(b.text) || a.from - b.from);
  return kept.map(({ field, text, from, to, spans }) => {
    const [head, tail] = [from > 0 ? "…" : "", to < text.length ? "…" : ""];
    return {
      field,
      text: `${head}${text.slice(from, to)}${tail}`,
      marks: merged(spans.map((s) => [s.start - from + head.length, s.end - from + head.length])),
    };
  });
}

function windowAround(text: string, start: number, end: number): [number, number] {
  if (text.length <= WHOLE) return [0, text.length];
  let from = Math.max(0, start - AROUND);
  let to = Math.min(text.length, end + AROUND);
  // Begin and end where a clause does, if one is near.
  const before = Math.max(...[..."。；！？\n"].map((c) => text.lastIndexOf(c, start - 1)));
  if (before >= from) from = before + 1;
  const after = Math.min(
    ...[..."。；！？\n"].map((c) => text.indexOf(c, end)).filter((i) => i >= 0),
    Number.POSITIVE_INFINITY,
  );
  if (after < to) to = after;
  // Never between the two halves of one character.
  if (/[\udc00-\udfff]/.test(text[from] ?? "")) from--;
  if (/[\udc00-\udfff]/.test(text[to] ?? "")) to++;
  return [from, to];
}

function merged(ranges: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

function around(quote: AffinityQuote, of: Scorable): string {
  const text = of.texts.filter((t) => t.field === quote.field)[quote.index]?.text;
  if (text === undefined) return quote.quote;
  const [from, to] = windowAround(text, quote.start, quote.end);
  return text.slice(from, to).trim().slice(0, 160);
}
