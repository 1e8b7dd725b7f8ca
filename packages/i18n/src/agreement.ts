import { define } from "./define.ts";

export const agreement = define({
  zh: {
    "agreement.not_draft": "协议已备案或已终止，不能再修改。",
    "agreement.incomplete": "登记要素尚未填写完整。",
    "agreement.title_missing": "请填写项目名称。",
    "agreement.too_long": "内容过长。",
    "agreement.country_shape": "请填写三位国家代码，如 CHN。",
    "agreement.area_shape": "请填写六位行政区划代码。",
    "agreement.nature_shape": "请填写三位单位性质代码。",
    "agreement.registration_shape": "登记编号由 8 至 20 位数字或字母组成。",
    "agreement.technology_amount": "技术交易额不能大于合同成交额。",
    "agreement.signed_future": "签订日期不能晚于今天。",
    "agreement.ends_before": "截止日期不能早于签订日期。",
    "notify.agreement_recorded": "协议 {number}“{title}”已备案。",
  },
  en: {
    "agreement.not_draft": "The agreement has been recorded or given up and can no longer change.",
    "agreement.incomplete": "Fields that registration needs are still empty.",
    "agreement.title_missing": "Please enter the title.",
    "agreement.too_long": "This text is too long.",
    "agreement.country_shape": "Enter a country code of three letters, such as CHN.",
    "agreement.area_shape": "Enter the six digits of the area code.",
    "agreement.nature_shape": "Enter the three digits of the nature of the party.",
    "agreement.registration_shape": "The registration number has 8 to 20 digits or letters.",
    "agreement.technology_amount": "The technology amount cannot exceed the contract amount.",
    "agreement.signed_future": "The day of signing cannot lie in the future.",
    "agreement.ends_before": "The agreement cannot end before it is signed.",
    "notify.agreement_recorded": "The agreement {number} “{title}” is recorded.",
  },
});
