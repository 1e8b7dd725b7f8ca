export { formatBatch } from "./batch.ts";
export { define } from "./define.ts";
export * from "./format.ts";
export { messages } from "./messages.ts";
export * from "./translate.ts";
