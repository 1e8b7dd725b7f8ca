import { define } from "./define.ts";

export const desk = define({
  zh: {
    "desk.queue.vetting": "待审核",
    "desk.queue.held": "暂缓中",
    "desk.queue.on_behalf": "代录待确认",
    "desk.queue.interest": "对接意向待答复",
    "desk.queue.round": "揭榜轮次",
    "desk.next.vet": "审核",
    "desk.next.decide": "审定",
    "desk.next.held": "复核暂缓条目",
    "desk.next.answer_interest": "答复对接意向",
    "desk.next.confirm_on_behalf": "请单位确认代录",
    "desk.next.answer_registration": "答复注册申请",
    "desk.next.visit": "走访后续",
    "desk.chase_many": "{name}您好！{organisation}在揭榜平台有 {count} 项待办：",
    "desk.chase_line": "{n}. {what}（{title}），请于 {day} 前处理：{link}",
    "desk.chase_text":
      "{name}您好！{organisation}在揭榜平台有一项待办：{what}（{title}），请于 {day} 前处理。办理链接：{link}",
  },
  en: {
    "desk.queue.vetting": "To vet",
    "desk.queue.held": "On hold",
    "desk.queue.on_behalf": "Entered on behalf, unconfirmed",
    "desk.queue.interest": "Interests to be answered",
    "desk.queue.round": "Rounds",
    "desk.next.vet": "Vet",
    "desk.next.decide": "Decide",
    "desk.next.held": "Look again at what is on hold",
    "desk.next.answer_interest": "Answer an interest",
    "desk.next.confirm_on_behalf": "Have the organisation confirm",
    "desk.next.answer_registration": "Answer a request for an account",
    "desk.next.visit": "Follow up a visit",
    "desk.chase_many": "Dear {name}, {organisation} has {count} things to do on Jiebang:",
    "desk.chase_line": "{n}. {what} ({title}), by {day}: {link}",
    "desk.chase_text":
      "Dear {name}, {organisation} has something to do on Jiebang: {what} ({title}), by {day}. Link: {link}",
  },
});
