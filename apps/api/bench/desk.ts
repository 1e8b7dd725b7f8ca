// pnpm bench:desk: the coordinator's desk and a member's dashboard with all listings in, at 20 connections; then, with ten
// thousand firms and a hundred thousand entries more, the lists of the desk at a fixed rate. Prints the yardstick of the same run.
import { createAccount, refreshOverview, scryptHasher } from "@jiebang/core";
import { newId, parseIdentifier } from "@jiebang/domain";
import autocannon from "autocannon";
import { type BenchWorld, openBenchWorld } from "./lib/bench-world.ts";
import { residentMb } from "./lib/child.ts";
import { addManyFirms, ENTRIES, FIRMS } from "./lib/many-firms.ts";
import { measureYardstick } from "./lib/yardstick.ts";

const CONNECTIONS = 20;
const SECONDS = 15;
const PASSWORD = "bench-of-the-desk-1";
const world = await openBenchWorld();
try {
  const { server } = world;
  console.log(`yardstick ${await measureYardstick(world.databaseUrl)} requests/s`);
  const cookies = {
    desk: await signIn(world, await openCoordinator(world)),
    dashboard: await signIn(world, await openMember(world)),
  };
  for (const page of ["desk", "dashboard"] as const) {
    const options = {
      url: `${server.url}/api/trpc/${page}.get`,
      connections: CONNECTIONS,
      headers: { cookie: cookies[page] },
    };
    await autocannon({ ...options, duration: 4 }); // warm
    const result = await autocannon({ ...options, duration: SECONDS });
    console.log(
      `${page}: ${Math.round(result.requests.average)}/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms (reach 300), ${result.non2xx + result.errors} failed`,
    );
  }
  const { userId } = await world.db.prisma.coordinatorAppointment.findFirstOrThrow();
  const city = await world.db.prisma.jurisdiction.findFirstOrThrow({ where: { level: "city" } });
  await addManyFirms(world.databaseUrl, city.id, userId);
  const started = performance.now();
  await world.db.prisma.$transaction(refreshOverview, { timeout: 60_000 });
  console.log(
    `${FIRMS} firms and ${ENTRIES} entries more; figures counted in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  const lists: Record<string, [path: string, input: object, reach: number]> = {
    "firms by name": ["firm.list", {}, 100],
    "firms found by a word": ["firm.list", { query: "材料" }, 100],
    "firms of a tier, unvisited, without entry": [
      "firm.list",
      { tier: "little_giant", unvisitedMonths: 6, hasNoEntry: true },
      100,
    ],
    "firms by number of entries": ["firm.list", { order: "entries" }, 100],
    "firms longest unvisited": ["firm.list", { order: "visited" }, 100],
    "a firm's file": ["firm.get", { organisationId: "org_bench000007" }, 300],
    visits: ["visit.list", {}, 100],
    "open next steps": ["visit.list", { isStepOpen: true }, 100],
    "vetting queue": ["vetting.list", {}, 100],
    "chase list": ["desk.chaseList", {}, 300],
    figures: ["overview.get", {}, 300],
  };
  for (const [name, [path, input, reach]] of Object.entries(lists)) {
    const url = `${server.url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
    const options = { url, connections: 4, headers: { cookie: cookies.desk } };
    await autocannon({ ...options, duration: 1 }); // warm
    const { latency, non2xx, errors } = await autocannon({ ...options, overallRate: 10, duration: 5 });
    console.log(
      `${name}: p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms (reach ${reach}), ${non2xx + errors} failed`,
    );
  }
  console.log(`resident after the load: ${residentMb(server.pid) ?? "?"} MB (reach 350)`);
} finally {
  await world.close();
}

/** A city coordinator of the jurisdiction that holds the listings. */
async function openCoordinator({ db }: BenchWorld): Promise<string> {
  const identifier = "13900000001";
  const userId = await openAccount(db, identifier);
  const city = await db.prisma.jurisdiction.findFirstOrThrow({ where: { level: "city" } });
  await db.prisma.coordinatorAppointment.create({ data: { id: newId("apt"), userId, jurisdictionId: city.id } });
  return identifier;
}

/** A member of the organisation that owns all the listings. */
async function openMember({ db }: BenchWorld): Promise<string> {
  const identifier = "13900000002";
  const userId = await openAccount(db, identifier);
  const { organisationId } = await db.prisma.entry.findFirstOrThrow({ select: { organisationId: true } });
  await db.prisma.membership.create({ data: { id: newId("mem"), userId, organisationId, role: "admin" } });
  return identifier;
}

async function openAccount(db: BenchWorld["db"], identifier: string): Promise<string> {
  const read = parseIdentifier(identifier);
  if (!read) throw new Error("not a number to sign in with");
  const passwordHash = await scryptHasher.hash(PASSWORD);
  return db.prisma.$transaction((tx) => createAccount(tx, { name: "基准", identifier: read, passwordHash }));
}

async function signIn({ server }: BenchWorld, identifier: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/trpc/session.signIn`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ identifier, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
