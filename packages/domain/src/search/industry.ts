// GB/T 4754-2017: which divisions (two digits) a section (letter) holds.
const SECTIONS: [letter: string, last: number][] = [
  ["A", 5], ["B", 12], ["C", 43], ["D", 46], ["E", 50], ["F", 52], ["G", 60], ["H", 62], ["I", 65], ["J", 69],
  ["K", 70], ["L", 72], ["M", 75], ["N", 79], ["O", 82], ["P", 83], ["Q", 85], ["R", 90], ["S", 96], ["T", 97],
]; // biome-ignore format: a table

/** Section and division of a code of any depth: "2613" → C, 26; "C26" → C, 26; "C" → C. */
export function industryParts(code: string): { section?: string; division?: string } {
  const match = /^([A-T])?(\d{2})?/.exec(code.toUpperCase());
  const division = match?.[2];
  if (!division) return match?.[1] ? { section: match[1] } : {};
  return { section: SECTIONS.find(([, last]) => Number(division) <= last)?.[0], division };
}
