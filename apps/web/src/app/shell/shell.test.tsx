import { anonymous } from "@jiebang/domain";
import { makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();
const groups = async () => {
  const nav = await screen.findByRole("navigation", { name: "主导航" });
  return within(nav)
    .getAllByRole("heading")
    .map((heading) => heading.textContent);
};

describe("the frame", () => {
  it("leads who is not signed in to the door and keeps the way back", async () => {
    await makePerson(db);
    const page = renderPage({ db, actor: anonymous, path: "/entries" });
    expect(await screen.findByRole("heading", { name: "登录工作台" })).toBeTruthy();
    expect(page.path()).toBe("/sign-in");
  });

  it("shows a group of pages for each role a person holds", async () => {
    const organisation = await makeOrganisation(db);
    const jurisdiction = await makeJurisdiction(db);
    const everything = await makePerson(db, {
      member: [{ organisationId: organisation.id }],
      coordinates: [{ jurisdictionId: jurisdiction.id, level: "county" }],
      roles: ["platform_admin", "auditor"],
    });
    renderPage({ db, actor: everything, path: "/account" });
    expect(await groups()).toEqual(["工作", "统筹", "本单位", "征集与目录", "揭榜", "企业与服务", "管理", "监督"]);
  });

  it("shows a member neither desk nor administration", async () => {
    const organisation = await makeOrganisation(db);
    const member = await makePerson(db, { member: [{ organisationId: organisation.id, role: "editor" }] });
    renderPage({ db, actor: member, path: "/account" });
    expect(await groups()).toEqual(["工作", "本单位", "征集与目录", "揭榜", "企业与服务"]);
  });

  it("changes the language of everything at once", async () => {
    renderPage({ db, actor: await makePerson(db), path: "/account" });
    fireEvent.click(await screen.findByRole("button", { name: "English" }));
    expect(await screen.findByRole("heading", { name: "Account settings" })).toBeTruthy();
    await waitFor(() => expect(document.documentElement.lang).toBe("en"));
  });

  it("says calmly that a page does not exist", async () => {
    renderPage({ db, actor: await makePerson(db), path: "/no-such-page" });
    expect(await screen.findByRole("heading", { name: "没有找到" })).toBeTruthy();
  });
});
