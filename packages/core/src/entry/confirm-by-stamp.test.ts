import { newId, type UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { basisHash, entryBasisOf, paperCheckCode } from "../paper/paper-basis.ts";
import { confirmByStamp } from "./confirm-by-stamp.ts";
import { getOwnEntry, listOwnEntries } from "./own-entry.queries.ts";
import { recallEntry } from "./recall-entry.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

/** A printed form of the text as it stands, and its scan. */
async function scanOf(entryId: string, revisionId: string) {
  const tx = db.prisma;
  const hash = basisHash((await entryBasisOf(tx, revisionId))!);
  const unique = newId("att").slice(-12);
  await tx.formTemplate.create({ data: { id: `tpl_${unique}`, code: unique, subjectKind: "offer", name: "征集表" } });
  await tx.formTemplateVersion.create({
    data: {
      id: `tpv_${unique}`,
      templateId: `tpl_${unique}`,
      no: 1,
      format: "built_in",
      effectiveFrom: new Date("2026-01-01"),
    },
  });
  const attachmentId = newId("att");
  await tx.attachment.create({
    data: {
      id: attachmentId,
      subjectKind: "paper_scan",
      subjectId: entryId,
      fileName: "盖章件.pdf",
      mediaType: "application/pdf",
      size: 1,
      sha256: "00",
      storageKey: unique,
    },
  });
  const paperId = `ppr_${unique}`;
  await tx.paper.create({
    data: {
      id: paperId,
      number: unique,
      kind: "offer",
      subjectId: entryId,
      revisionId,
      versionId: `tpv_${unique}`,
      lang: "zh",
      title: "征集表",
      content: {},
      contentHash: hash,
      checkCode: paperCheckCode(unique, hash),
    },
  });
  await tx.paperScan.create({
    data: { id: `psc_${unique}`, entryId, revisionId, paperId, attachmentId, verdict: "matches" },
  });
}

it("a text entered on behalf is confirmed by its stamped form, until it is written again", async () => {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const coordinator = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
  const { entryId, revisionId } = await makeEntry(db, {
    organisationId: organisation.id,
    jurisdictionId: county.id,
    revision: "submitted",
    entry: { onBehalfById: coordinator.userId },
  });
  const isMarked = async () => (await listOwnEntries(as(coordinator), {})).items.map((row) => row.isOnBehalf);
  await expect(confirmByStamp(as(coordinator), { entryId })).rejects.toThrow("entry.no_stamped_form");
  expect(await isMarked()).toEqual([true]);
  await scanOf(entryId, revisionId);
  const stamped = await confirmByStamp(as(coordinator), { entryId });
  expect([stamped.onBehalf?.isStamped, stamped.onBehalf?.confirmedAt, await isMarked()]).toEqual([true, null, [false]]);
  expect(stamped.allowedActions).toContain("recall");
  await recallEntry(as(coordinator), { entryId });
  expect([(await getOwnEntry(as(coordinator), { entryId })).onBehalf?.isStamped, await isMarked()]).toEqual([
    false,
    [true],
  ]);
  expect(await auditActions(db, entryId)).toEqual(["entry.confirm_by_stamp", "entry.recall"]);
});
