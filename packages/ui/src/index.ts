export * from "./icons.tsx";
export * from "./marks.tsx";
export * from "./tokens.ts";
