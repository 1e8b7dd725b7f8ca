export { formatBatch } from "./batch.ts";
export { define } from "./define.ts";
export { formProblemText } from "./form-problem.ts";
export * from "./format.ts";
export { type FrozenWords, frozenWords, isUnchanged } from "./frozen-words.ts";
export { messages } from "./messages.ts";
export { recommendationFacts, recommendationMissing } from "./recommendation-words.ts";
export * from "./translate.ts";
export { whyNotSentences } from "./why-not-words.ts";
