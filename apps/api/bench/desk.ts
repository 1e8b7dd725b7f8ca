// pnpm bench:desk: the coordinator's desk and a member's dashboard with all listings in, at 20 connections.
// Prints the yardstick of the same run.
import { createAccount, scryptHasher } from "@jiebang/core";
import { newId, parseIdentifier } from "@jiebang/domain";
import autocannon from "autocannon";
import { type BenchWorld, openBenchWorld } from "./lib/bench-world.ts";
import { residentMb } from "./lib/child.ts";
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
