export { define } from "./define.ts";
export { messages } from "./messages.ts";
export * from "./translate.ts";
