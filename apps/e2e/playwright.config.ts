import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const root = path.resolve(import.meta.dirname, "../..");
const port = process.env.E2E_PORT ?? "4180";
const dataDir = process.env.E2E_DATA_DIR ?? path.join(os.tmpdir(), `jiebang-journeys-${process.pid}`);
// Journeys that move the clock find the server's database through its run file.
process.env.E2E_PORT = port;
process.env.E2E_DATA_DIR = dataDir;

export default defineConfig({
  testDir: "journeys",
  outputDir: path.join(dataDir, "results"),
  // One world, one clock: journeys take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["json"] as ["json"]] : [])],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? `http://127.0.0.1:${port}`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME_PATH || (os.platform() === "linux" ? "/usr/bin/chromium" : undefined),
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update"],
      ],
    },
  },
  // A server that runs already, for work on one journey (with E2E_DATA_DIR set to its folder).
  webServer: process.env.E2E_BASE_URL
    ? undefined
    : {
        // The built server as `npm start` runs it, on a folder of its own, with the demonstration world.
        command: `"${process.env.JIEBANG_NODE ?? process.execPath}" --enable-source-maps apps/api/dist/main.js`,
        cwd: root,
        url: `http://127.0.0.1:${port}/readyz`,
        timeout: 240_000,
        reuseExistingServer: false,
        gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
        stdout: "ignore",
        stderr: "pipe",
        env: {
          ...(process.env as Record<string, string>),
          PORT: port,
          HOST: "127.0.0.1",
          DATA_DIR: dataDir,
          DEMO: "1",
          NODE_ENV: "development",
          LOG_LEVEL: "warn",
        },
      },
});
