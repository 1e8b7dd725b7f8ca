import type { UserActor } from "@jiebang/domain";
import { newId } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, only } from "../access-table.ts";
import { announced } from "./round.access.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** A recorded agreement between the owner (who posted) and the stranger (who bid), its plan agreed, one milestone in each state. */
function running(w: AccessWorld) {
  return w.once("running agreement", async () => {
    const { itemId, bidId, roundId } = await announced(w, "round of a running agreement");
    const agreementId = newId("agr");
    const { prisma } = w.db;
    await prisma.agreement.create({
      data: { id: agreementId, itemId, bidId, procedureId: roundId, state: "recorded", title: "协议" },
    });
    const at = new Date();
    await prisma.fulfilment.create({
      data: { agreementId, state: "running", posterAgreedAt: at, bidderAgreedAt: at, version: 1 },
    });
    const [open, reported] = [newId("mst"), newId("mst")];
    const common = { agreementId, dueOn: day("2030-01-01") };
    await prisma.milestone.createMany({
      data: [
        { id: open, no: 1, title: "小试", ...common },
        { id: reported, no: 2, title: "中试", ...common, state: "reported", report: "已完成", reportedAt: at },
      ],
    });
    const extensionId = newId("mex");
    const { userId } = w.actors.stranger as UserActor;
    await prisma.milestoneExtension.create({
      data: {
        id: extensionId,
        milestoneId: open,
        fromDay: day("2030-01-01"),
        toDay: day("2030-02-01"),
        reason: "停电",
        state: "asked",
        askedById: userId,
      },
    });
    const acceptance = { agreementId, no: 1, statement: "请验收", askedById: userId };
    await prisma.acceptance.create({ data: { id: newId("acc"), ...acceptance } });
    const evidenceId = newId("att");
    await prisma.attachment.create({
      data: {
        id: evidenceId,
        subjectKind: "milestone",
        subjectId: open,
        layer: "sealed",
        fileName: "报告.pdf",
        mediaType: "application/pdf",
        size: 1,
        sha256: "0".repeat(64),
        storageKey: `attachments/${evidenceId}`,
        uploadedById: userId,
      },
    });
    return { agreementId, open, reported, extensionId, evidenceId };
  });
}

async function payment(w: AccessWorld): Promise<string> {
  const { agreementId } = await running(w);
  const id = newId("pay");
  const { userId } = w.actors.stranger as UserActor;
  await w.db.prisma.paymentNote.create({
    data: { id, agreementId, paidOn: day("2026-01-01"), amount: "1.00", notedSide: "bidder", notedById: userId },
  });
  return id;
}

const seers = ["editor", "admin", "stranger", "county", "city", "auditor"] as const;
/** Those who see the agreement are told that it is not theirs to do; for others it does not exist. */
const of = (...who: (typeof seers)[number][]) =>
  only(
    who,
    "not_found",
    Object.fromEntries(seers.filter((one) => !who.includes(one)).map((one) => [one, "forbidden"])),
  );
const poster = of("editor", "admin");
const bidder = of("stranger");
const both = of("editor", "admin", "stranger");

export const fulfilmentAccess: AccessRows = {
  "fulfilment.get": {
    input: async (w) => ({ agreementId: (await running(w)).agreementId }),
    expect: only([...seers], "not_found"),
  },
  "fulfilment.savePlan": {
    input: async (w) => ({
      agreementId: (await running(w)).agreementId,
      version: 1,
      milestones: [{ title: "小试", dueOn: "2030-01-01" }],
    }),
    expect: of("editor", "admin", "stranger", "county", "city"),
  },
  "fulfilment.agreePlan": {
    input: async (w) => ({ agreementId: (await running(w)).agreementId, version: 1 }),
    expect: both,
  },
  "fulfilment.report": {
    input: async (w) => ({ milestoneId: (await running(w)).open, text: "完成小试" }),
    expect: bidder,
  },
  "fulfilment.judge": {
    input: async (w) => ({ milestoneId: (await running(w)).reported, decision: "return", text: "缺检测报告" }),
    expect: poster,
  },
  "fulfilment.askExtension": {
    input: async (w) => ({ milestoneId: (await running(w)).open, toDay: "2030-03-01", reason: "设备到货晚" }),
    expect: bidder,
  },
  "fulfilment.answerExtension": {
    input: async (w) => ({ extensionId: (await running(w)).extensionId, decision: "refuse", text: "不能再晚" }),
    expect: poster,
  },
  "fulfilment.removeEvidence": {
    input: async (w) => {
      const { evidenceId } = await running(w);
      await w.db.prisma.attachment.update({ where: { id: evidenceId }, data: { removedAt: null } });
      return { attachmentId: evidenceId };
    },
    expect: bidder,
  },
  "fulfilment.askAcceptance": {
    input: async (w) => ({ agreementId: (await running(w)).agreementId, statement: "全部完成" }),
    expect: bidder,
  },
  "fulfilment.decideAcceptance": {
    input: async (w) => ({
      agreementId: (await running(w)).agreementId,
      no: 99,
      outcome: "refused",
      targets: [{ name: "回收率", result: "missed" }],
      text: "未达标",
    }),
    expect: poster,
  },
  "fulfilment.notePayment": {
    input: async (w) => ({ agreementId: (await running(w)).agreementId, paidOn: "2026-01-01", amount: "100.00" }),
    expect: both,
  },
  "fulfilment.confirmPayment": { input: async (w) => ({ paymentId: await payment(w) }), expect: poster },
  "fulfilment.removePayment": { input: async (w) => ({ paymentId: await payment(w) }), expect: bidder },
  "fulfilment.declareDefault": {
    input: async (w) => ({ agreementId: (await running(w)).agreementId, text: "逾期未履行" }),
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },
};
