import type { EncodedAssignment } from "./encode-assignment.ts";
import { networkOf, type Step } from "./load-network.ts";
import { NetworkSimplex } from "./network-simplex.ts";
import type { InfeasibleAssignment, RelaxedLimit } from "./problem.ts";

/** The cheapest changes of limits that make all least loads possible, as one more min-cost flow. */
export function cheapestRelaxation(encoded: EncodedAssignment): {
  lacking: number;
  found: InfeasibleAssignment["relaxation"];
} {
  const lacking = relax(encoded, (_, kind) => (kind === "least" ? 1 : null), false).cost;
  const { left, right, forbidden } = encoded;
  let largest = 1;
  for (const side of [left, right])
    for (const cost of [...side.relaxLeast, ...side.relaxMost]) largest = Math.max(largest, cost ?? 0);
  for (const { relax: cost } of forbidden) largest = Math.max(largest, cost ?? 0);
  // Least loads are met in any case, so that "never" is a price above all others: no cheaper change pays for it.
  const never = (2 * Math.min(left.ids.length, right.ids.length) + 4) * largest + 1;
  const { changes, cost } = relax(encoded, (c, kind) => (kind === "least" ? (c ?? never) : c), true);
  if (changes.some((change) => change.cost === null)) return { lacking, found: null };
  return { lacking, found: { cost, changes: changes as RelaxedLimit[] } };
}

type Unpriced<T> = T extends unknown ? Omit<T, "cost"> & { cost: number | null } : never;
/** A cost of null: this limit may never be relaxed. */
type Change = Unpriced<RelaxedLimit>;

function relax(
  encoded: EncodedAssignment,
  priceOf: (cost: number | null, kind: "least" | "most") => number | null,
  liftsBans: boolean,
): { cost: number; changes: Change[] } {
  const { left, right } = encoded;
  const lifted = liftsBans ? encoded.forbidden.filter(({ relax: cost }) => cost !== null) : [];
  const n = left.ids.length;
  const rows: [to: number, cost: number][][] = left.ids.map(() => []);
  const degree = new Int32Array(right.ids.length);
  for (let i = 0; i < n; i++)
    for (let a = encoded.offsets[i]!; a < encoded.offsets[i + 1]!; a++) {
      rows[i]!.push([encoded.to[a]!, 0]);
      degree[encoded.to[a]!]!++;
    }
  for (const { i, j, relax: cost } of lifted) {
    rows[i]!.push([j, cost!]);
    degree[j]!++;
  }
  const above = (side: EncodedAssignment["left"], x: number, pairs: number) =>
    priceOf(side.relaxMost[x]!, "most") === null ? 0 : Math.max(0, pairs - side.most[x]!);
  const supply = new Int32Array(n);
  const leftSteps = left.ids.map((_, i): Step[] => {
    const extra = above(left, i, rows[i]!.length);
    supply[i] = left.most[i]! + extra;
    return [
      [extra, -(left.relaxMost[i] ?? 0)],
      [left.most[i]! - left.least[i]!, 0],
      [left.least[i]!, priceOf(left.relaxLeast[i]!, "least")!],
    ];
  });
  const rightSteps = right.ids.map((_, j): Step[] => [
    [right.least[j]!, -priceOf(right.relaxLeast[j]!, "least")!],
    [right.most[j]! - right.least[j]!, 0],
    [above(right, j, degree[j]!), right.relaxMost[j] ?? 0],
  ]);
  // A party that may not have any partner at all is kept out of the network.
  const isOut = (j: number) => right.most[j]! + above(right, j, degree[j]!) === 0;
  const kept = rows.map((row, i) => (supply[i] === 0 ? [] : row.filter(([j]) => !isOut(j))));
  const offsets = new Int32Array(n + 1);
  kept.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  const flat = kept.flat();
  const to = Int32Array.from(flat, ([j]) => j);
  const price = Float64Array.from(flat, ([, cost]) => cost);
  const simplex = new NetworkSimplex(networkOf(offsets, to, price, supply, leftSteps, rightSteps));
  simplex.run();
  const flow = simplex.flows();
  const load = { left: new Int32Array(n), right: new Int32Array(right.ids.length) };
  const changes: Change[] = [];
  const bans = new Map(lifted.map((ban) => [ban.i * right.ids.length + ban.j, ban.relax!]));
  const liftedChanges: Change[] = [];
  for (let i = 0; i < n; i++)
    for (let a = offsets[i]!; a < offsets[i + 1]!; a++) {
      if (flow[a] === 0) continue;
      load.left[i]!++;
      load.right[to[a]!]!++;
      const cost = bans.get(i * right.ids.length + to[a]!);
      if (cost !== undefined)
        liftedChanges.push({ limit: "forbidden", left: left.ids[i]!, right: right.ids[to[a]!]!, cost });
    }
  for (const [name, side] of [["left", left] as const, ["right", right] as const])
    side.ids.forEach((id, x) => {
      const got = load[name][x]!;
      const least = side.least[x]!;
      const most = side.most[x]!;
      const times = (units: number, cost: number | null) => (cost === null ? null : units * cost);
      if (got < least)
        changes.push({
          limit: "least",
          side: name,
          id,
          from: least,
          to: got,
          cost: liftsBans ? times(least - got, side.relaxLeast[x]!) : least - got,
        });
      if (got > most)
        changes.push({
          limit: "most",
          side: name,
          id,
          from: most,
          to: got,
          cost: times(got - most, side.relaxMost[x]!),
        });
    });
  changes.push(...liftedChanges);
  return { cost: changes.reduce((sum, change) => sum + (change.cost ?? 0), 0), changes };
}
