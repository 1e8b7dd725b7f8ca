import { z } from "zod";

// Why an assignment cannot be, and the cheapest way out: the data of the matching engine, and which sentences it calls for.
// i18n writes them.

const side = z.enum(["left", "right"]);
const load = z.enum(["least", "most"]);
const forbidden = z.object({ limit: z.literal("forbidden"), left: z.string(), right: z.string() });

export const assignmentLimit = z.discriminatedUnion("limit", [
  z.object({ limit: load, side, id: z.string(), value: z.int().min(0) }),
  forbidden,
]);
export type InfeasibleLimit = z.infer<typeof assignmentLimit>;

export const limitChange = z.discriminatedUnion("limit", [
  z.object({ limit: load, side, id: z.string(), from: z.int(), to: z.int(), cost: z.number() }),
  forbidden.extend({ cost: z.number() }),
]);
export type InfeasibleChange = z.infer<typeof limitChange>;

export const infeasible = z.object({
  /** Places that the least loads lack together at best. */
  lacking: z.int().min(1),
  conflict: z.array(assignmentLimit).min(1),
  relaxation: z.object({ cost: z.number(), changes: z.array(limitChange) }).nullable(),
});
export type Infeasible = z.infer<typeof infeasible>;

export interface InfeasibleSentence {
  key: string;
  params: Record<string, string | number>;
}

export interface InfeasibleSentences {
  /** What is lacking. */
  opening: InfeasibleSentence;
  /** The limits that cannot hold together; without any one of them the others can. */
  limits: InfeasibleSentence[];
  /** What to change, cheapest in all; null where nothing that may be changed helps. */
  changes: InfeasibleSentence[] | null;
  /** Introduces the changes, or says that there are none. */
  wayOut: InfeasibleSentence;
}

/** The sentences, each party by the name that `nameOf` knows. */
export function infeasibleSentencesOf(
  { lacking, conflict, relaxation }: Infeasible,
  nameOf: (side: "left" | "right", id: string) => string,
): InfeasibleSentences {
  const pair = ({ left, right }: { left: string; right: string }) => ({
    left: nameOf("left", left),
    right: nameOf("right", right),
  });
  return {
    opening: { key: "infeasible.lacking", params: { lacking } },
    limits: conflict.map((limit) =>
      limit.limit === "forbidden"
        ? { key: "infeasible.forbidden", params: pair(limit) }
        : { key: `infeasible.${limit.limit}`, params: { name: nameOf(limit.side, limit.id), value: limit.value } },
    ),
    changes:
      relaxation?.changes.map((change) =>
        change.limit === "forbidden"
          ? { key: "infeasible.lift", params: pair(change) }
          : {
              key: change.limit === "least" ? "infeasible.lower" : "infeasible.raise",
              params: { name: nameOf(change.side, change.id), from: change.from, to: change.to },
            },
      ) ?? null,
    wayOut: relaxation
      ? { key: "infeasible.way_out", params: { count: relaxation.changes.length } }
      : { key: "infeasible.stuck", params: {} },
  };
}
