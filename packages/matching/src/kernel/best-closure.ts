/**
 * The set of nodes with the largest sum of weights that holds, for every arc, `from` where it holds `to`; among several the
 * one contained in all others. A minimum cut (Picard 1976), found by Dinic's algorithm on whole numbers.
 */
export function bestClosure(weights: Int32Array, arcs: { from: Int32Array; to: Int32Array }): Uint8Array {
  const count = weights.length;
  const source = count;
  const sink = count + 1;
  const all = count + 2;
  let total = 0;
  let edges = arcs.from.length;
  for (const w of weights) {
    if (w > 0) total += w;
    if (w !== 0) edges++;
  }
  const chosen = new Uint8Array(count);
  if (total === 0) return chosen;

  // Edge 2k and its reverse 2k+1.
  const head = new Int32Array(all).fill(-1);
  const follow = new Int32Array(2 * edges);
  const target = new Int32Array(2 * edges);
  const room = new Float64Array(2 * edges);
  let used = 0;
  const connect = (a: number, b: number, most: number) => {
    for (const [x, y, r] of [
      [a, b, most],
      [b, a, 0],
    ] as const) {
      target[used] = y;
      room[used] = r;
      follow[used] = head[x]!;
      head[x] = used++;
    }
  };
  weights.forEach((w, k) => {
    if (w > 0) connect(source, k, w);
    else if (w < 0) connect(k, sink, -w);
  });
  for (let k = 0; k < arcs.from.length; k++) connect(arcs.to[k]!, arcs.from[k]!, Number.POSITIVE_INFINITY);

  const level = new Int32Array(all);
  const queue = new Int32Array(all);
  const layer = (): boolean => {
    level.fill(-1);
    level[source] = 0;
    queue[0] = source;
    let size = 1;
    for (let q = 0; q < size; q++)
      for (let e = head[queue[q]!]!; e >= 0; e = follow[e]!)
        if (room[e]! > 0 && level[target[e]!] === -1) {
          level[target[e]!] = level[queue[q]!]! + 1;
          queue[size++] = target[e]!;
        }
    return level[sink] !== -1;
  };
  const at = new Int32Array(all);
  const path: number[] = [];
  while (layer()) {
    at.set(head);
    path.length = 0;
    for (let node = source; ; ) {
      if (node === sink) {
        let most = Number.POSITIVE_INFINITY;
        for (const e of path) most = Math.min(most, room[e]!);
        let back = 0;
        for (let k = path.length - 1; k >= 0; k--) {
          room[path[k]!]! -= most;
          room[path[k]! ^ 1]! += most;
          if (room[path[k]!] === 0) back = k;
        }
        path.length = back;
        node = back === 0 ? source : target[path[back - 1]!]!;
        continue;
      }
      let e = at[node]!;
      while (e >= 0 && !(room[e]! > 0 && level[target[e]!] === level[node]! + 1)) e = follow[e]!;
      at[node] = e;
      if (e >= 0) {
        path.push(e);
        node = target[e]!;
      } else {
        if (node === source) break;
        level[node] = -1;
        const last = path.pop()!;
        node = path.length === 0 ? source : target[path.at(-1)!]!;
        at[node] = follow[last]!;
      }
    }
  }
  // What the source still reaches: the smallest of the best sets.
  for (let k = 0; k < count; k++) if (level[k] !== -1) chosen[k] = 1;
  return chosen;
}
