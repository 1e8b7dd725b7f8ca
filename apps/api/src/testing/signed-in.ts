import { scryptHasher } from "@jiebang/core";
import { newId, type UserActor } from "@jiebang/domain";
import type { TestDatabase } from "@jiebang/testing";
import type { createServer } from "../server.ts";

const PASSWORD = "correct horse";
let hash: Promise<string> | undefined;

/** Signs a person in through the door that everybody uses; answers the cookie. */
export async function signedIn(
  db: TestDatabase,
  app: ReturnType<typeof createServer>,
  person: UserActor,
): Promise<string> {
  hash ??= scryptHasher.hash(PASSWORD);
  const { userId } = person;
  await db.prisma.credential.create({
    data: { id: newId("crd"), accountId: userId, providerId: "credential", userId, password: await hash },
  });
  const { email } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  const answer = await app.request("/api/trpc/session.signIn", {
    method: "POST",
    body: JSON.stringify({ identifier: email, password: PASSWORD }),
    headers: { "content-type": "application/json" },
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
