import { MOST_NAMED, type WhyNotContext, type WhyNotReason, whyNotSentencesOf } from "@jiebang/domain";
import { hasMessage, type Locale, translate } from "./translate.ts";

/** Why two are not matched, a sentence for each reason. */
export function whyNotSentences(locale: Locale, reasons: readonly WhyNotReason[], context: WhyNotContext): string[] {
  return whyNotSentencesOf(reasons, context).map(({ key, params }) => {
    const texts = Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? namesIn(locale, value) : name === "reason" ? conflictIn(locale, String(value)) : value,
    ]);
    return translate(locale, key, Object.fromEntries(texts));
  });
}

function namesIn(locale: Locale, names: string[]): string {
  const text = names.slice(0, MOST_NAMED).join(locale === "zh" ? "、" : ", ");
  return names.length > MOST_NAMED
    ? translate(locale, "whyNot.and_others", { names: text, count: names.length })
    : text;
}

/** A known kind of conflict in words; what an officer wrote stands as it is. */
function conflictIn(locale: Locale, reason: string): string {
  const key = `whyNot.conflict.${reason}`;
  return hasMessage(key) ? translate(locale, key) : reason;
}
