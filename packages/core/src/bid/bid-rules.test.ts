import { addDays, instantOf } from "@jiebang/domain";
import { fromBase64Url, sealFile, toBase64Url } from "@jiebang/ledger";
import { makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { readAttachment } from "../attachment/read-attachment.ts";
import { listItemBids } from "../board/list-item-bids.ts";
import { finishCheck } from "../round/finish-check.ts";
import { getRound } from "../round/get-round.ts";
import { openRound } from "../round/open-round.ts";
import {
  afterClosing,
  announce,
  bidOn,
  click,
  envelopeFor,
  MONDAY,
  makeRoundWorld,
  proposal,
} from "../round/testing/round-world.ts";
import { addCorrectionFile } from "./add-correction-file.ts";
import { checkBid } from "./check-bid.ts";
import { correctBid } from "./correct-bid.ts";
import { getBid, getReceipt } from "./get-bid.ts";
import { handInPlaintext } from "./hand-in-plaintext.ts";
import { invitePartner } from "./invite-partner.ts";
import { declinePartnership } from "./leave-partnership.ts";
import { listMyBids } from "./list-my-bids.ts";
import { sealBid } from "./seal-bid.ts";
import { readBidFile, uploadSealedFile } from "./sealed-files.ts";
import { signBid } from "./sign-bid.ts";
import { startBid } from "./start-bid.ts";
import { withdrawBid } from "./withdraw-bid.ts";

const db = useTestDatabase();

describe("who may bid", () => {
  it("refuses poster, related party in either direction, wrong kind, strangers to the organisation, and too many bids", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w, {
      items: 2,
      parameters: { maxBidsPerOrganisation: 1, bidderKinds: ["university", "enterprise"] },
    });
    const [one, two] = round.items.map((i) => i.id) as [string, string];
    const start = (who: keyof typeof w.people, organisationId: string, itemId = one) =>
      startBid(w.as(w.people[who]), { itemId, organisationId });
    await expect(start("poster", w.organisations.poster.id)).rejects.toMatchObject({ reason: "bid.lead_is_poster" });
    await expect(start("institute", w.organisations.institute.id)).rejects.toMatchObject({
      reason: "bid.kind_not_eligible",
    });
    await expect(start("institute", w.organisations.university.id)).rejects.toMatchObject({
      kind: "forbidden",
      reason: "bid.not_member",
    });
    await expect(start("related", w.organisations.related.id)).rejects.toMatchObject({ reason: "bid.related_party" });
    await db.asOwner(
      "UPDATE organisation_relation SET organisation_id = related_organisation_id, related_organisation_id = organisation_id WHERE organisation_id = $1",
      [w.organisations.related.id],
    );
    await expect(start("related", w.organisations.related.id)).rejects.toMatchObject({ reason: "bid.related_party" });
    const view = await getRound(w.as(w.people.related), { roundId: round.id });
    expect(view.items[0]).toMatchObject({
      myBidObstacle: { reason: "bid.related_party", details: { evidence: "发榜方持股 51%" } },
      allowedActions: [],
    });
    await start("university", w.organisations.university.id);
    await expect(start("university", w.organisations.university.id, two)).rejects.toMatchObject({
      reason: "bid.too_many",
      details: { max: 1 },
    });
    await expect(
      startBid(w.as(w.people.university), { itemId: "itm_unknown", organisationId: w.organisations.university.id }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });

  it("lets the related bid when the round does not exclude them, and names no hidden poster when it does", async () => {
    const w = await makeRoundWorld(db);
    const open = await announce(w, { parameters: { excludeRelated: false } });
    await startBid(w.as(w.people.related), { itemId: open.items[0]!.id, organisationId: w.organisations.related.id });
    const hidden = await announce(w, { isPosterHidden: true });
    await expect(
      startBid(w.as(w.people.related), { itemId: hidden.items[0]!.id, organisationId: w.organisations.related.id }),
    ).rejects.toMatchObject({ reason: "bid.related_party", details: { evidence: "" } });
    expect((await getRound(w.as(w.people.university), { roundId: hidden.id })).items[0]!.poster).toBeNull();
  });
});

describe("sealing", () => {
  it("keeps the last envelope before the deadline, and lets it be withdrawn and sealed again until then", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const first = await bidOn(w, round, round.items[0]!.id, "university", proposal({ title: "第一稿" }));
    const again = await bidOn(w, round, round.items[0]!.id, "university", proposal({ title: "第二稿" }));
    expect([again.id, first.seq, again.seq, again.commitment === first.commitment]).toEqual([first.id, 1, 2, false]);
    const withdrawn = await withdrawBid(w.as(w.people.university), { bidId: first.id });
    expect([withdrawn.state, withdrawn.commitment, withdrawn.receipt]).toEqual(["withdrawn", null, null]);
    expect((await getRound(w.as(w.people.coordinator), { roundId: round.id })).items[0]!.sealedBids).toBe(0);
    const third = await bidOn(w, round, round.items[0]!.id, "university", proposal({ title: "第三稿" }));
    expect(await getReceipt(w.as(w.people.university), { bidId: third.id })).toEqual(third.receipt);
    await afterClosing(w);
    await expect(withdrawBid(w.as(w.people.university), { bidId: third.id })).rejects.toMatchObject({
      reason: "bid.late",
    });
    await openRound(w.as(w.people.coordinator), { roundId: round.id });
    expect((await getBid(w.as(w.people.university), { bidId: third.id })).content?.title).toBe("第三稿");
    expect(
      await db.asOwner("SELECT seq, superseded_at IS NULL AS current FROM envelope WHERE bid_id = $1 ORDER BY seq", [
        first.id,
      ]),
    ).toEqual([
      { seq: 1, current: false },
      { seq: 2, current: false },
      { seq: 3, current: true },
    ]);
    expect((await listMyBids(w.as(w.people.university), {})).items.map((b) => [b.id, b.as, b.state])).toContainEqual([
      third.id,
      "lead",
      "opened",
    ]);
  });

  it("refuses what is not an envelope of this round", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.university);
    const bid = await startBid(ctx, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id });
    const { plaintext: _, ...envelope } = envelopeFor(round, bid);
    const seal = (more: object) => sealBid(ctx, { bidId: bid.id, ...envelope, idempotencyKey: click(), ...more });
    await expect(seal({ algorithm: "none" })).rejects.toMatchObject({ reason: "bid.algorithm_wrong" });
    await expect(seal({ ciphertext: toBase64Url(fromBase64Url(envelope.ciphertext).slice(1)) })).rejects.toMatchObject({
      reason: "bid.envelope_shape",
    });
    await expect(seal({ files: ["0".repeat(64)] })).rejects.toMatchObject({ reason: "bid.file_not_uploaded" });
    const key = click();
    await seal({ idempotencyKey: key });
    await expect(seal({ idempotencyKey: key, commitment: `sha-256:${"1".repeat(64)}` })).rejects.toMatchObject({
      reason: "bid.key_reused",
    });
    const off = await announce(w, { parameters: { sealing: "off" } });
    const offBid = await startBid(ctx, { itemId: off.items[0]!.id, organisationId: w.organisations.university.id });
    const { plaintext: __, ...plain } = envelopeFor(off, offBid);
    await expect(
      sealBid(ctx, { bidId: offBid.id, ...plain, commitment: `sha-256:${"1".repeat(64)}`, idempotencyKey: click() }),
    ).rejects.toMatchObject({ reason: "bid.envelope_shape", details: { defect: "commitment_mismatch" } });
  });

  it("makes one envelope of eight clicks at once, and one bid of eight starts", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.university);
    const starts = await Promise.all(
      Array.from({ length: 8 }, () =>
        startBid(ctx, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id }),
      ),
    );
    expect(new Set(starts.map((b) => b.id)).size).toBe(1);
    const { plaintext: _, ...envelope } = envelopeFor(round, starts[0]!);
    const idempotencyKey = click();
    const sealed = await Promise.all(
      Array.from({ length: 8 }, () => sealBid(ctx, { bidId: starts[0]!.id, ...envelope, idempotencyKey })),
    );
    expect(new Set(sealed.map((b) => JSON.stringify(b.receipt))).size).toBe(1);
    expect(await db.prisma.envelope.count({ where: { bidId: starts[0]!.id } })).toBe(1);
    expect(await db.prisma.ledgerEvent.count({ where: { procedureId: round.id, type: "bid.sealed" } })).toBe(1);
    // Different clicks at once follow one another: each has its number, one counts.
    const racing = await Promise.all(
      Array.from({ length: 4 }, () => sealBid(ctx, { bidId: starts[0]!.id, ...envelope, idempotencyKey: click() })),
    );
    expect(racing.map((b) => b.receipt?.seq).every(Boolean)).toBe(true);
    expect(
      await db.asOwner(
        "SELECT count(*)::int AS n, count(*) FILTER (WHERE superseded_at IS NULL)::int AS current FROM envelope WHERE bid_id = $1",
        [starts[0]!.id],
      ),
    ).toEqual([{ n: 5, current: 1 }]);
  });

  it("does not lose the receipt of a click repeated after the deadline", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.university);
    const bid = await startBid(ctx, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id });
    const { plaintext: _, ...envelope } = envelopeFor(round, bid);
    const input = { bidId: bid.id, ...envelope, idempotencyKey: click() };
    const { receipt } = await sealBid(ctx, input);
    await afterClosing(w);
    expect((await sealBid(ctx, input)).receipt).toEqual(receipt);
  });
});

describe("partners", () => {
  it("sign what is sealed, and sign again when it is replaced; unsigned ones are a defect that can be corrected", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const [lead, partner] = [w.as(w.people.university), w.as(w.people.institute)];
    const organisationId = w.organisations.institute.id;
    const bid = await startBid(lead, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id });
    await expect(getBid(partner, { bidId: bid.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      invitePartner(lead, { bidId: bid.id, organisationId: w.organisations.related.id, task: "试验" }),
    ).rejects.toMatchObject({ reason: "bid.related_party" });
    await expect(
      invitePartner(lead, { bidId: bid.id, organisationId: w.organisations.poster.id, task: "试验" }),
    ).rejects.toMatchObject({ reason: "bid.partner_is_poster" });
    await invitePartner(lead, { bidId: bid.id, organisationId, task: "中试" });
    expect(await getBid(partner, { bidId: bid.id })).toMatchObject({
      as: "partner",
      receipt: null,
      files: [],
      allowedActions: ["decline"],
    });
    const content = proposal({ partners: [{ organisationId, name: "揭榜研究院", task: "中试" }] });
    const first = await bidOn(w, round, bid.itemId, "university", content);
    await signBid(partner, { bidId: bid.id, organisationId, commitment: first.commitment! });
    expect((await getBid(lead, { bidId: bid.id })).partners).toMatchObject([{ state: "signed", isSigned: true }]);
    const second = await bidOn(w, round, bid.itemId, "university", content);
    expect(second.partners).toMatchObject([{ state: "invited", isSigned: false }]);
    await expect(
      signBid(partner, { bidId: bid.id, organisationId, commitment: first.commitment! }),
    ).rejects.toMatchObject({ reason: "bid.envelope_replaced" });

    await afterClosing(w);
    await openRound(w.as(w.people.coordinator), { roundId: round.id });
    const coordinator = w.as(w.people.coordinator);
    expect((await listItemBids(coordinator, { itemId: bid.itemId }))[0]).toMatchObject({
      state: "defective",
      defects: ["unsigned_partner"],
    });
    await expect(checkBid(coordinator, { bidId: bid.id, result: "pass" })).rejects.toMatchObject({
      reason: "bid.partner_unsigned",
    });
    await expect(checkBid(coordinator, { bidId: bid.id, result: "correct" })).rejects.toMatchObject({
      reason: "bid.check_reason_missing",
    });
    // The closing is a Tuesday: three working days end on Friday.
    const asked = await checkBid(coordinator, { bidId: bid.id, result: "correct", reasons: ["unsigned_partner"] });
    expect(asked.checks[0]!.dueAt).toBe(instantOf(addDays(MONDAY, 19), "00:00").toISOString());
    await expect(
      checkBid(coordinator, { bidId: bid.id, result: "fail", reasons: ["not_corrected"] }),
    ).rejects.toMatchObject({ reason: "bid.correction_running" });
    await signBid(partner, { bidId: bid.id, organisationId, commitment: second.commitment! });
    const scan = new TextEncoder().encode("参与单位盖章页");
    await expect(
      addCorrectionFile(w.as(w.people.related), { bidId: bid.id, fileName: "页.txt", bytes: scan }),
    ).rejects.toMatchObject({ kind: "not_found" });
    const added = await addCorrectionFile(lead, { bidId: bid.id, fileName: "盖章页.txt", bytes: scan });
    await expect(
      correctBid(lead, { bidId: bid.id, text: "补签", attachmentIds: ["att_unknown"] }),
    ).rejects.toMatchObject({ reason: "bid.file_not_uploaded" });
    const corrected = await correctBid(lead, { bidId: bid.id, text: "参与单位已补签。", attachmentIds: [added.id] });
    expect(corrected.checks[0]!.correction).toEqual({ text: "参与单位已补签。", attachments: [added] });
    for (const who of ["university", "institute", "coordinator", "poster"] as const)
      expect((await readAttachment(w.as(w.people[who]), { attachmentId: added.id })).bytes).toEqual(scan);
    for (const who of ["related", "outsider"] as const)
      await expect(readAttachment(w.as(w.people[who]), { attachmentId: added.id })).rejects.toMatchObject({
        kind: "not_found",
      });
    await expect(correctBid(lead, { bidId: bid.id, text: "再补一次。" })).rejects.toMatchObject({
      reason: "bid.no_correction_asked",
    });
    expect(await checkBid(coordinator, { bidId: bid.id, result: "pass" })).toMatchObject({ state: "valid" });
  });

  it("may say no, and then do not count", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w, { parameters: { maxPartners: 1 } });
    const lead = w.as(w.people.university);
    const bid = await startBid(lead, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id });
    const other = await makeOrganisation(db, { kind: "enterprise" });
    await makePerson(db, { member: [{ organisationId: other.id }] });
    await invitePartner(lead, { bidId: bid.id, organisationId: w.organisations.institute.id, task: "中试" });
    await expect(invitePartner(lead, { bidId: bid.id, organisationId: other.id, task: "生产" })).rejects.toMatchObject({
      reason: "bid.too_many_partners",
      details: { max: 1 },
    });
    await declinePartnership(w.as(w.people.institute), { bidId: bid.id, organisationId: w.organisations.institute.id });
    await invitePartner(lead, { bidId: bid.id, organisationId: other.id, task: "生产" });
  });
});

describe("the opening", () => {
  it("marks what cannot be read, and takes the plaintext that hashes to its commitment", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const coordinator = w.as(w.people.coordinator);
    const bid = await bidOn(w, round, round.items[0]!.id, "university");
    await db.asOwner("UPDATE round SET wrapped_private_key = 'lost' WHERE procedure_id = $1", [round.id]);
    await afterClosing(w);
    await openRound(coordinator, { roundId: round.id });
    const lead = w.as(w.people.university);
    expect(await getBid(lead, { bidId: bid.id })).toMatchObject({
      state: "defective",
      defects: ["unreadable"],
      content: null,
      allowedActions: ["handInPlaintext"],
    });
    await expect(
      checkBid(coordinator, { bidId: bid.id, result: "correct", reasons: ["unreadable"] }),
    ).rejects.toMatchObject({ reason: "bid.unreadable_not_correctable" });
    const other = { ...bid.plaintext, content: { ...bid.plaintext.content, price: "1.00" } };
    await expect(handInPlaintext(lead, { bidId: bid.id, plaintext: other })).rejects.toMatchObject({
      reason: "bid.plaintext_differs",
    });
    expect(await handInPlaintext(lead, { bidId: bid.id, plaintext: bid.plaintext })).toMatchObject({
      state: "opened",
      defects: [],
      content: bid.plaintext.content,
    });
    expect(await checkBid(coordinator, { bidId: bid.id, result: "pass" })).toMatchObject({ state: "valid" });
  });

  it("codes missing parts and missing declarations as defects, by the round's parameters", async () => {
    const w = await makeRoundWorld(db);
    const coordinator = w.as(w.people.coordinator);
    const round = await announce(w);
    const bid = await bidOn(
      w,
      round,
      round.items[0]!.id,
      "university",
      proposal({ targets: [], creditDeclaration: false }),
    );
    await afterClosing(w);
    await openRound(coordinator, { roundId: round.id });
    expect(await getBid(w.as(w.people.university), { bidId: bid.id })).toMatchObject({
      state: "opened",
      defects: ["missing_part"],
    });
    await expect(checkBid(coordinator, { bidId: bid.id, result: "pass" })).rejects.toMatchObject({
      reason: "bid.defects_open",
    });
    await checkBid(coordinator, { bidId: bid.id, result: "correct", reasons: ["targets_not_covered"] });
    await db.moveClock(instantOf(addDays(MONDAY, 25), "09:00"));
    await expect(correctBid(w.as(w.people.university), { bidId: bid.id, text: "太迟了。" })).rejects.toMatchObject({
      reason: "bid.correction_late",
    });
    expect(await checkBid(coordinator, { bidId: bid.id, result: "fail", reasons: ["not_corrected"] })).toMatchObject({
      state: "defective",
    });
    await expect(finishCheck(coordinator, { roundId: round.id })).rejects.toMatchObject({
      reason: "round.item_without_bids",
    });
    const lenient = await announce(w, { parameters: { creditLookbackMonths: 0 } });
    const fine = await bidOn(w, lenient, lenient.items[0]!.id, "university", proposal({ creditDeclaration: false }));
    await afterClosing(w);
    await openRound(coordinator, { roundId: lenient.id });
    expect((await getBid(w.as(w.people.university), { bidId: fine.id })).defects).toEqual([]);
  });
});

describe("files of a bid", () => {
  it("go in as ciphertext before the bid, and come out decrypted after the opening for those who may read", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const lead = w.as(w.people.university);
    const organisationId = w.organisations.university.id;
    const bytes = new TextEncoder().encode("检测报告");
    const file = sealFile(bytes);
    const upload = (more: Partial<Parameters<typeof uploadSealedFile>[1]> = {}) =>
      uploadSealedFile(lead, { roundId: round.id, organisationId, bytes: file.ciphertext, ...more });
    await expect(upload()).rejects.toMatchObject({ reason: "bid.start_first" });
    const bid = await startBid(lead, { itemId: round.items[0]!.id, organisationId });
    await expect(upload({ bytes })).rejects.toMatchObject({ reason: "bid.file_not_sealed" });
    await expect(upload({ organisationId: w.organisations.institute.id })).rejects.toMatchObject({ kind: "forbidden" });
    const [stored, twice] = [await upload(), await upload()];
    expect(stored).toEqual(twice);
    const { key, sha256, cipherSha256 } = file;
    const content = proposal({
      attachments: [
        { fileName: "报告.pdf", mediaType: "application/pdf", size: bytes.length, key, sha256, cipherSha256 },
      ],
    });
    const { plaintext: _, ...envelope } = envelopeFor(round, bid, content);
    await sealBid(lead, { bidId: bid.id, ...envelope, files: [stored.sha256], idempotencyKey: click() });
    const read = (who: keyof typeof w.people) => readBidFile(w.as(w.people[who]), { bidId: bid.id, cipherSha256 });
    for (const who of ["coordinator", "poster", "university"] as const)
      await expect(read(who)).rejects.toMatchObject({ kind: "not_found" });
    await afterClosing(w);
    await openRound(w.as(w.people.coordinator), { roundId: round.id });
    for (const who of ["coordinator", "poster", "university", "auditor"] as const)
      expect(await read(who)).toEqual({ bytes, fileName: "报告.pdf", mediaType: "application/pdf" });
    for (const who of ["institute", "outsider"] as const)
      await expect(read(who)).rejects.toMatchObject({ kind: "not_found" });
    const [view] = await listItemBids(w.as(w.people.poster), { itemId: bid.itemId });
    expect([view!.files, view!.content!.attachments]).toEqual([
      [{ fileName: "报告.pdf", mediaType: "application/pdf", size: bytes.length, cipherSha256 }],
      [],
    ]);
  });
});
