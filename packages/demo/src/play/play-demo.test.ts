import { appNow, seedReferenceData, type Services } from "@jiebang/core";
import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { entries } from "../entries/index.ts";
import { organisations } from "../world/organisations.ts";
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
const stageOf = () => ({ db, services: services(), moveClock: (seconds: number) => db.moveClock(seconds) });

describe("the demonstration", () => {
  it("is played through the verbs and leaves the clock where it was", { timeout: 120_000 }, async () => {
    const begun = Date.now();
    await seedReferenceData(db);
    await playDemo(stageOf());
    console.log(`played in ${((Date.now() - begun) / 1000).toFixed(1)} s`);

    const states = await db.prisma.entry.groupBy({ by: ["kind", "state"], _count: true, orderBy: { kind: "asc" } });
    console.log(states);
    const published = entries.filter((e) => !e.road || e.road === "published" || e.road === "returned_once").length;
    expect(await db.prisma.entry.count({ where: { state: { in: ["published", "matched"] } } })).toBe(published);
    expect(await db.prisma.organisation.count({ where: { verifiedAt: { not: null } } })).toBe(organisations.length);
    expect(Math.abs((await appNow(db.prisma)).getTime() - Date.now())).toBeLessThan(2000);
  });

  it("is played once: a database with accounts refuses it", async () => {
    await expect(playDemo(stageOf())).rejects.toThrow("needs an empty database");
  });
});
