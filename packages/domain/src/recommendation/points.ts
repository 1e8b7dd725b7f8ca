import type { ScoredPart } from "./recommendation.schema.ts";

/**
 * What a bar list shows: whole points of 100 per part that add up exactly to the points of the total (largest remainder;
 * of equal ones the earlier part gets the point).
 */
export function pointsOf(parts: readonly ScoredPart[]): {
  total: number;
  parts: { name: ScoredPart["name"]; points: number; most: number }[];
} {
  const exact = parts.map((part) => part.weight * part.score * 100);
  const total = Math.round(exact.reduce((sum, value) => sum + value, 0));
  const points = exact.map((value) => Math.floor(value + 1e-9));
  const order = exact.map((value, i) => ({ i, rest: value - points[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let left = total - points.reduce((sum, value) => sum + value, 0), k = 0; left > 0; left--, k++)
    points[order[k % order.length]!.i]! += 1;
  return {
    total,
    parts: parts.map(({ name, weight }, i) => ({ name, points: points[i]!, most: Math.round(weight * 100) })),
  };
}
