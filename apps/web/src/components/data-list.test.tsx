import { makeEntry, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { renderPage } from "../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();
afterEach(() => void vi.restoreAllMocks());

it("lets several be chosen on a phone, one by one and all of the page, each box named by its row", async () => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) =>
      ({ media, matches: media.includes("max-width"), addEventListener() {}, removeEventListener() {} }) as never,
  );
  const organisation = await makeOrganisation(db, { kind: "university" });
  const actor = await makePerson(db, { member: [{ organisationId: organisation.id, role: "admin" }] });
  for (const title of ["甲成果", "乙成果", "丙成果"])
    await makeEntry(db, { organisationId: organisation.id, content: { title } });
  renderPage({ db, actor, path: "/entries" });
  const list = await screen.findByRole("list", { name: /条目/ }, { timeout: 5000 });
  const boxes = () => within(list).getAllByRole("checkbox", { name: /[甲乙丙]成果/ }) as HTMLInputElement[];
  const all = () => within(list).getByRole("checkbox", { name: "选择本页全部" }) as HTMLInputElement;
  expect(boxes().map((box) => box.checked)).toEqual([false, false, false]);
  for (const title of ["甲成果", "乙成果", "丙成果"]) within(list).getByRole("checkbox", { name: new RegExp(title) });
  fireEvent.click(boxes()[1]!);
  expect(boxes().map((box) => box.checked)).toEqual([false, true, false]);
  fireEvent.click(all());
  expect(boxes().map((box) => box.checked)).toEqual([true, true, true]);
  fireEvent.click(all());
  expect(boxes().map((box) => box.checked)).toEqual([false, false, false]);
});
