import { announceChange, createAccount, scryptHasher } from "@jiebang/core";
import { parseIdentifier } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../server.ts";
import { testDeps } from "../testing/test-deps.ts";
import { type LiveChange, openLiveHub } from "./live-hub.ts";

const db = useTestDatabase();
let world: ReturnType<typeof testDeps>;
let app: ReturnType<typeof createServer>;
beforeAll(() => {
  world = testDeps(db);
  app = createServer(world.deps);
});
afterAll(() => world.deps.live.close());

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("waited ten seconds for nothing");
}

function listener(userId: string) {
  const heard: LiveChange[] = [];
  let isClosed = false;
  const close = () => {
    isClosed = true;
  };
  world.deps.live.add({ userId, send: (change) => heard.push(change), close });
  return { heard, isClosed: () => isClosed };
}

describe("live changes", () => {
  it("reach the named people at commit, carry no content, and reach nobody else", async () => {
    const [anna, bo] = [listener("usr_anna"), listener("usr_bo")];
    await until(async () => {
      await db.prisma.$transaction((tx) => announceChange(tx, { topic: "warm", userIds: ["usr_anna"] }));
      return anna.heard.length > 0;
    });
    anna.heard.length = 0;
    await expect(
      db.prisma.$transaction(async (tx) => {
        await announceChange(tx, { topic: "rolled-back", userIds: ["usr_anna", "usr_bo"] });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    await db.prisma.$transaction((tx) => announceChange(tx, { topic: "round", id: "rnd_1", userIds: ["usr_anna"] }));
    await until(() => anna.heard.some((change) => change.topic === "round"));
    expect(anna.heard.filter((change) => change.topic !== "warm")).toEqual([{ topic: "round", id: "rnd_1" }]);
    expect(bo.heard).toEqual([]);
  });

  it("come back after the connection was lost, and tell pages to ask again", async () => {
    const page = listener("usr_chen");
    await db.asOwner(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN jiebang_live'",
    );
    await until(() => page.heard.some((change) => change.topic === "resync"));
    await until(async () => {
      await db.prisma.$transaction((tx) => announceChange(tx, { topic: "again", userIds: ["usr_chen"] }));
      return page.heard.some((change) => change.topic === "again");
    });
  });

  it("let go of the oldest page when one person opens too many", async () => {
    const pages = Array.from({ length: 9 }, () => listener("usr_dai"));
    expect(pages.map((page) => page.isClosed())).toEqual([true, ...Array(8).fill(false)]);
  });

  it("are told to the signed-in only, and end when the server stops", async () => {
    expect((await app.request("/api/live")).status).toBe(401);
    const identifier = parseIdentifier("13500000077")!;
    const passwordHash = await scryptHasher.hash("correct horse");
    const userId = await createAccount(db.prisma, { name: "钱多", identifier, passwordHash });
    const signIn = await app.request("/api/trpc/session.signIn", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identifier: "13500000077", password: "correct horse" }),
    });
    const cookie = signIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const hub = openLiveHub(db.url, world.deps.logger);
    const own = createServer({ ...world.deps, live: hub });
    const answer = await own.request("/api/live", { headers: { cookie } });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const reading = (async () => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        text += value;
      }
    })();
    await until(async () => {
      await db.prisma.$transaction((tx) => announceChange(tx, { topic: "notification", userIds: [userId] }));
      return text.includes('data: {"topic":"notification"}');
    });
    expect(text).toContain("event: hello");
    await hub.close();
    await reading; // the stream ended
    expect(hub.size()).toBe(0);
  });
});
