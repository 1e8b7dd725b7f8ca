import { setTimeout as sleep } from "node:timers/promises";
import { EngineSlowError, problemOf } from "./meilisearch/problem.ts";
import type {
  EngineProblem,
  EngineStatus,
  FacetSearchResult,
  FacetSearchSpec,
  SearchEngine,
  SearchResult,
  SearchSpec,
  SimilarOptions,
  SimilarResult,
  Suggestion,
  SuggestOptions,
} from "./port.ts";

export interface GuardOptions {
  /** Longest wait for one answer, all tries together [2500]. */
  timeoutMs?: number;
  /** Further tries after a cut connection or a 5xx; never after silence, which would double the wait [1]. */
  retries?: number;
  retryDelayMs?: number;
  /** Failures in a row after which the other engine answers without asking [3]. */
  failures?: number;
  /** How long before one question tries the engine again [5000]. */
  openMs?: number;
  /** Told when the answering engine changes, for a line in the log. */
  onChange?(status: EngineStatus): void;
  /** Milliseconds that only go forward; for tests. */
  now?(): number;
}

/** Trouble that goes away by itself within a moment, if at all. */
const PASSING: readonly EngineProblem[] = ["unreachable", "failing"];

/**
 * An engine behind a circuit breaker. Nobody waits longer than the timeout for it; what it cannot answer, the other
 * engine answers and says `degraded`. After some failures in a row it is left alone for a while, then tried by one
 * question.
 */
export class GuardedSearchEngine<Card = object> implements SearchEngine<Card> {
  readonly #main: SearchEngine<Card>;
  readonly #fallback: SearchEngine<Card>;
  readonly #options: Required<Omit<GuardOptions, "onChange">> & Pick<GuardOptions, "onChange">;
  #failures = 0;
  #openedAt: number | undefined;
  #isTrying = false;
  #trouble: { problem: EngineProblem; detail: string; since: number } | undefined;

  constructor(main: SearchEngine<Card>, fallback: SearchEngine<Card>, options: GuardOptions = {}) {
    this.#main = main;
    this.#fallback = fallback;
    this.#options = {
      timeoutMs: 2500,
      retries: 1,
      retryDelayMs: 50,
      failures: 3,
      openMs: 5000,
      now: () => performance.now(),
      ...options,
    };
  }

  async search(spec: SearchSpec): Promise<SearchResult<Card>> {
    const { answer, degraded } = await this.#ask((engine) => engine.search(spec));
    return degraded ? { ...answer, degraded } : answer;
  }

  async listIds(spec: SearchSpec): Promise<string[]> {
    return (await this.#ask((engine) => engine.listIds(spec))).answer;
  }

  async suggest(input: string, options?: SuggestOptions): Promise<Suggestion[]> {
    return (await this.#ask((engine) => engine.suggest(input, options))).answer;
  }

  async similar(id: string, options?: SimilarOptions): Promise<SimilarResult<Card>> {
    const { answer, degraded } = await this.#ask((engine) => engine.similar(id, options));
    return degraded ? { ...answer, degraded } : answer;
  }

  async facetSearch(spec: FacetSearchSpec): Promise<FacetSearchResult> {
    const { answer, degraded } = await this.#ask((engine) => engine.facetSearch(spec));
    return degraded ? { ...answer, degraded } : answer;
  }

  /** As it stands now, without asking anybody. */
  status(): EngineStatus {
    const trouble = this.#trouble;
    return {
      engine: "meilisearch",
      isAnswering: this.#openedAt === undefined,
      ...(trouble && {
        problem: trouble.problem,
        detail: trouble.detail,
        forMs: Math.round(this.#options.now() - trouble.since),
      }),
    };
  }

  async #ask<Answer>(
    ask: (engine: SearchEngine<Card>) => Promise<Answer>,
  ): Promise<{ answer: Answer; degraded: boolean }> {
    const { now, openMs } = this.#options;
    if (this.#openedAt !== undefined) {
      if (this.#isTrying || now() - this.#openedAt < openMs)
        return { answer: await ask(this.#fallback), degraded: true };
      this.#isTrying = true;
    }
    try {
      const answer = await this.#tryMain(ask);
      this.#succeed();
      return { answer, degraded: false };
    } catch (error) {
      const problem = problemOf(error);
      // What is no trouble of the engine (our own database, say) is not hidden behind the other one.
      if (problem) this.#fail(problem, error);
      else throw error;
      return { answer: await ask(this.#fallback), degraded: true };
    } finally {
      this.#isTrying = false;
    }
  }

  async #tryMain<Answer>(ask: (engine: SearchEngine<Card>) => Promise<Answer>): Promise<Answer> {
    const { timeoutMs, retries, retryDelayMs, now } = this.#options;
    const until = now() + timeoutMs;
    for (let attempt = 0; ; attempt++) {
      try {
        return await within(ask(this.#main), Math.max(1, until - now()));
      } catch (error) {
        const problem = problemOf(error);
        const mayPass = problem !== undefined && PASSING.includes(problem);
        if (!mayPass || attempt >= retries || now() + retryDelayMs >= until) throw error;
        await sleep(retryDelayMs * (attempt + 1));
      }
    }
  }

  #succeed(): void {
    this.#failures = 0;
    this.#trouble = undefined;
    if (this.#openedAt === undefined) return;
    this.#openedAt = undefined;
    this.#options.onChange?.(this.status());
  }

  #fail(problem: EngineProblem, error: unknown): void {
    const { now, failures, onChange } = this.#options;
    const detail = error instanceof Error ? error.message : String(error);
    this.#trouble = { since: this.#trouble?.since ?? now(), problem, detail: detail.slice(0, 500) };
    this.#failures += 1;
    const wasOpen = this.#openedAt !== undefined;
    if (!wasOpen && this.#failures < failures) return;
    this.#openedAt = now();
    if (!wasOpen) onChange?.(this.status());
  }
}

function within<Answer>(promise: Promise<Answer>, ms: number): Promise<Answer> {
  let timer: NodeJS.Timeout;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EngineSlowError(Math.round(ms))), ms);
  });
  promise.catch(() => {}); // an answer that comes too late is nobody's
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(timer));
}
