import { define } from "./define.ts";

export const recommendation = define({
  zh: {
    "recommendation.name_one": "请用 --demand 或 --offer 指明一条需求或成果（只能选其一）。",
    "recommendation.top_shape": "--top 为 1 到 200 之间的整数。",
    "recommendation.note_missing": "选择“其他”时请写明原因。",
    "recommendation.weight_shape": "权重为 0 到 100 之间的数，最多一位小数。",
    "recommendation.weights_nothing": "至少一项权重须大于 0。",
    "recommendation.reason_missing": "请写明调整的理由（至少四个字）。",
    "recommendation.sample_size": "样本数为 1 到 500。",
  },
  en: {
    "recommendation.name_one": "Name one demand with --demand or one offer with --offer, not both.",
    "recommendation.top_shape": "--top is a whole number from 1 to 200.",
    "recommendation.note_missing": "With “other”, please say why.",
    "recommendation.weight_shape": "A weight is a number from 0 to 100 with at most one decimal.",
    "recommendation.weights_nothing": "At least one weight must be above 0.",
    "recommendation.reason_missing": "Please say why the weights change (at least four characters).",
    "recommendation.sample_size": "A sample holds 1 to 500 entries.",
  },
});
