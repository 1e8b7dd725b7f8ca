import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: ["@jiebang/testing/cluster.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
});
