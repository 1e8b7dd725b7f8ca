import { Worker } from "node:worker_threads";
import {
  MATCHING_PHASES,
  MatchingError,
  type MatchingFault,
  type MatchingPhase,
  type MatchingTask,
  type MatchingTasks,
} from "@jiebang/matching";

export interface MatchingProgress {
  phase: MatchingPhase;
  /** Of `total` steps of the phase; both 0 where a phase cannot count its steps. */
  done: number;
  total: number;
  elapsedMs: number;
}

export interface RunMatchingOptions {
  /** Called every 100 ms while the thread works, also when no step ended meanwhile, and once at the end. */
  onProgress?: (progress: MatchingProgress) => void;
  /** Ends the thread at once, wherever it is; the promise is rejected with the reason of the signal. */
  signal?: AbortSignal;
  /** Most heap of the thread; what needs more ends the thread, not the server [the heap this process may have]. */
  memoryMb?: number;
}

export interface WorkerInput {
  name: MatchingTask;
  input: MatchingTasks[MatchingTask]["input"];
  shared: SharedArrayBuffer;
}
export type WorkerAnswer =
  | { value: unknown }
  | { fault: { reason: MatchingFault; place: string; detail: string | number } };

const REPORT_EVERY = 100;

/**
 * A task of the matching engine in a thread of its own: the event loop stays free, whatever the size. The result is the
 * one that the function itself gives, and bad input throws the same `MatchingError`. Values are copied to the thread and
 * back; for millions of entries take `deferredAcceptance`, whose arrays copy fast.
 */
export function runMatching<T extends MatchingTask>(
  name: T,
  input: MatchingTasks[T]["input"],
  { onProgress, signal, memoryMb }: RunMatchingOptions = {},
): Promise<MatchingTasks[T]["output"]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const started = performance.now();
    const shared = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
    const counted = new Int32Array(shared);
    const worker = new Worker(new URL("./matching-worker.ts", import.meta.url), {
      workerData: { name, input, shared } satisfies WorkerInput,
      resourceLimits: memoryMb === undefined ? {} : { maxOldGenerationSizeMb: memoryMb },
    });
    const tell = () =>
      onProgress?.({
        phase: MATCHING_PHASES[counted[0]!]!,
        done: counted[1]!,
        total: counted[2]!,
        elapsedMs: performance.now() - started,
      });
    const timer = setInterval(tell, REPORT_EVERY);
    let isFinished = false;
    const finish = (settle: () => void) => {
      if (isFinished) return;
      isFinished = true;
      clearInterval(timer);
      signal?.removeEventListener("abort", cancel);
      // Ended before anybody hears of it: what was cancelled takes no more of the processor.
      void worker.terminate().then(settle, settle);
    };
    const cancel = () => finish(() => reject(signal!.reason));
    signal?.addEventListener("abort", cancel, { once: true });
    worker.once("message", (answer: WorkerAnswer) => {
      if ("fault" in answer) {
        const { reason, place, detail } = answer.fault;
        return finish(() => reject(new MatchingError(reason, place, detail)));
      }
      tell();
      finish(() => resolve(answer.value as MatchingTasks[T]["output"]));
    });
    worker.once("error", (error) => finish(() => reject(error)));
    worker.once("exit", (code) => finish(() => reject(new Error(`the matching thread ended early (${code})`))));
  });
}
