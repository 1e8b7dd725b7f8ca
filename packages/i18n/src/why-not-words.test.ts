import type { WhyNotContext, WhyNotReason } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import { whyNotSentences } from "./why-not-words.ts";

const context: WhyNotContext = {
  left: "林一",
  right: "澄石金业",
  nameOf: (side, id) => `${side === "left" ? "应聘者" : "企业"}${id}`,
};
const say = (reasons: WhyNotReason[], of: WhyNotContext = context) => ({
  zh: whyNotSentences("zh", reasons, of),
  en: whyNotSentences("en", reasons, of),
});

describe("why two are not matched", () => {
  it("says who is full with whom it ranks better, from either side", () => {
    expect(say([{ kind: "full_with_better", side: "right", better: ["2", "3"], equal: [] }])).toEqual({
      zh: ["澄石金业的 2 个名额已满，录取的都排在林一之前：应聘者2、应聘者3。"],
      en: ["澄石金业 is full (places: 2) with those it ranks above 林一: 应聘者2, 应聘者3."],
    });
    expect(say([{ kind: "full_with_better", side: "left", better: ["7"], equal: [] }]).zh).toEqual([
      "林一的 1 个名额已满，录取的都排在澄石金业之前：企业7。",
    ]);
  });

  it("tells a tie from a better rank", () => {
    expect(say([{ kind: "full_with_better", side: "right", better: ["2"], equal: ["3"] }])).toEqual({
      zh: ["澄石金业的 2 个名额已满：应聘者2排在林一之前；应聘者3与林一并列，按公布的并列规则取舍。"],
      en: [
        "澄石金业 is full (places: 2): it ranks 应聘者2 above 林一; 应聘者3 equal with 林一, where the published rule for ties decided.",
      ],
    });
    expect(say([{ kind: "full_with_better", side: "right", better: [], equal: ["3"] }]).zh).toEqual([
      "澄石金业的 1 个名额已满：应聘者3与林一并列，按公布的并列规则取舍。",
    ]);
  });

  it("names no others to those who may not know them", () => {
    const reasons: WhyNotReason[] = [{ kind: "full_with_better", side: "right", better: ["2"], equal: ["3"] }];
    const { zh, en } = say(reasons, { ...context, nameOf: null });
    expect([...zh, ...en]).toEqual([
      "澄石金业的 2 个名额已满：1 名排在林一之前；1 名与林一并列，按公布的并列规则取舍。",
      "澄石金业 is full (places: 2): it ranks 1 above 林一 and 1 equal, where the published rule for ties decided.",
    ]);
  });

  it("names five and counts the others", () => {
    const better = ["1", "2", "3", "4", "5", "6", "7"];
    expect(say([{ kind: "full_with_better", side: "right", better, equal: [] }])).toEqual({
      zh: ["澄石金业的 7 个名额已满，录取的都排在林一之前：应聘者1、应聘者2、应聘者3、应聘者4、应聘者5等 7 名。"],
      en: [
        "澄石金业 is full (places: 7) with those it ranks above 林一: 应聘者1, 应聘者2, 应聘者3, 应聘者4, 应聘者5 and others, 7 in all.",
      ],
    });
  });

  it.each<[string, WhyNotReason[], string, string]>([
    [
      "one that never listed the other",
      [{ kind: "never_listed", by: ["right"] }],
      "澄石金业的志愿中没有林一。",
      "澄石金业 did not list 林一.",
    ],
    [
      "two that never listed each other",
      [{ kind: "never_listed", by: ["left", "right"] }],
      "林一与澄石金业都没有把对方列入志愿。",
      "Neither 林一 nor 澄石金业 listed the other.",
    ],
    [
      "a known kind of conflict",
      [{ kind: "forbidden", reason: "same_organisation" }],
      "林一与澄石金业不得匹配：同属一个单位。",
      "林一 and 澄石金业 may not be matched: they belong to one organisation.",
    ],
    [
      "a conflict in the words of an officer",
      [{ kind: "forbidden", reason: "亲属" }],
      "林一与澄石金业不得匹配：亲属。",
      "林一 and 澄石金业 may not be matched: 亲属.",
    ],
    [
      "a pair that is forbidden without a word",
      [{ kind: "forbidden" }],
      "林一与澄石金业按规定不得匹配。",
      "林一 and 澄石金业 may not be matched under the rules.",
    ],
    [
      "one without a place",
      [{ kind: "no_capacity", side: "right" }],
      "澄石金业没有名额。",
      "澄石金业 has no place to give.",
    ],
    ["a pair that is matched", [{ kind: "matched" }], "林一与澄石金业已经匹配。", "林一 and 澄石金业 are matched."],
    [
      "a pair that would block, for which there is no reason",
      [],
      "林一与澄石金业都更愿意与对方匹配，却没有匹配：这份结果有误，请核对。",
      "林一 and 澄石金业 would both rather have each other and yet are not matched: this result is wrong, please check it.",
    ],
  ])("speaks of %s", (_, reasons, zh, en) => {
    expect(say(reasons)).toEqual({ zh: [zh], en: [en] });
  });

  it("gives a sentence of each side where both have a reason", () => {
    expect(
      say([
        { kind: "full_with_better", side: "left", better: ["7"], equal: [] },
        { kind: "no_capacity", side: "right" },
      ]).zh,
    ).toEqual(["林一的 1 个名额已满，录取的都排在澄石金业之前：企业7。", "澄石金业没有名额。"]);
  });
});
