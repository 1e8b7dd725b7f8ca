export * from "./describe.ts";
export * from "./fold.ts";
export * from "./highlight.ts";
export * from "./pinyin.ts";
export * from "./query.ts";
export * from "./tokenize.ts";
