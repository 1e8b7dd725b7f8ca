import { anonymous, type DomainError } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { signIn } from "../identity/sign-in.ts";
import { createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { createFirstAdministrator, getSetupStatus, issueSetupCode } from "./first-administrator.ts";

const db = useTestDatabase();
const services = { secret: "a secret of the setup tests, long enough", publicUrl: "http://127.0.0.1:4201" } as Services;
const ctx = () => createCtx({ db, services }, anonymous);
const meta = { ip: "192.0.2.1", headers: new Headers() };

describe("the first administrator", () => {
  it("cannot be guessed for long", async () => {
    const guess = () =>
      createFirstAdministrator(
        ctx(),
        { setupCode: "1111-1111-1111", name: "某人", identifier: "13700000009", password: "first password" },
        { ip: "192.0.2.2" },
      ).catch((error: DomainError) => error.kind);
    const answers = [];
    for (let i = 0; i < 11; i += 1) answers.push(await guess());
    expect(answers.slice(-2)).toEqual(["invalid", "too_many"]);
  });

  it("is made once, with a code from the console, of two who try at once by one", async () => {
    expect(await getSetupStatus(ctx())).toEqual({ needsFirstAdministrator: true });
    const [one, two] = [await issueSetupCode({ db }), await issueSetupCode({ db })];
    const person = (setupCode: string, identifier: string) => ({
      setupCode,
      name: "首任",
      identifier,
      password: "first password",
    });
    await expect(createFirstAdministrator(ctx(), person("0000-0000-0000", "13700000000"), meta)).rejects.toMatchObject({
      reason: "setup.code_wrong",
    });

    const results = await Promise.allSettled([
      createFirstAdministrator(ctx(), person(one!, "13700000001"), meta),
      createFirstAdministrator(ctx(), person(two!.toLowerCase(), "13700000002"), meta),
      createFirstAdministrator(ctx(), person(two!, "13700000003"), meta),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    for (const r of results)
      if (r.status === "rejected") expect((r.reason as DomainError).reason).toBe("setup.already_done");
    expect(await db.prisma.user.count()).toBe(1);
    expect(await db.prisma.roleGrant.count({ where: { role: "platform_admin" } })).toBe(1);

    expect(await getSetupStatus(ctx())).toEqual({ needsFirstAdministrator: false });
    expect(await issueSetupCode({ db })).toBe(null);
    const phone = (await db.prisma.user.findFirstOrThrow()).phone!;
    const { me } = await signIn(ctx(), { identifier: phone, password: "first password" }, meta);
    expect(me.roles).toEqual(["platform_admin"]);
  });
});
