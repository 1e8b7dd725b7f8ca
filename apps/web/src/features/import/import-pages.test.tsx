import { newId } from "@jiebang/domain";
import { makeJurisdiction, makePerson, useTestDatabase } from "@jiebang/testing";
import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();
const mapping = { source: "某来源", shapes: [{ kind: "demand", when: [], columns: [{ from: "题", to: "title" }] }] };

async function makeBatch(startedById: string, fileName: string, data: object = {}): Promise<string> {
  const id = newId("imp");
  const files = [{ name: fileName, storageKey: "none", size: 10, sha256: "" }];
  await db.prisma.importBatch.create({
    data: {
      id,
      source: "某来源",
      kind: "demand",
      fileName,
      sha256: "",
      files,
      mapping,
      state: "uploaded",
      startedById,
      ...data,
    },
  });
  return id;
}

it("a city coordinator sees what is wrong in each row, confirms with publication and sees what came in", async () => {
  const { id: jurisdictionId } = await makeJurisdiction(db, { level: "city" });
  const city = await makePerson(db, { coordinates: [{ jurisdictionId, level: "city" }] });
  const counts = { ready: 1, duplicate: 1, refused: 1, noted: 1 };
  const batchId = await makeBatch(city.userId, "清单.json", { state: "staged", rowsTotal: 3, rowsDone: 3, counts });
  const row = { batchId, raw: {}, parsed: { kind: "demand", title: "铝灰资源化" } };
  const note = { severity: "note", reason: "import.problem.mode_unknown", field: "modes", value: "魔法" };
  const error = { severity: "error", reason: "import.problem.title_missing", field: "title" };
  await db.prisma.importRow.createMany({
    data: [
      { ...row, no: 1, line: 1, status: "ready", problems: [note] },
      { ...row, no: 2, line: 2, status: "refused", parsed: { title: "" }, problems: [error] },
      { ...row, no: 3, line: 3, status: "duplicate", duplicateOfNo: 1 },
    ],
  });
  renderPage({ db, actor: city, path: `/import/${batchId}` });
  await screen.findByRole("heading", { name: "清单.json" });
  expect(await screen.findByText("第 3 行与第 1 行重复")).toBeTruthy();
  expect(screen.getByText(/^没有标题/)).toBeTruthy();
  expect(screen.getByText("合作方式无法识别，未采用 · 合作方式：魔法")).toBeTruthy();
  fireEvent.click(screen.getByRole("checkbox", { name: /同时整批发布/ }));
  fireEvent.click(screen.getByRole("button", { name: "确认导入 1 条" }));
  await screen.findByText(/正在导入/);
  const confirmed = await db.prisma.importBatch.findUniqueOrThrow({ where: { id: batchId } });
  expect([confirmed.state, confirmed.isBulkPublication]).toEqual(["committing", true]);
  await db.prisma.importBatch.update({
    where: { id: batchId },
    data: { state: "committed", counts: { committed: 1, published: 1, duplicate: 1, refused: 1 } },
  });
  await screen.findByText("已导入 1 条，发布 1 条，其中历史 0 条。", {}, { timeout: 8000 });
}, 30_000);

it("the list shows one's own batches with their states, and not those of others", async () => {
  const { id: jurisdictionId } = await makeJurisdiction(db, { level: "county" });
  const county = await makePerson(db, { coordinates: [{ jurisdictionId, level: "county" }] });
  await makeBatch(county.userId, "县里的.csv");
  await makeBatch((await makePerson(db)).userId, "别人的.csv");
  renderPage({ db, actor: county, path: "/import" });
  expect(await screen.findByRole("link", { name: "县里的.csv" })).toBeTruthy();
  expect(screen.getByText("已上传")).toBeTruthy();
  expect(screen.queryByText("别人的.csv")).toBeNull();
}, 30_000);
