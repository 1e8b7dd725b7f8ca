import { INDUSTRY_TEMPLATE_V1 } from "./industry-template.ts";
import type { ParameterValue, TemplateParameter, TemplateStage } from "./template.schema.ts";

// Parts that shipped templates share, so that the same stage reads alike in all of them.

export const practice: TemplateParameter["citation"] = {
  kind: "practice",
  zh: "平台默认值，可按本轮次依据文件调整；并非法定要求。",
  en: "A default of this platform, adjustable to the basis document of the round; not a legal requirement.",
};
export const source = (zh: string, en: string): TemplateParameter["citation"] => ({ kind: "source", zh, en });

/** A stage as the industry template has it, with what differs. */
export function sharedStage(key: string, more: Partial<TemplateStage> = {}): TemplateStage {
  const found = INDUSTRY_TEMPLATE_V1.stages.find((s) => s.key === key);
  if (!found) throw new Error(`no shipped stage ${key}`);
  return { ...found, ...more };
}

/** A parameter as the industry template has it, with another default. */
export function sharedParameter(key: string, value: ParameterValue, more: Partial<TemplateParameter> = {}) {
  const found = INDUSTRY_TEMPLATE_V1.parameters.find((p) => p.key === key);
  if (!found) throw new Error(`no shipped parameter ${key}`);
  return { ...found, default: value, ...more };
}

export const ownStage = (
  key: string,
  turn: "clock" | "hand",
  name: [string, string],
  explains: [string, string],
  shows: string[] = [],
  allows: string[] = [],
): TemplateStage => ({
  key,
  turn,
  name: { zh: name[0], en: name[1] },
  explains: { zh: explains[0], en: explains[1] },
  allows,
  shows,
});

export const ownParameter = (
  key: string,
  value: ParameterValue,
  name: [string, string],
  explains: [string, string],
  citation: TemplateParameter["citation"] = practice,
): TemplateParameter => ({
  key,
  name: { zh: name[0], en: name[1] },
  explains: { zh: explains[0], en: explains[1] },
  citation,
  default: value,
});

export const priceNotice = ownParameter(
  "priceNoticeDays",
  15,
  ["协议定价公示（天）", "Price notice (days)"],
  [
    "成果以协议方式定价时，由持有单位在本单位公示成果名称和拟交易价格；平台只登记。",
    "When a price is agreed, the holder publishes result and price inside its house; the platform only records it.",
  ],
);
