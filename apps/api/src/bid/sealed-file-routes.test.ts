import { createAccount, openRound, scryptHasher, sealBid, startBid } from "@jiebang/core";
import {
  afterClosing,
  announce,
  click,
  envelopeFor,
  makeRoundWorld,
  proposal,
} from "@jiebang/core/round/testing/round-world.ts";
import { newId, parseIdentifier } from "@jiebang/domain";
import { sealFile } from "@jiebang/ledger";
import { useTestDatabase } from "@jiebang/testing";
import { expect, it } from "vitest";
import { createServer } from "../server.ts";
import { testDeps } from "../testing/test-deps.ts";

const db = useTestDatabase();
const PERSON = { identifier: "13500000077", password: "correct horse" };

it("files of bids go in as ciphertext over HTTP, and out as downloads that can do nothing", async () => {
  const w = await makeRoundWorld(db);
  const world = testDeps(db);
  const app = createServer({ ...world.deps, services: { ...world.deps.services, ...w.services } });
  const organisationId = w.organisations.university.id;
  const userId = await createAccount(db.prisma, {
    name: "王芳",
    identifier: parseIdentifier(PERSON.identifier)!,
    passwordHash: await scryptHasher.hash(PERSON.password),
  });
  await db.prisma.membership.create({ data: { id: newId("mem"), userId, organisationId, role: "editor" } });
  const round = await announce(w);
  // The session belongs to the round's time.
  const answer = await app.request("/api/trpc/session.signIn", {
    method: "POST",
    body: JSON.stringify(PERSON),
    headers: { "content-type": "application/json" },
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const bid = await startBid(w.as(w.people.university), { itemId: round.items[0]!.id, organisationId });

  const bytes = new TextEncoder().encode("检测报告");
  const file = sealFile(bytes);
  const upload = (body: Uint8Array, headers: Record<string, string>) =>
    app.request(`/files/sealed/${round.id}?organisation=${organisationId}`, {
      method: "POST",
      body: new Uint8Array(body),
      headers,
    });
  expect((await upload(file.ciphertext, {})).status).toBe(401);
  expect((await upload(bytes, { cookie })).status).toBe(400);
  const sent = await upload(file.ciphertext, { cookie, "content-type": "application/octet-stream" });
  expect([sent.status, await sent.json()]).toEqual([
    201,
    { id: expect.any(String), sha256: file.cipherSha256, size: file.ciphertext.length },
  ]);

  const { key, sha256, cipherSha256 } = file;
  const content = proposal({
    attachments: [{ fileName: "报告.html", mediaType: "text/html", size: bytes.length, key, sha256, cipherSha256 }],
  });
  const { plaintext: _, ...envelope } = envelopeFor(round, bid, content);
  await sealBid(w.as(w.people.university), {
    bidId: bid.id,
    ...envelope,
    files: [cipherSha256],
    idempotencyKey: click(),
  });
  const read = () => app.request(`/files/bid/${bid.id}/${cipherSha256}`, { headers: { cookie } });
  expect((await read()).status).toBe(404);
  await db.asOwner("UPDATE session SET expires_at = expires_at + interval '400 days'");
  await afterClosing(w);
  await openRound(w.as(w.people.coordinator), { roundId: round.id });
  const opened = await read();
  expect(opened.status).toBe(200);
  expect(new Uint8Array(await opened.arrayBuffer())).toEqual(bytes);
  expect(
    Object.fromEntries(
      ["content-type", "content-disposition", "cache-control", "x-content-type-options"].map((h) => [
        h,
        opened.headers.get(h),
      ]),
    ),
  ).toEqual({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="__.html"; filename*=UTF-8''${encodeURIComponent("报告.html")}`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect((await app.request(`/files/bid/${bid.id}/${cipherSha256}`)).status).toBe(404);
  await world.deps.live.close();
});
