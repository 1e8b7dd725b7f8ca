import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
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

export type ScoringQuestion =
  /** `TermStatistics` as JSON: nobody but the scoring process needs to take it apart. What was learnt by others is forgotten. */
  | { kind: "statistics"; content: string }
  /** Answer rates by organisation, as JSON. */
  | { kind: "rates"; content: string }
  /** Which of these it does not know in this text. */
  | { kind: "lacking"; standing: { id: string; revisionId: string }[] }
  /** Between the two, `lacking` was asked about all that stands: what was not among it is forgotten. */
  | { kind: "census"; is: "begun" | "ended" }
  | { kind: "learn"; entries: Scorable[] }
  | { kind: "forget"; ids: string[] }
  | { kind: "terms"; ids: string[] }
  /** `among`: for each id those it may be paired with; null for all that are known. */
  | { kind: "fitting"; ids: string[]; among: string[][] | null; weights: PartWeights; most: number }
  /** Rows as JSON arrays of `ExplainedPair`, in portions: they pass the server's loop as bytes. */
  | { kind: "explain"; pairs: PairRef[]; weights: PartWeights }
  | { kind: "count"; entries: Scorable[]; isFirst: boolean }
  | { kind: "counted" };
export interface ScoringAnswers {
  statistics: null;
  rates: null;
  lacking: string[];
  census: null;
  learn: null;
  forget: null;
  terms: WeighedTerm[][];
  fitting: Fitting[][];
  explain: Uint8Array<ArrayBuffer>[];
  count: null;
  counted: string;
}

/** Most of its heap: what the dictionary and the scoring take, and about twice what an entry takes. What is numbers lies outside of it. */
const heapFor = (entries: number) => Math.ceil(96 + entries / 100);

/**
 * A process of its own, not a process: the dictionary and the words of a whole catalogue are given back with it, and what
 * goes wrong in it leaves the server standing. When the server is killed it ends with the line between them. Who starts it
 * ends it, or lays it aside for the next run.
 */
export class ScoringProcess {
  readonly #child: ChildProcess;
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
    this.#child = fork(new URL("./recommendation-worker.ts", import.meta.url), {
      execArgv: ["--max-semi-space-size=4", `--max-old-space-size=${heapFor(entries)}`],
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child.on("message", ({ no, value, fault }: { no: number; value: never; fault?: string }) => {
      const asked = this.#waiting.get(no);
      this.#waiting.delete(no);
      if (fault === undefined) asked?.resolve(value);
      else asked?.reject(new Error(fault));
    });
    this.#child.on("error", (error) => this.#fail(error));
    this.#child.on("exit", (code, signal) => this.#fail(new Error(`the scoring process ended (${signal ?? code})`)));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }

  ask<Q extends ScoringQuestion>(question: Q): Promise<ScoringAnswers[Q["kind"]]> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#no, { resolve, reject });
      this.#child.send({ no: this.#no, question }, (error) => error && this.#fail(error));
    });
  }

  get isBroken(): boolean {
    return this.#failure !== undefined;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  /** Nobody waits for an idle process when this one is to end. */
  rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  wake(): void {
    this.#child.ref();
    this.#child.channel?.ref();
  }
}

const KEEP_MS = 30_000;
const laidAside = new WeakMap<object, { process: ScoringProcess; timer: NodeJS.Timeout }>();

/** A process that has just worked for this database, with the words it knows; else a new one. */
export function takeProcess(db: object, entries: number): ScoringProcess {
  const kept = laidAside.get(db);
  laidAside.delete(db);
  clearTimeout(kept?.timer);
  if (!kept || kept.process.isBroken) return new ScoringProcess(entries);
  kept.process.wake();
  return kept.process;
}

/** The next portion of a long run begins where this one was warm; after half a minute its memory is given back. */
export async function layAside(db: object, process: ScoringProcess): Promise<void> {
  if (process.isBroken || laidAside.has(db)) return process.end();
  process.rest();
  const timer = setTimeout(() => {
    laidAside.delete(db);
    void process.end();
  }, KEEP_MS);
  timer.unref();
  laidAside.set(db, { process, timer });
}
