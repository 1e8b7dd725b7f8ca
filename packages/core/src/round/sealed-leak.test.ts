import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { listAudit } from "../audit/list-audit.ts";
import { getBid } from "../bid/get-bid.ts";
import { loadDueSteps } from "../desk/due-step-providers.ts";
import { exportLedger } from "../procedure/export-ledger.ts";
import { getRound } from "./get-round.ts";
import { getPublicRound } from "./public-round.queries.ts";
import { announce, bidOn, CANARY, makeRoundWorld } from "./testing/round-world.ts";

const db = useTestDatabase();

describe("before the opening", () => {
  it("keeps every word of a bid inside its envelope until the opening, in both sealing modes", async () => {
    for (const sealing of ["platform", "off"] as const) {
      const w = await makeRoundWorld(db);
      const round = await announce(w, { parameters: { sealing } });
      const itemId = round.items[0]!.id;
      const bid = await bidOn(w, round, itemId, "university");
      const tables = await db.asOwner<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
      );
      expect(tables.length).toBeGreaterThan(40);
      for (const { name } of tables) {
        // Bytes are looked at as text too; what is kept closed by rule (mode off) is the envelope's own bytes and nothing else.
        const columns =
          name === "envelope" && sealing === "off"
            ? "(to_jsonb(t) - 'ciphertext')::text"
            : name === "envelope"
              ? "to_jsonb(t)::text || encode(t.ciphertext, 'escape') || convert_from(decode(replace(encode(t.ciphertext, 'hex'), '00', ''), 'hex'), 'latin1')"
              : "to_jsonb(t)::text";
        const [hit] = await db.asOwner<{ n: string }>(
          `SELECT count(*) AS n FROM "${name}" t WHERE ${columns} LIKE '%' || $1 || '%'`,
          [CANARY],
        );
        expect([name, hit!.n]).toEqual([name, "0"]);
      }
      const seen = [
        await getRound(w.as(w.people.coordinator), { roundId: round.id }),
        await getRound(w.as(w.people.poster), { roundId: round.id }),
        await getRound(w.as(w.people.auditor), { roundId: round.id }),
        await getBid(w.as(w.people.university), { bidId: bid.id }),
        await getPublicRound(db, round.number!),
        await exportLedger(db, round.id),
        await loadDueSteps(db.prisma, { jurisdictionIds: [w.city.id] }, 50),
      ];
      expect(JSON.stringify(seen)).not.toContain(CANARY);
      const audit = await listAudit(w.as(w.people.auditor), { limit: 100 });
      expect(audit.items.filter((e) => e.subjectId === bid.id || e.actorId === w.people.university.userId)).toEqual([]);
      // Who has bid is the bidder's own knowledge as well.
      const others = [seen[0], seen[1], seen[2], seen[4], seen[5], seen[6]];
      expect(JSON.stringify(others)).not.toContain(w.organisations.university.id);
      expect(JSON.stringify(others)).not.toContain(w.organisations.university.name);
      for (const who of ["coordinator", "poster", "auditor", "institute"] as const)
        await expect(getBid(w.as(w.people[who]), { bidId: bid.id })).rejects.toMatchObject({ kind: "not_found" });
    }
    await db.moveClock(0);
  });
});
