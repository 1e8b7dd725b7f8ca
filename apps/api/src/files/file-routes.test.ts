import { createAccount, scryptHasher } from "@jiebang/core";
import { newId, parseIdentifier } from "@jiebang/domain";
import { makeEntry, makeJurisdiction, makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../server.ts";
import { testDeps } from "../testing/test-deps.ts";

const db = useTestDatabase();
const PERSON = { identifier: "13500000019", password: "correct horse" };
const PDF = "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
let world: ReturnType<typeof testDeps>;
let app: ReturnType<typeof createServer>;
let cookie: string;
let organisationId: string;
let jurisdictionId: string;

beforeAll(async () => {
  world = testDeps(db);
  app = createServer(world.deps);
  jurisdictionId = (await makeJurisdiction(db)).id;
  organisationId = (await makeOrganisation(db, { jurisdictionId })).id;
  const userId = await createAccount(db.prisma, {
    name: "王芳",
    identifier: parseIdentifier(PERSON.identifier)!,
    passwordHash: await scryptHasher.hash(PERSON.password),
  });
  await db.prisma.membership.create({ data: { id: newId("mem"), userId, organisationId, role: "editor" } });
  const answer = await app.request("/api/trpc/session.signIn", {
    method: "POST",
    body: JSON.stringify(PERSON),
    headers: { "content-type": "application/json" },
  });
  cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
});
afterAll(() => world.deps.live.close());

const draft = () => makeEntry(db, { organisationId, jurisdictionId });
function formWith(name: string, content: string) {
  const form = new FormData();
  form.append("file", new File([content], name));
  return form;
}
const upload = (entryId: string, body: FormData | string, headers: Record<string, string> = { cookie }) =>
  app.request(`/files/entries/${entryId}?layer=undertaking`, { method: "POST", body, headers });

describe("files over HTTP", () => {
  it("come in as a form or as bare bytes, and go out with headers that let them do nothing", async () => {
    const { entryId } = await draft();
    const form = await upload(entryId, formWith("检测报告 (终).pdf", PDF));
    expect(form.status).toBe(201);
    const { attachment } = (await form.json()) as { attachment: { id: string; fileName: string; layer: string } };
    expect([attachment.fileName, attachment.layer]).toEqual(["检测报告 (终).pdf", "undertaking"]);
    const bare = await upload(entryId, PDF, {
      cookie,
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent("说明.pdf"),
    });
    expect(bare.status).toBe(201);
    const answer = await app.request(`/files/${attachment.id}`, { headers: { cookie } });
    expect(await answer.text()).toBe(PDF);
    expect(Object.fromEntries([...answer.headers].filter(([name]) => /content-|cache/.test(name)))).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="____ (_).pdf"; filename*=UTF-8''${encodeURIComponent("检测报告 ")}%28${encodeURIComponent("终")}%29.pdf`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });

  it("are refused in words: nobody signed in, no file, a wrong kind, a foreign entry, an unknown id", async () => {
    const { entryId } = await draft();
    const reasons = async (answer: Response) => [
      answer.status,
      ((await answer.json()) as { error: { reason: string } }).error.reason,
    ];
    expect(await reasons(await upload(entryId, formWith("a.pdf", PDF), {}))).toEqual([401, "account.sign_in_first"]);
    expect(await reasons(await upload(entryId, new FormData()))).toEqual([400, "attachment.missing"]);
    expect(await reasons(await upload(entryId, formWith("a.pdf", "<html></html>")))).toEqual([
      400,
      "attachment.type_not_allowed",
    ]);
    const foreign = await makeEntry(db, { organisationId: (await makeOrganisation(db)).id });
    const unknown = await reasons(await upload("ofr_unknown", formWith("a.pdf", PDF)));
    expect(unknown).toEqual([404, "common.not_found"]);
    expect(await reasons(await upload(foreign.entryId, formWith("a.pdf", PDF)))).toEqual(unknown);
    expect(await reasons(await app.request("/files/att_unknown"))).toEqual(unknown);
  });

  it("above the limit are refused before they are kept", async () => {
    const { entryId } = await draft();
    const answer = await upload(entryId, formWith("a.txt", "a".repeat(21 * 1024 * 1024)));
    expect([answer.status, await db.prisma.attachment.count()]).toEqual([
      400,
      await db.prisma.attachment.count({ where: { fileName: { endsWith: ".pdf" } } }),
    ]);
  });

  it("of the public layer are answered from the reader's cache when unchanged", async () => {
    const { revisionId } = await makeEntry(db, { organisationId, jurisdictionId, revision: "published" });
    const id = newId("att");
    await world.deps.services.files.put(`k/${id}`, new TextEncoder().encode("hello"));
    await db.prisma.attachment.create({
      data: {
        id,
        subjectKind: "revision",
        subjectId: revisionId,
        fileName: "a.txt",
        mediaType: "text/plain",
        size: 5,
        sha256: "abc",
        storageKey: `k/${id}`,
      },
    });
    const first = await app.request(`/files/${id}`);
    expect([first.status, first.headers.get("content-type"), first.headers.get("etag")]).toEqual([
      200,
      "text/plain; charset=utf-8",
      '"abc"',
    ]);
    expect((await app.request(`/files/${id}`, { headers: { "if-none-match": '"abc"' } })).status).toBe(304);
  });
});
