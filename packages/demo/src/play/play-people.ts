import {
  appointCoordinator,
  createAccount,
  createCtx,
  createFirstAdministrator,
  createJurisdiction,
  createOrganisation,
  declareRelation,
  grantRole,
  inviteClaim,
  inviteMember,
  issueSetupCode,
  redeemInvitation,
  verifyOrganisation,
} from "@jiebang/core";
import { anonymous, parseIdentifier } from "@jiebang/domain";
import { organisations } from "../world/organisations.ts";
import { DEMO_PASSWORD, type DemoPerson, identifierOf, people, relations } from "../world/people.ts";
import { jurisdictions } from "../world/places.ts";
import type { Beat, Stage } from "./stage.ts";

const OPENED = -210; // days: when the platform of the story was set up
/** From the block that documentation uses (RFC 5737); each its own, because attempts are limited by address. */
const address = (n: number) => ({ ip: `192.0.2.${n % 250}` });

/** Accounts, jurisdictions, organisations with their people: everything that stands before the first entry. */
export function peopleBeats(stage: Stage): Beat[] {
  return [
    { day: OPENED, time: "09:00", run: () => openPlatform(stage) },
    { day: OPENED + 1, time: "09:00", run: () => loadOrganisations(stage) },
    { day: OPENED + 3, time: "10:00", run: () => claimOrganisations(stage) },
    { day: OPENED + 4, time: "15:00", run: () => declareRelations(stage) },
  ];
}

async function openPlatform(stage: Stage): Promise<void> {
  const { deps, ids } = stage;
  const [first, ...others] = people as [DemoPerson, ...DemoPerson[]];
  const setupCode = (await issueSetupCode(deps)) ?? "";
  const administrator = { setupCode, name: first.name, identifier: identifierOf(first), password: DEMO_PASSWORD };
  const { userId } = await createFirstAdministrator(createCtx(deps, anonymous), administrator, address(1));
  ids.people.set(first.key, userId);
  // All demonstration accounts share one password: it was hashed once, for the administrator, and that hash is given to all.
  const { password: passwordHash } = await deps.db.prisma.credential.findFirstOrThrow({ where: { userId } });
  await deps.db.prisma.$transaction(async (tx) => {
    for (const person of others) {
      const identifier = parseIdentifier(identifierOf(person))!;
      const account = { name: person.name, identifier, passwordHash: passwordHash!, locale: person.locale };
      ids.people.set(person.key, await createAccount(tx, account));
    }
  });
  const asAdministrator = await stage.as(first.key);
  for (const { parent, ...fields } of jurisdictions) {
    const parentId = parent ? ids.jurisdictions.get(parent) : null;
    const sealLine = `${fields.recommendingBody}（盖章）`;
    const created = await createJurisdiction(asAdministrator, {
      ...fields,
      parentId,
      sealLine,
      supervisorPhone: "0398-0000199",
    });
    ids.jurisdictions.set(fields.code, created.jurisdictionId);
  }
  for (const person of others) {
    const userId = ids.people.get(person.key);
    if (person.role) await grantRole(asAdministrator, { userId, role: person.role });
    if (person.coordinates)
      await appointCoordinator(asAdministrator, { userId, jurisdictionId: ids.jurisdictions.get(person.coordinates) });
  }
  stage.forget();
}

async function loadOrganisations(stage: Stage): Promise<void> {
  const city = await stage.as("city");
  for (const { key, jurisdiction, industry, chains, ...fields } of organisations) {
    const created = await createOrganisation(city, {
      ...fields,
      industryCode: industry ?? null,
      chainCodes: chains ?? [],
      jurisdictionId: stage.ids.jurisdictions.get(jurisdiction),
      contactName: people.find((p) => p.key === key)!.name,
      contactPhone: "0398-0000000",
      contactEmail: identifierOf({ key }),
    });
    stage.ids.organisations.set(key, created.organisationId);
    await verifyOrganisation(city, { organisationId: created.organisationId, version: created.version });
  }
}

async function claimOrganisations(stage: Stage): Promise<void> {
  const city = await stage.as("city");
  const members = people.filter((person) => person.member);
  for (const [i, person] of members.entries()) {
    const { org, role } = person.member!;
    const organisationId = stage.ids.organisations.get(org);
    const isFirst = role === "admin";
    const { code } = isFirst
      ? await inviteClaim(city, { organisationId })
      : await inviteMember(await stage.as(org), { organisationId, role });
    await redeemInvitation(await stage.as(person.key), { code }, address(i + 2));
    stage.forget();
  }
}

async function declareRelations(stage: Stage): Promise<void> {
  for (const { org, related, kind, evidence } of relations)
    await declareRelation(await stage.as(org), {
      organisationId: stage.ids.organisations.get(org),
      relatedOrganisationId: stage.ids.organisations.get(related),
      kind,
      evidence,
    });
}
