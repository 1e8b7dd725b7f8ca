// The command line. `npm run jiebang -- <command>`; each command is a file in commands/.
import { Refusal } from "@jiebang/db";
import { DomainError } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { Command } from "commander";
import { registerBundle } from "./commands/bundle.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerImport } from "./commands/import.ts";
import { registerRecommend } from "./commands/recommend.ts";
import { registerReindex } from "./commands/reindex.ts";
import { registerVerify } from "./commands/verify.ts";
import { registerVerifyEdition } from "./commands/verify-edition.ts";
import { readEnv } from "./env.ts";
import type { Shell } from "./shell.ts";
import { openWorld } from "./world.ts";

const program = new Command("jiebang").description("揭榜 Jiebang: work on a server's data from the command line");
const shell: Shell = { env: () => readEnv(), open: (command) => openWorld(readEnv(), command) };
for (const register of [
  registerBundle,
  registerDoctor,
  registerImport,
  registerRecommend,
  registerReindex,
  registerVerify,
  registerVerifyEdition,
])
  register(program, shell);

program.parseAsync().catch((error) => {
  if (error instanceof DomainError) console.error(`jiebang: ${translate("en", error.reason, error.details)}`);
  else if (error instanceof Refusal) console.error(`jiebang: ${error.message}`);
  else console.error("jiebang: unexpected", error);
  process.exitCode = 1;
});
