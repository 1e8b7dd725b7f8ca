import type { BundleDisclosure, BundleNotice } from "@jiebang/domain";
import { canonicalJson, hashOf } from "../canonical.ts";
import { pseudonymOf } from "../pseudonym.ts";
import { Difference, expectEqual } from "./bundle-verdict.ts";
import { number, type Replay, type Rules, requireAction, type Step, textIn } from "./replay.ts";

// Decisions are made under seal, released together, and printed on notices. A release must carry what was decided before
// it, of valid bids only, with a reason for every bid; a notice must carry what the release says.

interface Decided {
  bid: string;
  outcome: string;
  reason: string;
}

export const rulesOfReleases: Rules = {
  "note.sealed": () => undefined,

  "round.released"(step) {
    const { replay, event, path } = step;
    requireAction(step, "round.release");
    const { procedureId } = replay.bundle.ledger;
    const version = Number(event.payload.version);
    expectEqual(`${path}.payload.version`, "release_version", replay.releases.length + 1, version);
    const outcome = event.payload.outcome as { item: string; decisions: Decided[] }[];
    const hash = hashOf({ format: "jiebang.release/1", procedureId, version, outcome });
    expectEqual(`${path}.payload.hash`, "release_differs", hash, event.payload.hash);
    const selected = new Map<string, number>();
    for (const [i, { item, decisions }] of outcome.entries())
      selected.set(item, releaseItem(step, `${path}.payload.outcome[${i}]`, item, decisions));
    const winners = (event.payload.winners as { bid: string }[]).map((w) => w.bid);
    const chosen = outcome.flatMap((o) => o.decisions.filter((d) => d.outcome === "selected").map((d) => d.bid));
    expectEqual(`${path}.payload.winners`, "winners_differ", chosen.toSorted(), winners.toSorted());
    replay.releases.push({ version, hash, seq: event.seq, selected });
  },

  "notice.published"(step) {
    const { replay, event, path } = step;
    const { notices } = replay.bundle;
    const named = notices.findIndex((n) => n.number === event.payload.notice);
    const i = named < 0 ? notices.findIndex((n) => n.ledger.seq === event.seq) : named;
    const notice = notices[i];
    if (!notice) throw new Difference("notices", "notice_differs", textIn(step, "notice"), "");
    const place = `notices[${i}]`;
    expectEqual(`${place}.number`, "notice_differs", event.payload.notice, notice.number);
    expectEqual(`${place}.kind`, "notice_differs", event.payload.kind, notice.kind);
    expectEqual(`${place}.closesOn`, "notice_differs", event.payload.closesOn ?? null, notice.closesOn);
    expectEqual(`${place}.content`, "notice_differs", event.payload.contentHash, hashOf(notice.content));
    expectEqual(`${place}.ledger`, "head_expected", { seq: event.seq, head: event.hash }, notice.ledger);
    checkNotice(replay, notice, `${path}.payload.contentHash`);
  },
};

function releaseItem(step: Step, path: string, itemId: string, decisions: Decided[]): number {
  const { replay, event } = step;
  const item = replay.items.get(itemId);
  if (item?.state !== "live") throw new Difference(`${path}.item`, "item_unknown", "a live item", itemId);
  const bids = [...replay.bids.values()].filter(
    (b) => b.itemId === itemId && !["sealed", "withdrawn"].includes(b.state),
  );
  const unanswered = bids.find((b) => !decisions.some((d) => d.bid === b.id));
  if (unanswered) throw new Difference(`${path}.decisions`, "decision_missing", unanswered.id, "");
  for (const [i, decision] of decisions.entries()) {
    const bid = bids.find((b) => b.id === decision.bid);
    if (!bid) throw new Difference(`${path}.decisions[${i}].bid`, "bid_unknown", itemId, decision.bid);
    if (decision.outcome === "selected" && bid.state !== "valid")
      throw new Difference(`${path}.decisions[${i}]`, "decision_of_invalid_bid", "valid", bid.state);
    bid.state = bid.state === "valid" ? (decision.outcome as "selected" | "not_selected") : bid.state;
  }
  requireDisclosed(step, path, itemId, decisions, event.seq);
  const selected = decisions.filter((d) => d.outcome === "selected").length;
  const most = number(replay.bundle.parameters, "winnersMax");
  if (selected > most) throw new Difference(`${path}.decisions`, "too_many_selected", most, selected);
  item.state = selected > 0 ? "released" : "ended";
  return selected;
}

/** Where the sealed decision is disclosed, the release must say the same; the last one before it counts. */
function requireDisclosed({ replay }: Step, path: string, itemId: string, decisions: Decided[], seq: number): void {
  const disclosed = replay.bundle.disclosures
    .filter((d) => d.what.kind === "decision" && String(d.what.id).startsWith(`${itemId}:`))
    .map((d) => ({ what: d.what, seq: noteSeq(replay, d) }))
    .filter((d) => d.seq < seq)
    .sort((a, b) => b.seq - a.seq)[0];
  if (!disclosed) {
    // Rounds of before disclosures existed say nothing of them in their first event.
    if (replay.bundle.ledger.events[0]!.payload.disclosesDecisions !== true) return;
    throw new Difference("disclosures", "disclosure_missing", itemId, "");
  }
  const codes = (list: Decided[]) => list.map(({ bid, outcome, reason }) => `${bid} ${outcome} ${reason}`).toSorted();
  expectEqual(
    `${path}.decisions`,
    "disclosure_differs",
    codes(disclosed.what.decisions as unknown as Decided[]),
    codes(decisions),
  );
}

/** What a sealed note of the chain holds, for what it said and its salt. */
export const noteCommitment = ({ salt, what }: BundleDisclosure): string => pseudonymOf(salt, canonicalJson(what));

function noteSeq(replay: Replay, disclosure: BundleDisclosure): number {
  const commitment = noteCommitment(disclosure);
  return (
    replay.bundle.ledger.events.find((e) => e.type === "note.sealed" && e.payload.commitment === commitment)?.seq ?? 0
  );
}

/** Every disclosure must be what a sealed note of the chain committed to. */
export function checkDisclosures(replay: Replay): void {
  for (const [i, disclosure] of replay.bundle.disclosures.entries())
    if (noteSeq(replay, disclosure) === 0)
      throw new Difference(`disclosures[${i}]`, "disclosure_unfounded", "a sealed note", noteCommitment(disclosure));
}

/** A result on public notice names as many winners of each item as its release selected, and its hash. */
function checkNotice(replay: Replay, notice: BundleNotice, path: string): void {
  if (notice.kind !== "result") return;
  const content = notice.content as unknown as {
    releaseVersion: number;
    releaseHash: string;
    items: { itemId: string; selected: unknown[] }[];
  };
  const release = replay.releases.find((r) => r.version === content.releaseVersion);
  if (!release) throw new Difference(path, "notice_selection", "a release", content.releaseVersion);
  expectEqual(path, "notice_selection", release.hash, content.releaseHash);
  for (const item of content.items)
    expectEqual(path, "notice_selection", release.selected.get(item.itemId) ?? 0, item.selected.length);
}
