import type { Tx } from "@jiebang/db";
import { type Layer, newId, organisationsOf, type UserActor } from "@jiebang/domain";

/** One line per opening of what is not public; the table takes no change and no deletion. */
export async function recordOpening(
  tx: Tx,
  actor: UserActor,
  opening: { entryId: string; layer: Layer; attachmentId?: string; organisationId?: string },
): Promise<void> {
  await tx.layerOpening.create({
    data: {
      id: newId("lop"),
      userId: actor.userId,
      ...opening,
      organisationId: opening.organisationId ?? organisationsOf(actor)[0],
    },
  });
}
