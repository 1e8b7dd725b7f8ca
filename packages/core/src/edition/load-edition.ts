import type { Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  dayOf,
  type EditionState,
  type EditionView,
  editionActions,
  editionDifference,
  editionFilter,
  hasRole,
  isBasisExpired,
  issueStep,
  notFound,
  preparesEdition,
} from "@jiebang/domain";
import { toBasisView } from "../basis/basis.queries.ts";
import { appNow } from "../kernel/app-now.ts";
import { needsSecondPerson } from "./edition-rule.ts";

export type EditionRecord = NonNullable<Awaited<ReturnType<typeof fetchEdition>>>;

function fetchEdition(tx: Tx, id: string) {
  return tx.edition.findUnique({
    where: { id },
    include: { bases: true, errata: { orderBy: { no: "asc" } }, files: { orderBy: { name: "asc" } } },
  });
}

/** Until it is issued an edition belongs to its coordinators; the public page shows it to all others afterwards. */
export async function findEdition(tx: Tx, actor: Actor, editionId: string): Promise<EditionRecord> {
  const edition = await fetchEdition(tx, editionId);
  if (!edition) throw notFound();
  if (!preparesEdition(actor, edition) && !hasRole(actor, "auditor")) throw notFound();
  return edition;
}

/** The edition for somebody who puts it together. */
export async function findPreparedEdition(tx: Tx, actor: Actor, editionId: string): Promise<EditionRecord> {
  const edition = await findEdition(tx, actor, editionId);
  if (!preparesEdition(actor, edition)) throw new DomainError("forbidden", "edition.not_coordinator");
  return edition;
}

/** Whoever changes an edition takes turns; read after the lock, so that the loser sees what the winner did. */
export async function lockEdition(tx: Tx, actor: Actor, editionId: string): Promise<EditionRecord> {
  await findPreparedEdition(tx, actor, editionId);
  await tx.$queryRaw`SELECT id FROM edition WHERE id = ${editionId} FOR UPDATE`;
  return findPreparedEdition(tx, actor, editionId);
}

export function requireDraft(edition: EditionRecord, action: string): void {
  if (edition.state !== "draft")
    throw new DomainError("conflict", "edition.action_not_allowed", { state: edition.state, action });
}

/** What stands between the draft and its issue, beside the entries themselves. */
export async function editionObstacles(tx: Tx, edition: EditionRecord, now: Date) {
  const obstacles: EditionView["obstacles"] = [];
  const picks = await tx.editionPick.count({ where: { editionId: edition.id } });
  if (picks === 0) obstacles.push({ reason: "edition.empty", details: {} });
  if (edition.bases.length === 0) obstacles.push({ reason: "edition.basis_missing", details: {} });
  const bases = await tx.basis.findMany({ where: { id: { in: edition.bases.map((b) => b.basisId) } } });
  for (const basis of bases) {
    const reason = edition.bases.find((b) => b.basisId === basis.id)?.overrideReason;
    if (isBasisExpired(toBasisView(basis, dayOf(now)), dayOf(now)) && !reason)
      obstacles.push({ reason: "edition.basis_expired", details: { documentNo: basis.documentNo } });
  }
  return obstacles;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

export async function loadEditionView(tx: Tx, actor: Actor, editionId: string): Promise<EditionView> {
  const edition = await findEdition(tx, actor, editionId);
  const now = await appNow(tx);
  const state = edition.state as EditionState;
  const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({
    where: { id: edition.jurisdictionId },
    select: { id: true, name: true, nameEn: true },
  });
  const bases = await tx.basis.findMany({ where: { id: { in: edition.bases.map((b) => b.basisId) } } });
  const people = await tx.user.findMany({
    where: { id: { in: [edition.preparedById, edition.issuedById].filter((id): id is string => id !== null) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => people.find((p) => p.id === id)?.name ?? null;
  const second = await needsSecondPerson(tx, edition.jurisdictionId);
  const step = issueStep.safeParse(edition.progressStep);
  return {
    id: edition.id,
    series: edition.series as EditionView["series"],
    state,
    no: edition.no,
    slug: edition.slug,
    jurisdiction,
    title: edition.title,
    titleEn: edition.titleEn,
    preface: edition.preface,
    prefaceEn: edition.prefaceEn,
    issuers: edition.issuers,
    bases: bases.map((basis) => ({
      ...toBasisView(basis, dayOf(now)),
      overrideReason: edition.bases.find((b) => b.basisId === basis.id)?.overrideReason ?? null,
    })),
    selection: editionFilter.safeParse(edition.selection).data ?? null,
    pickCount: await tx.editionPick.count({ where: { editionId } }),
    entryCount: edition.entryCount,
    rootHash: edition.rootHash,
    issuedOn: edition.issuedOn?.toISOString().slice(0, 10) ?? null,
    preparedByName: nameOf(edition.preparedById),
    preparedAt: iso(edition.preparedAt),
    issuedByName: nameOf(edition.issuedById),
    issuedAt: iso(edition.issuedAt),
    progress:
      state === "issuing" && step.success
        ? { step: step.data, done: edition.progressDone, total: edition.progressTotal }
        : null,
    failure: edition.failure,
    files: edition.files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    errata: edition.errata.map(({ no, entryNumber, text, textEn, createdAt }) => ({
      no,
      entryNumber,
      text,
      textEn,
      createdAt: createdAt.toISOString(),
    })),
    difference: edition.difference ? editionDifference.parse(edition.difference) : null,
    obstacles: state === "draft" || state === "prepared" ? await editionObstacles(tx, edition, now) : [],
    needsSecondPerson: second,
    version: edition.version,
    allowedActions: editionActions(actor, { ...edition, state }, second),
  };
}
