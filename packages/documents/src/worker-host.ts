import { Worker } from "node:worker_threads";

/** The document could not be made or read; `reason` says why, `message` is for the log. */
export class DocumentError extends Error {
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.name = "DocumentError";
    this.reason = reason;
  }
}

interface Task {
  id: number;
  kind: string;
  input: unknown;
  resolve(value: never): void;
  reject(error: Error): void;
}
type Answer = { id: number; value: unknown } | { id: number; failed: string; reason: string };

/** A document that takes longer was made to hurt: its thread is ended, the next one gets a new thread. */
const SLOWEST = 120_000;

// One thread serves the process: fonts are read once, and printing never takes more than one core from the pages.
let worker: Worker | undefined;
let running: Task | undefined;
let timer: NodeJS.Timeout | undefined;
let lastId = 0;
const waiting: Task[] = [];

/** Does one piece of document work in the thread. Work is done one after another. */
export function inWorker<T>(kind: string, input: unknown): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    waiting.push({ id: ++lastId, kind, input, resolve: resolve as Task["resolve"], reject });
    next();
  });
}

function next(): void {
  if (running) return;
  running = waiting.shift();
  if (!running) {
    worker?.unref(); // an idle thread keeps no process alive
    return;
  }
  worker ??= start();
  worker.ref();
  timer = setTimeout(() => end(new DocumentError("slow", "document work took too long")), SLOWEST);
  try {
    worker.postMessage({ id: running.id, kind: running.kind, input: running.input });
  } catch (error) {
    finish((task) => task.reject(error as Error)); // a value that cannot be cloned
  }
}

function start(): Worker {
  const mine = new Worker(new URL("./worker/worker.mjs", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 768 },
    execArgv: [],
  });
  mine.on("message", (answer: Answer) => {
    if (answer.id !== running?.id) return;
    finish((task) =>
      "failed" in answer
        ? task.reject(new DocumentError(answer.reason, answer.failed))
        : task.resolve(answer.value as never),
    );
  });
  mine.on("error", (error) => mine === worker && end(new DocumentError("heavy", String(error))));
  mine.on("exit", () => mine === worker && end(new DocumentError("heavy", "the document thread ended")));
  return mine;
}

function finish(tell: (task: Task) => void): void {
  clearTimeout(timer);
  const task = running;
  running = undefined;
  if (task) tell(task);
  next();
}

function end(error: DocumentError): void {
  const old = worker;
  worker = undefined;
  void old?.terminate();
  finish((task) => task.reject(error));
}
