import type { Tx } from "@jiebang/db";
import { dayOf, isBasisExpired, type PublicEntry } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { parametersOf, type RoundRow } from "./load-round.ts";
import { checkBidWindow, scheduleOf } from "./round-rules.ts";

export interface Obstacle {
  reason: string;
  details: Record<string, unknown>;
}

export interface Board {
  obstacles: Obstacle[];
  /** Accepted items in the order in which they were proposed, with the public layer as it stands now. */
  items: { id: string; entryId: string; organisationId: string; snapshot: PublicEntry; revisionId: string }[];
  opensAt: Date;
  closesAt: Date | null;
}

/** Everything that stands between a draft and its announcement, so that one look shows all of it. */
export async function prepareBoard(tx: Tx, round: RoundRow, now: Date): Promise<Board> {
  const obstacles: Obstacle[] = [];
  const add = (reason: string, details: Record<string, unknown> = {}) => obstacles.push({ reason, details });
  const p = parametersOf(round);

  const rows = await tx.boardItem.findMany({
    where: { procedureId: round.id, state: { in: ["proposed", "accepted"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { entry: { include: { organisation: true } } },
  });
  const accepted = rows.filter((r) => r.state === "accepted");
  if (rows.length > accepted.length) add("round.proposals_undecided", { count: rows.length - accepted.length });
  if (accepted.length === 0) add("round.board_empty");
  const published = await loadPublicEntries(
    tx,
    accepted.map((r) => r.entryId),
  );
  const items: Board["items"] = [];
  for (const row of accepted) {
    const snapshot = published.find((e) => e.id === row.entryId);
    if (snapshot?.state !== "published" || !row.entry.publishedRevisionId)
      add("round.item_not_published", { number: row.entry.number });
    else if (!(p.posterKinds as string[]).includes(row.entry.organisation.kind))
      add("round.poster_kind", { number: row.entry.number });
    else
      items.push({
        id: row.id,
        entryId: row.entryId,
        organisationId: row.organisationId,
        snapshot,
        revisionId: row.entry.publishedRevisionId,
      });
  }

  const cited = await tx.procedureBasis.findMany({ where: { procedureId: round.id } });
  const bases = await tx.basis.findMany({ where: { id: { in: cited.map((c) => c.basisId) } } });
  if (bases.length === 0) add("round.basis_missing");
  for (const basis of bases) {
    const validity = {
      validFrom: basis.validFrom.toISOString().slice(0, 10),
      validTo: basis.validTo?.toISOString().slice(0, 10) ?? null,
    };
    const reason = cited.find((c) => c.basisId === basis.id)?.overrideReason;
    if (isBasisExpired(validity, dayOf(now)) && !reason) add("round.basis_expired", { documentNo: basis.documentNo });
  }

  for (const key of ["acceptingOffice", "phone", "address", "supervisorPhone"] as const)
    if (!round[key]) add("round.office_missing", { field: key });
  const { bidOpensAt, bidClosesAt } = scheduleOf(round);
  const opensAt = bidOpensAt && bidOpensAt > now ? bidOpensAt : now;
  if (!bidClosesAt) add("round.closing_missing");
  else if (bidClosesAt <= now) add("round.date_past");
  else {
    const window = checkBidWindow(opensAt, bidClosesAt, p);
    if (window) add(window.reason, window.details);
  }
  return { obstacles, items, opensAt, closesAt: bidClosesAt };
}
