import { answerRateOf, appNow, exportLedger, type Services, seedReferenceData } from "@jiebang/core";
import { verifyChain } from "@jiebang/ledger";
import { useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { entries } from "../entries/index.ts";
import { bids } from "../world/bids.ts";
import { organisations } from "../world/organisations.ts";
import { rounds } from "../world/rounds.ts";
import { playDemo } from "./play-demo.ts";

const db = useTestDatabase();

function services(): Services {
  const kept = new Map<string, Uint8Array>();
  return {
    files: {
      put: async (key, bytes) => void kept.set(key, bytes),
      get: async (key) => kept.get(key) ?? Promise.reject(new Error(`no file ${key}`)),
      remove: async (key) => void kept.delete(key),
    },
    secret: "a secret for the demonstration's test only",
    publicUrl: "http://127.0.0.1:4800",
  };
}
const deps = () => ({ db, services: services(), moveClock: (seconds: number) => db.moveClock(seconds) });

beforeAll(async () => {
  await seedReferenceData(db);
  await playDemo(deps());
}, 240_000);

describe("the demonstration, played through the verbs", () => {
  it("publishes what the city approved, and leaves the clock where it was", async () => {
    const published = entries.filter((e) => !e.road || e.road === "published" || e.road === "returned_once").length;
    expect(await db.prisma.entry.count({ where: { state: { in: ["published", "matched"] } } })).toBe(published);
    expect(await db.prisma.organisation.count({ where: { verifiedAt: { not: null } } })).toBe(organisations.length);
    expect(Math.abs((await appNow(db.prisma)).getTime() - Date.now())).toBeLessThan(2000);
  });

  it("leaves a call that is over and one that runs, and two editions with a difference between them", async () => {
    const calls = await db.prisma.call.findMany({ orderBy: { createdAt: "asc" }, include: { entries: true } });
    expect(calls.map((call) => [call.state, call.entries.length > 0])).toEqual([
      ["open", true], // the clock job has not run in the play; its end has passed
      ["open", true],
    ]);
    expect(calls.map((call) => call.closesAt! < new Date())).toEqual([true, false]);
    const editions = await db.prisma.edition.findMany({ orderBy: { no: "asc" }, include: { files: true } });
    expect(editions.map((e) => [e.state, e.no, e.slug, e.files.length])).toEqual([
      ["issued", 1, "411200-offers-1", 7],
      ["issued", 2, "411200-offers-2", 7],
    ]);
    const { added, renewed } = editions[1]!.difference as Record<"added" | "renewed", unknown[]>;
    expect([added.length > 0, renewed.length > 0]).toEqual([true, true]);
  });

  it("leaves one round in each publicly visible state", async () => {
    const rows = await db.prisma.procedure.findMany({ include: { stages: true, items: true, notices: true } });
    const stands = rows.map((row) => ({
      title: row.title,
      state: row.state,
      stage: row.stages.find((stage) => stage.id === row.stageId)?.key,
      items: [...new Set(row.items.map((item) => item.state))].sort(),
      notices: row.notices.map((notice) => notice.kind).sort(),
    }));
    const expected = {
      completed: ["completed", "close", ["contracted", "failed"], ["announcement", "result"]],
      failed: ["failed", "close", ["failed"], ["announcement", "extension", "failure"]],
      cancelled: ["cancelled", "close", ["cancelled"], ["announcement", "cancellation"]],
      decide: ["running", "decide", ["opened"], ["announcement"]],
      notice: ["running", "notice", ["released"], ["announcement", "result"]],
      check: ["running", "check", ["opened"], ["announcement"]],
      closed: ["running", "open", ["bidding"], ["announcement"]],
      bidding: ["running", "bid", ["bidding"], ["announcement"]],
      announced: ["running", "announce", ["posted"], ["announcement"]],
      solicit: ["draft", "solicit", ["accepted", "proposed"], []],
    } as const;
    const wanted = rounds.map(({ title, stand }) => {
      const [state, stage, items, notices] = expected[stand];
      return { title, state, stage, items: [...items], notices: [...notices] };
    });
    const byTitle = (a: { title: string }, b: { title: string }) => a.title.localeCompare(b.title);
    expect(stands.sort(byTitle)).toEqual(wanted.sort(byTitle));
  });

  it("keeps the ledger of every round whole", async () => {
    for (const { id, title } of await db.prisma.procedure.findMany({ select: { id: true, title: true } }))
      expect([title, verifyChain((await exportLedger(db, id))!).isOk]).toEqual([title, true]);
  });

  it("shows an open objection, recorded agreements, sealed bids that nobody can read, and answer rates", async () => {
    expect(await db.prisma.objection.count({ where: { state: "open" } })).toBe(1);
    expect(await db.prisma.agreement.count({ where: { state: "recorded" } })).toBe(2);
    const closed = bids.filter((bid) => bid.round === "bidding" || bid.round === "closed").length;
    expect(await db.asOwner("SELECT id FROM bid WHERE state = 'sealed' AND content IS NULL")).toHaveLength(closed + 1);
    expect(await db.prisma.interest.count({ where: { state: "open" } })).toBeGreaterThan(3);
    const university = await db.prisma.organisation.findFirstOrThrow({ where: { name: "砥澜理工大学" } });
    expect((await answerRateOf(db, university.id)).rate).not.toBeNull();
  });

  it("leaves a chain at two of its steps, two samples to judge, a tray of forms, and a firm that was entered twice", async () => {
    const states = await db.prisma.revision.groupBy({
      by: ["state"],
      where: { state: { in: ["prepared", "checked"] } },
      _count: true,
      orderBy: { state: "asc" },
    });
    expect(states.map(({ state, _count }) => [state, _count])).toEqual([
      ["checked", 3],
      ["prepared", 2],
    ]);
    expect(await db.prisma.vettingSample.count({ where: { state: "open" } })).toBe(2);
    const files = await db.prisma.formFile.findMany({ orderBy: { createdAt: "asc" } });
    expect(files.map((file) => [file.state, file.reason ?? file.match])).toEqual([
      ["read", "name"],
      ["read", "name"],
      ["read", "none"],
      ["refused", "form.refused.pdf"],
      ["refused", "form.refused.empty_form"],
      ["refused", "form.refused.old_doc"],
    ]);
    expect(await db.prisma.organisation.count({ where: { name: { startsWith: "锦砾轻合金" } } })).toBe(2);
  });

  it("is played once: a database with accounts refuses it", async () => {
    await expect(playDemo(deps())).rejects.toThrow("needs an empty database");
  });

  it("is never played in production", async () => {
    await db.prisma.setting.create({ data: { key: "deployment", value: "production" } });
    await expect(playDemo(deps())).rejects.toThrow("production");
  });
});
