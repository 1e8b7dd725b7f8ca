import { type ContactView, DomainError, type InterestRef, requireUser, visibleEmail } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { recordOpening } from "../undertaking/record-opening.ts";
import { fetchInterest } from "./interest.access.ts";

/** After the acceptance each side may open the other's contact; each opening is kept, and the owner sees it. */
export async function openContact(ctx: Ctx, input: InterestRef): Promise<ContactView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { interest, side, standing } = await fetchInterest(tx, actor, input.interestId);
    if (side === "coordinator") throw new DomainError("forbidden", "interest.not_member");
    // Who asked trusted the owner with its contact, not a third.
    if (side === "manager" && !standing.hasAskerConsent)
      throw new DomainError("forbidden", "interest.manager_without_asker");
    if (interest.state !== "accepted") throw new DomainError("conflict", "interest.not_accepted");
    await recordAudit(tx, actor, "interest.open_contact", { subjectKind: "interest", subjectId: interest.id });
    if (side !== "asker") {
      const asker = await tx.organisation.findUniqueOrThrow({ where: { id: interest.organisationId } });
      const person = await tx.user.findUniqueOrThrow({ where: { id: interest.userId } });
      return {
        organisationName: asker.name,
        name: person.name,
        phone: person.phone ?? asker.contactPhone,
        email: visibleEmail(person.email) ?? asker.contactEmail,
      };
    }
    await recordOpening(tx, actor, {
      entryId: interest.entryId,
      layer: "sealed",
      organisationId: interest.organisationId,
    });
    const { entry } = interest;
    const owner = await tx.organisation.findUniqueOrThrow({ where: { id: entry.organisationId } });
    // Also after the entry has ended: the acceptance was given.
    const revision = await tx.revision.findUnique({ where: { id: entry.publishedRevisionId ?? "" } });
    return {
      organisationName: owner.name,
      name: revision?.contactName ?? owner.contactName,
      phone: revision?.contactPhone ?? owner.contactPhone,
      email: revision?.contactEmail ?? owner.contactEmail,
    };
  });
}
