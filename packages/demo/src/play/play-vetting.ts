import {
  assignCases,
  checkProposal,
  createOrganisation,
  grantLane,
  listVettingRules,
  prepareRevision,
  publishTrusted,
  recommendRevision,
  reviseEntry,
  saveDraft,
  setVettingRule,
  submitEntry,
} from "@jiebang/core";
import { entries } from "../entries/index.ts";
import { organisations } from "../world/organisations.ts";
import { people } from "../world/people.ts";
import type { Beat, Stage } from "./stage.ts";

// For three days the city tries a chain of three persons and looks at everything that comes by a trusted lane; what was
// handed in then goes on so, though the city has gone back since. All of it changes what stands already: no new entries.

const BEGINS = -6;
/** Changed texts, and how far each has come: to the check, or to the signature. */
const changes = [
  { entry: "eq-hpgr", stand: "checked", adds: "新增：辊面柱钉由硬质合金改为梯度结构，寿命试验仍在进行。" },
  { entry: "eq-active-gauge", stand: "checked", adds: "新增：可在干磨条件下工作，切屑由气幕隔开。" },
  { entry: "eq-truck-swap", stand: "checked", adds: "新增：换电站可放在 12% 的坡道旁，占地比原方案小三成。" },
  { entry: "eq-belt-monitor", stand: "prepared", adds: "新增：托辊异响识别，已在一条 1.2 公里皮带上连续运行四个月。" },
  { entry: "ag-juice-npc", stand: "prepared", adds: "新增：可用于梨汁和山楂汁，需要另配护色剂。" },
] as const;
const lane = {
  org: "nanyuan",
  entries: ["ag-canker", "ag-forsythia"],
  adds: "新增：本季在两个试验站各重复一次，结果与上季一致。",
};
const RUBRIC = { innovation: 4, clarity: 4, cooperation: 3, conformity: 5 };
const TICKS = { isTrue: true, isComplete: true, isNotSecret: true };

export function vettingBeats(stage: Stage): Beat[] {
  const at = (day: number, time: string, run: () => Promise<unknown>): Beat => ({ day: BEGINS + day, time, run });
  const cases = new Map<string, { revisionId: string; lockVersion: number }>();
  const step = async (entry: string, run: (found: { revisionId: string; lockVersion: number }) => Promise<unknown>) => {
    const found = cases.get(entry)!;
    await run({ ...found });
    found.lockVersion += 1; // each step moves the version on by one
  };
  return [
    at(0, "09:00", () => setRule(stage, { steps: ["prepare", "check", "sign"], samplePercent: 100 })),
    at(0, "09:30", async () => {
      const reason = "近三年报送的成果材料齐全，复核无一退回。";
      await grantLane(await stage.as("city"), { organisationId: stage.ids.organisations.get(lane.org), reason });
    }),
    ...changes.map(({ entry, adds }) =>
      at(0, "14:00", async () => {
        const { revision } = await handIn(stage, entry, adds);
        cases.set(entry, { revisionId: revision.id, lockVersion: revision.lockVersion });
      }),
    ),
    ...lane.entries.map((entry) => at(1, "09:00", () => publishByLane(stage, entry))),
    ...changes.flatMap(({ entry, stand }): Beat[] => [
      at(1, "10:00", () =>
        step(entry, async (found) =>
          recommendRevision(await stage.as(countyOf(entry)), { ...found, ticks: TICKS, note: "变化属实。" }),
        ),
      ),
      at(1, "15:00", () =>
        step(entry, async (found) =>
          prepareRevision(await stage.as("city2"), {
            ...found,
            action: "publish",
            rubric: RUBRIC,
            note: "只增加一段，原文不变。",
          }),
        ),
      ),
      ...(stand === "checked"
        ? [
            at(2, "10:00", () =>
              step(entry, async (found) =>
                checkProposal(await stage.as("city3"), {
                  ...found,
                  secrecy: { isClear: true, statement: "已逐段核对，不含国家秘密和工作秘密。" },
                }),
              ),
            ),
          ]
        : []),
    ]),
    at(2, "17:00", () => setRule(stage, { steps: ["sign"], samplePercent: 20 })),
    at(4, "09:30", () => assignSome(stage)),
    at(4, "11:00", () => enterTwice(stage)),
  ];
}

async function setRule(stage: Stage, rule: { steps: ("prepare" | "check" | "sign")[]; samplePercent: number }) {
  const city = await stage.as("city");
  const [before] = await listVettingRules(city);
  const person = (key: string) => [stage.ids.people.get(key)];
  const isChain = rule.steps.length > 1;
  await setVettingRule(city, {
    cityId: before!.cityId,
    baseRuleId: before!.ruleId,
    ...rule,
    persons: isChain ? { prepare: person("city2"), check: person("city3"), sign: person("city") } : {},
    secrecyStep: isChain ? "check" : null,
  });
}

/** A new revision with one more paragraph, ready to be handed in. */
async function change(stage: Stage, key: string, adds: string) {
  const author = await stage.as(ownerOf(key));
  const { id: entryId, revision } = await reviseEntry(author, { entryId: stage.ids.entries.get(key) });
  const content = { ...revision.content, body: `${revision.content.body}\n${adds}` } as typeof revision.content;
  const { lockVersion } = await saveDraft(author, { entryId, lockVersion: revision.lockVersion, content });
  return { entryId, lockVersion, acknowledged: ["identifier_profile"] };
}

async function handIn(stage: Stage, key: string, adds: string) {
  const changed = await change(stage, key, adds);
  return submitEntry(await stage.as(ownerOf(key)), changed);
}

async function publishByLane(stage: Stage, key: string): Promise<void> {
  const changed = await change(stage, key, lane.adds);
  await publishTrusted(await stage.as(lane.org), { ...changed, ticks: TICKS, reviewerName: "科技处 尚半夏" });
}

/** A colleague takes one case over while the other goes on with the rest. */
async function assignSome(stage: Stage): Promise<void> {
  const { currentRevisionId } = await stage.deps.db.prisma.entry.findUniqueOrThrow({
    where: { id: stage.ids.entries.get("need-cutting-tool") },
  });
  await assignCases(await stage.as("city"), {
    stepKeys: [`vetting:${currentRevisionId}`],
    userId: stage.ids.people.get("city2"),
    note: "刀具方向你更熟，请先看指标。",
  });
}

/** One firm that a county entered again under a name that is nearly its own: to be merged by a person who looks. */
async function enterTwice(stage: Stage): Promise<void> {
  const firm = organisations.find((one) => one.key === "jinli")!;
  await createOrganisation(await stage.as("shanzhou"), {
    kind: firm.kind,
    name: firm.name.replace("有限公司", "公司"),
    areaCode: firm.areaCode,
    jurisdictionId: stage.ids.jurisdictions.get(firm.jurisdiction),
    contactName: "应工",
    contactPhone: "0398-0000000",
    summary: "铝板带箔加工。",
  });
}

const organisationOf = (key: string) => entries.find((entry) => entry.key === key)!.org;
const ownerOf = (key: string): string => organisationOf(key);
const countyOf = (key: string): string => {
  const { jurisdiction } = organisations.find((one) => one.key === organisationOf(key))!;
  return people.find((person) => person.coordinates === jurisdiction)!.key;
};
