import { describe, expect, it } from "vitest";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { checkTemplate } from "./check-template.ts";
import { compareTemplates } from "./compare-templates.ts";
import { DEPARTMENT_TEMPLATE_V1 } from "./department-template.ts";
import { INDUSTRY_TEMPLATE_V1 } from "./industry-template.ts";
import { PARAMETER_KINDS } from "./parameter-kinds.ts";
import type { TemplateContent, TemplateProblem, TemplateStage } from "./template.schema.ts";
import { templateTimeline } from "./template-timeline.ts";
import { TWO_WAY_TEMPLATE_V1 } from "./two-way-template.ts";

const told = (problems: TemplateProblem[]) =>
  problems.map((p) => `${p.weight} ${p.reason.replace("template.problem.", "")} ${p.path}`);
const with_ = (change: (content: TemplateContent) => void, from = INDUSTRY_TEMPLATE_V1) => {
  const content = structuredClone(from);
  change(content);
  return told(checkTemplate(content)).filter((line) => line.startsWith("fault"));
};
const stage = (content: TemplateContent, key: string) => content.stages.find((s) => s.key === key)!;
const set = (key: string, value: TemplateContent["parameters"][number]["default"]) => (content: TemplateContent) => {
  content.parameters.find((p) => p.key === key)!.default = value;
};
const drop = (key: string) => (content: TemplateContent) => {
  content.stages = content.stages.filter((s) => s.key !== key);
};
const move = (key: string, after: string) => (content: TemplateContent) => {
  const moved = stage(content, key);
  drop(key)(content);
  content.stages.splice(content.stages.findIndex((s) => s.key === after) + 1, 0, moved);
};
const pause = (more: Partial<TemplateStage> = {}): TemplateStage => ({
  key: "visit",
  kind: "pause",
  turn: "hand",
  name: { zh: "现场考察", en: "Site visit" },
  explains: { zh: "考察现场。", en: "The site is visited." },
  allows: ["round.endStage"],
  shows: [],
  ...more,
});

describe("shipped templates", () => {
  it("let the industry template be used as it is", () => {
    expect(checkTemplate(INDUSTRY_TEMPLATE_V1)).toEqual([]);
  });

  it("hold no fault in the department and the two-way template, and name all that waits for its engine", () => {
    const waits = (content: TemplateContent) => {
      const lines = told(checkTemplate(content));
      expect(lines.filter((line) => line.startsWith("fault"))).toEqual([]);
      return lines.filter((line) => line.includes("stage_waits")).map((line) => line.split(".").at(-1));
    };
    expect(waits(DEPARTMENT_TEMPLATE_V1)).toEqual(["argue", "review", "hearing", "approve", "deliver", "accept"]);
    expect(waits(TWO_WAY_TEMPLATE_V1)).toEqual(["rank", "match"]);
  });

  it("set every parameter there is in one of the three, with words in both languages and where it comes from", () => {
    const all = [INDUSTRY_TEMPLATE_V1, DEPARTMENT_TEMPLATE_V1, TWO_WAY_TEMPLATE_V1];
    const keys = new Set(all.flatMap((content) => content.parameters.map((p) => p.key)));
    expect(Object.keys(PARAMETER_KINDS).filter((key) => !keys.has(key))).toEqual([]);
  });
});

describe("the check of a template", () => {
  it.each<[string, string[], (content: TemplateContent) => void]>([
    ["begins with the preparation", ["fault first_stage stages", "fault stage_missing stages", "fault pause_early stages.x1", "fault parameter_idle parameters.posterKinds"], (c) => c.stages.splice(0, 1, pause({ key: "x1" }))],
    ["ends with the close", ["fault last_stage stages", "fault stage_missing stages"], drop("close")],
    ["needs a public notice", ["fault stage_missing stages", "fault not_next stages.decide", "fault parameter_idle parameters.noticeDays"], drop("notice")],
    ["checks before it decides", ["fault order stages.decide", "fault shows_early stages.decide"], move("check", "confirm")],
    ["opens right after bidding", ["fault not_next stages.bid", "fault pause_early stages.visit"], (c) => c.stages.splice(5, 0, pause())],
    ["lets the selection follow a solicitation", ["fault not_next stages.solicit", "fault no_announcement stages.solicit"], drop("vet")],
    ["announces from a stage that may", ["fault no_announcement stages.vet"], (c) => stage(c, "vet").allows.splice(1, 1)],
    ["knows each kind of stage", ["fault stage_unknown stages.lottery"], (c) => c.stages.splice(7, 0, { ...pause(), key: "lottery", kind: undefined })],
    ["has each stage once", ["fault stage_twice stages.confirm", "fault stage_twice stages.confirm"], (c) => c.stages.splice(10, 0, stage(c, "confirm"), stage(c, "confirm"))],
    ["lets what is to be done in a stage be done", ["fault action_missing stages.decide"], (c) => stage(c, "decide").allows.shift()],
    ["lets nothing be done where it does not belong", ["fault action_strange stages.bid"], (c) => stage(c, "bid").allows.push("round.open")],
    ["shows bids to nobody before the opening", ["fault shows_early stages.bid"], (c) => stage(c, "bid").shows.push("bids")],
    ["shows no result before the notice", ["fault shows_early stages.decide"], (c) => stage(c, "decide").shows.push("result")],
    ["lets the clock end only what has a length", ["fault pause_days stages.visit"], (c) => c.stages.splice(6, 0, pause({ turn: "clock", allows: [] }))],
    ["lets somebody end what the clock does not", ["fault pause_endless stages.visit"], (c) => c.stages.splice(6, 0, pause({ allows: [] }))],
    ["says how often both languages are missing", ["fault words_missing stages.bid"], (c) => { stage(c, "bid").name = { zh: "揭榜", en: " " }; }],
    ["asks for a notice of a working day at least", ["fault parameter_value parameters.noticeDays"], set("noticeDays", 0)],
    ["asks for one valid bid at least", ["fault parameter_value parameters.minimumValidBids"], set("minimumValidBids", 0)],
    ["asks for an hour", ["fault parameter_value parameters.closingHour"], set("closingHour", "25:00")],
    ["misses a parameter that a stage reads", ["fault parameter_missing parameters.decideDays"], (c) => { c.parameters = c.parameters.filter((p) => p.key !== "decideDays"); }],
    ["refuses a parameter nobody knows", ["fault parameter_unknown parameters.colour"], (c) => c.parameters.push({ ...c.parameters[0]!, key: "colour" })],
    ["refuses a parameter no stage reads", ["fault parameter_idle parameters.capacityPerBidder"], (c) => c.parameters.push({ ...c.parameters[2]!, key: "capacityPerBidder" })],
    ["asks for a citation", ["fault citation_missing citations"], (c) => { c.citations = []; }],
    ["prints the warning on secrets", ["fault text_missing texts.secrecy"], (c) => { delete c.texts.secrecy; }],
  ])("%s", (_, faults, change) => expect(with_(change)).toEqual(faults)); // biome-ignore format: one rule a line

  it("holds values against each other: quorum, panel, trimmed mean, weights", () => {
    const of = (change: (content: TemplateContent) => void) => with_(change, DEPARTMENT_TEMPLATE_V1);
    expect(of(set("quorumNeeded", 6))).toEqual(["fault quorum parameters.quorumNeeded"]);
    expect(of(set("expertsPerBid", 8))).toEqual(["fault panel_small parameters.expertsPerBid"]);
    expect(of(set("expertsPerBid", 2))).toEqual(["fault trimmed parameters.aggregation"]);
    expect(of(set("scoreSheet", ["a=50", "b=40"]))).toEqual(["fault weights_sum parameters.scoreSheet"]);
    expect(of(set("scoreSheet", ["a=50", "b"]))).toEqual(["fault weights_shape parameters.scoreSheet"]);
  });

  it("lets quorum sealing wait until something opens with shares", () => {
    const content = structuredClone(DEPARTMENT_TEMPLATE_V1);
    set("sealing", "quorum")(content);
    expect(told(checkTemplate(content))).toContain("waits sealing_waits parameters.sealing");
  });
});

describe("two versions", () => {
  it("differ field by field", () => {
    const after = structuredClone(INDUSTRY_TEMPLATE_V1);
    set("noticeDays", 7)(after);
    stage(after, "vet").name = { zh: "遴选", en: "Selection" };
    drop("solicit")(after);
    const changes = compareTemplates(INDUSTRY_TEMPLATE_V1, after);
    expect(changes.filter((c) => !c.path.startsWith("stages.solicit")).map((c) => [c.path, c.before, c.after])).toEqual(
      [
        [
          "stages",
          "筹备 → 征集榜题 → 遴选榜题 → 发榜 → 揭榜 → 启封 → 形式审查 → 择优 → 公示 → 确认 → 签约 → 办结",
          "筹备 → 遴选 → 发榜 → 揭榜 → 启封 → 形式审查 → 择优 → 公示 → 确认 → 签约 → 办结",
        ],
        ["stages.vet.name", "遴选榜题\nSelection of items", "遴选\nSelection"],
        ["parameters.noticeDays.default", "5", "7"],
      ],
    );
    expect(compareTemplates(after, structuredClone(after))).toEqual([]);
  });
});

describe("the timeline of a template", () => {
  it("counts working days over a holiday and an exchanged Saturday", () => {
    const calendar: WorkingCalendar = new Map([
      ...["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].map((d) => [d, "holiday"] as const),
      ["2026-10-10", "workday"],
    ]);
    const steps = templateTimeline(INDUSTRY_TEMPLATE_V1, calendar, "2026-09-10");
    const of = (key: string) => {
      const { from, to, setBy } = steps.find((s) => s.key === key)!;
      return [from, to, setBy];
    };
    expect(of("bid")).toEqual(["2026-09-10", "2026-09-25", "bidWindowDays"]);
    expect(of("check")).toEqual(["2026-09-25", "2026-09-30", "correctionDays"]);
    expect(of("decide")).toEqual(["2026-09-30", "2026-10-20", "decideDays"]);
    expect(of("notice")).toEqual(["2026-10-20", "2026-10-27", "noticeDays"]);
    expect(of("confirm")).toEqual(["2026-10-27", null, null]);
    expect(of("close")).toEqual(["2026-11-26", null, null]);
  });
});
