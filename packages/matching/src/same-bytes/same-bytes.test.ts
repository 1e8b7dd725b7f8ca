import { describe, expect, it } from "vitest";
import { fastWords } from "../kernel/random.ts";
import { ANSWERS_HASH, answersHash } from "./answers-hash.ts";
import { hundredInstances, type Instance } from "./instances.ts";

/** The same values with the keys of every object in another order. */
function withShuffledKeys<T>(value: T, next: () => number): T {
  if (Array.isArray(value)) return value.map((inner) => withShuffledKeys(inner, next)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => ({ at: next(), entry: [key, withShuffledKeys(inner, next)] as const }))
      .sort((a, b) => a.at - b.at)
      .map(({ entry }) => entry),
  ) as T;
}

describe("a hundred fixed instances", () => {
  it("are a hundred, of every kind", () => {
    const counts: Record<string, number> = {};
    for (const { task } of hundredInstances()) counts[task] = (counts[task] ?? 0) + 1;
    expect(counts).toEqual({ stable: 50, rematch: 12, timetable: 6, draw: 10, aggregate: 10, assign: 12 });
  });

  it("are answered with the bytes kept in the repository", () => {
    expect(answersHash()).toBe(ANSWERS_HASH);
  });

  it("are answered with the same bytes whatever the order of object keys", () => {
    const next = fastWords("keys");
    let isShuffled = false;
    const shuffle = (instance: Instance) => {
      const shuffled = withShuffledKeys(instance, next);
      isShuffled ||= JSON.stringify(shuffled) !== JSON.stringify(instance);
      return shuffled;
    };
    expect(answersHash(shuffle)).toBe(ANSWERS_HASH);
    expect(isShuffled).toBe(true);
  });
});
