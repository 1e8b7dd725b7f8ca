import type { Explanation, PartFact } from "@jiebang/domain";
import { type Locale, translate } from "./translate.ts";

// What a recommendation saw and did not see, in sentences: the public pages and the workbench say the same.

const listOf = (locale: Locale, words: string[]) => words.join(locale === "zh" ? "、" : ", ");

/** What both sides say, part by part, as far as it is no quotation. Codes that have nothing to do with each other are not told. */
export function recommendationFacts(locale: Locale, { facts }: Pick<Explanation, "facts">): string[] {
  const t = (key: string, params?: Record<string, unknown>) => translate(locale, key, params);
  const say = (fact: PartFact): string | null => {
    switch (fact.kind) {
      case "code":
        return fact.relation === "none"
          ? null
          : t(`recommendation.relation.${fact.relation}`, { list: t(`recommendation.list.${fact.system}`) });
      case "maturity":
        return t(fact.offer >= fact.demand ? "recommendation.maturity_enough" : "recommendation.maturity_short");
      case "modes":
        return fact.both.length > 0
          ? t("recommendation.modes.both", {
              modes: listOf(
                locale,
                fact.both.map((mode) => t(`word.mode.${mode}`)),
              ),
            })
          : t("recommendation.modes.none");
      case "money":
        return t(`recommendation.money.${fact.relation}`);
      case "rate":
        return t("recommendation.rate", { rate: `${Math.round(fact.rate * 100)}%` });
    }
  };
  return [...new Set(facts.map(say).filter((words) => words !== null))];
}

/** Who has not said what: one sentence for each side. */
export function recommendationMissing(locale: Locale, { missing }: Pick<Explanation, "missing">): string[] {
  const t = (key: string, params?: Record<string, unknown>) => translate(locale, key, params);
  return (["offer", "demand", "both"] as const).flatMap((side) => {
    // Nobody can write down an answer rate: it comes with answers.
    const parts = missing.filter((one) => one.side === side && one.part !== "answerRate" && one.part !== "text");
    if (parts.length === 0) return [];
    const names = parts.map((one) => t(`recommendation.part.${one.part}`));
    return [t(`recommendation.missing_from.${side}`, { parts: listOf(locale, names) })];
  });
}
