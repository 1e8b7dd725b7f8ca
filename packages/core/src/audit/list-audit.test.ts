import { makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import type { Services } from "../kernel/services.ts";
import { listAudit } from "./list-audit.ts";

const db = useTestDatabase();
const services = { secret: "x".repeat(32), publicUrl: "http://127.0.0.1:4205" } as Services;

describe("the audit", () => {
  it("is read by auditors, shows no personal values, and shows its own reading", async () => {
    const auditor = await makePerson(db, { roles: ["auditor"], name: "审计员" });
    const person = await makePerson(db, { name: "经办人" });
    const organisation = await makeOrganisation(db);
    await recordAudit(db.prisma, person, "thing.do", {
      subjectId: organisation.id,
      changed: ["phone"],
      values: { step: 1 },
      personal: { userId: person.userId, values: { phone: "13900000000" } },
    });
    const ctx = createCtx({ db, services }, auditor);
    const page = await listAudit(ctx, { subjectId: organisation.id });
    expect(page).toEqual({
      total: 1,
      items: [
        {
          auditId: expect.stringMatching(/^aud_/),
          at: expect.any(String),
          actorKind: "user",
          actorId: person.userId,
          actorName: "经办人",
          action: "thing.do",
          subjectKind: null,
          subjectId: organisation.id,
          changed: ["phone"],
          values: { step: 1 },
        },
      ],
    });
    const own = await listAudit(ctx, { actorId: auditor.userId });
    expect(own.items.map((e) => [e.action, e.actorName, e.values])).toEqual([
      ["audit.read", "审计员", { subjectId: organisation.id, limit: 20, offset: 0 }],
    ]);
    await expect(listAudit(createCtx({ db, services }, person), {})).rejects.toMatchObject({
      reason: "common.forbidden",
    });
  });
});
