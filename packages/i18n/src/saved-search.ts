import { define } from "./define.ts";

export const savedSearch = define({
  zh: {
    "savedSearch.name_missing": "请给这个检索起个名字。",
    "savedSearch.name_long": "名字最多 60 个字。",
    "savedSearch.url_long": "检索条件太长了，请减少一些筛选。",
    "savedSearch.known": "这个检索您已经保存过了，名为“{name}”。",
    "savedSearch.too_many": "最多保存 {max} 个检索，请先删除不用的。",
    "savedSearch.mail_subject": "“{name}”有 {n} 条新结果",
    "savedSearch.mail_intro": "您保存的检索“{name}”有 {n} 条新发布的结果：",
    "savedSearch.mail_more": "另有 {n} 条，请到平台查看。",
    "savedSearch.mail_all": "查看全部结果：",
    "savedSearch.mail_stop": "不想再收到这个检索的提醒？打开下面的链接即可退订，无需登录：",
    "notify.saved_search_found": "您保存的检索“{name}”有 {n} 条新结果。",
  },
  en: {
    "savedSearch.name_missing": "Give this search a name.",
    "savedSearch.name_long": "A name has at most 60 characters.",
    "savedSearch.url_long": "This search is too long; please use fewer filters.",
    "savedSearch.known": "You have kept this search already, as “{name}”.",
    "savedSearch.too_many": "You can keep {max} searches; please remove one first.",
    "savedSearch.mail_subject": "New for “{name}”: {n}",
    "savedSearch.mail_intro": "Newly published for your saved search “{name}”: {n}",
    "savedSearch.mail_more": "And {n} more, on the platform.",
    "savedSearch.mail_all": "All results:",
    "savedSearch.mail_stop": "To stop these alerts, open this link; no sign-in is needed:",
    "notify.saved_search_found": "New results for your saved search “{name}”: {n}",
  },
});
