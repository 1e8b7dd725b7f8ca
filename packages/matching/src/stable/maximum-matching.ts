import type { OneToOne } from "./kiraly.ts";

/** Size of a largest matching, stable or not: no weakly stable one is larger. Hopcroft and Karp 1973. */
export function maximumMatching({ n, m, left }: OneToOne): number {
  const lists = left.map((groups) => groups.flat());
  const mateLeft = new Int32Array(n).fill(-1);
  const mateRight = new Int32Array(m).fill(-1);
  const level = new Int32Array(n);
  let size = 0;
  const layer = (): boolean => {
    const queue: number[] = [];
    level.fill(-1);
    for (let i = 0; i < n; i++)
      if (mateLeft[i] === -1) {
        level[i] = 0;
        queue.push(i);
      }
    let isReached = false;
    for (let q = 0; q < queue.length; q++)
      for (const h of lists[queue[q]!]!) {
        const next = mateRight[h]!;
        if (next === -1) isReached = true;
        else if (level[next] === -1) {
          level[next] = level[queue[q]!]! + 1;
          queue.push(next);
        }
      }
    return isReached;
  };
  const at = new Int32Array(n);
  const augment = (root: number): boolean => {
    // Depth first without recursion: the path of left agents, each with the entry it stands on.
    const path = [root];
    while (path.length > 0) {
      const i = path.at(-1)!;
      const list = lists[i]!;
      if (at[i]! >= list.length) {
        level[i] = -1;
        path.pop();
        if (path.length > 0) at[path.at(-1)!]!++;
        continue;
      }
      const h = list[at[i]!]!;
      const next = mateRight[h]!;
      if (next === -1) {
        for (const k of path) {
          const to = lists[k]![at[k]!]!;
          mateLeft[k] = to;
        }
        for (const k of path) mateRight[mateLeft[k]!] = k;
        return true;
      }
      if (level[next] === level[i]! + 1) path.push(next);
      else at[i]!++;
    }
    return false;
  };
  while (layer()) {
    at.fill(0);
    for (let i = 0; i < n; i++) if (mateLeft[i] === -1 && level[i] === 0 && augment(i)) size++;
  }
  return size;
}
