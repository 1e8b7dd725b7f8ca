import type { LeadCard } from "@jiebang/domain/lead/lead.schema.ts";

export const moneyOf = (lead: Pick<LeadCard, "moneyKind" | "moneyMin" | "moneyMax">) =>
  lead.moneyKind ? { kind: lead.moneyKind, min: lead.moneyMin, max: lead.moneyMax } : null;
