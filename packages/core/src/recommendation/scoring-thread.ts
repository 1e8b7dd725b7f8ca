import { Worker } from "node:worker_threads";
import type { Explanation, PartWeights } from "@jiebang/domain";
import type { Scorable } from "./scorable.ts";
import type { WeighedTerm } from "./score-pairs.ts";

export interface ScoredCounterpart {
  id: string;
  revisionId: string;
  total: number;
  fits: boolean;
  explanation: Explanation | null;
}

export type ThreadQuestion =
  /** `TermStatistics` as JSON: nobody but the thread needs to take it apart. */
  | { kind: "statistics"; content: string }
  | { kind: "terms"; source: Scorable }
  | { kind: "lacking"; revisionIds: string[] }
  | { kind: "learn"; entries: Scorable[] }
  | {
      kind: "score";
      source: Scorable;
      revisionIds: string[];
      /** Answer rates by organisation. */
      rates: Record<string, number>;
      weights: PartWeights;
      most: number;
    }
  | { kind: "count"; entries: Scorable[]; isFirst: boolean }
  | { kind: "counted" };
export interface ThreadAnswers {
  statistics: null;
  terms: WeighedTerm[];
  lacking: string[];
  learn: null;
  score: ScoredCounterpart[];
  count: null;
  counted: string;
}

const MOST_HEAP_MB = 768;

/** Who starts it ends it, or lays it aside for the next run. */
export class ScoringThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  #no = 0;
  /** When the counts of words that it holds were made. */
  countedAt = "";
  #failure: Error | undefined;
  constructor() {
    this.#worker = new Worker(new URL("./recommendation-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
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
export function takeThread(db: object): ScoringThread {
  const kept = laidAside.get(db);
  laidAside.delete(db);
  clearTimeout(kept?.timer);
  if (!kept || kept.thread.isBroken) return new ScoringThread();
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
