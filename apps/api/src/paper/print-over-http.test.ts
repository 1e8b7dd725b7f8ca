import { createCtx, openRound, renderPaper } from "@jiebang/core";
import { seedFormTemplates } from "@jiebang/core/paper/seed-form-templates.ts";
import { afterClosing, announce, bidOn, CANARY, makeRoundWorld } from "@jiebang/core/round/testing/round-world.ts";
import { formToPaper, paperToDocx } from "@jiebang/documents";
import { newId, systemActor } from "@jiebang/domain";
import { makeEntry, makePerson, useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../server.ts";
import { signedIn } from "../testing/signed-in.ts";
import { testDeps } from "../testing/test-deps.ts";

// A bid and an entry on paper, asked for as a browser asks: first something that could leak stands there.

const db = useTestDatabase();
const deps = testDeps(db).deps;
const app = createServer(deps);
let w: Awaited<ReturnType<typeof makeRoundWorld>>;
let round: Awaited<ReturnType<typeof announce>>;
let bidId: string;
const cookies: Record<string, string> = {};
const WHO = ["bidder", "partner", "rival", "poster", "coordinator", "auditor", "admin", "outsider"] as const;
type Who = (typeof WHO)[number];

beforeAll(async () => {
  await seedFormTemplates(db.prisma);
  w = await makeRoundWorld(db);
  round = await announce(w);
  const bid = await bidOn(w, round, round.items[0]!.id, "university");
  bidId = bid.id;
  await bidOn(w, round, round.items[0]!.id, "institute");
  const partner = {
    id: newId("ptn"),
    bidId,
    organisationId: w.organisations.related.id,
    task: "整机",
    state: "signed",
  };
  await db.prisma.bidPartner.create({ data: partner });
  const { university, related, institute, poster, coordinator, auditor, outsider } = w.people;
  const people = { bidder: university, partner: related, rival: institute, poster, coordinator, auditor, outsider };
  const admin = await makePerson(db, { roles: ["platform_admin"] });
  for (const [who, person] of Object.entries({ ...people, admin })) cookies[who] = await signedIn(db, app, person);
}, 60_000);
afterAll(() => deps.live.close());

interface Answer<T> {
  result?: { data: T };
  error?: { data: { reason?: string } };
}
type Printed = { id: string; template: { code: string } };

async function print<T = Printed>(who: Who, input: object): Promise<Answer<T>> {
  const answer = await app.request("/api/trpc/paper.print", {
    method: "POST",
    body: JSON.stringify(input),
    headers: { cookie: cookies[who]!, "content-type": "application/json" },
  });
  return (await answer.json()) as Answer<T>;
}
async function forms(who: Who, input: object) {
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  const answer = await app.request(`/api/trpc/paper.forms?${query}`, { headers: { cookie: cookies[who]! } });
  return (await answer.json()) as Answer<{ code: string; name: string; no: number; isShipped: boolean }[]>;
}
const outcome = (answer: Answer<unknown>) => (answer.result ? "printed" : answer.error?.data.reason);
const printedBy = async (input: object) =>
  Object.fromEntries(await Promise.all(WHO.map(async (who) => [who, outcome(await print(who, input))])));

async function fileOf(who: Who, paperId: string, format: string) {
  await renderPaper(createCtx(deps, systemActor("paper.render")), paperId);
  const answer = await app.request(`/files/papers/${paperId}/${format}`, { headers: { cookie: cookies[who]! } });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
const textOf = async (format: "docx" | "xlsx", bytes: Uint8Array) =>
  JSON.stringify((await formToPaper(format, bytes, { title: "", lang: "zh" })).blocks);

/** A city's own form, uploaded as its coordinator does. */
async function uploadForm(subjectKind: string, name: string, ...lines: string[]) {
  const bytes = await paperToDocx({
    title: name,
    lang: "zh",
    blocks: lines.map((text) => ({ kind: "paragraph", text })),
  });
  const body = new FormData();
  body.append("file", new File([bytes as Uint8Array<ArrayBuffer>], `${name}.docx`));
  for (const [key, value] of Object.entries({ subjectKind, name, jurisdictionId: w.city.id })) body.append(key, value);
  const headers = { cookie: cookies.coordinator! };
  const answer = await app.request("/files/paper-forms", { method: "POST", body, headers });
  expect([answer.status, await answer.clone().text()]).toEqual([201, expect.stringContaining(name)]);
  return ((await answer.json()) as { template: { id: string; code: string } }).template;
}

describe("a bid on paper", () => {
  const unopened = {
    bidder: "paper.bid_not_opened",
    partner: "paper.bid_not_opened",
    rival: "common.not_found",
    poster: "common.not_found",
    coordinator: "common.not_found",
    auditor: "common.not_found",
    admin: "common.not_found",
    outsider: "common.not_found",
  };

  it("is printed by nobody before the opening: its parties are told why, for the rest it does not exist", async () => {
    for (const stand of ["while bids come in", "after the closing"]) {
      if (stand === "after the closing") await afterClosing(w);
      expect([stand, await printedBy({ kind: "bid", bidId })]).toEqual([stand, unopened]);
      const asked = await Promise.all(WHO.map(async (who) => [who, outcome(await forms(who, { kind: "bid", bidId }))]));
      expect(Object.fromEntries(asked)).toEqual(unopened);
    }
    expect(await db.prisma.paper.count()).toBe(0);
    expect(await db.asOwner(`SELECT id FROM audit_event a WHERE a::text LIKE '%${CANARY}%'`)).toEqual([]);
  });

  it("is printed after it by its parties and by those who read opened bids, each for himself", async () => {
    await w.tick();
    await openRound(w.as(w.people.coordinator), { roundId: round.id });
    expect(await printedBy({ kind: "bid", bidId })).toEqual({
      bidder: "printed",
      partner: "printed",
      rival: "common.not_found",
      poster: "printed",
      coordinator: "printed",
      auditor: "printed",
      admin: "common.not_found",
      outsider: "common.not_found",
    });
    const { id } = (await print("poster", { kind: "bid", bidId })).result!.data;
    const { status, bytes } = await fileOf("poster", id, "docx");
    const text = await textOf("docx", bytes);
    for (const part of [`${CANARY}标题`, "揭榜大学", "≥ 85 %", "88 %", "80 万元"])
      expect([status, text]).toEqual([200, expect.stringContaining(part)]);
    expect((await fileOf("rival", id, "docx")).status).toBe(404);
    expect((await fileOf("auditor", id, "pdf")).status).toBe(404); // each reads the print of his own
  });

  it("fills the city's own DOCX once it is chosen; the shipped form stays the first", async () => {
    const own = await uploadForm(
      "bid",
      "本市揭榜申请书",
      "方案：{方案名称}",
      "牵头 {牵头单位}，报价 {报价}",
      "{打印编号}",
    );
    const choice = (await forms("bidder", { kind: "bid", bidId })).result!.data;
    expect(choice.map((form) => [form.code, form.no, form.isShipped])).toEqual([
      ["JB-JB-1", 1, true],
      [own.code, 1, false],
    ]);
    expect((await print("bidder", { kind: "bid", bidId })).result!.data.template.code).toBe("JB-JB-1");
    const paper = (await print("bidder", { kind: "bid", bidId, templateId: own.id })).result!.data;
    expect(paper.template.code).toBe(own.code);
    const text = await textOf("docx", (await fileOf("bidder", paper.id, "docx")).bytes);
    expect(text).toContain(`方案：${CANARY}标题`);
    expect(text).toMatch(/牵头 揭榜大学\w*，报价 80 万元/);
    expect(text).toMatch(/SQS-\d{4}-\d{5}/);
    expect(text).not.toContain("方案名称");
    expect((await fileOf("bidder", paper.id, "pdf")).bytes.subarray(0, 5)).toEqual(new TextEncoder().encode("%PDF-"));
  });
});

describe("an entry on the city's own form", () => {
  it("has every placeholder filled, and is printed on no form of another city", async () => {
    const own = await uploadForm(
      "demand",
      "本市需求表",
      "名称：{需求名称}",
      "单位：{单位名称}，编号 {打印编号}，{校验码}",
    );
    const subject = { organisationId: w.organisations.poster.id, jurisdictionId: w.city.id, kind: "demand" } as const;
    const { entryId } = await makeEntry(db, {
      ...subject,
      revision: "submitted",
      content: { title: "井下定位" } as never,
    });
    const paper = (await print("poster", { kind: "entry", entryId, templateId: own.id })).result!.data;
    const text = await textOf("docx", (await fileOf("poster", paper.id, "docx")).bytes);
    expect(text).toContain("名称：井下定位");
    expect(text).toMatch(/单位：发榜冶炼公司\w*，编号 XQB-\d{4}-\d{5}，[0-9A-Z]{4}-[0-9A-Z]{4}/);
    const foreign = await makeEntry(db, {
      organisationId: w.organisations.poster.id,
      kind: "demand",
      revision: "submitted",
    });
    const refused = await print("poster", { kind: "entry", entryId: foreign.entryId, templateId: own.id });
    expect(outcome(refused)).toBe("paper.no_template");
  });
});
