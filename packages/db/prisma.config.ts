import { defineConfig } from "prisma/config";

// The CLI would download a native engine; ours stands in over the WebAssembly build, so that it works offline.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= new URL("./scripts/schema-engine.mjs", import.meta.url).pathname;
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= "1";

export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:5499/app" },
});
