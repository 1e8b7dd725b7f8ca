import { existsSync } from "node:fs";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The named browser, the system's, or undefined: then Playwright's own is used. */
export function findChromium(): string | undefined {
  return process.env.CHROME_PATH || USUAL.find((path) => existsSync(path));
}
