import { newId } from "@jiebang/domain";
import { makeEntry } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, everyone, only, signedIn } from "../access-table.ts";

const publish = (w: AccessWorld, kind: "offer" | "demand", organisationId: string) =>
  makeEntry(w.db, { kind, organisationId, jurisdictionId: w.countyA.id, revision: "published" });
const idOf = async (entry: Promise<{ entryId: string }>) => (await entry).entryId;
const pair = async (w: AccessWorld) => ({
  ownId: await idOf(publish(w, "demand", w.owner.id)),
  otherId: await idOf(publish(w, "offer", w.strangerOrganisation.id)),
});
const weights = {
  text: 50,
  field: 8,
  industry: 8,
  targets: 8,
  maturity: 4,
  modes: 3,
  money: 4,
  place: 3,
  answerRate: 2,
};
const ofOwner = only(["editor", "admin"], "not_found");
const byAdmin = only(["platformAdmin"]);
const someone = (w: AccessWorld) => w.db.prisma.user.findFirstOrThrow({ select: { id: true } });

export const recommendationAccess: AccessRows = {
  "recommendation.forYou": { input: () => ({}), expect: signedIn },
  "recommendation.fitting": {
    input: async (w) => {
      const entryId = await w.once("fitting", () => idOf(publish(w, "offer", w.owner.id)));
      const { number } = await w.db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
      return { number };
    },
    expect: everyone,
  },
  "recommendation.dismiss": {
    input: async (w) => ({ ...(await pair(w)), reason: "known" }),
    expect: ofOwner,
  },
  "recommendation.restore": {
    input: async (w) => {
      const { ownId, otherId } = await pair(w);
      const dismissalId = newId("rdm");
      await w.db.prisma.$executeRaw`
        INSERT INTO recommendation_dismissal (id, organisation_id, own_id, other_id, reason, created_by_id)
        VALUES (${dismissalId}, ${w.owner.id}, ${ownId}, ${otherId}, 'known', ${(await someone(w)).id})`;
      return { dismissalId };
    },
    expect: ofOwner,
  },
  "recommendation.dismissals": { input: () => ({}), expect: signedIn },
  "recommendation.showFewer": {
    input: async (w) => {
      await w.db.prisma
        .$executeRaw`UPDATE recommendation_rule SET ended_at = app_now(), ended_by_id = created_by_id WHERE ended_at IS NULL`;
      return { ...(await pair(w)), kind: "industry" };
    },
    expect: ofOwner,
  },
  "recommendation.endFewer": {
    input: async (w) => {
      const ruleId = newId("rrl");
      await w.db.prisma.$executeRaw`
        INSERT INTO recommendation_rule (id, organisation_id, kind, value, created_by_id)
        VALUES (${ruleId}, ${w.owner.id}, 'industry', ${ruleId}, ${(await someone(w)).id})`;
      return { ruleId };
    },
    expect: ofOwner,
  },
  "recommendation.fewerRules": { expect: signedIn },
  "recommendation.weights": { expect: byAdmin },
  "recommendation.saveWeights": { input: () => ({ weights, reason: "试用新权重", basedOn: 0 }), expect: byAdmin },
  "recommendation.revertWeights": { input: () => ({ version: 0, reason: "退回出厂", basedOn: 0 }), expect: byAdmin },
  "recommendation.previewWeights": { input: () => ({ weights, sample: 1 }), expect: byAdmin },
  "recommendation.preview": {
    input: async (w) => {
      const previewId = newId("rpv");
      await w.db.prisma.$executeRaw`
        INSERT INTO recommendation_preview (id, weights, compared_with, seed, entry_ids, created_by_id)
        VALUES (${previewId}, ${JSON.stringify(weights)}::jsonb, 0, '1', '{}', ${(await someone(w)).id})`;
      return { previewId };
    },
    expect: byAdmin,
  },
};
