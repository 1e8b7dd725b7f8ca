// pnpm bench:search: the public search interface over all listings, open loop. Prints the yardstick of the same run.
import type { Database } from "@jiebang/db";
import { openBenchWorld } from "./lib/bench-world.ts";
import { residentMb } from "./lib/child.ts";
import { openLoop, seeded } from "./lib/open-loop.ts";
import { measureYardstick } from "./lib/yardstick.ts";

const REACH = { p50: 15, p95: 60, rate: 300, p95AtRate: 150 };

/** Queries as people type them, out of the listings themselves: beginnings of titles, words, pairs, filters, pages. */
async function searchPaths(db: Database): Promise<string[]> {
  const pick = seeded(20260411);
  const { rows: titles } = await db.pool.query<{ title: string }>("SELECT DISTINCT title FROM revision ORDER BY title");
  const { rows: words } = await db.pool.query<{ term: string }>(
    "SELECT term FROM search_term WHERE term ~ '^[一-龥]{2,5}$' AND documents BETWEEN 5 AND 1500 ORDER BY documents DESC, term",
  );
  const title = () => titles[pick(titles.length)]!.title;
  const word = () => words[pick(words.length)]!.term;
  const divisions = ["A01", "C26", "C27", "C17", "C35", "C38", "C39", "I65", "M74", "D44"];
  const path = (q: string, more = "") => `/api/v1/search?q=${encodeURIComponent(q)}&limit=20${more}`;
  const paths = new Set<string>();
  const fill = (n: number, make: () => string) => {
    for (const until = paths.size + n; paths.size < until; ) paths.add(make());
  };
  fill(200, () => path(word()));
  fill(150, () => path(title().slice(0, 4 + pick(6))));
  fill(100, () => path(`${word()} ${word()}`));
  fill(60, () => path(word(), `&industry=${divisions[pick(divisions.length)]}&kind=offer`));
  fill(40, () => path("", `&offset=${20 * pick(150)}&sort=newest`));
  fill(30, () => path(title()));
  for (const q of ["LED", "PLC", "3D", "sensor", "machine vision", "graphene", "CG-2026-00012", "jiqi", "5G", "pH"])
    paths.add(path(q));
  const all = [...paths];
  for (let i = all.length - 1; i > 0; i--) {
    const k = pick(i + 1);
    [all[i], all[k]] = [all[k]!, all[i]!];
  }
  return all;
}

try {
  const world = await openBenchWorld();
  try {
    const { server, db, databaseUrl } = world;
    const paths = await searchPaths(db);
    const yardstick = await measureYardstick(databaseUrl);
    console.log(`yardstick ${yardstick} requests/s; ${paths.length} addresses`);
    await openLoop(server.url, paths, 60, 15); // warm: statements prepared, pages of the database in memory
    const steady = await openLoop(server.url, paths, 100, 20);
    console.log(
      `100/s: p50 ${steady.p50} ms (reach ${REACH.p50}), p95 ${steady.p95} ms (reach ${REACH.p95}), p99 ${steady.p99} ms, ${steady.failed} failed`,
    );
    let held = 0;
    for (const rate of [200, 300, 400, 500, 600, 800]) {
      const result = await openLoop(server.url, paths, rate, 8);
      console.log(
        `${rate}/s: p50 ${result.p50} ms, p95 ${result.p95} ms, answered ${result.answered}/s, ${result.failed} failed`,
      );
      if (result.p95 > REACH.p95AtRate || result.failed > 0) break;
      held = rate;
    }
    console.log(
      `highest rate held with p95 ≤ ${REACH.p95AtRate} ms: ${held}/s (reach ${REACH.rate}); ratio to the yardstick ${(held / yardstick).toFixed(3)}`,
    );
    console.log(`resident after the load: ${residentMb(server.pid) ?? "?"} MB (reach 350)`);
  } finally {
    await world.close();
  }
} catch (error) {
  if (error instanceof Error && error.message.startsWith("skipped")) console.log(error.message);
  else throw error;
}
