import type { ImportMapping } from "./import.schema.ts";

/** The public technology market of 2019-2020: pages as they were found, and a cleaned copy of them, offers and demands. */
export const techMarketZh: ImportMapping = {
  source: "tech-market-zh",
  sourceName: "公开技术市场（2019—2020 年信息，待认领）",
  shapes: [
    {
      kind: "offer",
      when: ["name", "context", "maturity"],
      columns: [
        { from: "name", to: "title" },
        { from: "context", to: "body" },
        { from: "scope", to: "appendix", label: "应用范围" },
        { from: "earlyApplication", to: "appendix", label: "前期应用情况" },
        { from: "funding", to: "appendix", label: "投资与效益" },
        { from: "industry", to: "keywords" },
        { from: "classification", to: "industry" },
        { from: "cooperationMethod", to: "modes" },
        { from: "price", to: "money" },
        { from: "maturity", to: "maturity" },
        { from: "zlxx", to: "ipKind" },
        { from: "jstgfs", to: "status" },
      ],
    },
    {
      kind: "demand",
      when: ["name", "context", "time"],
      columns: [
        { from: "name", to: "title" },
        { from: "context", to: "body" },
        { from: "classification", to: "industry" },
        { from: "cooperationMethod", to: "modes" },
        { from: "time", to: "validity" },
      ],
    },
    {
      kind: "offer",
      when: ["title", "description", "maturity"],
      columns: [
        { from: "title", to: "title" },
        { from: "description", to: "body" },
        { from: "scope", to: "appendix", label: "应用范围" },
        { from: "early_application", to: "appendix", label: "前期应用情况" },
        { from: "funding", to: "appendix", label: "投资与效益" },
        { from: "tech_field", to: "keywords" },
        { from: "tech_subfield", to: "keywords" },
        { from: "gb4754_section", to: "industry" },
        { from: "gb4754_division", to: "industry" },
        { from: "coop", to: "modes" },
        { from: "price", to: "money" },
        { from: "maturity", to: "maturity" },
        { from: "ip_type", to: "ipKind" },
        { from: "status", to: "status" },
      ],
    },
    {
      kind: "demand",
      when: ["title", "description", "valid_to"],
      columns: [
        { from: "title", to: "title" },
        { from: "description", to: "body" },
        { from: "gb4754_section", to: "industry" },
        { from: "coop", to: "modes" },
        { from: "valid_to", to: "validUntil" },
      ],
    },
  ],
};

/** Mappings that come with the software; seeded as data, so that people find them beside their own. */
export const shippedMappings: { id: string; name: string; mapping: ImportMapping }[] = [
  { id: "map_tech_market_zh", name: "tech-market-zh", mapping: techMarketZh },
];
