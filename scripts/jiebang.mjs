// npm run jiebang -- <command>: the bundled command line under the right Node.
import { spawn } from "node:child_process";
import path from "node:path";
import { loadEnvFile, nodeBinary, prepare, refuse, requireNode, root, toolEnv } from "./lib/house.mjs";

requireNode();
loadEnvFile();
await prepare({ say: (line) => console.error(line) });
const child = spawn(
  nodeBinary(),
  [
    "--enable-source-maps",
    "--max-semi-space-size=8",
    "--max-old-space-size=320",
    path.join(root, "apps/cli/dist/main.js"),
    ...process.argv.slice(2),
  ],
  {
    // npm runs us at the root; paths that people type mean the folder they stand in.
    cwd: process.env.INIT_CWD || process.cwd(),
    env: toolEnv(process.env.DATA_DIR ? { DATA_DIR: path.resolve(process.env.DATA_DIR) } : {}),
    stdio: "inherit",
  },
);
child.on("error", (error) => refuse(`the command could not be started: ${error.message}`));
child.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
