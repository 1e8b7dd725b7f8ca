import { define } from "./define.ts";

export const assignment = define({
  zh: {
    "assignment.unknown_case": "没有这样的事项。",
    "assignment.nothing_chosen": "请先选择事项。",
    "assignment.too_many": "一次最多分派 100 项。",
    "assignment.note_missing": "请写明移交说明。",
    "assignment.not_a_colleague": "此人不是这些事项所在辖区的在任协调员。",
    "assignment.same_person": "请选择另一位同事。",
    "assignment.nothing_open": "没有可以移交的在办事项。",
    "notify.cases_assigned": "{by} 将 {count} 项在办事项交给您（{title}）：{note}",
    "notify.cases_released": "{name} 已不再任职，其 {count} 项在办事项已回到待领取。",
  },
  en: {
    "assignment.unknown_case": "There is no such case.",
    "assignment.nothing_chosen": "Please choose cases first.",
    "assignment.too_many": "At most 100 cases can be given at once.",
    "assignment.note_missing": "Please write a note for the hand-over.",
    "assignment.not_a_colleague": "This person is not a coordinator where these cases lie.",
    "assignment.same_person": "Please choose another colleague.",
    "assignment.nothing_open": "There are no open cases to hand over.",
    "notify.cases_assigned": "{by} gave you {count} open cases ({title}): {note}",
    "notify.cases_released": "{name} is no longer in office; {count} open cases are back in the pool.",
  },
});
