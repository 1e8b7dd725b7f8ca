import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    root: path.join(import.meta.dirname, ".."),
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false, // each test starts servers of its own
  },
});
