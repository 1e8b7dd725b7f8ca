import { z } from "zod";

// Why two are not matched: the data of the matching engine, and which sentences it calls for. i18n writes them.

const side = z.enum(["left", "right"]);
export const whyNotReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("matched") }),
  z.object({ kind: z.literal("forbidden"), reason: z.string().optional() }),
  z.object({ kind: z.literal("never_listed"), by: z.array(side).min(1) }),
  z.object({ kind: z.literal("no_capacity"), side }),
  z.object({ kind: z.literal("full_with_better"), side, better: z.array(z.string()), equal: z.array(z.string()) }),
]);
export type WhyNotReason = z.infer<typeof whyNotReason>;

export interface WhyNotContext {
  left: string;
  right: string;
  /** The name of an agent; null where the reader may know only how many there are. */
  nameOf: ((side: "left" | "right", id: string) => string) | null;
}

/** A sentence to be written: lists of names are joined by the language, and `reason` may be the word for a kind of conflict. */
export interface WhyNotSentence {
  key: string;
  params: Record<string, string | number | string[]>;
}

/** More names than this end in “and n others”. */
export const MOST_NAMED = 5;

/** One sentence for each reason. No reason at all is told too: the pair would block the matching. */
export function whyNotSentencesOf(reasons: readonly WhyNotReason[], context: WhyNotContext): WhyNotSentence[] {
  const { left, right } = context;
  if (reasons.length === 0) return [{ key: "whyNot.would_block", params: { left, right } }];
  return reasons.map((reason) => sentenceOf(reason, context));
}

function sentenceOf(reason: WhyNotReason, context: WhyNotContext): WhyNotSentence {
  const { left, right } = context;
  switch (reason.kind) {
    case "matched":
      return { key: "whyNot.matched", params: { left, right } };
    case "forbidden":
      return reason.reason === undefined
        ? { key: "whyNot.forbidden", params: { left, right } }
        : { key: "whyNot.forbidden_because", params: { left, right, reason: reason.reason } };
    case "never_listed":
      if (reason.by.length > 1) return { key: "whyNot.never_listed_both", params: { left, right } };
      return { key: "whyNot.never_listed", params: endsOf(reason.by[0]!, context) };
    case "no_capacity":
      return { key: "whyNot.no_capacity", params: endsOf(reason.side, context) };
    case "full_with_better":
      return fullSentence(reason, context);
  }
}

function endsOf(of: "left" | "right", { left, right }: WhyNotContext): { own: string; other: string } {
  return of === "left" ? { own: left, other: right } : { own: right, other: left };
}

function fullSentence(
  { side: of, better, equal }: Extract<WhyNotReason, { kind: "full_with_better" }>,
  context: WhyNotContext,
): WhyNotSentence {
  const what = better.length === 0 ? "equal" : equal.length === 0 ? "better" : "better_and_equal";
  const { nameOf } = context;
  const params: WhyNotSentence["params"] = {
    ...endsOf(of, context),
    places: better.length + equal.length,
    betterCount: better.length,
    equalCount: equal.length,
  };
  if (!nameOf) return { key: `whyNot.full_${what}_counted`, params };
  const namesOf = (ids: string[]) => ids.map((id) => nameOf(of === "left" ? "right" : "left", id));
  return { key: `whyNot.full_${what}`, params: { ...params, better: namesOf(better), equal: namesOf(equal) } };
}
