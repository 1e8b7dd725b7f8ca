/** From how many letters on a word may be one or two slips away; the same for every engine. */
export const NEAR = { oneSlip: 4, twoSlips: 8 } as const;

export const slipsAllowed = (word: string): number =>
  word.length >= NEAR.twoSlips ? 2 : word.length >= NEAR.oneSlip ? 1 : 0;

/** Letters left out, added, changed or swapped with their neighbour; `most + 1` when there are more than that. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let k = 1; k <= b.length; k++) {
      const change = last[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1);
      let cost = Math.min(change, last[k]! + 1, row[k - 1]! + 1);
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]) cost = Math.min(cost, before[k - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}
