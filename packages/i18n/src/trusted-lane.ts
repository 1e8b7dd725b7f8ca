import { define } from "./define.ts";

export const trustedLane = define({
  zh: {
    "lane.reason_missing": "请写明理由。",
    "lane.reviewer_missing": "请填写本校审核人姓名。",
    "lane.ticks_missing": "须确认三项：真实、完整、不涉密。",
    "lane.own_organisation": "您是该单位成员，不能为其开通可信通道。",
    "lane.only_verified_university": "可信通道只对已认证的高校开放。",
    "lane.exists": "该高校已有可信通道。",
    "lane.none": "本单位没有可信通道，请提交审核。",
    "lane.only_admins": "只有本单位管理员可以通过可信通道发布。",
    "lane.confirm_first": "代录的条目须先由本单位确认。",
    "lane.returned_goes_to_desk": "被退回的文本须由市级审核，不能走可信通道。",
    "notify.lane_granted": "{organisation} 已开通可信通道：本校审核后即可发布，市级抽查。",
    "notify.lane_withdrawn": "{organisation} 的可信通道已被收回：{reason}",
    "notify.lane_failures": "{organisation} 的可信通道因抽查 {reason} 次不通过已自动关闭，今后须提交审核。",
    "notify.lane_lost_desk": "{organisation} 抽查 {failures} 次不通过，可信通道已自动关闭。",
    "notify.sample_drawn": "可信通道发布的条目被抽中，请于 {day} 前抽查。",
    "notify.sample_withdrawn": "{number}“{title}”抽查不通过，已撤下，请查看理由。",
    "notify.sample_returned": "{number}“{title}”抽查不通过，请按理由修改后提交审核；原文暂时保留。",
  },
  en: {
    "lane.reason_missing": "Please give a reason.",
    "lane.reviewer_missing": "Please name the reviewer at your university.",
    "lane.ticks_missing": "All three are needed: true, complete, not secret.",
    "lane.own_organisation": "You belong to this organisation and cannot grant it a trusted lane.",
    "lane.only_verified_university": "The trusted lane is for verified universities.",
    "lane.exists": "This university has a trusted lane already.",
    "lane.none": "Your organisation has no trusted lane; please hand in for vetting.",
    "lane.only_admins": "Only administrators of your organisation publish through the trusted lane.",
    "lane.confirm_first": "What was entered on your behalf must be confirmed first.",
    "lane.returned_goes_to_desk": "A text that was returned goes through vetting, not through the trusted lane.",
    "notify.lane_granted":
      "{organisation} now has a trusted lane: what you reviewed yourselves publishes at once; the city samples.",
    "notify.lane_withdrawn": "The trusted lane of {organisation} was withdrawn: {reason}",
    "notify.lane_failures":
      "The trusted lane of {organisation} ended by itself after {reason} failed samples; please hand in for vetting from now on.",
    "notify.lane_lost_desk": "{organisation} failed {failures} samples; its trusted lane ended by itself.",
    "notify.sample_drawn": "An entry published through a trusted lane was drawn; please look at it by {day}.",
    "notify.sample_withdrawn": "{number} “{title}” failed its sample and was withdrawn; please read the reasons.",
    "notify.sample_returned":
      "{number} “{title}” failed its sample; please correct it and hand it in. What stands stays meanwhile.",
  },
});
