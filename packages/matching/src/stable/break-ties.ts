import type { StrictSide } from "./arrays.ts";
import type { EncodedSide } from "./encode.ts";

/** The lists of one side made strict: inside a tie, whoever `before` puts first stands first. */
export function breakTies(side: EncodedSide, before: (a: number, b: number, own: number) => number): StrictSide {
  if (!side.group) return { offsets: side.offsets, to: side.to, capacity: side.capacity };
  const to = side.to.slice();
  for (let i = 0; i < side.ids.length; i++) {
    const end = side.offsets[i + 1]!;
    for (let start = side.offsets[i]!; start < end; ) {
      let stop = start + 1;
      while (stop < end && side.group[stop] === side.group[start]) stop++;
      if (stop - start > 1) to.subarray(start, stop).set([...to.subarray(start, stop)].sort((a, b) => before(a, b, i)));
      start = stop;
    }
  }
  return { offsets: side.offsets, to, capacity: side.capacity };
}
