import { define } from "./define.ts";

export const whyNot = define({
  zh: {
    "whyNot.matched": "{left}与{right}已经匹配。",
    "whyNot.forbidden": "{left}与{right}按规定不得匹配。",
    "whyNot.forbidden_because": "{left}与{right}不得匹配：{reason}。",
    "whyNot.never_listed": "{own}的志愿中没有{other}。",
    "whyNot.never_listed_both": "{left}与{right}都没有把对方列入志愿。",
    "whyNot.no_capacity": "{own}没有名额。",
    "whyNot.full_better": "{own}的 {places} 个名额已满，录取的都排在{other}之前：{better}。",
    "whyNot.full_equal": "{own}的 {places} 个名额已满：{equal}与{other}并列，按公布的并列规则取舍。",
    "whyNot.full_better_and_equal":
      "{own}的 {places} 个名额已满：{better}排在{other}之前；{equal}与{other}并列，按公布的并列规则取舍。",
    "whyNot.full_better_counted": "{own}的 {places} 个名额已满，录取的都排在{other}之前。",
    "whyNot.full_equal_counted": "{own}的 {places} 个名额已满，录取的都与{other}并列，按公布的并列规则取舍。",
    "whyNot.full_better_and_equal_counted":
      "{own}的 {places} 个名额已满：{betterCount} 名排在{other}之前；{equalCount} 名与{other}并列，按公布的并列规则取舍。",
    "whyNot.would_block": "{left}与{right}都更愿意与对方匹配，却没有匹配：这份结果有误，请核对。",
    "whyNot.and_others": "{names}等 {count} 名",
    "whyNot.conflict.same_organisation": "同属一个单位",
    "whyNot.conflict.affiliate": "双方单位有申报的关联关系",
    "whyNot.conflict.conflict": "存在利益冲突，应当回避",
    "whyNot.conflict.objection": "异议成立",
  },
  en: {
    "whyNot.matched": "{left} and {right} are matched.",
    "whyNot.forbidden": "{left} and {right} may not be matched under the rules.",
    "whyNot.forbidden_because": "{left} and {right} may not be matched: {reason}.",
    "whyNot.never_listed": "{own} did not list {other}.",
    "whyNot.never_listed_both": "Neither {left} nor {right} listed the other.",
    "whyNot.no_capacity": "{own} has no place to give.",
    "whyNot.full_better": "{own} is full (places: {places}) with those it ranks above {other}: {better}.",
    "whyNot.full_equal":
      "{own} is full (places: {places}): it ranks {equal} equal with {other}, and the published rule for ties decided.",
    "whyNot.full_better_and_equal":
      "{own} is full (places: {places}): it ranks {better} above {other}; {equal} equal with {other}, where the published rule for ties decided.",
    "whyNot.full_better_counted": "{own} is full (places: {places}) with those it ranks above {other}.",
    "whyNot.full_equal_counted":
      "{own} is full (places: {places}) with those it ranks equal with {other}; the published rule for ties decided.",
    "whyNot.full_better_and_equal_counted":
      "{own} is full (places: {places}): it ranks {betterCount} above {other} and {equalCount} equal, where the published rule for ties decided.",
    "whyNot.would_block":
      "{left} and {right} would both rather have each other and yet are not matched: this result is wrong, please check it.",
    "whyNot.and_others": "{names} and others, {count} in all",
    "whyNot.conflict.same_organisation": "they belong to one organisation",
    "whyNot.conflict.affiliate": "their organisations have declared a relation",
    "whyNot.conflict.conflict": "there is a conflict of interest",
    "whyNot.conflict.objection": "an objection was upheld",
  },
});
