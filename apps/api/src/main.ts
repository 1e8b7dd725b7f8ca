// The server process. `scripts/start.mjs` installs, builds and starts it; a container may start it directly.

import { Refusal } from "@jiebang/db";
import { parseQuery } from "@jiebang/search";
import { readEnv, SettingError } from "./env.ts";
import { type RunningServer, startServer } from "./start/start-server.ts";

const LONGEST_STOP = 20_000;

let server: RunningServer | undefined;
const starting = new AbortController();

/** The terminal, npm and the start script may each send a signal for one Ctrl-C: the first one counts. */
async function stop(exitCode = 0): Promise<void> {
  if (starting.signal.aborted) return;
  starting.abort();
  setTimeout(() => process.exit(1), LONGEST_STOP).unref();
  if (!server) return; // still starting: `main` undoes what it has begun
  await server.stop();
  process.exit(exitCode);
}

async function main(): Promise<void> {
  const env = readEnv();
  server = await startServer(env, {
    say: (line) => console.log(line),
    onFailure: (reason) => {
      console.error(`jiebang: ${reason}`);
      void stop(1);
    },
    signal: starting.signal,
  });
  if (starting.signal.aborted) {
    await server.stop();
    process.exit(0);
  }
  console.log(`ready ${server.url}`);
  // The word lists load with the first query: nobody should be the one who waits for them.
  setTimeout(() => parseQuery("预热"), 20).unref();
  if (server.setupCode) {
    const place = `${server.url}/app/setup`;
    console.log(
      `nobody has an account yet: create the first administrator at ${place} with the code ${server.setupCode}`,
    );
  }
  if (server.accounts.length > 0) {
    console.log("demonstration accounts:");
    for (const { label, identifier, password } of server.accounts)
      console.log(`  ${identifier}  ${password}  ${label}`);
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
// The start script holds the other end: when it is killed, nobody is left who could stop us.
if (process.channel) process.on("disconnect", () => void stop());

process.on("unhandledRejection", (error) => {
  console.error("jiebang: unexpected", error);
  void stop(1);
});

main().catch((error) => {
  if (starting.signal.aborted) process.exit(0);
  if (error instanceof Refusal || error instanceof SettingError) console.error(`jiebang: ${error.message}`);
  else console.error("jiebang: the server could not start:", error);
  process.exit(1);
});
