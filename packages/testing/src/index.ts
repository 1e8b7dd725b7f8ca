export * from "./entry-factories.ts";
export * from "./expectations.ts";
export * from "./factories.ts";
export * from "./services.ts";
export * from "./test-database.ts";
