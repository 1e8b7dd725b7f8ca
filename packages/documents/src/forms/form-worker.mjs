// Reads and makes forms in a thread of its own: a file made to hurt ends this thread, not the server. Started by
// form-reader.ts. Speaks: {id, …event} for each thing read, then {id, done} or {id, failed}.
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { extract, listArchive, RefusedFile } from "./archive.ts";
import { readFormFile, skippedByName } from "./read-form-file.ts";
import { storedPath } from "./stored-path.ts";

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function* work(request) {
  if (request.kind === "blank") {
    const make =
      request.format === "docx"
        ? (await import("./blank-docx.ts")).blankDocx
        : (await import("./blank-xlsx.ts")).blankXlsx;
    yield { kind: "blank", bytes: await make(request.form, request.prefill) };
    return;
  }
  const { path, bytes } = request;
  if (request.kind === "extract") {
    const entry = listArchive(bytes).find((one) => storedPath(one.path) === path);
    yield { kind: "extracted", bytes: (entry && extract(bytes, [entry.key]).get(entry.key)) ?? null };
    return;
  }
  const read = readFormFile(path, bytes);
  if (read.kind !== "archive") {
    yield { kind: "file", path, size: bytes.length, sha256: hash(bytes), read };
    return;
  }
  const entries = listArchive(bytes);
  yield { kind: "archive", total: entries.length };
  for (const entry of entries) {
    const skipped = skippedByName(entry.path);
    if (skipped) {
      yield {
        kind: "file",
        path: entry.path,
        size: entry.size,
        sha256: "",
        read: { kind: "refused", refusal: skipped },
      };
      continue;
    }
    yield { kind: "file", path: entry.path, size: entry.size, ...readEntry(bytes, entry) };
  }
}

function readEntry(bytes, entry) {
  try {
    const inner = extract(bytes, [entry.key]).get(entry.key) ?? new Uint8Array();
    return { sha256: hash(inner), read: readFormFile(entry.path, inner, { isInArchive: true }) };
  } catch {
    return { sha256: "", read: { kind: "refused", refusal: new RefusedFile("damaged").refusal } };
  }
}

parentPort.on("message", async (request) => {
  try {
    for await (const event of work(request)) parentPort.postMessage({ id: request.id, ...event });
    parentPort.postMessage({ id: request.id, kind: "done" });
  } catch (error) {
    if (error instanceof RefusedFile)
      parentPort.postMessage({ id: request.id, kind: "refused", refusal: error.refusal });
    else parentPort.postMessage({ id: request.id, kind: "failed", message: String(error?.stack ?? error) });
  }
});
