import type { Tx } from "@jiebang/db";
import { type Actor, DomainError } from "@jiebang/domain";
import { notify } from "../notification/notify.ts";
import { titleOf } from "./interest.queries.ts";
import { addRoute } from "./route-interest.ts";

/** The holder of a code comes to the interest for which the office made it; the office is told. */
export async function joinInterest(
  tx: Tx,
  invitation: { interestId: string | null; mayAnswer: boolean | null; createdById: string },
  userId: string,
): Promise<void> {
  const interest = await tx.interest.findUnique({
    where: { id: invitation.interestId ?? "" },
    include: { entry: true },
  });
  // What ended meanwhile takes nobody in: the code is as good as unknown.
  if (!interest || (interest.state !== "open" && interest.state !== "accepted"))
    throw new DomainError("invalid", "invitation.code_unknown", { field: "code" });
  const actor: Actor = { kind: "user", userId, name: "", locale: "zh", memberships: [], appointments: [], roles: [] };
  const { createdById } = invitation;
  await addRoute(tx, actor, interest, {
    userId,
    mayAnswer: invitation.mayAnswer ?? false,
    note: "",
    routedById: createdById,
  });
  await notify(tx, {
    userIds: [createdById].filter((id) => id !== userId),
    kind: "notify.interest_inventor_joined",
    params: { title: await titleOf(tx, interest) },
    link: `/app/interests/${interest.id}`,
    dedupeKey: `interest.joined:${interest.id}:${userId}`,
  });
}
