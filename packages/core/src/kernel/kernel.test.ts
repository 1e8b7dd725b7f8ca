import { systemActor } from "@jiebang/domain";
import { outbox, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { enqueue } from "./enqueue.ts";
import { nextNumber } from "./next-number.ts";
import { recordAudit } from "./record-audit.ts";

const db = useTestDatabase();

describe("the kernel", () => {
  it("gives numbers that count up within a kind and year", async () => {
    await db.moveClock(new Date("2026-12-31T15:59:00Z"));
    expect(await nextNumber(db.prisma, "CG")).toBe("CG-2026-00001");
    expect(await nextNumber(db.prisma, "CG")).toBe("CG-2026-00002");
    expect(await nextNumber(db.prisma, "XQ")).toBe("XQ-2026-00001");
    await db.moveClock(new Date("2026-12-31T16:01:00Z")); // new year in Shanghai
    expect(await nextNumber(db.prisma, "CG")).toBe("CG-2027-00001");
    await db.moveClock(0);
  });

  it("adds a job only when its transaction commits", async () => {
    await db.prisma.$transaction((tx) => enqueue(tx, "kept", { n: 1 }));
    await expect(
      db.prisma.$transaction(async (tx) => {
        await enqueue(tx, "lost", { n: 2 });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await outbox(db)).toEqual([{ name: "kept", payload: { n: 1 } }]);
  });

  it("cannot change or delete an audit line, not even as the owner of the database", async () => {
    await recordAudit(db.prisma, systemActor("test"), "thing.done", { subjectId: "x1" });
    await expect(db.prisma.auditEvent.deleteMany()).rejects.toThrow("permission denied");
    await expect(db.asOwner("DELETE FROM audit_event")).rejects.toThrow("append-only");
    await expect(db.asOwner("UPDATE audit_event SET action = 'y'")).rejects.toThrow("append-only");
  });
});
