import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { computeRecommendations } from "./compute-recommendations.ts";
import { continuePreview, getWeightsPreview, previewWeights } from "./preview-weights.ts";
import { revertWeights, saveWeights } from "./save-weights.ts";
import { SHIPPED_WEIGHTS } from "./weights.queries.ts";
import { getWeights } from "./weights-page.ts";

const db = useTestDatabase();
const services = testServices();
let admin: ReturnType<typeof createCtx>;
beforeAll(async () => {
  admin = createCtx({ db, services }, await makePerson(db, { roles: ["platform_admin"] }));
  const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
  const words = { summary: "", body: "", keywords: [] };
  const publish = async (kind: "offer" | "demand", organisationId: string, content: object) => {
    const { entryId } = await makeEntry(db, {
      kind,
      organisationId,
      content: { ...words, ...content },
      revision: "published",
    });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  };
  await publish("demand", firm.id, { title: "高炉渣余热回收", areaCode: "411281" });
  await publish("offer", university.id, { title: "高炉渣余热回收", areaCode: "110105" });
  await publish("offer", university.id, { title: "高炉渣余热回收利用装置", areaCode: "411281" });
  await computeRecommendations(admin, 30);
});
const byPlace = { ...SHIPPED_WEIGHTS, text: 30, place: 90 };

describe("the weights of recommendations", () => {
  it("shows on entries that stand what other weights would put first or leave out, and changes nothing by it", async () => {
    const { previewId, total } = await previewWeights(admin, { weights: byPlace, sample: 10 });
    expect(total).toBe(3);
    await Promise.all([continuePreview(admin, previewId), continuePreview(admin, previewId)]);
    const preview = await getWeightsPreview(admin, { previewId });
    expect([preview.state, preview.done, preview.comparedWith]).toEqual(["done", 3, 0]);
    const demand = preview.entries.find((entry) => entry.title === "高炉渣余热回收" && entry.kind === "demand");
    expect(demand?.changes.map((one) => [one.title, one.before, one.after])).toEqual([
      ["高炉渣余热回收利用装置", 1, 1],
      ["高炉渣余热回收", 2, 0],
    ]);
    expect([demand?.entered, demand?.left]).toEqual([0, 1]);
    const { summary } = preview;
    expect(summary.unchanged + summary.reordered + summary.replaced).toBe(3);
    expect((await getWeights(admin)).current).toMatchObject({ version: 0, weights: SHIPPED_WEIGHTS });
  });

  it("saves a version with its reason, puts all together with it, and goes back by another version", async () => {
    const save = () => saveWeights(admin, { weights: byPlace, reason: "本地优先", basedOn: 0 });
    const both = await Promise.allSettled([save(), save()]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const page = await getWeights(admin);
    expect([page.current.version, page.rebuild?.cause, page.rebuild?.state, page.waiting]).toEqual([
      1,
      "weights",
      "running",
      3,
    ]);
    await computeRecommendations(admin, 30);
    const after = await getWeights(admin);
    expect([after.rebuild?.state, after.rebuild?.done, after.waiting]).toEqual(["done", 3, 0]);
    const versions = await db.prisma.$queryRaw<
      { v: number }[]
    >`SELECT DISTINCT weights_version AS v FROM recommendation`;
    expect(versions).toEqual([{ v: 1 }]);
    const back = await revertWeights(admin, { version: 0, reason: "效果不好", basedOn: 1 });
    expect(back.history.map((one) => [one.version, one.revertsTo, one.isCurrent])).toEqual([
      [2, 0, true],
      [1, null, false],
      [0, null, false],
    ]);
    expect(back.current.weights).toEqual(SHIPPED_WEIGHTS);
    await expect(saveWeights(admin, { weights: byPlace, reason: "再试一次", basedOn: 1 })).rejects.toMatchObject({
      reason: "recommendation.weights_stale",
    });
    const audit = await db.prisma.auditEvent.count({ where: { action: "recommendation.save_weights" } });
    expect(audit).toBe(2);
  });

  it("cannot be changed by hand afterwards, nor by anybody but a platform administrator", async () => {
    await expect(db.prisma.$executeRaw`UPDATE recommendation_weights SET reason = 'x'`).rejects.toThrow();
    const member = createCtx({ db, services }, await makePerson(db));
    expect(() => getWeights(member)).toThrow("common.forbidden");
  });
});
