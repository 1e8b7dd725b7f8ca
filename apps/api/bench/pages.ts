// pnpm bench:pages: how fast and how heavy the public pages are with all listings in. Prints the yardstick of the same run.
import autocannon from "autocannon";
import { openBenchWorld } from "./lib/bench-world.ts";
import { residentMb } from "./lib/child.ts";
import { measurePaint } from "./lib/paint.ts";
import { measureYardstick } from "./lib/yardstick.ts";

const CONNECTIONS = 20;
const SECONDS = 10;
const world = await openBenchWorld();
try {
  const { server, db, databaseUrl } = world;
  const yardstick = await measureYardstick(databaseUrl);
  const { rows } = await db.pool.query<{ number: string; kind: string }>(
    "SELECT number, kind FROM entry WHERE number IS NOT NULL AND state IN ('published', 'expired') ORDER BY random() LIMIT 600",
  );
  const entries = rows.map(({ kind, number }) => `/${kind}s/${number}`);
  // 500 addresses of unfiltered lists: both catalogues, both languages, 125 pages each.
  const lists = Array.from({ length: 125 }, (_, i) => i + 1).flatMap((page) =>
    ["/offers", "/demands", "/en/offers", "/en/demands"].map((path) => (page === 1 ? path : `${path}?page=${page}`)),
  );
  const reach = { "list, unfiltered": 640, "entry page": 1000 } as const;
  const load = { "list, unfiltered": lists, "list, first page": ["/offers"], "entry page": entries };
  console.log(`yardstick ${yardstick} requests/s`);
  for (const [name, paths] of Object.entries(load)) {
    const requests = paths.map((path) => ({ path }));
    await autocannon({ url: server.url, connections: CONNECTIONS, duration: 3, requests }); // warm
    const result = await autocannon({ url: server.url, connections: CONNECTIONS, duration: SECONDS, requests });
    const wanted = reach[name as keyof typeof reach];
    console.log(
      `${name}: ${Math.round(result.requests.average)}/s${wanted ? ` (reach ${wanted})` : ""}, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, ${result.non2xx + result.errors} failed`,
    );
  }
  console.log(`resident after the load: ${residentMb(server.pid) ?? "?"} MB (reach 350)`);
  const pages = ["/", "/offers", entries[0]!, "/search?q=%E4%BC%A0%E6%84%9F%E5%99%A8", "/en/demands"];
  const painted = await measurePaint(pages.map((path) => server.url + path));
  for (const [url, { lcp, bytes, scriptBytes }] of painted)
    console.log(
      `${decodeURI(url.slice(server.url.length))}: LCP ${lcp} ms at 4x slow-down (reach 800), ${kb(bytes)} kB in all (reach 60), ${kb(scriptBytes)} kB script (reach 20)`,
    );
} finally {
  await world.close();
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
