import fs from "node:fs/promises";
import readline from "node:readline/promises";
import {
  type Ctx,
  commitImport,
  confirmImport,
  createImport,
  findResumableImport,
  getImport,
  listImportRows,
  stageImport,
  startImport,
} from "@jiebang/core";
import { Refusal } from "@jiebang/db";
import { DomainError, type ImportBatchView, type ImportRowView } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { progressLine } from "../progress.ts";
import type { Register } from "../shell.ts";

interface Options {
  mapping?: string;
  organisation?: string;
  publish?: boolean;
  yes?: boolean;
  problems?: string;
  lang: string;
}

/** Brings lists in: reads, shows, asks, commits. The same files a second time change nothing. */
export const registerImport: Register = (program, shell) => {
  program
    .command("import")
    .description("import lists of offers and demands (XLSX, CSV, JSON, JSONL)")
    .argument("<file...>", "one or more files of the same source")
    .option("--mapping <name>", "a saved mapping such as tech-market-zh; without it the columns are guessed")
    .option("--organisation <id>", "whose entries they become; without it the source's placeholder holds them")
    .option("--publish", "publish at once instead of leaving drafts")
    .option("--yes", "do not ask before committing")
    .option("--problems <n>", "how many rows with problems to print", "20")
    .option("--lang <zh|en>", "language of the problems", "zh")
    .action(async (paths: string[], options: Options) => {
      const files = await Promise.all(paths.map(readFile));
      const world = await shell.open("import");
      try {
        await run(world.ctx(), files, options);
      } finally {
        await world.close();
      }
    });
};

async function readFile(path: string) {
  try {
    return { fileName: path, bytes: new Uint8Array(await fs.readFile(path)) };
  } catch (error) {
    throw new Refusal(`cannot read ${path}: ${(error as Error).message}`);
  }
}

async function run(ctx: Ctx, files: { fileName: string; bytes: Uint8Array }[], options: Options): Promise<void> {
  const startedAt = performance.now();
  const batchId = await stagedBatch(ctx, files, options);
  const staged = await getImport(ctx, { batchId });
  if (staged.state === "failed") throw new DomainError("invalid", staged.error ?? "common.invalid");
  await printProblems(ctx, staged, Number(options.problems) || 0, options.lang === "en" ? "en" : "zh");
  printCounts(staged);
  const coming = staged.counts.ready + staged.counts.changed;
  if (coming > 0 && !options.yes && !(await agrees(coming, Boolean(options.publish)))) {
    console.log("nothing was changed; run the command again to go on from here");
    return;
  }
  await confirmImport(ctx, { batchId, publish: options.publish }, { inline: true });
  const line = progressLine("committing");
  await commitImport(ctx, batchId, ctx.actor, line.show);
  line.end();
  const done = await getImport(ctx, { batchId });
  if (done.state !== "committed") throw new DomainError("conflict", done.error ?? "common.unavailable");
  const seconds = (performance.now() - startedAt) / 1000;
  const { committed, published, historical } = done.counts;
  console.log(`${committed} rows came in, ${published} published (${historical} of them historical)`);
  console.log(`${staged.rowsTotal} rows in ${seconds.toFixed(1)} s, ${Math.round(staged.rowsTotal / seconds)} rows/s`);
}

/** The batch of these files that was begun before, else a new one; read to its end. */
async function stagedBatch(
  ctx: Ctx,
  files: { fileName: string; bytes: Uint8Array }[],
  options: Options,
): Promise<string> {
  const begun = await findResumableImport(ctx, files, options.mapping);
  const line = progressLine("reading");
  let batchId = begun?.id;
  if (!batchId) {
    const { batch, suggested } = await createImport(ctx, { files });
    batchId = batch.id;
    if (!options.mapping && !suggested)
      throw new Refusal("the columns are not recognised; name a mapping with --mapping");
    await startImport(
      ctx,
      { batchId, mappingId: options.mapping, organisationId: options.organisation },
      { inline: true },
    );
  } else console.error(`going on with ${batchId}, begun ${begun!.createdAt}`);
  await stageImport(ctx, batchId, line.show);
  line.end();
  return batchId;
}

async function printProblems(ctx: Ctx, batch: ImportBatchView, most: number, lang: "zh" | "en"): Promise<void> {
  const show = (row: ImportRowView) => {
    for (const { reason, field, value } of row.problems) {
      const where = [field, value && `“${value}”`].filter(Boolean).join(" ");
      console.log(
        `${row.file}:${row.line} ${translate(lang, `import.row.${row.status}`)} ${translate(lang, reason)}${where ? ` (${where})` : ""}`,
      );
    }
    if (row.duplicateOf) {
      const isSameFile = row.duplicateOf.file === row.file;
      const params = { line: row.line, ofLine: row.duplicateOf.line, ofFile: row.duplicateOf.file };
      console.log(
        `${row.file}: ${translate(lang, isSameFile ? "import.duplicate_of" : "import.duplicate_of_file", params)}`,
      );
    }
  };
  for (const status of ["refused", "duplicate"] as const) {
    const { items, total } = await listImportRows(ctx, {
      batchId: batch.id,
      status,
      limit: Math.min(100, Math.max(1, most)),
    });
    items.slice(0, most).forEach(show);
    if (total > most && most > 0) console.log(`… and ${total - most} more ${status}`);
  }
}

function printCounts({ counts, rowsTotal, source }: ImportBatchView): void {
  const table: [string, number][] = [
    ["rows read", rowsTotal],
    ["new", counts.ready],
    ["changed", counts.changed],
    ["known, unchanged", counts.known],
    ["duplicates in these files", counts.duplicate],
    ["refused", counts.refused],
    ["coming in with a note", counts.noted],
  ];
  console.log(`source ${source}`);
  for (const [name, n] of table) console.log(`  ${name.padEnd(28)}${String(n).padStart(8)}`);
}

async function agrees(rows: number, publish: boolean): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Refusal("say --yes to commit without being asked");
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    `bring in ${rows} rows${publish ? " and publish them" : " as drafts"}? [y/N] `,
  );
  terminal.close();
  return /^(y|yes|是)$/i.test(answer.trim());
}
