import {
  createCall,
  createCtx,
  createEdition,
  fillEdition,
  handInUnderCall,
  issueEdition,
  listBases,
  openCall,
  prepareEdition,
  renewEntry,
  runIssue,
} from "@jiebang/core";
import { addDays, instantOf, systemActor } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import type { Beat, Stage } from "./stage.ts";

// Two calls, one over and one running; and two editions of the catalogue of offers, the second with its difference.

const CLOSED = { opens: -95, closes: -40 };
const RUNNING = { opens: -6, closes: 24 };
const EDITIONS = [-60, -4];

export function editionBeats(stage: Stage): Beat[] {
  const calls = new Map<string, string>();
  const closed = entries.filter(
    (e) => e.kind === "demand" && e.ago < -CLOSED.opens && e.ago > -CLOSED.closes + 1 && e.road !== "draft",
  );
  // What stands already may be handed in as well.
  const running = entries.filter((e) => e.ago > 8 && e.ago < 60 && (e.road ?? "published") === "published").slice(0, 6);
  const handIn = (call: string, entry: (typeof entries)[number], day: number): Beat => ({
    day,
    time: "14:30",
    run: async () =>
      handInUnderCall(await stage.as(entry.org), {
        callId: calls.get(call)!,
        entryId: stage.ids.entries.get(entry.key),
      }),
  });
  return [
    { day: CLOSED.opens, time: "09:00", run: async () => calls.set("closed", await openClosedCall(stage)) },
    { day: RUNNING.opens, time: "09:00", run: async () => calls.set("running", await openRunningCall(stage)) },
    ...closed.map((entry) => handIn("closed", entry, -entry.ago)),
    ...running.map((entry) => handIn("running", entry, -3)),
    { day: -10, time: "16:00", run: () => renewOne(stage) },
    ...EDITIONS.map((day): Beat => ({ day, time: "16:30", run: () => issueOffers(stage) })),
  ];
}

async function currentBasis(stage: Stage): Promise<{ basisId: string }[]> {
  const basis = (await listBases(await stage.as("city"))).find((b) => !b.isExpired)!;
  return [{ basisId: basis.id }];
}

async function openCallOf(stage: Stage, fields: Omit<Parameters<typeof createCall>[1], "jurisdictionId" | "bases">) {
  const city = await stage.as("city");
  const { id } = await createCall(city, {
    jurisdictionId: stage.ids.jurisdictions.get("411200"),
    bases: await currentBasis(stage),
    contactName: "温予衡",
    contactPhone: "0398-0000000",
    ...fields,
  });
  return (await openCall(city, { callId: id })).id;
}

const openClosedCall = (stage: Stage) =>
  openCallOf(stage, {
    title: "第一批企业技术需求征集（演示）",
    titleEn: "First call for technology demands (demonstration)",
    text: "面向全市企业征集制约生产的技术难题。请写明现状、可量化的指标、期限和预算；经县区核实、市级审定后进入技术需求目录。",
    textEn:
      "Enterprises of the city are asked for the technical problems that hold them back: today's state, measurable targets, a deadline and a budget. After the counties have checked and the city has decided they enter the catalogue.",
    kinds: ["demand"],
    organisationKinds: ["enterprise"],
    forms: ["demand"],
    closesAt: instantOf(addDays(stage.today, CLOSED.closes), "17:00").toISOString(),
  });

const openRunningCall = (stage: Stage) =>
  openCallOf(stage, {
    title: "供需双向征集：新材料与装备（演示）",
    titleEn: "Joint call: new materials and equipment (demonstration)",
    text: "同时征集高校院所的可转化成果和企业的技术需求。成果请写明成熟度、已验证的情况和转化条件；需求请写明指标、期限和预算。\n可在线填报，也可下载空白表填好后交所在县区。",
    textEn:
      "Offers of universities and institutes and demands of enterprises are asked for together. Offers name their maturity, what was proved and the conditions; demands name targets, deadline and budget.\nHand in online, or fill in a blank form and give it to your county.",
    kinds: ["offer", "demand"],
    coHosts: ["市科技主管部门（演示）"],
    forms: ["offer", "demand"],
    closesAt: instantOf(addDays(stage.today, RUNNING.closes), "17:00").toISOString(),
  });

/** One offer that stands in the first edition lives longer in the second. */
async function renewOne(stage: Stage): Promise<void> {
  const old = entries.find(
    (e) => e.kind === "offer" && (e.road ?? "published") === "published" && e.ago > -EDITIONS[0]! + 3,
  )!;
  await renewEntry(await stage.as(old.org), {
    entryId: stage.ids.entries.get(old.key),
    validUntil: addDays(stage.today, 1000),
  });
}

/** Prepared by one coordinator of the city, issued by another; the job runs at once, for no worker runs in the play. */
async function issueOffers(stage: Stage): Promise<void> {
  const city = await stage.as("city");
  const { id: editionId } = await createEdition(city, {
    jurisdictionId: stage.ids.jurisdictions.get("411200"),
    series: "offers",
    title: "可转化技术成果目录（演示）",
    titleEn: "Catalogue of technology offers (demonstration)",
    preface: "为便于企业查找可用的技术成果，现将经两级审核的成果汇编成册。联系和对接请通过平台进行。",
    prefaceEn:
      "So that enterprises find results they can use, those which passed both reviews are collected here. Contact goes through the platform.",
    issuers: ["市工业和信息化主管部门（演示）", "市科技主管部门（演示）"],
    bases: await currentBasis(stage),
  });
  await fillEdition(city, { editionId });
  await prepareEdition(city, { editionId });
  await issueEdition(await stage.as("city2"), { editionId });
  await runIssue(createCtx(stage.deps, systemActor("edition.issue")), editionId);
}
