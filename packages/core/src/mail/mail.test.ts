import { systemActor } from "@jiebang/domain";
import { makePerson, outbox, testServices, useTestDatabase } from "@jiebang/testing";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ctx, createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { notify } from "../notification/notify.ts";
import { composeMailJob } from "./compose-mail.job.ts";
import { deliverMailJob } from "./deliver-mail.job.ts";
import type { Mailer } from "./mailer.ts";
import { openSmtpMailer } from "./open-smtp-mailer.ts";

const db = useTestDatabase();
let taken: { to: string; raw: string }[];
let refuseWith: number | undefined;
let smtp: SMTPServer;
let mailer: Mailer;

beforeEach(async () => {
  taken = [];
  refuseWith = undefined;
  smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(refuseWith ? Object.assign(new Error("no"), { responseCode: refuseWith }) : undefined),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        taken.push({ to: session.envelope.rcptTo[0]!.address, raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const server = smtp.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  mailer = openSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: "揭榜 <noreply@jiebang.test>" });
});
afterEach(async () => {
  mailer.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

function ctxWith(withMailer: boolean): Ctx {
  const services: Services = { ...testServices(), publicUrl: "https://jiebang.test", ...(withMailer && { mailer }) };
  return createCtx({ db, services }, systemActor("test"));
}

async function person(email?: string) {
  const { userId } = await makePerson(db);
  await db.prisma.user.update({ where: { id: userId }, data: { email: email ?? `${userId}@mobile.invalid` } });
  return userId;
}

let counter = 0;
/** Tells people by mail and runs the job that composes; returns the rows. */
async function compose(ctx: Ctx, userIds: string[], key = `test:${counter++}`) {
  const notice = { userIds, kind: "common.too_many", params: {}, link: "/app/desk", dedupeKey: key, mail: true };
  await ctx.transaction((tx) => notify(tx, notice));
  await composeMailJob.run(ctx, { kind: notice.kind, params: {}, link: notice.link, userIds, dedupeKey: key });
  return db.prisma.mail.findMany({ where: { dedupeKey: { startsWith: `${key}:` } }, orderBy: { toAddress: "asc" } });
}
const stateOf = async (id: string) =>
  db.prisma.mail.findUniqueOrThrow({ where: { id }, select: { state: true, attempts: true, lastError: true } });

describe("mail", () => {
  it("is written once per person who has an address, however often the job runs", async () => {
    const ctx = ctxWith(true);
    const [withAddress, without] = [await person("li.na@example.test"), await person()];
    const rows = await compose(ctx, [withAddress, without], "once");
    expect(rows.map((row) => row.toAddress)).toEqual(["li.na@example.test"]);
    expect(await compose(ctx, [withAddress, without], "once")).toEqual(rows);
    const deliveries = (await outbox(db)).filter((job) => job.name === "mail.deliver");
    expect(deliveries).toEqual([{ name: "mail.deliver", payload: { mailId: rows[0]!.id } }]);
  });

  it("is sent only when the server took it, and once even if two workers deliver at the same moment", async () => {
    const ctx = ctxWith(true);
    const [mail] = await compose(ctx, [await person("wang@example.test")]);
    await Promise.all([1, 2, 3].map(() => deliverMailJob.run(ctx, { mailId: mail!.id })));
    expect(taken.map((one) => one.to)).toEqual(["wang@example.test"]);
    expect(taken[0]!.raw).toContain(`Message-ID: <${mail!.id}@jiebang.test>`);
    expect(taken[0]!.raw).toContain("https://jiebang.test/app/desk");
    expect(await stateOf(mail!.id)).toEqual({ state: "sent", attempts: 1, lastError: null });
  });

  it("stays queued while the server is busy, says why, and goes out when it is back", async () => {
    const ctx = ctxWith(true);
    const [mail] = await compose(ctx, [await person("zhao@example.test")]);
    refuseWith = 451;
    await expect(deliverMailJob.run(ctx, { mailId: mail!.id })).rejects.toThrow();
    expect(await stateOf(mail!.id)).toEqual({
      state: "queued",
      attempts: 1,
      lastError: expect.stringContaining("451"),
    });
    refuseWith = undefined;
    await deliverMailJob.run(ctx, { mailId: mail!.id });
    expect((await stateOf(mail!.id)).state).toBe("sent");
  });

  it("fails for good when the server says that there is no such mailbox", async () => {
    const ctx = ctxWith(true);
    const [mail] = await compose(ctx, [await person("nobody@example.test")]);
    refuseWith = 550;
    await deliverMailJob.run(ctx, { mailId: mail!.id });
    expect((await stateOf(mail!.id)).state).toBe("failed");
    expect(taken).toEqual([]);
  });

  it("waits in the local mailbox without a mail server, and is never called sent", async () => {
    const ctx = ctxWith(false);
    const [mail] = await compose(ctx, [await person("sun@example.test")]);
    await deliverMailJob.run(ctx, { mailId: mail!.id });
    expect((await db.prisma.mail.findUniqueOrThrow({ where: { id: mail!.id } })).state).toBe("local");
    expect((await db.prisma.mail.findUniqueOrThrow({ where: { id: mail!.id } })).sentAt).toBe(null);
  });

  it("carries the one-click way to stop it, when it has one, and none otherwise", async () => {
    const ctx = ctxWith(true);
    const [mail] = await compose(ctx, [await person("yu@example.test")]);
    await db.prisma.mail.update({
      where: { id: mail!.id },
      data: { unsubscribeUrl: "https://jiebang.test/unsubscribe/x/y" },
    });
    await deliverMailJob.run(ctx, { mailId: mail!.id });
    const [headers] = taken.at(-1)!.raw.split("\r\n\r\n");
    expect(headers).toContain("List-Unsubscribe: <https://jiebang.test/unsubscribe/x/y>");
    expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const [plain] = await compose(ctx, [await person("wu@example.test")]);
    await deliverMailJob.run(ctx, { mailId: plain!.id });
    expect(taken.at(-1)!.raw).not.toContain("List-Unsubscribe");
  });

  it("keeps its subject in one line", async () => {
    const ctx = ctxWith(true);
    const userId = await person("x@example.test");
    const payload = {
      kind: "不存在的句子\r\nBcc: all@example.test",
      params: {},
      link: null,
      userIds: [userId],
      dedupeKey: "crlf",
    };
    await composeMailJob.run(ctx, payload);
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { userId } });
    expect(mail.subject).not.toMatch(/[\r\n]/);
    await deliverMailJob.run(ctx, { mailId: mail.id });
    const [headers] = taken.at(-1)!.raw.split("\r\n\r\n");
    expect(headers).not.toMatch(/^Bcc:/im);
  });
});
