import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["@jiebang/testing/cluster.ts", "./src/testing/meili-server.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
