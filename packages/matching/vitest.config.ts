import { defineConfig } from "vitest/config";

// A thousand runs of a property take their time on a busy machine.
export default defineConfig({ test: { maxWorkers: 2, testTimeout: 60_000 } });
