import { newId } from "@jiebang/domain";
import { makeEntry, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();

it("an owner declines an interest with a coded reason and words, and not without", async () => {
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
      state: "open",
      dueAt: new Date(Date.now() + 5 * 86_400_000),
    },
  });
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
