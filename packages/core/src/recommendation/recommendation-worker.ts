// Cuts words and scores pairs in a process of its own; the server's loop only reads and writes the database. It keeps the
// entries it met and asks for those it lacks.
import { TermCounter, type TermStatistics } from "@jiebang/matching";
import { Catalogue, type Rates } from "./catalogue.ts";
import { described } from "./score-pairs.ts";
import type { ScoringAnswers, ScoringQuestion } from "./scoring-process.ts";

/** In a catalogue of a handful every word looks common: it counts as one of so many entries. */
const LEAST_DOCUMENTS = 50;
/** Rows travel to the database as bytes, a portion of about so many characters at a time. */
const PORTION_CHARS = 100_000;
const encoder = new TextEncoder();
let catalogue = new Catalogue({ documents: 1, meanLength: 1, frequency: {} });
let rates: Rates = {};
let counter = new TermCounter();
/** All that stands, while the whole is told in portions. */
let census: Set<string> | undefined;

const answer: { [Q in ScoringQuestion as Q["kind"]]: (question: Q) => ScoringAnswers[Q["kind"]] } = {
  statistics({ content }) {
    catalogue = new Catalogue(JSON.parse(content) as TermStatistics);
    return null;
  },
  rates({ content }) {
    rates = JSON.parse(content);
    return null;
  },
  lacking({ standing }) {
    for (const { id } of standing) census?.add(id);
    return standing.filter(({ id, revisionId }) => catalogue.revisionOf(id) !== revisionId).map(({ id }) => id);
  },
  census({ is }) {
    if (is === "ended" && census) catalogue.keepOnly(census);
    census = is === "begun" ? new Set() : undefined;
    return null;
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

/** Nobody is left to hear it when the server ended meanwhile. */
function reply(message: { no: number; value?: unknown; fault?: string }): void {
  if (process.connected) process.send!(message, undefined, undefined, () => {});
}

process.on("message", ({ no, question }: { no: number; question: ScoringQuestion }) => {
  try {
    reply({ no, value: answer[question.kind](question as never) });
  } catch (error) {
    reply({ no, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
// The server ended, in whatever way.
process.on("disconnect", () => process.exit());
// A terminal sends these to the whole group: the server says when it is time.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
