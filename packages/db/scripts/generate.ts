// Generates the Prisma client when the schema is newer than it; turbo caches the rest.
import { spawnSync } from "node:child_process";

const result = spawnSync("prisma", ["generate"], { stdio: ["ignore", "ignore", "inherit"], shell: false });
process.exit(result.status ?? 1);
