import {
  acceptItem,
  announceRound,
  createBasis,
  createCtx,
  createRound,
  proposeItem,
  sealBid,
  seedTemplates,
  startBid,
  startSolicitation,
} from "@jiebang/core";
import {
  addDays,
  type BidView,
  bidContent,
  dayOf,
  instantOf,
  newId,
  type RoundView,
  type UserActor,
} from "@jiebang/domain";
import { sealBid as sealInBrowser } from "@jiebang/ledger";
import { makeEntry, testServices } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, everyone, only, signedIn } from "../access-table.ts";

// A round of county A: the owner posts, the stranger's organisation bids. Conflicts of stage count as allowed: somebody
// who may not do a thing at all must be refused before the stage is looked at.

const services = testServices();
const as = (w: AccessWorld, name: "county" | "stranger") =>
  createCtx({ db: w.db, services }, w.actors[name] as UserActor);

async function makeDraft(w: AccessWorld): Promise<RoundView> {
  await w.once("templates", () => seedTemplates(w.db.prisma));
  const basis = await createBasis(as(w, "county"), {
    documentNo: "一号",
    title: "通知",
    issuer: "市工信局",
    validFrom: "2000-01-01",
  });
  const closes = instantOf(addDays(dayOf(new Date()), 20), "17:00");
  return createRound(as(w, "county"), {
    title: "权限表的轮次",
    jurisdictionId: w.countyA.id,
    basisIds: [basis.id],
    parameters: { sealing: "off" },
    acceptingOffice: "县工信局",
    phone: "1",
    address: "一",
    supervisorPhone: "2",
    schedule: { bidClosesAt: closes.toISOString() },
  });
}

const makeDemand = async (w: AccessWorld) =>
  (
    await makeEntry(w.db, {
      kind: "demand",
      organisationId: w.owner.id,
      jurisdictionId: w.countyA.id,
      revision: "published",
    })
  ).entryId;

async function makeProposal(w: AccessWorld): Promise<{ itemId: string; roundId: string }> {
  const { id: roundId } = await makeDraft(w);
  const round = await proposeItem(as(w, "county"), { roundId, entryId: await makeDemand(w) });
  return { roundId, itemId: round.items[0]!.id };
}

async function makeSolicitation(w: AccessWorld): Promise<{ roundId: string; entryId: string }> {
  const { id: roundId } = await makeDraft(w);
  await startSolicitation(as(w, "county"), { roundId });
  return { roundId, entryId: await makeDemand(w) };
}

interface Announced {
  round: RoundView;
  roundId: string;
  itemId: string;
  bidId: string;
  bid: BidView;
  noticeId: string;
  notice: string;
}

/** Announced, with the stranger's sealed bid, an objection by the stranger and a draft agreement with it. */
export const announced = (w: AccessWorld, key = "announced round"): Promise<Announced> =>
  w.once(key, async () => {
    const { roundId, itemId } = await makeProposal(w);
    await w.db.prisma.boardItem.update({ where: { id: itemId }, data: { consentedAt: new Date() } });
    await acceptItem(as(w, "county"), { itemId });
    const round = await announceRound(as(w, "county"), { roundId });
    const started = await startBid(as(w, "stranger"), { itemId, organisationId: w.strangerOrganisation.id });
    const content = bidContent.parse({
      title: "t",
      approach: "a",
      durationMonths: 1,
      ip: "i",
      contact: { name: "n", phone: "1" },
    });
    const { plaintext: _, ...envelope } = sealInBrowser({
      procedureId: roundId,
      itemId,
      bidId: started.id,
      content,
      mode: "off",
    });
    const bid = await sealBid(as(w, "stranger"), {
      bidId: started.id,
      ...envelope,
      idempotencyKey: `click-of-the-access-table: ${key}`,
    });
    const [notice] = round.notices;
    return { round, roundId, itemId, bidId: bid.id, bid, noticeId: notice!.id, notice: notice!.number };
  });

/** The same as if it had been opened: only who may look is asked here. */
function opened(w: AccessWorld): Promise<Announced> {
  return w.once("opened round", async () => {
    const before = await announced(w, "round to open");
    await w.db.prisma.round.update({ where: { procedureId: before.roundId }, data: { openedAt: new Date() } });
    await w.db.prisma.bid.update({ where: { id: before.bidId }, data: { openedAt: new Date() } });
    return before;
  });
}

function objection(w: AccessWorld): Promise<string> {
  return w.once("objection", async () => {
    const { itemId, noticeId } = await announced(w);
    const id = newId("obj");
    const stranger = w.actors.stranger as UserActor;
    await w.db.prisma.objection.create({
      data: {
        id,
        itemId,
        noticeId,
        userId: stranger.userId,
        objectorName: "某人",
        channel: "online",
        text: "异议内容",
        state: "open",
        dueAt: new Date(),
      },
    });
    return id;
  });
}

function agreement(w: AccessWorld): Promise<string> {
  return w.once("agreement", async () => {
    const { itemId, bidId, roundId } = await announced(w);
    const id = newId("agr");
    await w.db.prisma.agreement.create({
      data: { id, itemId, bidId, procedureId: roundId, state: "draft", title: "协议" },
    });
    return id;
  });
}

/** On a draft: other counties' coordinators do not even learn that it exists. */
const ofDraft = only(["county", "city"], "forbidden", { countyElsewhere: "not_found" });
/** On an announced round: everybody knows it, only its coordinators run it. */
const ofAnnounced = only(["county", "city"], "forbidden");
const bidder = only(["stranger"], "not_found");
const coordinators = only(["county", "countyElsewhere", "city"], "forbidden");
const reason = { reason: "other", text: "理由在此" } as const;
const later = () => new Date(Date.now() + 40 * 86_400_000).toISOString();

export const roundAccess: AccessRows = {
  "round.list": { input: () => ({}), expect: signedIn },
  "round.get": {
    input: async (w) => ({ roundId: (await w.once("draft round", () => makeDraft(w))).id }),
    expect: only(["county", "city", "auditor"], "not_found"),
  },
  "round.ledger": {
    input: async (w) => ({ roundId: (await w.once("draft round", () => makeDraft(w))).id }),
    expect: only(["county", "city", "auditor"], "not_found", { anonymous: "not_found" }),
  },
  "round.templates": { expect: signedIn },
  "round.preview": {
    input: async (w) => {
      await w.once("templates", () => seedTemplates(w.db.prisma));
      return {};
    },
    expect: coordinators,
  },
  "round.create": {
    input: async (w) => {
      await w.once("templates", () => seedTemplates(w.db.prisma));
      return { title: "新轮次", jurisdictionId: w.countyA.id };
    },
    expect: only(["county", "city"], "forbidden"),
  },
  "round.update": {
    input: async (w) => ({ roundId: (await makeDraft(w)).id, version: 1, title: "改名" }),
    expect: ofDraft,
  },
  "round.cite": { input: async (w) => citation(await makeDraft(w)), expect: ofDraft },
  "round.uncite": { input: async (w) => citation(await makeDraft(w)), expect: ofDraft },
  "round.startSolicitation": { input: async (w) => ({ roundId: (await makeDraft(w)).id }), expect: ofDraft },
  "round.closeSolicitation": { input: async (w) => ({ roundId: (await makeDraft(w)).id }), expect: ofDraft },
  "round.announce": { input: async (w) => ({ roundId: (await makeDraft(w)).id }), expect: ofDraft },
  "round.cancel": { input: async (w) => ({ roundId: (await makeDraft(w)).id, ...reason }), expect: ofDraft },
  "round.fail": { input: async (w) => ({ roundId: (await makeDraft(w)).id, ...reason }), expect: ofDraft },
  "round.extend": {
    input: async (w) => ({ roundId: (await announced(w)).roundId, closesAt: later(), reason: "顺延" }),
    expect: ofAnnounced,
  },
  "round.open": { input: async (w) => ({ roundId: (await announced(w)).roundId }), expect: ofAnnounced },
  "round.finishCheck": { input: async (w) => ({ roundId: (await announced(w)).roundId }), expect: ofAnnounced },
  "round.endStage": { input: async (w) => ({ roundId: (await announced(w)).roundId }), expect: ofAnnounced },
  "round.release": { input: async (w) => ({ roundId: (await announced(w)).roundId }), expect: ofAnnounced },

  "board.get": { input: async (w) => ({ itemId: (await announced(w)).itemId }), expect: signedIn },
  "board.candidates": { input: async (w) => ({ roundId: (await announced(w)).roundId }), expect: signedIn },
  "board.propose": { input: makeSolicitation, expect: only(["editor", "admin", "county", "city"], "not_found") },
  "board.consent": {
    input: async (w) => ({ itemId: (await makeProposal(w)).itemId }),
    expect: only(["editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "board.withdraw": {
    input: async (w) => ({ itemId: (await makeProposal(w)).itemId }),
    expect: only(["editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "board.accept": { input: async (w) => ({ itemId: (await makeProposal(w)).itemId }), expect: ofDraft },
  "board.decline": { input: async (w) => ({ itemId: (await makeProposal(w)).itemId, ...reason }), expect: ofDraft },
  "board.extendBids": {
    input: async (w) => ({ itemId: (await announced(w)).itemId, closesAt: later(), reason: "顺延" }),
    expect: ofAnnounced,
  },
  "board.continue": {
    input: async (w) => ({ itemId: (await announced(w)).itemId, reason: "继续" }),
    expect: ofAnnounced,
  },
  "board.fail": { input: async (w) => ({ itemId: (await announced(w)).itemId, ...reason }), expect: ofAnnounced },
  "board.confirm": { input: async (w) => ({ itemId: (await announced(w)).itemId }), expect: ofAnnounced },
  "board.bids": {
    input: async (w) => ({ itemId: (await opened(w)).itemId }),
    expect: only(["editor", "admin", "county", "city", "auditor"], "not_found"),
  },
  "board.decide": {
    input: async (w) => ({ itemId: (await announced(w)).itemId, selected: [], noneReason: "均不合适" }),
    expect: only(["editor", "admin"], "forbidden"),
  },

  "bid.listMine": { input: () => ({}), expect: signedIn },
  "bid.get": { input: bidRef, expect: bidder },
  "bid.receipt": { input: bidRef, expect: bidder },
  "bid.start": {
    input: async (w) => ({ itemId: (await announced(w)).itemId, organisationId: w.strangerOrganisation.id }),
    expect: only(["stranger"], "forbidden"),
  },
  "bid.invitePartner": { input: async (w) => ({ ...(await partnerRef(w)), task: "中试" }), expect: bidder },
  "bid.removePartner": { input: partnerRef, expect: bidder },
  "bid.decline": {
    input: async (w) => ({ ...(await bidRef(w)), organisationId: w.strangerOrganisation.id }),
    expect: bidder,
  },
  "bid.sign": {
    input: async (w) => ({
      ...(await bidRef(w)),
      organisationId: w.strangerOrganisation.id,
      commitment: (await announced(w)).bid.commitment,
    }),
    expect: bidder,
  },
  "bid.seal": {
    input: async (w) => {
      const { bid } = await announced(w);
      const ciphertext = "A".repeat(400);
      return {
        bidId: bid.id,
        algorithm: "none",
        ciphertext,
        commitment: bid.commitment,
        idempotencyKey: "click-of-the-access-table: announced round",
      };
    },
    expect: bidder,
  },
  "bid.withdraw": {
    input: async (w) => ({ bidId: (await announced(w, "round with a bid to withdraw")).bidId }),
    expect: bidder,
  },
  "bid.handInPlaintext": {
    input: async (w) => {
      const { roundId, itemId, bidId } = await announced(w);
      const content = { title: "t", approach: "a", durationMonths: 1, ip: "i", contact: { name: "n", phone: "1" } };
      return {
        bidId,
        plaintext: { format: "jiebang.bid/1", procedureId: roundId, itemId, bidId, salt: "A".repeat(43), content },
      };
    },
    expect: bidder,
  },
  "bid.correct": { input: async (w) => ({ ...(await bidRef(w)), text: "补正" }), expect: bidder },
  "bid.check": {
    input: async (w) => ({ bidId: (await opened(w)).bidId, result: "pass" }),
    // Another county's coordinator never learns that there is such a bid.
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },

  "notice.list": { input: () => ({}), expect: everyone },
  "notice.get": { input: async (w) => ({ number: (await announced(w)).notice }), expect: everyone },

  "objection.list": { input: () => ({}), expect: signedIn },
  "objection.get": {
    input: async (w) => ({ objectionId: await objection(w) }),
    // The poster is objected to: for its members there is no objection.
    expect: only(["stranger", "county", "city", "auditor"], "not_found"),
  },
  "objection.file": {
    input: async (w) => ({
      noticeId: (await announced(w)).noticeId,
      itemId: (await announced(w)).itemId,
      text: "事实和理由写在这里。",
    }),
    expect: signedIn,
  },
  "objection.enterPaper": {
    input: async (w) => ({
      noticeId: (await announced(w)).noticeId,
      itemId: (await announced(w)).itemId,
      objectorName: "某某公司",
      text: "事实和理由写在这里。",
    }),
    expect: ofAnnounced,
  },
  "objection.withdraw": {
    input: async (w) => ({ objectionId: await objection(w) }),
    expect: only(["stranger"], "not_found", { county: "forbidden", city: "forbidden", auditor: "forbidden" }),
  },
  "objection.answer": {
    input: async (w) => ({
      objectionId: await objection(w),
      outcome: "dismissed",
      reason: "outside_scope",
      answer: "不属于异议范围",
    }),
    expect: ofDraft,
  },

  "agreement.list": { input: () => ({}), expect: signedIn },
  "agreement.get": {
    input: async (w) => ({ agreementId: await agreement(w) }),
    expect: only(["stranger", "editor", "admin", "county", "city", "auditor"], "not_found"),
  },
  "agreement.save": {
    input: async (w) => ({
      agreementId: await agreement(w),
      version: 1,
      contractKind: null,
      title: "协议",
      fields: {},
      amount: null,
      technologyAmount: null,
      signedOn: null,
      endsOn: null,
    }),
    expect: only(["stranger", "editor", "admin", "county", "city"], "not_found", { auditor: "forbidden" }),
  },
  "agreement.record": { input: async (w) => ({ agreementId: await agreement(w), version: 1 }), expect: ofDraft },
  "agreement.abandon": { input: async (w) => ({ agreementId: await agreement(w), text: "未签约" }), expect: ofDraft },

  "basis.list": { expect: signedIn },
  "basis.create": {
    input: () => ({ documentNo: "二号", title: "通知", issuer: "市工信局", validFrom: "2026-01-01" }),
    expect: coordinators,
  },
};

const citation = (round: RoundView) => ({ roundId: round.id, basisId: round.bases[0]!.id });
async function bidRef(w: AccessWorld) {
  return { bidId: (await announced(w)).bidId };
}
async function partnerRef(w: AccessWorld) {
  return { ...(await bidRef(w)), organisationId: w.owner.id };
}
