import { define } from "./define.ts";

export const infeasibleTexts = define({
  zh: {
    "infeasible.lacking": "按现有条件无法完成指派：最少人数的要求合计至少还差 {lacking} 个。",
    "infeasible.least": "{name}至少要 {value} 个。",
    "infeasible.most": "{name}至多 {value} 个。",
    "infeasible.forbidden": "{left}与{right}应当回避。",
    "infeasible.way_out": "改动最小的办法（{count} 处）：",
    "infeasible.stuck": "允许改动的条件都改了也无法完成，请重新商定不能改动的条件。",
    "infeasible.lower": "把{name}的最少人数从 {from} 降到 {to}。",
    "infeasible.raise": "把{name}的最多人数从 {from} 增到 {to}。",
    "infeasible.lift": "允许{left}与{right}配对。",
  },
  en: {
    "infeasible.lacking":
      "These limits allow no assignment: the least numbers asked for lack at least {lacking} in all.",
    "infeasible.least": "{name} needs at least {value}.",
    "infeasible.most": "{name} takes at most {value}.",
    "infeasible.forbidden": "{left} and {right} must be kept apart.",
    "infeasible.way_out": "The smallest change that helps ({count}):",
    "infeasible.stuck": "Nothing that may be changed helps: agree anew on a limit that was fixed.",
    "infeasible.lower": "Lower the least number of {name} from {from} to {to}.",
    "infeasible.raise": "Raise the most that {name} takes from {from} to {to}.",
    "infeasible.lift": "Let {left} and {right} be paired.",
  },
});
