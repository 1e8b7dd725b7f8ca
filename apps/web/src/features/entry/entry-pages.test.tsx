import { anonymous } from "@jiebang/domain";
import { makeEntry, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();

async function makeWorld() {
  const jurisdiction = await makeJurisdiction(db);
  const organisation = await makeOrganisation(db, { kind: "university", jurisdictionId: jurisdiction.id });
  const person = await makePerson(db, { member: [{ organisationId: organisation.id }] });
  return { jurisdiction, organisation, person };
}

describe("my entries", () => {
  it("show what is ours with its next action, and nothing of another organisation", async () => {
    const { organisation, person } = await makeWorld();
    const stranger = await makeOrganisation(db);
    await makeEntry(db, {
      organisationId: organisation.id,
      revision: "returned",
      content: { title: "含砷金精矿加压预氧化" },
    });
    await makeEntry(db, { organisationId: stranger.id, revision: "published", content: { title: "别家的技术" } });
    renderPage({ db, actor: person, path: "/entries" });
    const link = await screen.findByRole("link", { name: "含砷金精矿加压预氧化" });
    const row = link.closest("tr")!;
    expect(within(row).getByText("退回修改")).toBeTruthy();
    expect(within(row).getByRole("link", { name: "按意见修改" })).toBeTruthy();
    expect(screen.queryByText("别家的技术")).toBeNull();
  });

  it("say in English what stands there", async () => {
    const { person } = await makeWorld();
    renderPage({ db, actor: person, path: "/entries", locale: "en" });
    expect(await screen.findByRole("heading", { name: "My entries" })).toBeTruthy();
    expect(screen.getByText("No entries yet")).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
  });
});

describe("the editor of an entry", () => {
  it("saves by itself what was typed and tells what is missing while one types", async () => {
    const { organisation, person } = await makeWorld();
    const { entryId, revisionId } = await makeEntry(db, {
      organisationId: organisation.id,
      content: { title: "", contactName: null },
    });
    renderPage({ db, actor: person, path: `/entries/${entryId}/edit` });
    const title = await screen.findByLabelText(/标题/, { selector: "#title" });
    expect(await screen.findByText("请写标题。")).toBeTruthy();
    expect((await screen.findByRole<HTMLButtonElement>("button", { name: "提交审核" })).disabled).toBe(true);
    fireEvent.change(title, { target: { value: "铝电解槽侧壁测温" } });
    await waitFor(() => expect(screen.queryByText("请写标题。")).toBeNull());
    await screen.findByText(/^已保存/, { selector: ".save-status" });
    await waitFor(async () => {
      const row = await db.prisma.revision.findUniqueOrThrow({ where: { id: revisionId } });
      expect([row.title, row.lockVersion]).toEqual(["铝电解槽侧壁测温", 2]);
    });
  });

  it("loses neither text when two write at once", async () => {
    const { organisation, person } = await makeWorld();
    const { entryId, revisionId } = await makeEntry(db, {
      organisationId: organisation.id,
      content: { title: "原来的标题" },
    });
    renderPage({ db, actor: person, path: `/entries/${entryId}/edit` });
    const title = await screen.findByLabelText(/标题/, { selector: "#title" });
    await db.prisma.revision.update({
      where: { id: revisionId },
      data: { title: "同事的标题", lockVersion: { increment: 1 } },
    });
    fireEvent.change(title, { target: { value: "我的标题" } });
    const dialog = await screen.findByRole("dialog");
    expect(dialog.querySelector("del")?.textContent).toContain("同事");
    expect(dialog.querySelector("ins")?.textContent).toContain("我");
    fireEvent.click(within(dialog).getByRole("button", { name: "按此保存" }));
    await waitFor(async () => {
      const row = await db.prisma.revision.findUniqueOrThrow({ where: { id: revisionId } });
      expect([row.title, row.lockVersion]).toEqual(["我的标题", 3]);
    });
  });

  it("keeps the text when the session ends under it, and asks to sign in above the page", async () => {
    const { organisation, person } = await makeWorld();
    const { entryId } = await makeEntry(db, { organisationId: organisation.id, content: { title: "写到一半" } });
    const page = renderPage({ db, actor: person, path: `/entries/${entryId}/edit` });
    const title = await screen.findByLabelText(/标题/, { selector: "#title" });
    page.actor.current = anonymous;
    fireEvent.change(title, { target: { value: "会话结束后写的标题" } });
    expect(await screen.findByText("登录已过期")).toBeTruthy();
    expect((title as HTMLInputElement).value).toBe("会话结束后写的标题");
    expect(localStorage.getItem(`jiebang.draft.entry.${entryId}`)).toContain("会话结束后写的标题");
  });
});
