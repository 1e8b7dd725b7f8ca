// npm start: installs and builds what has changed, then runs the server under the right Node until it ends.
// Plain JavaScript without dependencies: it runs on a fresh machine.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { takeLock } from "./lib/generation-lock.mjs";
import { loadEnvFile, nodeBinary, prepare, refuse, requireNode, root, toolEnv } from "./lib/house.mjs";

requireNode();
loadEnvFile();
const dataDir = path.resolve(process.env.DATA_DIR || path.join(root, ".data"));
const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);

// Before anything is installed: the loser of two starts on one folder must not get in the winner's way.
// Servers on a shared DATABASE_URL keep nothing exclusive in the folder.
if (!process.env.DATABASE_URL) {
  try {
    const { holder } = takeLock(dataDir, "lock");
    if (holder) refuse(`another server (process ${holder.pid}) already runs on ${dataDir}`);
  } catch (error) {
    refuse(`cannot write to DATA_DIR ${dataDir}: ${error.message}`);
  }
}
if (Number.isInteger(port) && port > 0 && (await isTaken()))
  refuse(`port ${port} on ${host} is taken by another program; choose another one with PORT=…`);

await prepare();

const flags = [
  "--max-semi-space-size=16", // megabytes: large enough that a page is garbage before it is moved, small enough to stay small
  "--max-old-space-size=320",
  "--disable-warning=DeprecationWarning", // for developers of libraries, not for people who start a server
];
const server = spawn(nodeBinary(), [...flags, path.join(root, "apps/api/dist/main.js")], {
  cwd: root,
  // Fewer arenas: glibc would keep one per thread and core, each with what it once needed.
  env: toolEnv({ DATA_DIR: dataDir, MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || "2" }),
  // Over the fourth channel the server notices when this process is killed, and stops.
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
server.on("error", (error) => refuse(`the server could not be started: ${error.message}`));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
if (process.env.npm_lifecycle_event) stopWithNpm();

function isTaken() {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code === "EADDRINUSE"));
    probe.listen(port, host, () => probe.close(() => resolve(false)));
  });
}

/** A killed npm cannot pass a signal on; between it and us may stand a shell that lives on. */
function stopWithNpm() {
  const parentOf = (pid) => {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    } catch {
      return undefined;
    }
  };
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(watch);
    server.kill("SIGTERM");
  }, 1000);
  watch.unref();
}
