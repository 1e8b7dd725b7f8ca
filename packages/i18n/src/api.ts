import { define } from "./define.ts";

// What the public interface answers to parameters that it does not understand.
export const api = define({
  zh: {
    "api.parameters": "请求参数有误，详见 fields。",
    "api.not_one_of": "只能是以下之一：{values}。",
    "api.number_shape": "应为整数。",
    "api.number_range": "超出允许范围（{bounds}）。",
    "api.area_shape": "地区应为 GB/T 2260 数字代码，如 4112 或 411202。",
    "api.industry_shape": "行业应为 GB/T 4754 代码，如 C、26 或 2613。",
    "api.code_shape": "代码格式不正确。",
    "api.too_many_values": "取值过多，最多 50 个。",
    "api.too_long": "内容过长。",
  },
  en: {
    "api.parameters": "Some parameters are wrong; see fields.",
    "api.not_one_of": "Must be one of: {values}.",
    "api.number_shape": "Must be a whole number.",
    "api.number_range": "Outside the allowed range ({bounds}).",
    "api.area_shape": "An area is a numeric GB/T 2260 code such as 4112 or 411202.",
    "api.industry_shape": "An industry is a GB/T 4754 code such as C, 26 or 2613.",
    "api.code_shape": "Not the shape of a code.",
    "api.too_many_values": "Too many values; 50 at most.",
    "api.too_long": "Too long.",
  },
});
