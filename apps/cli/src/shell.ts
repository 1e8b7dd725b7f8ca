import type { Command } from "commander";
import type { CliEnv } from "./env.ts";
import type { CliWorld } from "./world.ts";

/** What main gives to each command file's `register…(program, shell)`. */
export interface Shell {
  env(): CliEnv;
  /** Opens the database; the command closes it in `finally`. */
  open(command: string): Promise<CliWorld>;
}

export type Register = (program: Command, shell: Shell) => void;
