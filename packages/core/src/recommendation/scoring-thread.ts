import { Worker } from "node:worker_threads";
import type { Explanation, PartWeights } from "@jiebang/domain";
import type { Scorable } from "./scorable.ts";
import type { WeighedTerm } from "./score-pairs.ts";

/** What fits an entry, by the text that was scored. */
export interface Fitting {
  id: string;
  revisionId: string;
  total: number;
}

export interface PairRef {
  offerId: string;
  demandId: string;
}

/** A row of `recommendation`, by the names of its columns. */
export interface ExplainedPair {
  offer_id: string;
  demand_id: string;
  offer_revision_id: string;
  demand_revision_id: string;
  total: number;
  explanation: Explanation;
}

export type ThreadQuestion =
  /** `TermStatistics` as JSON: nobody but the thread needs to take it apart. What was learnt by others is forgotten. */
  | { kind: "statistics"; content: string }
  /** Answer rates by organisation, as JSON. */
  | { kind: "rates"; content: string }
  /** Which of these it does not know in this text. `isWhole`: what is not among them is forgotten. */
  | { kind: "lacking"; standing: { id: string; revisionId: string }[]; isWhole: boolean }
  | { kind: "learn"; entries: Scorable[] }
  | { kind: "forget"; ids: string[] }
  | { kind: "terms"; ids: string[] }
  /** `among`: for each id those it may be paired with; null for all that are known. */
  | { kind: "fitting"; ids: string[]; among: string[][] | null; weights: PartWeights; most: number }
  /** Rows as JSON arrays of `ExplainedPair`, in portions: they pass the server's loop as bytes. */
  | { kind: "explain"; pairs: PairRef[]; weights: PartWeights }
  | { kind: "count"; entries: Scorable[]; isFirst: boolean }
  | { kind: "counted" };
export interface ThreadAnswers {
  statistics: null;
  rates: null;
  lacking: string[];
  learn: null;
  forget: null;
  terms: WeighedTerm[][];
  fitting: Fitting[][];
  explain: Uint8Array<ArrayBuffer>[];
  count: null;
  counted: string;
}

/** Most of its heap: what the dictionary and the scoring take, and about twice what an entry takes. What is numbers lies outside of it. */
const heapFor = (entries: number) => Math.ceil(80 + entries / 100);
/** What lives for a moment is taken away before it piles up. */
const MOST_YOUNG_MB = 6;

/** Who starts it ends it, or lays it aside for the next run. */
export class ScoringThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  #no = 0;
  /** When the counts of words that it holds were made. */
  countedAt = "";
  /** When the answer rates that it holds were taken. */
  ratedAt = "";
  /** Whether it learnt the whole catalogue, and not only what was asked for. */
  isWhole = false;
  #failure: Error | undefined;
  /** For a catalogue of about so many entries. One that outgrows it breaks, and the next is larger. */
  constructor(entries: number) {
    this.#worker = new Worker(new URL("./recommendation-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapFor(entries), maxYoungGenerationSizeMb: MOST_YOUNG_MB },
    });
    this.#worker.on("message", ({ no, value, fault }: { no: number; value: never; fault?: string }) => {
      const asked = this.#waiting.get(no);
      this.#waiting.delete(no);
      if (fault === undefined) asked?.resolve(value);
      else asked?.reject(new Error(fault));
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", (code) => this.#fail(new Error(`the scoring thread ended (${code})`)));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }

  ask<Q extends ThreadQuestion>(question: Q): Promise<ThreadAnswers[Q["kind"]]> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#no, { resolve, reject });
      this.#worker.postMessage({ no: this.#no, question });
    });
  }

  get isBroken(): boolean {
    return this.#failure !== undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Nobody waits for an idle thread when the process is to end. */
  rest(): void {
    this.#worker.unref();
  }

  wake(): void {
    this.#worker.ref();
  }
}

const KEEP_MS = 30_000;
const laidAside = new WeakMap<object, { thread: ScoringThread; timer: NodeJS.Timeout }>();

/** A thread that has just worked for this database, with the words it knows; else a new one. */
export function takeThread(db: object, entries: number): ScoringThread {
  const kept = laidAside.get(db);
  laidAside.delete(db);
  clearTimeout(kept?.timer);
  if (!kept || kept.thread.isBroken) return new ScoringThread(entries);
  kept.thread.wake();
  return kept.thread;
}

/** The next portion of a long run begins where this one was warm; after half a minute its memory is given back. */
export async function layAside(db: object, thread: ScoringThread): Promise<void> {
  if (thread.isBroken || laidAside.has(db)) return thread.end();
  thread.rest();
  const timer = setTimeout(() => {
    laidAside.delete(db);
    void thread.end();
  }, KEEP_MS);
  timer.unref();
  laidAside.set(db, { thread, timer });
}
