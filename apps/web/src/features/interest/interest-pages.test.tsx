import { newId } from "@jiebang/domain";
import { makeEntry, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();

async function makeInterest(state: "open" | "accepted") {
  const jurisdiction = await makeJurisdiction(db);
  const [owner, asker] = [
    await makeOrganisation(db, { jurisdictionId: jurisdiction.id }),
    await makeOrganisation(db, { name: "询问的企业" }),
  ];
  const person = await makePerson(db, { member: [{ organisationId: owner.id }] });
  const stranger = await makePerson(db, { member: [{ organisationId: asker.id }] });
  const { entryId } = await makeEntry(db, {
    organisationId: owner.id,
    jurisdictionId: jurisdiction.id,
    revision: "published",
    content: { title: "被询问的技术" },
  });
  const interestId = newId("int");
  await db.prisma.interest.create({
    data: {
      id: interestId,
      entryId,
      organisationId: asker.id,
      userId: stranger.userId,
      cooperation: "联合中试",
      unclear: "",
      about: "年产十万吨氧化铝",
      state,
      answeredAt: state === "accepted" ? new Date() : null,
      dueAt: new Date(Date.now() + 5 * 86_400_000),
    },
  });
  return { interestId, person, stranger };
}

it("an owner declines an interest with a coded reason and words, and not without", async () => {
  const { interestId, person } = await makeInterest("open");
  renderPage({ db, actor: person, path: `/interests/${interestId}` });
  await screen.findByRole("heading", { name: "被询问的技术" });
  expect(screen.getByText("询问的企业")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "婉拒" }));
  const dialog = await screen.findByRole("dialog");
  const confirm = within(dialog).getByRole("button", { name: "婉拒" });
  fireEvent.click(confirm);
  expect(await within(dialog).findByText("请选择原因。")).toBeTruthy();
  fireEvent.click(within(dialog).getAllByRole("radio")[2]!);
  fireEvent.change(within(dialog).getByRole("textbox"), { target: { value: "今年试验线已排满。" } });
  fireEvent.click(confirm);
  await waitFor(async () => {
    const row = await db.prisma.interest.findUniqueOrThrow({ where: { id: interestId } });
    expect([row.state, row.reason, row.answer]).toEqual(["declined", "capacity", "今年试验线已排满。"]);
  });
  expect(await screen.findByText("今年试验线已排满。", { selector: "p" })).toBeTruthy();
});

it("a message is said, stands in the thread, and is counted as unread for the other side", async () => {
  const { interestId, person } = await makeInterest("open");
  renderPage({ db, actor: person, path: `/interests/${interestId}` });
  expect(await screen.findByText("还没有留言")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("写留言"), { target: { value: "样品可以先寄两公斤吗？" } });
  fireEvent.click(screen.getByRole("button", { name: /发\s*送/ }));
  expect(await screen.findByText("样品可以先寄两公斤吗？", { selector: "li p" })).toBeTruthy();
  await waitFor(() => expect((screen.getByLabelText("写留言") as HTMLTextAreaElement).value).toBe(""));
  expect(await db.prisma.interestMessage.count({ where: { interestId, side: "owner" } })).toBe(1);
});

it("what came of it is recorded with a reason where nothing came of it", async () => {
  const { interestId, stranger } = await makeInterest("accepted");
  renderPage({ db, actor: stranger, path: `/interests/${interestId}` });
  fireEvent.click(await screen.findByRole("button", { name: "登记进展" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("radio", { name: "未成" }));
  fireEvent.click(within(dialog).getByRole("button", { name: "登记进展" }));
  expect(await within(dialog).findByText("请选择未成的原因。")).toBeTruthy();
  fireEvent.click(within(dialog).getByRole("radio", { name: "已考察见面" }));
  fireEvent.click(within(dialog).getByRole("button", { name: "登记进展" }));
  await waitFor(async () => {
    const row = await db.prisma.interest.findUniqueOrThrow({ where: { id: interestId } });
    expect(row.outcome).toBe("visited");
  });
});

it("who asks is told of the technology manager before, on a page that bears the entry's title", async () => {
  const { interestId } = await makeInterest("accepted");
  const { entry } = await db.prisma.interest.findUniqueOrThrow({ where: { id: interestId }, include: { entry: true } });
  const manager = await makePerson(db, { name: "尹经理" });
  const managerId = newId("tmg");
  await db.prisma.technologyManager.create({
    data: { id: managerId, userId: manager.userId, speciality: "选矿", registeredById: manager.userId },
  });
  const now = new Date();
  await db.prisma.engagement.create({
    data: {
      id: newId("eng"),
      managerId,
      entryId: entry.id,
      state: "active",
      invitedById: manager.userId,
      ownerConsentAt: now,
      managerConsentAt: now,
    },
  });
  const reader = await makePerson(db, { member: [{ organisationId: (await makeOrganisation(db)).id }] });
  renderPage({ db, actor: reader, path: `/catalogue/${entry.number}` });
  expect(await screen.findByRole("heading", { level: 1, name: "被询问的技术" })).toBeTruthy();
  expect(await screen.findByText(/技术经理人 尹经理协助发布方处理对接/)).toBeTruthy();
});
