import { define } from "./define.ts";

export const common = define({
  zh: {
    "app.name": "揭榜",
    "common.not_found": "没有找到，或者您无权查看。",
    "common.forbidden": "您没有权限进行此操作。",
    "common.invalid": "填写的内容有误，请检查。",
    "common.too_many": "操作太频繁，请稍后再试。",
    "common.stale": "内容已被他人修改，请查看最新内容后再操作。",
    "common.unavailable": "服务暂时不可用，请稍后重试。",
    "common.unexpected": "出了点问题，我们已记录。请求编号：{requestId}",
    "common.foreign_origin": "请求来自其他网站，已拒绝。",
    "common.too_large": "内容太大，无法接收。",
    "common.to_home": "返回首页",
    "common.text_long": "内容过长，请缩短。",
    "common.query_missing": "请输入要查找的内容。",
  },
  en: {
    "app.name": "Jiebang",
    "common.not_found": "Not found, or not yours to see.",
    "common.forbidden": "You are not allowed to do this.",
    "common.invalid": "Some of what was entered is not right; please check it.",
    "common.too_many": "Too many requests; please try again in a moment.",
    "common.stale": "Somebody else changed this meanwhile; look at the newest version first.",
    "common.unavailable": "The service is not available right now; please try again.",
    "common.unexpected": "Something went wrong and has been logged. Request id: {requestId}",
    "common.foreign_origin": "This request came from another site and was refused.",
    "common.too_large": "This is too large to be received.",
    "common.to_home": "Back to the home page",
    "common.text_long": "This is too long; please shorten it.",
    "common.query_missing": "Enter what to look for.",
  },
});
