import { useTestDatabase } from "@jiebang/testing";
import { expect, it } from "vitest";
import { seedTemplates } from "../template/seed-templates.ts";
import { signingKey } from "./signing-key.ts";

const db = useTestDatabase();

it("is one key for all who ask at once, and a new one after the secret was changed", async () => {
  const ask = (secret: string) => db.prisma.$transaction((tx) => signingKey(tx, secret));
  const keys = await Promise.all([ask("secret one"), ask("secret one"), ask("secret one")]);
  expect(new Set(keys.map((k) => k.id)).size).toBe(1);
  const other = await ask("secret two");
  expect(other.id).not.toBe(keys[0]!.id);
  expect((await ask("secret one")).id).toBe(keys[0]!.id);
});

it("seeds each template version once, however often a server starts", async () => {
  await db.prisma.$transaction((tx) => seedTemplates(tx));
  await db.prisma.$transaction((tx) => seedTemplates(tx));
  expect(
    await db.prisma.templateVersion.findMany({
      select: { version: true, template: { select: { key: true } } },
      orderBy: { template: { key: "asc" } },
    }),
  ).toEqual(["department", "industry", "two_way"].map((key) => ({ version: 1, template: { key } })));
});
