// Finds a Chromium for the browser journeys, else installs one, else says what is missing.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { nodeBinary, root, toolEnv } from "./house.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** `{ path }` or `{ missing }`: a sentence for people. */
export function findChromium(say) {
  const given = process.env.CHROME_PATH;
  if (given) return works(given) ? { path: given } : { missing: `CHROME_PATH ${given} is no browser that starts` };
  const found = onThisMachine() ?? playwrights();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && has("apt-get")) {
    say("installing Chromium and Chinese fonts from the system's packages …");
    const apt = (...args) =>
      spawnSync("apt-get", args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
  } else {
    say("downloading Playwright's Chromium …");
    playwright(["install", "chromium"]);
  }
  const installed = onThisMachine() ?? playwrights();
  return (
    installed ?? {
      missing: `no Chromium was found and none could be installed: install the package "chromium"${isRoot ? "" : " (and its libraries, as root)"} or set CHROME_PATH`,
    }
  );
}

/** Pages in Chinese need a Chinese font, or a journey's pictures show boxes. */
export function ensureChineseFont(say) {
  if (process.platform !== "linux" || !has("fc-list")) return;
  if (spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" }).stdout?.trim()) return;
  if (process.getuid?.() !== 0 || !has("apt-get")) {
    say("note: no Chinese font is installed; pictures of pages will show boxes (package fonts-noto-cjk)");
    return;
  }
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "fonts-noto-cjk"], { stdio: "ignore" });
}

function onThisMachine() {
  for (const name of NAMES) {
    const which = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
    if (which.status === 0 && works(which.stdout.trim())) return { path: which.stdout.trim() };
  }
  const place = PLACES.find((file) => fs.existsSync(file));
  return place && { path: place };
}

function playwrights() {
  const script = 'import("@playwright/test").then(({ chromium }) => console.log(chromium.executablePath()))';
  const file = spawnSync(nodeBinary(), ["-e", script], {
    cwd: path.join(root, "apps/e2e"),
    encoding: "utf8",
  }).stdout?.trim();
  return file && fs.existsSync(file) && works(file) ? { path: file } : undefined;
}

function playwright(args) {
  spawnSync(path.join(root, "apps/e2e/node_modules/.bin/playwright"), args, {
    cwd: path.join(root, "apps/e2e"),
    env: toolEnv(),
    stdio: "inherit",
  });
}

const has = (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
const works = (file) => spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;
