import type { UserActor } from "@jiebang/domain";
import { makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { countUnread, listLocalMail, listNotifications, markRead } from "./notification.queries.ts";
import { notify } from "./notify.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
let me: UserActor;
let other: UserActor;
let n = 0;
beforeEach(async () => {
  me = await makePerson(db);
  other = await makePerson(db);
});
const tell = (person: UserActor, title: string, dedupeKey = `k${n++}`) =>
  db.prisma.$transaction((tx) =>
    notify(tx, {
      userIds: [person.userId],
      kind: "notify.interest_accepted",
      params: { title },
      link: "/app",
      dedupeKey,
    }),
  );

describe("notices", () => {
  it("come once, newest first, as sentences in the language asked for, and only one's own", async () => {
    await tell(me, "甲", "same");
    await tell(me, "甲", "same");
    await tell(me, "乙");
    await tell(other, "绝不可见");
    const zh = await listNotifications(as(me), {}, "zh");
    expect(zh.items.map((i) => i.text)).toEqual([
      "“乙”的发布方接受了您的对接意向，可以查看联系方式。",
      "“甲”的发布方接受了您的对接意向，可以查看联系方式。",
    ]);
    const en = await listNotifications(as(me), { limit: 1 }, "en");
    expect([en.total, en.items[0]?.text]).toEqual([
      2,
      "The poster of “乙” accepted your interest; you may open the contact.",
    ]);
  });

  it("are marked by their owner alone", async () => {
    await tell(me, "甲");
    await tell(me, "乙");
    const ids = (await listNotifications(as(me), {}, "zh")).items.map((i) => i.id);
    await markRead(as(other), { ids });
    expect(await countUnread(as(me))).toEqual({ unread: 2 });
    expect(await markRead(as(me), { ids: ids.slice(0, 1) })).toEqual({ unread: 1 });
    expect((await listNotifications(as(me), { isUnread: true }, "zh")).total).toBe(1);
    expect(await markRead(as(me), { all: true })).toEqual({ unread: 0 });
  });
});

describe("the local mailbox", () => {
  it("shows one's own mails in full; an administrator sees that others exist, not what they say", async () => {
    const admin = await makePerson(db, { roles: ["platform_admin"] });
    const mail = (person: UserActor, text: string) =>
      db.prisma.mail.create({
        data: {
          id: `mal_${n++}`,
          toAddress: "a@example.test",
          userId: person.userId,
          kind: "notify.x",
          subject: `主题 ${text}`,
          text,
          state: "local",
          dedupeKey: `m${n}`,
        },
      });
    await mail(me, "给我的一次性代码 123456");
    await mail(admin, "给管理员");
    expect((await listLocalMail(as(me), { scope: "all" })).items.map((m) => m.text)).toEqual([
      "给我的一次性代码 123456",
    ]);
    expect((await listLocalMail(as(other), {})).total).toBe(0);
    const all = await listLocalMail(as(admin), { scope: "all" });
    expect(all.items.map((m) => m.text)).toEqual(["给管理员", null]);
    expect(JSON.stringify(all)).not.toContain("123456");
  });
});
