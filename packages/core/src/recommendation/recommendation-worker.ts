// Cuts words and scores pairs in a thread of its own; the server's loop only reads and writes the database. It keeps the
// entries it met, once for the whole process, and asks for those it lacks.
import { parentPort } from "node:worker_threads";
import { TermCounter, type TermStatistics } from "@jiebang/matching";
import { Catalogue, type Rates } from "./catalogue.ts";
import { described } from "./score-pairs.ts";
import type { ThreadAnswers, ThreadQuestion } from "./scoring-thread.ts";

/** In a catalogue of a handful every word looks common: it counts as one of so many entries. */
const LEAST_DOCUMENTS = 50;
/** Rows travel to the database as bytes, a portion of about so many characters at a time. */
const PORTION_CHARS = 100_000;
const encoder = new TextEncoder();
let catalogue = new Catalogue({ documents: 1, meanLength: 1, frequency: {} });
let rates: Rates = {};
let counter = new TermCounter();

const answer: { [Q in ThreadQuestion as Q["kind"]]: (question: Q) => ThreadAnswers[Q["kind"]] } = {
  statistics({ content }) {
    catalogue = new Catalogue(JSON.parse(content) as TermStatistics);
    return null;
  },
  rates({ content }) {
    rates = JSON.parse(content);
    return null;
  },
  lacking({ standing, isWhole }) {
    const wanted = new Map(standing.map(({ id, revisionId }) => [id, revisionId]));
    if (isWhole) catalogue.keepOnly(new Set(wanted.keys()));
    return [...wanted].filter(([id, revisionId]) => catalogue.revisionOf(id) !== revisionId).map(([id]) => id);
  },
  learn({ entries }) {
    for (const one of entries) catalogue.learn(one);
    return null;
  },
  forget({ ids }) {
    for (const id of ids) catalogue.forget(id);
    return null;
  },
  terms({ ids }) {
    return ids.map((id) => catalogue.strongestTermsOf(id));
  },
  fitting({ ids, among, weights, most }) {
    return ids.map((id, i) => catalogue.fitting(id, among?.[i] ?? null, weights, rates, most));
  },
  explain({ pairs, weights }) {
    const portions: Uint8Array<ArrayBuffer>[] = [];
    let rows: string[] = [];
    let chars = 0;
    const close = () => {
      if (rows.length > 0) portions.push(encoder.encode(`[${rows.join(",")}]`));
      rows = [];
      chars = 0;
    };
    for (const pair of pairs) {
      const found = catalogue.explained(pair, weights, rates);
      if (!found) continue;
      const row = JSON.stringify(found);
      rows.push(row);
      chars += row.length;
      if (chars > PORTION_CHARS) close();
    }
    close();
    return portions;
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
    const value = answer[question.kind](question as never) as ThreadAnswers[ThreadQuestion["kind"]];
    // Bytes are handed over, not copied.
    const handed = Array.isArray(value) ? value.flatMap((one) => (one instanceof Uint8Array ? [one.buffer] : [])) : [];
    parentPort!.postMessage({ no, value }, handed);
  } catch (error) {
    parentPort!.postMessage({ no, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
