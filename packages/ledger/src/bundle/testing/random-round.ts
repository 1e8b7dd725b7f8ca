import {
  INDUSTRY_DEFAULTS,
  INDUSTRY_TEMPLATE_V1,
  type NoticeContent,
  type Receipt,
  type RoundBundle,
} from "@jiebang/domain";
import { canonicalJson, hashOf, sha256Hex } from "../../canonical.ts";
import { headBytes, type LedgerEvent, type LedgerSignature, linkEvent } from "../../chain.ts";
import { toBase64Url, utf8 } from "../../encoding.ts";
import { pseudonymOf } from "../../pseudonym.ts";
import { signReceipt } from "../../receipt.ts";
import { createSigningKey, signBytes } from "../../signing.ts";
import { sealBundle } from "../seal-bundle.ts";

/** Numbers in [0, 1) from a seed. */
export type Random = () => number;
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PROCEDURE = "prc_random";
const key = { id: "key_test", ...createSigningKey() };
/** The platform's key, for a forger who holds it. */
export const platformKey = key;

export interface RandomRound {
  bundle: RoundBundle;
  receipts: Receipt[];
}

/** A whole industry round by the rules: replacements, withdrawals, extensions, corrections, late keys, objections. */
export function makeRandomRound(seed: number): RandomRound {
  const random = randomFrom(seed);
  const happens = (share: number) => random() < share;
  const salt = () => toBase64Url(Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256)));
  const hex = () => sha256Hex(utf8(salt()));
  let now = Date.parse("2027-03-01T01:00:00.000Z") + Math.floor(random() * 1e9);
  const pass = (minutes: number) => {
    now += Math.floor(minutes * 60_000 * (0.5 + random()));
  };
  const iso = (at = now) => new Date(at).toISOString();

  const events: LedgerEvent[] = [];
  const signatures: LedgerSignature[] = [];
  const write = (type: string, payload: Record<string, unknown>) => {
    pass(3);
    const event = linkEvent(PROCEDURE, events.at(-1) ?? null, { at: iso(), type, payload });
    events.push(event);
    return event;
  };
  const sign = (stageKey: string) => {
    const { seq, hash: head } = events.at(-1)!;
    const unsigned = { seq, stageKey, at: iso(), keyId: key.id, algorithm: key.algorithm, head };
    signatures.push({
      ...unsigned,
      signature: signBytes(key.algorithm, key.privateKey, headBytes(PROCEDURE, unsigned)),
    });
  };
  let stage = "prepare";
  const turn = (to: string) => {
    write("stage.turned", { from: stage, to });
    sign(stage);
    stage = to;
  };

  const template = { key: "industry", version: 1, content: INDUSTRY_TEMPLATE_V1 };
  const parameters = { ...INDUSTRY_DEFAULTS, winnersMax: 1 + Math.floor(random() * 3) };
  const number = `JB-2027-${String(seed % 100000).padStart(5, "0")}`;
  write("round.created", {
    template: "industry",
    templateVersion: 1,
    templateHash: hashOf(template.content),
    disclosesDecisions: true,
  });
  const items = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => ({
    item: `itm_${i}`,
    number: i + 1,
    snapshot: { title: `榜题 ${i}`, targets: [{ name: "回收率", value: "85", unit: "%" }], amount: "800000.00" },
  }));
  for (const { item } of items) {
    write("item.proposed", { item, isConsented: true });
    write("item.accepted", { item });
  }
  turn("announce");
  const frozen = items.map(({ item, number: n, snapshot }) => ({
    item,
    number: n,
    hash: hashOf({ format: "jiebang.item/1", itemId: item, number: n, snapshot }),
  }));
  const boardHash = hashOf({ format: "jiebang.board/1", procedureId: PROCEDURE, items: frozen });
  let closesAt = iso(now + 15 * 86_400_000);
  write("round.announced", {
    number,
    boardHash,
    items: frozen,
    templateVersion: "tpv_1",
    parametersHash: hashOf(parameters),
    sealing: parameters.sealing,
    bidOpensAt: iso(now + 60_000),
    bidClosesAt: closesAt,
  });
  const notices: RoundBundle["notices"] = [];
  const publish = (
    kind: RoundBundle["notices"][number]["kind"],
    more: Partial<NoticeContent>,
    closesOn: string | null = null,
  ) => {
    const content = { ...emptyNotice(boardHash), ...more };
    const noticeNumber = `GG-2027-${String(notices.length + 1).padStart(5, "0")}`;
    const event = write("notice.published", { notice: noticeNumber, kind, contentHash: hashOf(content), closesOn });
    notices.push({
      number: noticeNumber,
      kind,
      closesOn,
      ledger: { seq: event.seq, head: event.hash },
      content: content as never,
    });
  };
  publish("announcement", {});
  turn("bid");

  interface Bid {
    id: string;
    item: string;
    bidder: string;
    seq: number;
    commitment: string | null;
  }
  const bids: Bid[] = [];
  const receipts: Receipt[] = [];
  const sealOne = (bid: Bid) => {
    bid.seq += 1;
    bid.commitment = `sha-256:${hex()}`;
    const { id, item, bidder, seq, commitment } = bid;
    const takenAt = iso(now);
    const event = write("bid.sealed", { item, bid: id, seq, commitment, sizeClass: 16384, takenAt, bidder });
    receipts.push(
      signReceipt(
        {
          format: "jiebang.receipt/1",
          procedureId: PROCEDURE,
          roundNumber: number,
          itemId: item,
          itemNumber: items.find((i) => i.item === item)!.number,
          bidId: id,
          seq,
          commitment,
          sealedAt: takenAt,
          ledger: { seq: event.seq, head: event.hash },
          keyId: key.id,
          publicKey: key.publicKey,
          algorithm: key.algorithm,
        },
        key.privateKey,
      ),
    );
  };
  if (happens(0.2)) {
    const to = iso(Date.parse(closesAt) + 3 * 86_400_000);
    write("round.extended", { from: closesAt, to });
    closesAt = to;
    publish("extension", {});
  }
  for (const { item } of items)
    for (let n = Math.floor(random() * 4); n > 0; n--) {
      const bid: Bid = {
        id: `bid_${bids.length}`,
        item,
        bidder: pseudonymOf(salt(), `org_${bids.length}`),
        seq: 0,
        commitment: null,
      };
      bids.push(bid);
      sealOne(bid);
      if (happens(0.3)) sealOne(bid);
      if (happens(0.3))
        write("bid.signed", { bid: bid.id, commitment: bid.commitment, partner: pseudonymOf(salt(), "partner") });
      if (happens(0.15)) {
        write("bid.withdrawn", { item, bid: bid.id, commitment: bid.commitment, takenAt: iso() });
        bid.commitment = null;
        if (happens(0.4)) sealOne(bid);
      }
    }
  now = Math.max(now, Date.parse(closesAt));
  turn("open");
  const live = new Set(items.map((i) => i.item));
  const failItem = (item: string, reason: string) => {
    write("item.failed", { item, reason });
    live.delete(item);
    publish("failure", { reason });
  };
  const counting = (item: string) => bids.filter((b) => b.item === item && b.commitment);
  for (const { item } of items)
    if (counting(item).length === 0) {
      if (!happens(0.5)) continue;
      write("item.extended", { item, to: iso(now + 5 * 86_400_000) });
      publish("extension", {});
      if (happens(0.7)) {
        const bid: Bid = {
          id: `bid_${bids.length}`,
          item,
          bidder: pseudonymOf(salt(), `org_${bids.length}`),
          seq: 0,
          commitment: null,
        };
        bids.push(bid);
        sealOne(bid);
      }
      now += 6 * 86_400_000;
    }
  const opened = bids.filter((b) => b.commitment);
  const defective = new Set(opened.filter(() => happens(0.15)).map((b) => b.id));
  write("round.opened", {
    bids: opened.map((b) => ({
      bid: b.id,
      commitment: b.commitment,
      defects: defective.has(b.id) ? ["unreadable"] : [],
    })),
  });
  turn("check");
  const valid = new Set<string>();
  for (const bid of opened) {
    if (defective.has(bid.id) && happens(0.5)) {
      write("bid.handed_in", { bid: bid.id, commitment: bid.commitment, defects: [] });
      defective.delete(bid.id);
    }
    if (defective.has(bid.id)) continue;
    if (happens(0.2)) {
      write("bid.checked", { bid: bid.id, result: "correct", reasons: ["missing_part"] });
      write("bid.corrected", { bid: bid.id });
    }
    const isGood = happens(0.85);
    write("bid.checked", { bid: bid.id, result: isGood ? "pass" : "fail", reasons: isGood ? [] : ["eligibility"] });
    if (isGood) valid.add(bid.id);
  }
  const validOf = (item: string) => opened.filter((b) => b.item === item && valid.has(b.id));
  for (const { item } of items) if (validOf(item).length === 0) failItem(item, "too_few_bids");
  write("round.checked", { valid: valid.size, defective: opened.length - valid.size });
  turn("decide");

  const disclosures: RoundBundle["disclosures"] = [];
  let version = 0;
  const release = (itemIds: string[]) => {
    const outcome = itemIds.map((item, round) => {
      const all = opened.filter((b) => b.item === item);
      const chosen = new Set(
        validOf(item)
          .toSorted(() => random() - 0.5)
          .slice(0, Math.min(parameters.winnersMax, happens(0.9) ? 1 + Math.floor(random() * 2) : 0))
          .map((b) => b.id),
      );
      const decisions = all.map((b) => ({
        bid: b.id,
        outcome: chosen.has(b.id) ? "selected" : "not_selected",
        reason: chosen.has(b.id) ? "targets_met_best" : valid.has(b.id) ? "another_fits_better" : "formal_failed",
      }));
      const what = {
        kind: "decision",
        id: `${item}:${version * 10 + round + 4}`,
        decisions: decisions.map((d) => ({ ...d, text: pseudonymOf(salt(), "text") })),
      };
      const noteSalt = salt();
      write("note.sealed", { commitment: pseudonymOf(noteSalt, canonicalJson(what)) });
      disclosures.push({ salt: noteSalt, what });
      return { item, decisions };
    });
    version += 1;
    const hash = hashOf({ format: "jiebang.release/1", procedureId: PROCEDURE, version, outcome });
    const chosen = outcome.flatMap((o) => o.decisions.filter((d) => d.outcome === "selected"));
    write("round.released", {
      version,
      hash,
      outcome,
      winners: chosen.map((d) => ({ bid: d.bid, bidder: pseudonymOf(salt(), d.bid) })),
    });
    for (const o of outcome) if (!o.decisions.some((d) => d.outcome === "selected")) live.delete(o.item);
    publish(
      "result",
      {
        releaseVersion: version,
        releaseHash: hash,
        items: outcome.map((o) =>
          noticeItem(
            o.item,
            o.decisions.filter((d) => d.outcome === "selected").map((d) => d.bid),
          ),
        ),
      },
      "2027-04-30",
    );
    return outcome.filter((o) => o.decisions.some((d) => d.outcome === "selected")).map((o) => o.item);
  };
  let released = live.size > 0 ? release([...live]) : [];
  if (released.length > 0) {
    turn("notice");
    if (happens(0.3)) write("note.sealed", { commitment: pseudonymOf(salt(), "an objection") });
    turn("confirm");
    const sentBack = released.filter(() => happens(0.2));
    for (const item of sentBack) write("item.sent_back", { item });
    for (const item of released.filter((i) => !sentBack.includes(i))) write("item.confirmed", { item });
    if (sentBack.length > 0) for (const item of release(sentBack)) write("item.confirmed", { item });
    released = items.map((i) => i.item).filter((i) => live.has(i));
    if (released.length > 0) {
      turn("contract");
      for (const item of released)
        if (happens(0.8)) {
          write("agreement.recorded", { item, kind: "development_commissioned" });
          write("item.contracted", { item });
        } else {
          write("agreement.abandoned", { item });
          write("item.failed", { item, reason: "contract_not_reached" });
        }
    }
  }
  turn("close");
  write(events.some((e) => e.type === "item.contracted") ? "round.completed" : "round.failed", { reason: null });
  sign("close");

  const { id: keyId, algorithm, publicKey } = key;
  const bundle = sealBundle(
    {
      format: "jiebang.bundle/1",
      ledger: {
        format: "jiebang.ledger/1",
        procedureId: PROCEDURE,
        roundNumber: number,
        events: events as RoundBundle["ledger"]["events"],
        signatures,
        keys: [{ keyId, algorithm, publicKey }],
      },
      template,
      parameters: parameters as unknown as RoundBundle["parameters"],
      items,
      notices,
      disclosures,
    },
    key,
  );
  return { bundle: JSON.parse(JSON.stringify(bundle)), receipts };
}

const noticeItem = (itemId: string, selected: string[]): NoticeContent["items"][number] => ({
  itemId,
  number: 1,
  title: "榜题",
  titleEn: null,
  entryNumber: "XQ-2027-00001",
  posterName: null,
  posterNameEn: null,
  hash: null,
  outcome: "selected",
  selected: selected.map((name) => ({ name, nameEn: null, partners: [] })),
  reason: null,
  text: null,
  bidsCloseAt: null,
});

const emptyNotice = (boardHash: string): NoticeContent => ({
  items: [],
  bases: [],
  hosts: ["测试市工业和信息化局"],
  boardHash,
  bidOpensAt: null,
  bidClosesAt: null,
  formerClosesAt: null,
  reason: null,
  text: null,
  releaseVersion: null,
  releaseHash: null,
  changelog: null,
  office: { acceptingOffice: "测试市工业和信息化局", phone: null, address: null, supervisorPhone: null },
});
