import { type EntryContentInput, systemActor, type UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { decideRevision } from "../vetting/decide-revision.ts";
import { archiveEntry } from "./archive-entry.ts";
import { confirmOnBehalf } from "./confirm-on-behalf.ts";
import { createEntry } from "./create-entry.ts";
import { discardDraft } from "./discard-draft.ts";
import { expireEntriesJob } from "./expire-entries.job.ts";
import { getOwnEntry, listOwnEntries } from "./own-entry.queries.ts";
import { previewEntry } from "./preview-entry.ts";
import { getPublicEntry, listRecentPublic } from "./public-entry.queries.ts";
import { recallEntry } from "./recall-entry.ts";
import { renewEntry } from "./renew-entry.ts";
import { reviseEntry } from "./revise-entry.ts";
import { saveDraft } from "./save-draft.ts";
import { submitEntry } from "./submit-entry.ts";
import { withdrawEntry } from "./withdraw-entry.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

const content: EntryContentInput = {
  kind: "offer",
  title: "电解铝液低温精炼技术",
  summary: "在七百度以下除氢除渣，能耗下降两成，已在两家企业试用。",
  body: "技术说明",
  contactName: "王老师",
  contactPhone: "0398-2188888",
  detail: { maturity: { stage: "pilot" } },
};
const good = { innovation: 4, clarity: 4, cooperation: 3, conformity: 3 };

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const other = await makeOrganisation(db, { jurisdictionId: county.id });
  return {
    city,
    county,
    organisation,
    other,
    editor: await makePerson(db, { member: [{ organisationId: organisation.id, role: "editor" }] }),
    colleague: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    stranger: await makePerson(db, { member: [{ organisationId: other.id }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    cityPerson: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const draft = () => createEntry(as(w.editor), { kind: "offer", organisationId: w.organisation.id, content });
const publish = async (entryId: string) => {
  const entry = await getOwnEntry(as(w.editor), { entryId });
  await decideRevision(as(w.cityPerson), {
    revisionId: entry.revision.id,
    lockVersion: entry.revision.lockVersion,
    action: "publish",
    rubric: good,
  });
};
async function published() {
  const entry = await draft();
  await submitEntry(as(w.editor), { entryId: entry.id, lockVersion: 1 });
  await publish(entry.id);
  return getOwnEntry(as(w.editor), { entryId: entry.id });
}

describe("a draft", () => {
  it("is begun by a member and tells what may be done and what is missing", async () => {
    const entry = await draft();
    expect([entry.state, entry.number, entry.canSubmit, entry.allowedActions]).toEqual([
      "draft",
      null,
      true,
      ["save", "attach", "submit", "archive"],
    ]);
    expect(entry.findings.map((f) => f.code)).toContain("ip_missing");
    expect(await auditActions(db, entry.id)).toEqual(["entry.create"]);
  });

  it("cannot be begun for a foreign organisation, nor seen or written by others", async () => {
    await expect(
      createEntry(as(w.stranger), { kind: "offer", organisationId: w.organisation.id }),
    ).rejects.toMatchObject({ kind: "not_found" });
    const entry = await draft();
    for (const person of [w.stranger, w.countyPerson, w.cityPerson]) {
      await expect(getOwnEntry(as(person), { entryId: entry.id })).rejects.toMatchObject({ kind: "not_found" });
      await expect(saveDraft(as(person), { entryId: entry.id, lockVersion: 1, content })).rejects.toMatchObject({
        kind: "not_found",
      });
      expect((await listOwnEntries(as(person), {})).items.filter((e) => e.id === entry.id)).toEqual([]);
    }
  });

  it("is saved by one of two who write at once; the other learns the difference and loses nothing", async () => {
    const entry = await draft();
    const results = await Promise.all([
      saveDraft(as(w.editor), { entryId: entry.id, lockVersion: 1, content: { ...content, title: "编辑甲的标题" } }),
      saveDraft(as(w.colleague), { entryId: entry.id, lockVersion: 1, content: { ...content, title: "编辑乙的标题" } }),
    ]);
    const saved = results.find((r) => r.outcome === "saved")!;
    const conflict = results.find((r) => r.outcome === "conflict")!;
    const winner = results.indexOf(saved) === 0 ? "编辑甲的标题" : "编辑乙的标题";
    const loser = winner === "编辑甲的标题" ? "编辑乙的标题" : "编辑甲的标题";
    expect(conflict).toMatchObject({
      lockVersion: 2,
      content: { title: winner },
      differences: [{ field: "title", before: winner, after: loser }],
    });
    expect((await getOwnEntry(as(w.editor), { entryId: entry.id })).revision.content.title).toBe(winner);
  });

  it("keeps every field as it was typed", async () => {
    const entry = await draft();
    const full = {
      ...entry.revision.content,
      moneyKind: "range" as const,
      moneyMin: "125000.50",
      validUntil: "2030-01-31",
    };
    await saveDraft(as(w.editor), { entryId: entry.id, lockVersion: 1, content: full });
    expect((await getOwnEntry(as(w.editor), { entryId: entry.id })).revision.content).toEqual(full);
  });

  it("cannot change its kind", async () => {
    const entry = await draft();
    await expect(
      saveDraft(as(w.editor), {
        entryId: entry.id,
        lockVersion: 1,
        content: { kind: "demand" } as EntryContentInput as never,
      }),
    ).rejects.toThrow("entry.kind_differs");
  });
});

describe("handing in", () => {
  it("is refused with the findings that block", async () => {
    const entry = await createEntry(as(w.editor), { kind: "demand", organisationId: w.organisation.id });
    await expect(submitEntry(as(w.editor), { entryId: entry.id, lockVersion: 1 })).rejects.toMatchObject({
      reason: "entry.not_ready",
      details: { findings: expect.arrayContaining([expect.objectContaining({ code: "problem_missing" })]) },
    });
  });

  it("gives one number, however many submit at once, and keeps it when taken back", async () => {
    const entry = await draft();
    const before = await db.prisma.numberCounter.findFirst({ where: { kind: "CG" }, orderBy: { year: "desc" } });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => submitEntry(as(w.editor), { entryId: entry.id, lockVersion: 1 })),
    );
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    const after = await db.prisma.numberCounter.findFirst({ where: { kind: "CG" }, orderBy: { year: "desc" } });
    expect((after?.last ?? 0) - (before?.last ?? 0)).toBe(1);
    const submitted = await getOwnEntry(as(w.editor), { entryId: entry.id });
    const recalled = await recallEntry(as(w.editor), { entryId: entry.id });
    expect([recalled.revision.state, recalled.number]).toEqual(["draft", submitted.number]);
    const again = await submitEntry(as(w.editor), { entryId: entry.id, lockVersion: recalled.revision.lockVersion });
    expect(again.number).toBe(submitted.number);
  });

  it("tells the county, and the city where there is no county", async () => {
    const entry = await draft();
    await submitEntry(as(w.editor), { entryId: entry.id, lockVersion: 1 });
    const told = await db.prisma.notification.findMany({
      where: { kind: "notify.entry_submitted", link: { contains: entry.revision.id } },
    });
    expect(told.map((n) => n.userId)).toEqual([w.countyPerson.userId]);
  });
});

describe("a published entry", () => {
  it("stands while a new revision is written, and changes only when that is published", async () => {
    const entry = await published();
    const next = await reviseEntry(as(w.editor), { entryId: entry.id });
    await saveDraft(as(w.editor), {
      entryId: entry.id,
      lockVersion: next.revision.lockVersion,
      content: { ...next.revision.content, title: "新版标题：低温精炼" },
    });
    expect((await getPublicEntry(db, entry.number!))?.title).toBe(content.title);
    const saved = await getOwnEntry(as(w.editor), { entryId: entry.id });
    await submitEntry(as(w.editor), { entryId: entry.id, lockVersion: saved.revision.lockVersion });
    expect((await getPublicEntry(db, entry.number!))?.title).toBe(content.title);
    await publish(entry.id);
    expect(await getPublicEntry(db, entry.number!)).toMatchObject({ title: "新版标题：低温精炼", revisionNo: 2 });
    const own = await getOwnEntry(as(w.editor), { entryId: entry.id });
    expect(own.revisions.map((r) => [r.no, r.state])).toEqual([
      [2, "published"],
      [1, "superseded"],
    ]);
  });

  it("has one open revision at most, also when two begin one at once", async () => {
    const entry = await published();
    const results = await Promise.allSettled([
      reviseEntry(as(w.editor), { entryId: entry.id }),
      reviseEntry(as(w.colleague), { entryId: entry.id }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const back = await discardDraft(as(w.editor), { entryId: entry.id });
    expect([back.revision.no, back.revision.state]).toEqual([1, "published"]);
  });

  it("disappears from public pages when withdrawn, and does not come back by renewing", async () => {
    const entry = await published();
    await withdrawEntry(as(w.editor), { entryId: entry.id, reason: "not_wanted" });
    expect(await getPublicEntry(db, entry.number!)).toBeNull();
    await expect(renewEntry(as(w.editor), { entryId: entry.id, validUntil: "2027-12-31" })).rejects.toThrow(
      "entry.action_not_allowed",
    );
    const archived = await archiveEntry(as(w.editor), { entryId: entry.id });
    expect([archived.state, archived.allowedActions]).toEqual(["archived", []]);
  });

  it("cannot be taken down while it stands on the board of a round", async () => {
    const entry = await published();
    await putOnBoard(entry.id, entry.revision.id);
    await expect(withdrawEntry(as(w.editor), { entryId: entry.id, reason: "done" })).rejects.toThrow("entry.on_board");
  });

  it("expires by the clock, is announced before, and can be renewed", async () => {
    const entry = await published();
    await db.prisma.entry.update({
      where: { id: entry.id },
      data: { expiresAt: new Date(Date.now() + 5 * 86_400_000) },
    });
    const job = () => expireEntriesJob.run(createCtx({ db, services }, systemActor("entry.expire")), {});
    const notices = () =>
      db.prisma.notification.findMany({
        where: { userId: w.editor.userId, kind: { startsWith: "notify.entry_expir" } },
        orderBy: { id: "asc" },
      });
    await job();
    await job();
    expect((await notices()).map((n) => n.kind)).toEqual(["notify.entry_expiring"]);
    await db.moveClock(6 * 86_400);
    await job();
    await job();
    expect((await notices()).map((n) => n.kind)).toEqual(["notify.entry_expiring", "notify.entry_expired"]);
    expect((await getPublicEntry(db, entry.number!))?.state).toBe("expired");
    expect((await listRecentPublic(db, { limit: 100 })).items.filter((c) => c.id === entry.id)).toEqual([]);
    const until = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    const renewed = await renewEntry(as(w.editor), { entryId: entry.id, validUntil: until });
    expect(renewed.state).toBe("published");
    expect((await getPublicEntry(db, entry.number!))?.validUntil).toBe(until);
    await db.moveClock(0);
  });
});

describe("an entry on behalf", () => {
  it("is marked until the organisation confirms, and then is the organisation's alone", async () => {
    const entry = await createEntry(as(w.countyPerson), { kind: "offer", organisationId: w.organisation.id, content });
    expect(entry.onBehalf).toEqual({ byName: w.countyPerson.name, confirmedAt: null, isStamped: false });
    const mine = await getOwnEntry(as(w.editor), { entryId: entry.id });
    expect(mine.allowedActions).toContain("confirm_on_behalf");
    await confirmOnBehalf(as(w.editor), { entryId: entry.id });
    await expect(saveDraft(as(w.countyPerson), { entryId: entry.id, lockVersion: 1, content })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("is not for a coordinator of another jurisdiction", async () => {
    const elsewhere = await makeJurisdiction(db);
    const person = await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] });
    await expect(createEntry(as(person), { kind: "offer", organisationId: w.organisation.id })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("public queries", () => {
  it("hold nothing of drafts, of what waits, of hidden posters and of higher layers", async () => {
    const secret = "绝不可见";
    const make = (options: Partial<Parameters<typeof makeEntry>[1]>) =>
      makeEntry(db, { organisationId: w.organisation.id, jurisdictionId: w.county.id, ...options });
    for (const revision of ["draft", "submitted", "recommended", "held", "returned", "rejected"] as const)
      await make({ revision, content: { title: `${secret}${revision}` } });
    for (const state of ["withdrawn", "archived"])
      await make({ revision: "published", entry: { state }, content: { title: `${secret}${state}` } });
    const hidden = await make({
      revision: "published",
      content: { isPosterHidden: true, contactName: secret, body: secret, layers: { body: "undertaking" } },
    });
    const list = await listRecentPublic(db, { withExpired: true, limit: 100 });
    const number = (await db.prisma.entry.findUniqueOrThrow({ where: { id: hidden.entryId } })).number!;
    const page = await getPublicEntry(db, number);
    const all = JSON.stringify([list, page]);
    expect(all).not.toContain(secret);
    expect(JSON.stringify(page)).not.toContain(w.organisation.name);
    expect(JSON.stringify(page)).not.toContain(w.organisation.id);
    expect(page?.afterUndertaking).toEqual(["body"]);
    const byOrganisation = await listRecentPublic(db, { organisationId: w.organisation.id, limit: 100 });
    expect(byOrganisation.items.filter((c) => c.id === hidden.entryId)).toEqual([]);
  });

  it("preview the draft by the same projection, for its own people only", async () => {
    const entry = await createEntry(as(w.editor), {
      kind: "offer",
      organisationId: w.organisation.id,
      content: { ...content, isPosterHidden: true } as EntryContentInput,
    });
    const preview = await previewEntry(as(w.editor), { entryId: entry.id, reach: "public" });
    expect([preview.poster.name, preview.contact]).toEqual([null, null]);
    await expect(previewEntry(as(w.stranger), { entryId: entry.id, reach: "public" })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

it("lists the own entries with the same number of queries for 1 and for 50", async () => {
  const count = async () => {
    db.resetQueries();
    const page = await listOwnEntries(as(w.editor), { limit: 50 });
    return [page.items.length, db.queries.length];
  };
  await makeEntry(db, { organisationId: w.organisation.id });
  const [one, queries] = await count();
  for (let i = 0; i < 49; i++) await makeEntry(db, { organisationId: w.organisation.id });
  expect([one, await count()]).toEqual([1, [50, queries]]);
});

async function putOnBoard(entryId: string, revisionId: string) {
  const n = `${Math.random()}`.slice(2);
  await db.asOwner(
    `WITH t AS (INSERT INTO template (id, key, kind, name) VALUES ('tpl_${n}', 'k${n}', 'round', 'x') RETURNING id),
      v AS (INSERT INTO template_version (id, template_id, version, effective_from, content, hash) SELECT 'tpv_${n}', id, 1, '2026-01-01', '{}', 'h' FROM t RETURNING id)
     INSERT INTO procedure (id, kind, number, template_version_id, title, state, parameters, jurisdiction_id)
     SELECT 'prc_${n}', 'round', 'JB-${n}', id, 'x', 'draft', '{}', '${w.city.id}' FROM v`,
  );
  await db.asOwner(
    `INSERT INTO board_item (id, procedure_id, entry_id, revision_id, organisation_id, number, state) VALUES ('itm_${n}', 'prc_${n}', $1, $2, $3, 1, 'posted')`,
    [entryId, revisionId, w.organisation.id],
  );
}
