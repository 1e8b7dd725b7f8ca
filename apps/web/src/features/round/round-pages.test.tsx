import { afterClosing, announce, bidOn, CANARY, makeRoundWorld, proposal } from "@jiebang/api/testing.ts";
import { useTestDatabase } from "@jiebang/testing";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { renderPage } from "../../testing/render-page.tsx";

// biome-ignore lint/correctness/useHookAtTopLevel: a hook of the test runner, not of React
const db = useTestDatabase();
beforeEach(() => localStorage.clear());

describe("the screen of a round", () => {
  it("shows where it stands and its board, and a coordinator what may be done", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w, { items: 2 });
    renderPage({ db, actor: w.people.coordinator, path: `/rounds/${round.id}` });
    await screen.findByRole("heading", { name: round.title });
    const stages = screen.getByRole("region", { name: "阶段" });
    expect(within(stages).getByRole("listitem", { current: "step" }).textContent).toContain("揭榜");
    expect(screen.getByRole("button", { name: "延期" })).toBeTruthy();
    for (const item of round.items) expect(screen.getByRole("link", { name: item.entry.title })).toBeTruthy();
  });

  it("lets a bidder begin its bid", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const first = renderPage({ db, actor: w.people.university, path: `/rounds/${round.id}` });
    fireEvent.click(await screen.findByRole("button", { name: "我要揭榜" }));
    await waitFor(() => expect(first.path()).toMatch(/\/bids\/bid_/), { timeout: 5000 });
  });

  it("tells a related organisation why it cannot bid", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    renderPage({ db, actor: w.people.related, path: `/rounds/${round.id}` });
    expect(await screen.findByText(/^不能揭榜：.*关联/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "我要揭榜" })).toBeNull();
  });

  it("shows nobody the text of a bid before the opening", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    await bidOn(w, round, round.items[0]!.id, "university");
    renderPage({ db, actor: w.people.coordinator, path: `/items/${round.items[0]!.id}` });
    await screen.findByText(/揭榜申请在启封前任何人都不能查看/);
    expect(document.body.textContent).toContain("已封存 1 份");
    expect(document.body.textContent).not.toContain(CANARY);
  });

  it("asks for what is missing in a new round before it is made", async () => {
    const w = await makeRoundWorld(db);
    renderPage({ db, actor: w.people.coordinator, path: "/rounds/new" });
    fireEvent.click(await screen.findByRole("button", { name: "创建轮次" }, { timeout: 5000 }));
    const title = await screen.findByLabelText("轮次名称");
    await waitFor(() => expect(title.getAttribute("aria-invalid")).toBe("true"));
    expect(await db.prisma.procedure.count({ where: { jurisdictionId: w.city.id } })).toBe(0);
  });
});

describe("a bid", () => {
  it("is written on this device, sealed in the browser and kept as ciphertext with a receipt", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.university);
    const bid = await ctx.db.prisma.bid.create({
      data: {
        id: `bid_page${w.city.code}`,
        procedureId: round.id,
        itemId: round.items[0]!.id,
        organisationId: w.organisations.university.id,
        userId: w.people.university.userId,
        state: "draft",
        defects: [],
      },
    });
    const { partners: _, attachments: __, ...content } = proposal();
    localStorage.setItem(`jiebang.bid.${bid.id}`, JSON.stringify({ ...content, attachments: [] }));
    renderPage({ db, actor: w.people.university, path: `/bids/${bid.id}` });
    fireEvent.click(await screen.findByRole("button", { name: "封存并提交" }, { timeout: 5000 }));
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: "封存并提交" }));
    await screen.findByRole("button", { name: "下载封存内容" }, { timeout: 5000 });
    const envelope = await db.prisma.envelope.findFirstOrThrow({ where: { bidId: bid.id } });
    expect(envelope.algorithm).toBe("hpke-x25519-hkdf-sha256-chacha20poly1305");
    expect(Buffer.from(envelope.ciphertext).toString("utf8")).not.toContain(CANARY);
    expect(screen.getByRole("link", { name: "打印回执" })).toBeTruthy();
  });

  it("says which parts are missing and seals nothing", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const page = renderPage({ db, actor: w.people.university, path: `/rounds/${round.id}` });
    fireEvent.click(await screen.findByRole("button", { name: "我要揭榜" }));
    await waitFor(() => expect(page.path()).toMatch(/\/bids\/bid_/), { timeout: 5000 });
    fireEvent.click(await screen.findByRole("button", { name: "封存并提交" }, { timeout: 5000 }));
    const alert = await screen.findByText("请先补全以下内容：");
    expect(alert.closest("[role=alert]")!.textContent).toContain("技术方案");
    expect(await db.prisma.envelope.count({ where: { bid: { procedureId: round.id } } })).toBe(0);
  });

  it("keeps on the device what was typed and not sealed when bidding ended, and says so", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const sealed = await bidOn(w, round, round.items[0]!.id, "university");
    const begun = await db.prisma.bid.create({
      data: {
        id: `bid_late${w.city.code}`,
        procedureId: round.id,
        itemId: round.items[0]!.id,
        organisationId: w.organisations.institute.id,
        userId: w.people.institute.userId,
        state: "draft",
        defects: [],
      },
    });
    await afterClosing(w);
    await w.tick();
    localStorage.setItem(`jiebang.bid.${begun.id}`, JSON.stringify({ title: "没来得及封存" }));
    renderPage({ db, actor: w.people.institute, path: `/bids/${begun.id}` });
    await screen.findByText("揭榜已截止，本机上还有一份未封存的草稿");
    expect(screen.getByText(/没有封存，因而没有提交/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "导出草稿" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "封存并提交" })).toBeNull();
    cleanup();

    // Sealed as it stands: nothing to say. Changed afterwards: what counts is what was sealed.
    const [draft, mark] = [`jiebang.bid.${sealed.id}`, `jiebang.bid.${sealed.id}.sealed`];
    localStorage.setItem(draft, JSON.stringify({ title: "一稿" }));
    localStorage.setItem(mark, JSON.stringify({ title: "一稿" }));
    renderPage({ db, actor: w.people.university, path: `/bids/${sealed.id}` });
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByText(/还有一份未封存的草稿/)).toBeNull();
    cleanup();
    localStorage.setItem(draft, JSON.stringify({ title: "二稿" }));
    renderPage({ db, actor: w.people.university, path: `/bids/${sealed.id}` });
    await screen.findByText(/以截止前最后一次封存的内容为准/);
  });
});
