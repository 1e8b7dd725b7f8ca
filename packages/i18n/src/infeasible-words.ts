import { type Infeasible, type InfeasibleSentence, infeasibleSentencesOf } from "@jiebang/domain";
import { type Locale, translate } from "./translate.ts";

export interface InfeasibleWords {
  opening: string;
  limits: string[];
  wayOut: string;
  changes: string[];
}

/** Why an assignment cannot be, limit by limit, and what to change. */
export function infeasibleWords(
  locale: Locale,
  found: Infeasible,
  nameOf: (side: "left" | "right", id: string) => string,
): InfeasibleWords {
  const say = ({ key, params }: InfeasibleSentence) => translate(locale, key, params);
  const { opening, limits, changes, wayOut } = infeasibleSentencesOf(found, nameOf);
  return { opening: say(opening), limits: limits.map(say), wayOut: say(wayOut), changes: (changes ?? []).map(say) };
}
