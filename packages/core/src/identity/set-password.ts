import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

/** Writes a password and ends the sessions that the old one opened. Answers how many. */
export async function setPassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
  { keepSession }: { keepSession?: string } = {},
): Promise<number> {
  const now = await appNow(tx);
  const { count } = await tx.credential.updateMany({
    where: { userId, providerId: "credential" },
    data: { password: passwordHash, updatedAt: now },
  });
  if (count === 0)
    await tx.credential.create({
      data: { id: newId("crd"), userId, accountId: userId, providerId: "credential", password: passwordHash },
    });
  const ended = await tx.session.deleteMany({ where: { userId, NOT: { id: keepSession ?? "" } } });
  return ended.count;
}
