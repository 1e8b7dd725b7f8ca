import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  checkCreditCode,
  coveredJurisdictions,
  notFound,
  parseIdentifier,
  type RegistrationView,
  registrationOrganisation,
} from "@jiebang/domain";

type RegistrationRow = rows.RegistrationModel;

/** The request, locked, when it lies in the actor's jurisdiction. */
export async function lockRegistration(tx: Tx, actor: Actor, registrationId: string): Promise<RegistrationRow> {
  await tx.$queryRaw`SELECT id FROM registration WHERE id = ${registrationId} FOR UPDATE`;
  const row = await tx.registration.findFirst({
    where: { id: registrationId, jurisdictionId: { in: coveredJurisdictions(actor) } },
  });
  if (!row) throw notFound();
  return row;
}

/** Views of a page of requests with four queries, however many rows there are. */
export async function toRegistrationViews(tx: Tx, registrations: RegistrationRow[]): Promise<RegistrationView[]> {
  const organisations = registrations.map((row) => registrationOrganisation.parse(row.organisation));
  const codes = organisations.map((o) => (o.creditCode ? checkCreditCode(o.creditCode) : null));
  const identifiers = registrations.map((row) => parseIdentifier(row.identifier));
  // One after another: inside a transaction there is one connection.
  const jurisdictions = await tx.jurisdiction.findMany({
    where: { id: { in: registrations.map((row) => row.jurisdictionId) } },
    select: { id: true, name: true },
  });
  const candidates = await tx.organisation.findMany({
    where: {
      state: "active",
      OR: [
        { creditCode: { in: codes.flatMap((c) => (c ? [c.code] : [])) } },
        { name: { in: organisations.map((o) => o.name) } },
      ],
    },
    select: {
      id: true,
      name: true,
      creditCode: true,
      _count: { select: { memberships: { where: { endedAt: null } } } },
    },
  });
  const accounts = await tx.user.findMany({
    where: {
      OR: [
        { phone: { in: identifiers.flatMap((i) => (i?.kind === "phone" ? [i.phone] : [])) } },
        { email: { in: identifiers.flatMap((i) => (i?.kind === "email" ? [i.email] : [])) } },
      ],
    },
    select: { phone: true, email: true },
  });
  return registrations.map((row, i) => {
    const organisation = organisations[i]!;
    const code = codes[i];
    const identifier = identifiers[i];
    return {
      registrationId: row.id,
      identifier: row.identifier,
      name: row.name,
      organisation,
      creditCodeProblem: code?.problem ?? null,
      jurisdictionId: row.jurisdictionId,
      jurisdictionName: jurisdictions.find((j) => j.id === row.jurisdictionId)?.name ?? "",
      state: row.state as RegistrationView["state"],
      note: row.note,
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      candidates: candidates
        .filter((c) => c.name === organisation.name || (code && c.creditCode === code.code))
        .map((c) => ({ organisationId: c.id, name: c.name, hasMembers: c._count.memberships > 0 })),
      hasAccount: accounts.some((a) =>
        identifier?.kind === "phone" ? a.phone === identifier.phone : a.email === identifier?.email,
      ),
      allowedActions: row.state === "pending" ? ["approve", "refuse"] : [],
    };
  });
}
