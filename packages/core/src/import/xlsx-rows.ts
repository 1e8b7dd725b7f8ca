import { Worker } from "node:worker_threads";
import { DomainError, IMPORT_LIMITS } from "@jiebang/domain";
import { uniqueHeaders } from "./csv-rows.ts";
import { unzippedSize } from "./zip-size.ts";

type Message =
  | { rows: { line: number; cells: string[] }[] }
  | { done: true }
  | { failed: string; line?: number; max?: number };

const SLOWEST = 60_000; // between two portions

/** Rows by header of the first sheet that has any. */
export async function* xlsxRows(bytes: Uint8Array): AsyncGenerator<{ line: number; value: Record<string, string> }> {
  if (unzippedSize(bytes) > IMPORT_LIMITS.unzippedBytes)
    throw new DomainError("invalid", "import.unzipped_large", { max: IMPORT_LIMITS.unzippedBytes / 1024 / 1024 });
  const worker = new Worker(new URL("./xlsx-worker.mjs", import.meta.url), {
    workerData: { bytes, limits: IMPORT_LIMITS },
    resourceLimits: { maxOldGenerationSizeMb: 192 },
    execArgv: [],
  });
  const waiting: Message[] = [];
  let wake = () => {};
  const tell = (message: Message) => {
    waiting.push(message);
    wake();
  };
  worker.on("message", tell);
  worker.on("error", () => tell({ failed: "import.xlsx_heavy" }));
  worker.on("exit", () => tell({ failed: "import.xlsx_wrong" }));
  try {
    let header: string[] | undefined;
    for (;;) {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => tell({ failed: "import.xlsx_heavy" }), SLOWEST);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const message = waiting.shift()!;
      if ("done" in message) return;
      if ("failed" in message)
        throw new DomainError("invalid", message.failed, { line: message.line ?? 0, max: message.max ?? 0 });
      for (const { line, cells } of message.rows) {
        if (!header) {
          header = uniqueHeaders(cells);
          continue;
        }
        yield { line, value: Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])) };
      }
      worker.postMessage("more");
    }
  } finally {
    await worker.terminate();
  }
}
