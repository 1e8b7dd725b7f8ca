import { define } from "./define.ts";

/** For whom an entry is meant: sentences of the server and the form. */
export const audience = define({
  zh: {
    "audience.own_blocked": "不能屏蔽本单位。",
    "audience.circle_empty": "限定范围时，至少要写明一家单位、一个辖区或一个梯度。",
    "audience.unknown_member": "所选的单位、辖区或梯度有一项已不存在，请刷新后重选。",
    "audience.widen_by_vetting": "该条目是按限定范围审核的。要向所有人公开，请先撤下，改为公开后再提交审核。",
    "web.audience.title": "给谁看",
    "web.audience.public": "所有人",
    "web.audience.public_hint": "审核通过后进入公开目录，人人可读，搜索引擎可收录。",
    "web.audience.circle": "限定范围",
    "web.audience.circle_hint":
      "只有范围内单位的人登录后能在“给我们的”里读到；不进目录、搜索、统计、批次、接口和导出。",
    "web.audience.circle_members": "范围内（满足任一项即可）",
    "web.audience.organisations": "指定单位",
    "web.audience.jurisdictions": "辖区",
    "web.audience.tiers": "梯度",
    "web.audience.rule_hint": "辖区和梯度以工作人员核实过的为准；已接受其意向的单位也在范围内。",
    "web.audience.circle_size": "目前范围内共 {count} 家单位。",
    "web.audience.blocked": "屏蔽的单位",
    "web.audience.blocked_hint":
      "被屏蔽单位及与其有申报关联关系的单位，其成员登录后在工作台内看不到本条目，也不能提意向；与条目不存在无异。",
    "web.audience.affiliates": "连同 {count} 家关联单位",
    "web.audience.public_limit":
      "屏蔽挡不住退出登录的人：公开页面人人可见。若连公开页面也不能让对方看到，请改用“限定范围”。",
    "web.audience.board_limit": "已公开过的批次目录、榜单快照和他人的存档不会因此改变。",
    "web.audience.save": "保存",
    "web.audience.saved": "已保存，即刻生效。",
    "web.audience.narrow_now": "保存后条目立即退出公开目录和搜索。",
    "web.forus.nav": "给我们的",
    "web.forus.title": "给我们的",
    "web.forus.lead": "只给限定范围内单位看的成果与需求。请勿转发。",
    "web.forus.search": "按标题、摘要或编号查找",
    "web.forus.empty": "目前没有专门给本单位的条目",
    "web.forus.empty_hint": "发布单位把贵单位列入范围后，条目会出现在这里。",
    "web.forus.for_circle": "限定范围",
  },
  en: {
    "audience.own_blocked": "Your own organisation cannot be blocked.",
    "audience.circle_empty": "A limited circle needs at least one organisation, jurisdiction or tier.",
    "audience.unknown_member":
      "One of the chosen organisations, jurisdictions or tiers no longer exists. Please reload and choose again.",
    "audience.widen_by_vetting":
      "This entry was vetted for a limited circle. To make it public, withdraw it, make it public and hand it in again.",
    "web.audience.title": "For whom",
    "web.audience.public": "Everybody",
    "web.audience.public_hint":
      "Goes into the public catalogue after vetting; everybody and every search engine may read it.",
    "web.audience.circle": "A limited circle",
    "web.audience.circle_hint":
      "Only members of organisations in the circle read it, signed in, under “For us”. It stands in no catalogue, search, figure, edition, interface or export.",
    "web.audience.circle_members": "In the circle (any one suffices)",
    "web.audience.organisations": "Named organisations",
    "web.audience.jurisdictions": "Jurisdictions",
    "web.audience.tiers": "Tiers",
    "web.audience.rule_hint":
      "Jurisdiction and tier count as verified by a coordinator. Organisations whose interest you accepted are in the circle too.",
    "web.audience.circle_size": "The circle holds {count} organisations today.",
    "web.audience.blocked": "Blocked organisations",
    "web.audience.blocked_hint":
      "Members of a blocked organisation, and of those declared related to it, do not find this entry in the workbench and cannot ask about it: as if it did not exist.",
    "web.audience.affiliates": "with {count} related",
    "web.audience.public_limit":
      "A block does not stop people who sign out: a public page can be read by everybody. If they must not see that either, choose the limited circle.",
    "web.audience.board_limit": "Editions, board snapshots and copies others already keep do not change.",
    "web.audience.save": "Save",
    "web.audience.saved": "Saved; it holds from now.",
    "web.audience.narrow_now": "On saving, the entry leaves the public catalogue and the search at once.",
    "web.forus.nav": "For us",
    "web.forus.title": "For us",
    "web.forus.lead": "Offers and demands meant for a limited circle only. Please do not pass them on.",
    "web.forus.search": "Find by title, summary or number",
    "web.forus.empty": "Nothing is meant for your organisation in particular",
    "web.forus.empty_hint": "Entries appear here when their owner lets your organisation into the circle.",
    "web.forus.for_circle": "Limited circle",
  },
});
