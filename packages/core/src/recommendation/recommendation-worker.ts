// Cuts words and scores pairs in a thread of its own; the server's loop only reads and writes the database. It keeps the
// words of the entries it met last, and asks for those it lacks.
import { parentPort } from "node:worker_threads";
import { type AffinityContext, TermCounter, type TermStatistics } from "@jiebang/matching";
import { explain } from "./explain.ts";
import type { Scorable } from "./scorable.ts";
import { type Described, described, scorePairs, strongestTerms } from "./score-pairs.ts";
import type { ScoredCounterpart, ThreadAnswers, ThreadQuestion } from "./scoring-thread.ts";

/** The words of an entry take some tens of kilobytes. */
const MOST_KEPT = 4000;
/** In a catalogue of a handful every word looks common: it counts as one of so many entries. */
const LEAST_DOCUMENTS = 50;
const kept = new Map<string, Described>();
let statistics: TermStatistics = { documents: 1, meanLength: 1, frequency: {} };
let counter = new TermCounter();
/** Rarities are looked up once per context, and the weights change rarely. */
let contexts = new Map<string, AffinityContext>();

function contextFor(weights: AffinityContext["weights"]): AffinityContext {
  const key = JSON.stringify(weights);
  const context = contexts.get(key) ?? { weights, statistics };
  contexts.set(key, context);
  return context;
}

function keep(one: Scorable): Described {
  const known = kept.get(one.revisionId);
  const entry = known ?? described(one);
  kept.delete(one.revisionId);
  kept.set(one.revisionId, entry);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return entry;
}

/** The rate is the organisation's, not the text's: it changes while the words stay. A hidden poster brings none. */
const withRate = (entry: Described, rates: Record<string, number>): Described => {
  const rate = entry.posterId === null ? undefined : rates[entry.posterId];
  return rate === undefined ? entry : { ...entry, answerRate: rate };
};

const answer: { [Q in ThreadQuestion as Q["kind"]]: (question: Q) => ThreadAnswers[Q["kind"]] } = {
  statistics({ content }) {
    statistics = JSON.parse(content);
    contexts = new Map();
    return null;
  },
  terms({ source }) {
    return strongestTerms(keep(source), statistics);
  },
  lacking({ revisionIds }) {
    return revisionIds.filter((id) => !kept.has(id));
  },
  learn({ entries }) {
    for (const one of entries) keep(one);
    return null;
  },
  score({ source, revisionIds, rates, weights, most }) {
    const own = withRate(keep(source), rates);
    const others = revisionIds.flatMap((id) => {
      const other = kept.get(id);
      return other ? [withRate(other, rates)] : [];
    });
    return scorePairs(own, others, contextFor(weights))
      .slice(0, most)
      .map(
        ({ other, offer, demand, affinity }): ScoredCounterpart => ({
          id: other.id,
          revisionId: other.revisionId,
          total: affinity.total,
          fits: affinity.fits,
          // What does not fit is never shown: nobody needs its quotes.
          explanation: affinity.fits ? explain(affinity, offer.plain, demand.plain) : null,
        }),
      );
  },
  count({ entries, isFirst }) {
    if (isFirst) counter = new TermCounter();
    for (const one of entries) counter.add(described(one), one.kind);
    return null;
  },
  counted() {
    const { documents, ...rest } = counter.statistics();
    counter = new TermCounter();
    return JSON.stringify({ documents: Math.max(LEAST_DOCUMENTS, documents), ...rest });
  },
};

parentPort!.on("message", ({ no, question }: { no: number; question: ThreadQuestion }) => {
  try {
    parentPort!.postMessage({ no, value: answer[question.kind](question as never) });
  } catch (error) {
    parentPort!.postMessage({ no, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
