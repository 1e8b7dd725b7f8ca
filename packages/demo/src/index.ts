export * from "./accounts.ts";
export { playDemo } from "./play/play-demo.ts";
export type { DemoDeps } from "./play/stage.ts";
