import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type BoardItemView,
  coordinatesRound,
  dayOf,
  type EntryCard,
  hasRole,
  type ItemState,
  isMemberOf,
  itemActions,
  organisationsOf,
  POSTED_ITEM_STATES,
  type PublicEntry,
  publicEntry,
  publicItemState,
  toEntryCard,
} from "@jiebang/domain";
import { obstacleOf, relationsBetween } from "../bid/bid-obstacle.ts";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { activeStage, parametersOf, type RoundRow, stageOf } from "./load-round.ts";

const isPosted = (state: string) => (POSTED_ITEM_STATES as readonly string[]).includes(state);
const RESULT_STATES = ["released", "confirmed", "contracted"];

/** The rows of the board as this actor may see them. */
export async function loadItemViews(tx: Tx, actor: Actor, round: RoundRow, now: Date): Promise<BoardItemView[]> {
  const isCoordinator = coordinatesRound(actor, round);
  const seesAll = isCoordinator || hasRole(actor, "auditor");
  const own = organisationsOf(actor);
  const all = await tx.boardItem.findMany({
    where: { procedureId: round.id },
    orderBy: [{ number: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
    include: {
      entry: {
        include: { organisation: { select: { id: true, name: true, nameEn: true, kind: true, source: true } } },
      },
    },
  });
  const rows = all.filter((r) => seesAll || own.includes(r.organisationId) || (round.announcedAt && isPosted(r.state)));
  const facts = await loadFacts(
    tx,
    round,
    rows.map((r) => r.id),
    own,
  );
  const unfrozen = await loadPublicEntries(
    tx,
    rows.filter((r) => !r.snapshot).map((r) => r.entryId),
  );
  const organisations = await tx.organisation.findMany({
    where: { id: { in: own } },
    select: { id: true, name: true, kind: true, state: true },
  });
  const relations = await relationsBetween(tx, own, [...new Set(rows.map((r) => r.organisationId))]);
  const parameters = parametersOf(round);
  const stage = activeStage(round);
  const today = dayOf(now);

  return rows.map((row): BoardItemView => {
    const frozen: PublicEntry | undefined = row.snapshot
      ? publicEntry.parse(row.snapshot)
      : unfrozen.find((e) => e.id === row.entryId);
    const entry = frozen ? toEntryCard(frozen) : plainCard(row);
    const isMine = isMemberOf(actor, row.organisationId);
    const fact = facts.of(row.id);
    const state = row.state as ItemState;
    const shownState = seesAll || isMine ? state : publicItemState(state);
    const mayRead = Boolean(round.round?.openedAt) && (seesAll || isMine);
    const isReleased = RESULT_STATES.includes(state);
    const selected = fact.selected.filter((s) => isReleased || (mayRead && s.isCurrent));
    const isObjectedTo = isMine || (isReleased && selected.some((s) => own.includes(s.id)));
    const closesAt = row.bidsCloseAt ?? stageOf(round, "bid")?.closesAt ?? null;
    const takesBids =
      state === "bidding" && closesAt !== null && closesAt > now && Boolean(stage?.allows.includes("bid.start"));
    const isPosterHidden = entry.poster.isHidden;
    const myBid = fact.bids.find((b) => b.isMine);
    const obstacles = organisations.map((o) =>
      obstacleOf(o, { id: row.id, organisationId: row.organisationId, isPosterHidden }, relations, parameters, "lead"),
    );
    const canStartBid =
      takesBids && organisations.some((o, i) => obstacles[i] === null && !fact.bids.some((b) => b.leadId === o.id));
    const count = round.round?.openedAt ? fact.valid : fact.sealed;
    return {
      id: row.id,
      roundId: round.id,
      number: row.number,
      state: shownState,
      entry,
      poster:
        !isPosterHidden || seesAll || isMine
          ? { id: row.organisationId, name: row.entry.organisation.name, nameEn: row.entry.organisation.nameEn }
          : null,
      isMine,
      consentedAt: row.consentedAt?.toISOString() ?? null,
      declineReason: state === "declined" ? row.endReason : null,
      endReason: shownState === "opened" || state === "declined" ? null : row.endReason,
      endText: shownState === "opened" && !isMine && !seesAll ? null : row.endText,
      hash: row.hash,
      sealedBids: fact.sealed,
      validBids: mayRead ? fact.valid : null,
      bidsCloseAt: closesAt?.toISOString() ?? null,
      extensions: row.extensions,
      continuedReason: row.continuedReason,
      selected: selected.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
      openObjections: seesAll && !isObjectedTo ? fact.openObjections : null,
      noticeNumber: fact.notice?.number ?? null,
      myBidId: myBid?.id ?? null,
      myBidObstacle: takesBids && !canStartBid && !myBid ? (obstacles.find((o) => o !== null) ?? null) : null,
      agreements: fact.agreements
        .filter((a) => isReleased && (seesAll || isMine || own.includes(a.bidder.id)))
        .map(({ id, bidId, bidder, state: s }) => ({ id, bidId, bidder, state: s })),
      allowedActions: itemActions({
        state,
        allows: stage?.allows ?? [],
        isCoordinator,
        isPoster: isMine,
        isConsented: row.consentedAt !== null,
        canStartBid,
        tooFew:
          (state === "bidding" && !takesBids && fact.sealed < parameters.minimumValidBids) ||
          (state === "opened" && count < parameters.minimumValidBids),
        canExtend: row.extensions < parameters.tooFewExtensions,
        isContinued: row.continuedReason !== null,
        isConfirmable: fact.openObjections === 0 && fact.notice !== null && (fact.notice.closesOn ?? today) < today,
      }),
      version: row.version,
    };
  });
}

interface ItemFacts {
  sealed: number;
  valid: number;
  openObjections: number;
  bids: { id: string; leadId: string; isMine: boolean }[];
  selected: { id: string; name: string; nameEn: string | null; isCurrent: boolean }[];
  notice: { number: string; closesOn: string | null } | null;
  agreements: {
    id: string;
    bidId: string;
    state: string;
    bidder: { id: string; name: string; nameEn: string | null };
  }[];
}
const NO_FACTS: ItemFacts = {
  sealed: 0,
  valid: 0,
  openObjections: 0,
  bids: [],
  selected: [],
  notice: null,
  agreements: [],
};

/** Counts and own bids of all items in one statement. */
async function loadFacts(
  tx: Tx,
  round: RoundRow,
  itemIds: string[],
  own: string[],
): Promise<{ of(id: string): ItemFacts }> {
  const rows = await tx.$queryRaw<({ itemId: string } & ItemFacts)[]>`
    SELECT i.id AS "itemId",
      (SELECT count(*)::int FROM bid b WHERE b.item_id = i.id AND b.envelope_id IS NOT NULL) AS sealed,
      (SELECT count(*)::int FROM bid b WHERE b.item_id = i.id AND b.state IN ('valid', 'selected', 'not_selected') AND NOT 'unreadable' = ANY(b.defects)) AS valid,
      (SELECT count(*)::int FROM objection o WHERE o.item_id = i.id AND o.state = 'open') AS "openObjections",
      coalesce((SELECT json_agg(json_build_object('id', b.id, 'leadId', b.organisation_id, 'isMine', true) ORDER BY b.organisation_id = ANY(${own}) DESC, b.id) FROM bid b
        WHERE b.item_id = i.id AND (b.organisation_id = ANY(${own}) OR EXISTS (SELECT 1 FROM bid_partner bp WHERE bp.bid_id = b.id AND bp.organisation_id = ANY(${own}) AND bp.state IN ('invited', 'signed')))), '[]') AS bids,
      coalesce((SELECT json_agg(json_build_object('id', o.id, 'name', o.name, 'nameEn', o.name_en, 'isCurrent', true) ORDER BY b.id) FROM bid_decision d JOIN bid b ON b.id = d.bid_id JOIN organisation o ON o.id = b.organisation_id
        WHERE d.item_id = i.id AND d.superseded_at IS NULL AND d.outcome = 'selected'), '[]') AS selected,
      (SELECT json_build_object('number', n.number, 'closesOn', n.closes_on) FROM notice n WHERE n.procedure_id = i.procedure_id AND n.kind = 'result'
        AND n.content @> jsonb_build_object('items', jsonb_build_array(jsonb_build_object('itemId', i.id))) ORDER BY n.published_at DESC LIMIT 1) AS notice,
      coalesce((SELECT json_agg(json_build_object('id', a.id, 'bidId', a.bid_id, 'state', a.state, 'bidder', json_build_object('id', o.id, 'name', o.name, 'nameEn', o.name_en)) ORDER BY a.id)
        FROM agreement a JOIN bid b ON b.id = a.bid_id JOIN organisation o ON o.id = b.organisation_id WHERE a.item_id = i.id), '[]') AS agreements
    FROM board_item i WHERE i.procedure_id = ${round.id} AND i.id = ANY(${itemIds})`;
  const byId = new Map(rows.map((r) => [r.itemId, r]));
  return { of: (id) => byId.get(id) ?? NO_FACTS };
}

/** A demand whose entry is not public any more, for those who work with the round. */
function plainCard(row: {
  entryId: string;
  entry: {
    number: string | null;
    state: string;
    publishedAt: Date | null;
    createdAt: Date;
    organisation: { id: string; name: string; nameEn: string | null; kind: string };
  };
}): EntryCard {
  const { entry } = row;
  return {
    id: row.entryId,
    kind: "demand",
    number: entry.number ?? "",
    sourceId: null,
    state: entry.state as EntryCard["state"],
    isHistorical: false,
    title: entry.number ?? "",
    titleEn: null,
    summary: "",
    summaryEn: null,
    industry: null,
    chain: null,
    area: null,
    cooperationModes: [],
    money: null,
    maturityStage: null,
    deadline: null,
    validUntil: null,
    publishedAt: (entry.publishedAt ?? entry.createdAt).toISOString(),
    poster: {
      isHidden: true,
      id: null,
      name: null,
      nameEn: null,
      kind: entry.organisation.kind as "enterprise",
      isPlaceholder: false,
    },
  };
}
