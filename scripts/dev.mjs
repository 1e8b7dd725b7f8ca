// For developers: bundles the server (a third of a second) and runs it. `--web` builds the workbench first.
//   PORT=4300 DATA_DIR=/tmp/x node scripts/dev.mjs [--web]
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const env = { ...process.env, PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}` };

function must(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd: path.join(root, cwd), env, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv.includes("--web")) must("pnpm", ["build"], "apps/web");
must("pnpm", ["--silent", "run", "--if-present", "generate"], "packages/pages");
must("node", ["build.mjs"], "apps/api");
const server = spawn("node", ["--enable-source-maps", "apps/api/dist/main.js"], { cwd: root, env, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
