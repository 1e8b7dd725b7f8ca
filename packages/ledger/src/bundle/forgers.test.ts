import type { RoundBundle } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import type { BundleDifference } from "./bundle-verdict.ts";
import { flip, leavesOf, pathText, rehashRelease, relink } from "./testing/forge.ts";
import { makeRandomRound, type Random, type RandomRound, randomFrom } from "./testing/random-round.ts";
import { verifyBundle } from "./verify-bundle.ts";

// Three forgers. The first flips one value; the second hashes everything anew, without the key; the third holds the
// platform's key and signs a false derivation, or drops and swaps bids.

const worlds = Array.from({ length: 40 }, (_, i) => makeRandomRound(9000 + i * 37));
const known = { keys: { key_test: worlds[0]!.bundle.ledger.keys[0]!.publicKey } };
const flippable = worlds.map(({ bundle }) => ({ bundle: structuredClone(bundle), leaves: leavesOf(bundle) }));
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

/** What is hashed or signed as one cannot be told apart inside: the unit is named. */
const UNITS = [
  /^ledger\.events\[\d+\]/,
  /^ledger\.signatures\[\d+\]/,
  /^ledger\.keys/,
  /^template\.content/,
  /^template\.\w+/,
  /^parameters/,
  /^items\[\d+\]/,
  /^notices\[\d+\]/,
  /^disclosures\[\d+\]/,
  /^seal/,
];
const unitOf = (path: string): string => UNITS.map((u) => u.exec(path)?.[0]).find(Boolean) ?? path;

describe("the first forger flips one value", () => {
  it("and is named with its place, each of seven thousand times", { timeout: 240_000 }, () => {
    const random = randomFrom(1);
    const missed: string[] = [];
    for (let n = 0; n < 7_000; n++) {
      const { bundle, leaves } = pick(flippable, random);
      const path = pick(leaves, random);
      const restore = flip(bundle, path, random);
      const verdict = verifyBundle(bundle, known);
      restore();
      const [flipped, named] = [pathText(path), verdict.isOk ? "nothing" : verdict.path];
      // The id of the procedure goes into every event: the first one shows it.
      const isNamed =
        unitOf(named) === unitOf(flipped) || (flipped === "ledger.procedureId" && named === "ledger.events[0]");
      if (!isNamed) missed.push(`${flipped} → ${named} (${verdict.isOk ? "OK" : verdict.reason})`);
    }
    expect(missed).toEqual([]);
  });
});

describe("the second forger hashes everything anew, without the key", () => {
  it("and is caught by what follows from the events, or by the first signature after the change", {
    timeout: 240_000,
  }, () => {
    const random = randomFrom(2);
    const missed: string[] = [];
    for (let n = 0; n < 2_000; n++) {
      const bundle = structuredClone(pick(worlds, random).bundle);
      const leaves = leavesOf(bundle).filter(([, list, , field]) => list === "events" && field === "payload");
      const path = pick(leaves, random);
      flip(bundle, path, random);
      relink(bundle, false);
      const verdict = verifyBundle(bundle, known);
      const covering = bundle.ledger.signatures.findIndex((s) => s.seq >= Number(path[2]) + 1);
      const expected = covering < 0 ? "seal.signature" : `ledger.signatures[${covering}]`;
      if (verdict.isOk || verdict.path !== expected)
        missed.push(`${pathText(path)} → ${verdict.isOk ? "OK" : verdict.path}, not ${expected}`);
    }
    expect(missed).toEqual([]);
  });
});

type Forgery = (
  world: RandomRound,
  random: Random,
) => { bundle: RoundBundle; expected: BundleDifference["reason"][] } | null;

const events = (bundle: RoundBundle, type: string) => bundle.ledger.events.filter((e) => e.type === type);
type Opened = { bid: string; commitment: string; defects: string[] }[];
type Outcome = { item: string; decisions: { bid: string; outcome: string; reason: string }[] }[];

const FORGERIES: Record<string, Forgery> = {
  "drops a bid at the opening": ({ bundle }, random) => {
    const opening = events(bundle, "round.opened")[0]!;
    const opened = opening.payload.bids as Opened;
    if (opened.length === 0) return null;
    opened.splice(Math.floor(random() * opened.length), 1);
    return { bundle, expected: ["bid_missing_at_opening"] };
  },
  "opens another envelope than was sealed": ({ bundle }, random) => {
    const opened = events(bundle, "round.opened")[0]!.payload.bids as Opened;
    if (opened.length === 0) return null;
    pick(opened, random).commitment = `sha-256:${"ab".repeat(32)}`;
    return { bundle, expected: ["bid_altered_at_opening"] };
  },
  "lets a bid in after the deadline": ({ bundle }) => {
    const sealed = events(bundle, "bid.sealed").at(-1);
    const last = bundle.ledger.events.findLastIndex((e) => e.type === "bid.sealed");
    if (!sealed) return null;
    const closesAt = events(bundle, "round.announced")[0]!.payload.bidClosesAt as string;
    const extended = [...events(bundle, "round.extended"), ...events(bundle, "item.extended")];
    if (extended.length > 0) return null;
    const at = new Date(Date.parse(closesAt) + 1).toISOString();
    for (const e of bundle.ledger.events.slice(last)) if (e.at < at) e.at = at;
    sealed.payload.takenAt = at;
    return { bundle, expected: ["bid_late"] };
  },
  "takes a bid that failed the formal check": ({ bundle }, random) => {
    const release = events(bundle, "round.released")[0];
    const outcome = (release?.payload.outcome ?? []) as Outcome;
    const failed = outcome.flatMap((o) => o.decisions.filter((d) => d.reason === "formal_failed"));
    if (!release || failed.length === 0) return null;
    pick(failed, random).outcome = "selected";
    rehashRelease(bundle, release);
    return { bundle, expected: ["decision_of_invalid_bid"] };
  },
  "releases something else than was decided": ({ bundle }, random) => {
    const release = events(bundle, "round.released")[0];
    const outcome = (release?.payload.outcome ?? []) as Outcome;
    const passed = outcome.flatMap((o) => o.decisions.filter((d) => d.reason === "another_fits_better"));
    if (!release || passed.length === 0) return null;
    pick(passed, random).outcome = "selected";
    rehashRelease(bundle, release);
    return { bundle, expected: ["disclosure_differs"] };
  },
  "leaves a bid without an answer": ({ bundle }, random) => {
    const release = events(bundle, "round.released")[0];
    const outcome = ((release?.payload.outcome ?? []) as Outcome).filter((o) => o.decisions.length > 0);
    if (!release || outcome.length === 0) return null;
    pick(outcome, random).decisions.pop();
    rehashRelease(bundle, release);
    return { bundle, expected: ["decision_missing"] };
  },
  "names other winners than were selected": ({ bundle }) => {
    const release = events(bundle, "round.released")[0];
    const winners = (release?.payload.winners ?? []) as { bid: string }[];
    if (winners.length === 0) return null;
    winners[0]!.bid = "bid_friend";
    return { bundle, expected: ["winners_differ"] };
  },
  "skips the formal check of a bid": ({ bundle }, random) => {
    const checks = events(bundle, "bid.checked").filter((e) => e.payload.result === "pass");
    if (checks.length === 0) return null;
    const gone = pick(checks, random);
    bundle.ledger.events = bundle.ledger.events.filter((e) => e !== gone);
    return { bundle, expected: ["check_missing", "count_differs", "decision_of_invalid_bid"] };
  },
  "judges after the decision stage began": ({ bundle }, random) => {
    const checks = events(bundle, "bid.checked");
    const released = bundle.ledger.events.findIndex((e) => e.type === "round.released");
    if (checks.length === 0 || released < 0) return null;
    const moved = pick(checks, random);
    const rest = bundle.ledger.events.filter((e) => e !== moved);
    const at = rest.findIndex((e) => e.type === "round.released");
    moved.at = rest[at]!.at;
    bundle.ledger.events = [...rest.slice(0, at), moved, ...rest.slice(at)];
    return {
      bundle,
      expected: ["action_not_allowed", "check_missing", "count_differs", "bid_state"],
    };
  },
  "changes an item of the board after the announcement": ({ bundle }, random) => {
    pick(bundle.items, random).snapshot = { title: "换了的榜题" };
    return { bundle, expected: ["item_differs"] };
  },
};

/** By somebody who keeps a receipt, or a notice on paper. */
const KEPT: Record<string, Forgery> = {
  "swaps what was sealed, everywhere": ({ bundle }, random) => {
    const sealed = events(bundle, "bid.sealed");
    if (sealed.length === 0) return null;
    const { commitment } = pick(sealed, random).payload;
    const text = JSON.stringify(bundle).replaceAll(String(commitment), `sha-256:${"cd".repeat(32)}`);
    return { bundle: JSON.parse(text), expected: ["receipt_differs", "head_expected"] };
  },
  "removes a bid as if it had never been": ({ bundle }, random) => {
    const sealed = events(bundle, "bid.sealed");
    if (sealed.length === 0) return null;
    const { bid, item } = pick(sealed, random).payload;
    bundle.ledger.events = bundle.ledger.events.filter((e) => e.payload.bid !== bid);
    for (const e of events(bundle, "round.opened"))
      e.payload.bids = (e.payload.bids as Opened).filter((b) => b.bid !== bid);
    if (events(bundle, "round.released").some((e) => (e.payload.outcome as Outcome).some((o) => o.item === item)))
      return null;
    return { bundle, expected: ["receipt_differs", "head_expected", "count_differs"] };
  },
};

describe("the third forger holds the platform's key", () => {
  const forge = (name: string, forgery: Forgery, seed: number, times: number, isKept: boolean) => {
    const random = randomFrom(seed);
    const missed: string[] = [];
    let made = 0;
    for (let n = 0; n < times; n++) {
      const world = pick(worlds, random);
      const forged = forgery({ ...world, bundle: structuredClone(world.bundle) }, random);
      if (!forged) continue;
      made += 1;
      relink(forged.bundle, true);
      const verdict = verifyBundle(
        forged.bundle,
        isKept ? { ...known, receipts: world.receipts, heads: world.bundle.notices.map((b) => b.ledger) } : known,
      );
      if (verdict.isOk || !forged.expected.includes(verdict.reason))
        missed.push(`${name}: ${verdict.isOk ? "OK" : `${verdict.path} ${verdict.reason}`}`);
    }
    expect(made).toBeGreaterThan(times / 10);
    expect(missed).toEqual([]);
  };

  it.each(Object.entries(FORGERIES))("%s: named by going through it again", { timeout: 120_000 }, (name, forgery) => {
    forge(name, forgery, 3, 120, false);
  });

  it.each(Object.entries(KEPT))("%s: named by a receipt or a printed head", { timeout: 120_000 }, (name, forgery) => {
    forge(name, forgery, 4, 120, true);
  });
});
