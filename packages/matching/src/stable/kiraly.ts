/** One-to-one lists with ties: `left[i]` are the groups of `i`, the best first. Lists are mutual. */
export interface OneToOne {
  n: number;
  m: number;
  left: number[][][];
  right: number[][][];
  /** Entries of all lists: the measure of work. */
  entries: number;
}

/**
 * A weakly stable matching of at least two thirds of the largest size, ties on both sides. Király, "Linear time local
 * approximation algorithm for maximum stable marriage", Algorithms 6 (2013): a proposer prefers who was never asked inside
 * a tie; a receiver whose partner has such a choice gives way to anybody; who was turned away by all proposes once more and
 * then wins ties. Returns the partner of each left agent, or -1.
 */
export function kiraly({ n, m, left, right }: OneToOne): Int32Array {
  const rank = right.map((groups) => {
    const of = new Map<number, number>();
    groups.forEach((group, k) => {
      for (const i of group) of.set(i, k);
    });
    return of;
  });
  const mate = new Int32Array(n).fill(-1);
  const partner = new Int32Array(m).fill(-1);
  const wasAsked = new Uint8Array(m);
  const isPromoted = new Uint8Array(n);
  // What stands of each list: groups still open, the members inside a group still to ask.
  const open = left.map((groups) => groups.map((group) => [...group]));
  const groupAt = new Int32Array(n);
  const queue = Array.from({ length: n }, (_, i) => i);
  const maidenIn = (group: number[], but = -1) => group.findIndex((h) => !wasAsked[h] && h !== but);

  /** Inside the present tie of its proposer there is somebody nobody has asked: it may move on without loss. */
  const isUncertain = (i: number, h: number) => maidenIn(open[i]![groupAt[i]!] ?? [], h) >= 0;

  while (queue.length > 0) {
    const i = queue.pop()!;
    for (;;) {
      while (groupAt[i]! < open[i]!.length && open[i]![groupAt[i]!]!.length === 0) groupAt[i]!++;
      if (groupAt[i]! >= open[i]!.length) {
        if (isPromoted[i] || left[i]!.length === 0) break;
        isPromoted[i] = 1;
        groupAt[i] = 0;
        open[i] = left[i]!.map((group) => [...group]);
        continue;
      }
      const group = open[i]![groupAt[i]!]!;
      const maiden = maidenIn(group);
      const k = Math.max(maiden, 0);
      const h = group[k]!;
      const holder = partner[h]!;
      wasAsked[h] = 1;
      if (holder === -1) {
        partner[h] = i;
        mate[i] = h;
        break;
      }
      if (isUncertain(holder, h)) {
        // The holder keeps her in its list and goes to the one nobody has asked.
        partner[h] = i;
        mate[i] = h;
        mate[holder] = -1;
        queue.push(holder);
        break;
      }
      const mine = rank[h]!.get(i)!;
      const its = rank[h]!.get(holder)!;
      if (mine < its || (mine === its && isPromoted[i]! > isPromoted[holder]!)) {
        partner[h] = i;
        mate[i] = h;
        mate[holder] = -1;
        const held = open[holder]![groupAt[holder]!]!;
        held.splice(held.indexOf(h), 1);
        queue.push(holder);
        break;
      }
      group.splice(k, 1);
    }
  }
  return mate;
}
