// pnpm eval:search: both engines and plain BM25 on real texts beside the repository; docs/evaluation.md tells how to read it.
import { parseArgs } from "node:util";
import { openEngines, openServer } from "./lib/engines.ts";
import { englishTerms, knownItems, ownSet, sameDiscipline, type Task } from "./lib/tasks.ts";

const { values } = parseArgs({ options: { only: { type: "string" }, queries: { type: "string" } } });
const most = Number(values.queries ?? 200);
const makers: Record<string, () => Task[] | undefined> = {
  own: () => ownSet(),
  known: () => knownItems(most),
  terms: () => englishTerms(most),
  discipline: () => sameDiscipline(most),
};

const { server, stop } = await openServer();
/** Names of engines in the order of the columns. */
const ENGINES = ["postgres", "meilisearch"] as const;
console.log(`${"".padEnd(52)}${["BM25", ...ENGINES].map((name) => name.padStart(14)).join("")}`);
for (const [name, make] of Object.entries(makers)) {
  if (values.only && !values.only.split(",").includes(name)) continue;
  const tasks = make();
  if (!tasks) {
    console.log(`skipped ${name}: its data is not beside the repository (../shared/data)`);
    continue;
  }
  const bySet = Map.groupBy(tasks, ({ documents }) => documents);
  for (const [documents, ofSet] of bySet) {
    const engines = await openEngines(documents, server);
    try {
      for (const task of ofSet) {
        const rows: Record<string, (string | undefined)[]> = {};
        const put = (found: Map<string, string[]>) => {
          for (const [measure, value] of Object.entries(task.measure(found)))
            rows[measure] = [...(rows[measure] ?? []), value.toFixed(3)];
        };
        put(new Map(task.queries.map(({ id, text }) => [id, task.baseline(text, 10, id)])));
        const times: string[] = [];
        for (const name of ENGINES) {
          const engine = engines[name];
          if (!engine) continue;
          const found = new Map<string, string[]>();
          const start = performance.now();
          for (const { id, text } of task.queries) {
            const { hits } = await engine.search({ query: text, limit: 11, ...(task.kinds && { kinds: task.kinds }) });
            found.set(id, hits.map((hit) => hit.id).filter((hit) => hit !== id || !task.isWithoutSelf)); // biome-ignore format: a line
          }
          put(found);
          times.push(`${((performance.now() - start) / task.queries.length).toFixed(0)} ms`);
        }
        for (const [measure, cells] of Object.entries(rows)) {
          while (cells.length < 1 + ENGINES.length) cells.push("skipped");
          console.log(`${`${task.name}, ${measure}`.padEnd(52)}${cells.map((cell) => cell!.padStart(14)).join("")}`);
        }
        console.log(
          `${`  ${task.queries.length} queries, a query took`.padEnd(66)}${times.map((t) => t.padStart(14)).join("")}`,
        );
      }
    } finally {
      await engines.close();
    }
  }
}
await stop();
