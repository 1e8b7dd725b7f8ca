import { Worker } from "node:worker_threads";
import type { FormFamily } from "@jiebang/domain/form-intake/form-definitions.ts";
import type { FormRefusal } from "@jiebang/domain/form-intake/raw-form.ts";
import type { FileRead } from "./read-form-file.ts";

export interface FormPrefill {
  organisationName?: string;
  creditCode?: string;
}
export type ReadEvent =
  | { kind: "archive"; total: number }
  | { kind: "file"; path: string; size: number; sha256: string; read: Exclude<FileRead, { kind: "archive" }> }
  /** The whole upload could not be taken, such as a ZIP with too much in it. */
  | { kind: "refused"; refusal: FormRefusal };
type Answer = { id: number } & (
  | ReadEvent
  | { kind: "blank"; bytes: Uint8Array }
  | { kind: "extracted"; bytes: Uint8Array | null }
  | { kind: "done" }
  | { kind: "failed"; message: string }
);

const SLOWEST = 30_000; // between two answers

/** A thread that reads forms, kept for a batch of files; one that a file brought down is replaced for the next. */
export class FormReader {
  private worker: Worker | undefined;
  private nextId = 1;

  /** What is in a file, one event for each form; a file that brings the thread down is refused as too heavy. */
  async *read(path: string, bytes: Uint8Array): AsyncGenerator<ReadEvent> {
    for await (const answer of this.ask({ kind: "read", path, bytes })) {
      if (answer.kind === "failed")
        yield { kind: "refused", refusal: { isSkipped: false, reason: "form.refused.heavy", details: {} } };
      else if (answer.kind === "archive" || answer.kind === "file" || answer.kind === "refused") yield answer;
    }
  }

  /** One file out of a ZIP, by its path as `read` told it; null where there is none. */
  async extract(path: string, bytes: Uint8Array): Promise<Uint8Array | null> {
    for await (const answer of this.ask({ kind: "extract", path, bytes })) {
      if (answer.kind === "extracted") return answer.bytes;
      if (answer.kind === "failed") throw new Error(answer.message);
    }
    return null;
  }

  async blank(family: FormFamily, format: "docx" | "xlsx", prefill: FormPrefill = {}): Promise<Uint8Array> {
    for await (const answer of this.ask({ kind: "blank", form: family, format, prefill })) {
      if (answer.kind === "blank") return answer.bytes;
      if (answer.kind === "failed") throw new Error(answer.message);
    }
    throw new Error("no form was made");
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): Worker {
    // The readers are the sources themselves; before Node 22.18 it had to be told to take them.
    const execArgv = process.features.typescript
      ? []
      : ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
    const worker = new Worker(new URL("./form-worker.mjs", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 384 },
      execArgv,
    });
    worker.unref();
    return worker;
  }

  private async *ask(request: object): AsyncGenerator<Answer> {
    this.worker ??= this.start();
    const worker = this.worker;
    const id = this.nextId++;
    const waiting: Answer[] = [];
    let wake = () => {};
    const tell = (answer: Answer) => {
      waiting.push(answer);
      wake();
    };
    const onMessage = (answer: Answer) => {
      if (answer.id === id) tell(answer);
    };
    const onEnd = (error?: unknown) => tell({ id, kind: "failed", message: String(error ?? "the thread ended") });
    worker.on("message", onMessage);
    worker.once("error", onEnd);
    worker.once("exit", onEnd);
    let isWhole = false;
    // While something is asked the process must not end over it.
    worker.ref();
    try {
      worker.postMessage({ id, ...request });
      for (;;) {
        if (waiting.length === 0)
          await new Promise<void>((resolve) => {
            const timer = setTimeout(() => onEnd("too slow"), SLOWEST);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
            if (waiting.length > 0) wake();
          });
        const answer = waiting.shift()!;
        if (answer.kind === "done") {
          isWhole = true;
          return;
        }
        yield answer;
        if (answer.kind === "failed") return;
        if (answer.kind === "refused") isWhole = true;
        if (isWhole) return;
      }
    } finally {
      worker.off("message", onMessage);
      worker.off("error", onEnd);
      worker.off("exit", onEnd);
      worker.unref();
      // A thread that was not heard to the end may still be at it.
      if (!isWhole) {
        await worker.terminate();
        if (this.worker === worker) this.worker = undefined;
      }
    }
  }
}
