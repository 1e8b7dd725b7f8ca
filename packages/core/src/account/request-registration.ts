import {
  newId,
  notFound,
  parseIdentifier,
  type RegistrationReceipt,
  type RequestRegistrationInput,
  requestRegistrationInput,
} from "@jiebang/domain";
import { REGISTER_ADDRESS, REGISTER_IDENTIFIER } from "../identity/attempt-limits.ts";
import { authOf } from "../identity/create-auth.ts";
import { addressGroup, limitAttempts } from "../identity/limit-attempts.ts";
import type { RequestMeta } from "../identity/request-meta.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";

/**
 * Puts a request into a coordinator's queue. Never looks whether the account or the organisation exists, so there is
 * nothing that the answer or its time could tell.
 */
export async function requestRegistration(
  ctx: Ctx,
  input: RequestRegistrationInput,
  meta: Pick<RequestMeta, "ip">,
): Promise<RegistrationReceipt> {
  const { name, identifier, password, jurisdictionId, organisation, note } = requestRegistrationInput.parse(input);
  const parsed = parseIdentifier(identifier)!; // the schema has looked
  const shown = parsed.kind === "phone" ? parsed.phone : parsed.email;
  await limitAttempts(ctx.db.prisma, REGISTER_ADDRESS, addressGroup(meta.ip));
  await limitAttempts(ctx.db.prisma, REGISTER_IDENTIFIER, shown);
  const passwordHash = await (await authOf(ctx).$context).password.hash(password);
  return ctx.transaction(async (tx) => {
    const jurisdiction = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { id: true } });
    if (!jurisdiction) throw notFound();
    const id = newId("reg");
    await tx.registration.create({
      data: {
        id,
        identifier: shown,
        name,
        passwordHash,
        organisation,
        jurisdictionId,
        note: note || null,
        createdAt: await appNow(tx),
      },
    });
    await recordAudit(tx, ctx.actor, "registration.request", { subjectKind: "registration", subjectId: id });
    await notify(tx, {
      userIds: await coordinatorsOf(tx, jurisdictionId),
      kind: "notify.registration_received",
      params: { organisation: organisation.name },
      link: "/app/desk/registrations",
      dedupeKey: `registration.received:${id}`,
    });
    return { received: true };
  });
}
