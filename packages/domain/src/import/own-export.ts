import type { ImportMapping, ImportShape } from "./import.schema.ts";

// Our own JSONL, taken out here or elsewhere: which catalogue a line is of is told by the name of its number.
const shared: ImportShape["columns"] = (
  [
    "title", "titleEn", "summary", "body", "keywords", "keywordsEn", "industry", "chain", "area", "modes", "money",
    "moneyMinWan", "moneyMaxWan", "validUntil", "contactName", "contactPhone", "contactEmail",
  ] as const
).map((field) => ({ from: field, to: field })); // biome-ignore format: one list

export const ownExport: ImportMapping = {
  source: "jiebang-export",
  shapes: [
    {
      kind: "offer",
      when: ["offerNumber", "title"],
      columns: [
        { from: "offerNumber", to: "externalId" },
        ...shared,
        { from: "maturity", to: "maturity" },
        { from: "proven", to: "proven" },
        { from: "conditions", to: "conditions" },
        { from: "team", to: "team" },
      ],
    },
    {
      kind: "demand",
      when: ["demandNumber", "title"],
      columns: [
        { from: "demandNumber", to: "externalId" },
        ...shared,
        { from: "problem", to: "problem" },
        { from: "targets", to: "targets" },
        { from: "todayState", to: "todayState" },
        { from: "partnerConditions", to: "partnerConditions" },
        { from: "ipWish", to: "ipWish" },
        { from: "deadline", to: "deadline" },
      ],
    },
  ],
};
