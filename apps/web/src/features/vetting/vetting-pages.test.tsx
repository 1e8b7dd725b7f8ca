import { makeEntry, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const cityPerson = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  const countyPerson = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
  const entry = await makeEntry(db, {
    organisationId: organisation.id,
    jurisdictionId: county.id,
    revision: "submitted",
    content: { title: "赤泥综合利用" },
  });
  return { ...entry, cityPerson, countyPerson };
}

const score = (criterion: string, value: string) =>
  fireEvent.click(within(screen.getByRole("radiogroup", { name: new RegExp(criterion) })).getByText(value));

describe("the vetting desk", () => {
  it("shows the city what its scores lead to and publishes from ten points on", async () => {
    const { entryId, revisionId, cityPerson } = await makeWorld();
    const page = renderPage({ db, actor: cityPerson, path: `/vetting/${revisionId}` });
    await screen.findByRole("heading", { name: "赤泥综合利用" });
    const publish = () => screen.getByRole("button", { name: "发布" }) as HTMLButtonElement;
    for (const criterion of ["创新性", "清晰度", "合作可行"]) score(criterion, "5");
    score("合规", "0");
    expect(await screen.findByText(/有一项为 0 分/)).toBeTruthy();
    expect(publish().disabled).toBe(true);
    score("合规", "3");
    expect(await screen.findByText(/可以发布/)).toBeTruthy();
    fireEvent.click(publish());
    await waitFor(() => expect(page.path()).toBe("/vetting"));
    const entry = await db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
    expect([entry.state, entry.publishedRevisionId]).toEqual(["published", revisionId]);
  });

  it("lets a county return only with a coded reason, which the author then reads in words", async () => {
    const { revisionId, countyPerson } = await makeWorld();
    renderPage({ db, actor: countyPerson, path: `/vetting/${revisionId}` });
    await screen.findByRole("heading", { name: "赤泥综合利用" });
    expect(screen.queryByRole("button", { name: "发布" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "退回修改" }));
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: "退回修改" }));
    expect(await within(dialog).findByText("请选择原因。")).toBeTruthy();
    fireEvent.click(within(dialog).getByText("缺少期限"));
    fireEvent.click(within(dialog).getByRole("button", { name: "退回修改" }));
    await waitFor(async () => {
      const decision = await db.prisma.vettingDecision.findFirst({ where: { revisionId } });
      expect(decision).toMatchObject({ step: "county", action: "return", reasons: ["deadline_missing"] });
    });
  });

  it("does not exist for a coordinator of another county", async () => {
    const { revisionId } = await makeWorld();
    const elsewhere = await makeJurisdiction(db);
    const stranger = await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] });
    renderPage({ db, actor: stranger, path: `/vetting/${revisionId}` });
    expect(await screen.findByText("没有找到，或者您无权查看。")).toBeTruthy();
    expect(screen.queryByText("赤泥综合利用")).toBeNull();
  });
});
