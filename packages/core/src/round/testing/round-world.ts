import {
  addDays,
  type BidContent,
  type BidContentInput,
  bidContent,
  dayOf,
  instantOf,
  type RoundParameters,
  type RoundView,
  type UserActor,
} from "@jiebang/domain";
import { sealBid as sealInBrowser } from "@jiebang/ledger";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  type TestDatabase,
  testServices,
} from "@jiebang/testing";
import { createBasis } from "../../basis/create-basis.ts";
import { sealBid } from "../../bid/seal-bid.ts";
import { startBid } from "../../bid/start-bid.ts";
import { acceptItem } from "../../board/judge-item.ts";
import { proposeItem } from "../../board/propose-item.ts";
import { appNow } from "../../kernel/app-now.ts";
import { createCtx } from "../../kernel/ctx.ts";
import { turnStages } from "../../procedure/turn-stages.ts";
import { seedTemplates } from "../../template/seed-templates.ts";
import { announceRound } from "../announce-round.ts";
import { createRound } from "../create-round.ts";

/** A word that stands in every bid of these tests: nothing outside an envelope may hold it before the opening. */
export const CANARY = "金丝雀方案秘密";
/** A Monday morning without a holiday near it. */
export const MONDAY = "2027-03-01";

export const proposal = (more: Partial<BidContentInput> = {}): BidContent =>
  bidContent.parse({
    title: `${CANARY}标题`,
    approach: `${CANARY}：先磨后浸，低温捕收`,
    targets: [{ name: "回收率", comparator: "ge", asked: "85", unit: "%", committed: "88", isMet: "exceeded" }],
    team: [{ name: "王工", task: "总体" }],
    plan: [{ title: "小试", fromMonth: 0, toMonth: 6 }],
    durationMonths: 12,
    price: "800000.00",
    ip: "共有",
    contact: { name: "王工", phone: "13800000000" },
    creditDeclaration: true,
    ...more,
  });

/** A city with a coordinator, one poster with demands, three bidders, one of them related to the poster. */
export async function makeRoundWorld(db: TestDatabase) {
  const services = testServices();
  await seedTemplates(db.prisma);
  const city = await makeJurisdiction(db, {
    level: "city",
    name: "测试市",
    recommendingBody: "测试市工业和信息化局",
    phone: "0398-2800001",
    address: "崤山路 1 号",
    supervisorPhone: "0398-2800002",
  });
  const organisation = (name: string, kind: string) =>
    makeOrganisation(db, { name: `${name}${city.code}`, kind, jurisdictionId: city.id, areaCode: "411202" });
  const [poster, university, institute, related] = await Promise.all([
    organisation("发榜冶炼公司", "enterprise"),
    organisation("揭榜大学", "university"),
    organisation("揭榜研究院", "institute"),
    organisation("关联公司", "enterprise"),
  ]);
  const member = (id: string, name: string) => makePerson(db, { name, member: [{ organisationId: id }] });
  const people = {
    coordinator: await makePerson(db, { name: "协调员甲", coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
    coordinator2: await makePerson(db, { name: "协调员乙", coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
    poster: await member(poster.id, "发榜人"),
    university: await member(university.id, "大学人"),
    institute: await member(institute.id, "研究院人"),
    related: await member(related.id, "关联人"),
    outsider: await member((await organisation("旁观公司", "enterprise")).id, "旁观人"),
    auditor: await makePerson(db, { name: "审计员", roles: ["auditor"] }),
  };
  await db.prisma.organisationRelation.create({
    data: {
      id: `rel_${city.code}`,
      organisationId: related.id,
      relatedOrganisationId: poster.id,
      kind: "shareholding",
      evidence: "发榜方持股 51%",
    },
  });
  const as = (actor: UserActor) => createCtx({ db, services }, actor);
  return {
    db,
    services,
    city,
    organisations: { poster, university, institute, related },
    people,
    as,
    now: () => appNow(db.prisma),
    tick: () => turnStages(createCtx({ db, services }, { kind: "system", job: "test" })),
    demand: (options: { isPosterHidden?: boolean } = {}) =>
      makeEntry(db, {
        kind: "demand",
        organisationId: poster.id,
        jurisdictionId: city.id,
        revision: "published",
        content: { isPosterHidden: options.isPosterHidden ?? false },
      }),
  };
}
export type RoundWorld = Awaited<ReturnType<typeof makeRoundWorld>>;

export interface AnnounceOptions {
  parameters?: Partial<RoundParameters>;
  items?: number;
  isPosterHidden?: boolean;
}

/** A round announced and open for bids on Monday 09:00, closing on the 16th at 17:00. */
export async function announce(w: RoundWorld, options: AnnounceOptions = {}): Promise<RoundView> {
  await w.db.moveClock(instantOf(MONDAY, "09:00"));
  const round = await draft(w, options);
  return announceRound(w.as(w.people.coordinator), { roundId: round.id });
}

export async function draft(
  w: RoundWorld,
  { parameters = {}, items = 1, isPosterHidden }: AnnounceOptions = {},
): Promise<RoundView> {
  const ctx = w.as(w.people.coordinator);
  const basis = await createBasis(ctx, {
    documentNo: "三工信〔2027〕1 号",
    title: "揭榜工作通知",
    issuer: "市工信局",
    validFrom: "2026-01-01",
    validTo: "2028-12-31",
  });
  const today = dayOf(await w.now());
  const round = await createRound(ctx, {
    title: "2027 年第一批产业技术揭榜",
    titleEn: "Industry challenge 2027, first batch",
    jurisdictionId: w.city.id,
    basisIds: [basis.id],
    parameters,
    schedule: { bidClosesAt: instantOf(addDays(today, 15), parameters.closingHour ?? "17:00").toISOString() },
  });
  let view = round;
  for (let i = 0; i < items; i++) {
    const { entryId } = await w.demand({ isPosterHidden });
    view = await proposeItem(ctx, { roundId: round.id, entryId });
    const item = view.items.find((x) => x.entry.id === entryId)!;
    await w.db.prisma.boardItem.update({ where: { id: item.id }, data: { consentedAt: await w.now() } });
    view = await acceptItem(ctx, { itemId: item.id });
  }
  return view;
}

/** The envelope as the bidder's browser makes it. */
export function envelopeFor(round: RoundView, bid: { id: string; itemId: string }, content: BidContent = proposal()) {
  return sealInBrowser({
    procedureId: round.id,
    itemId: bid.itemId,
    bidId: bid.id,
    content,
    mode: round.sealing.mode,
    publicKey: round.sealing.publicKey,
  });
}

let clicks = 0;
export const click = () => `click-of-a-test-${++clicks}`;

/** Starts and seals a bid in one go. */
export async function bidOn(
  w: RoundWorld,
  round: RoundView,
  itemId: string,
  who: "university" | "institute",
  content?: BidContent,
) {
  const ctx = w.as(w.people[who]);
  const bid = await startBid(ctx, { itemId, organisationId: w.organisations[who].id });
  const { plaintext, ...envelope } = envelopeFor(round, bid, content);
  const sealed = await sealBid(ctx, { bidId: bid.id, ...envelope, idempotencyKey: click() });
  return { ...sealed, plaintext };
}

/** After the closing of bidding. */
export const afterClosing = (w: RoundWorld) => w.db.moveClock(instantOf(addDays(MONDAY, 15), "17:01"));
