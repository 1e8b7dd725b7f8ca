import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

/** Makes somebody a member, again after an end, and never takes a role away. Answers the role in force. */
export async function joinOrganisation(
  tx: Tx,
  userId: string,
  organisationId: string,
  role: "admin" | "editor",
): Promise<"admin" | "editor"> {
  const before = await tx.membership.findUnique({ where: { userId_organisationId: { userId, organisationId } } });
  if (before && !before.endedAt && before.role === "admin") return "admin";
  const now = await appNow(tx);
  await tx.membership.upsert({
    where: { userId_organisationId: { userId, organisationId } },
    create: { id: newId("mem"), userId, organisationId, role, createdAt: now },
    update: { role, endedAt: null, ...(before?.endedAt ? { createdAt: now } : {}) },
  });
  return role;
}
