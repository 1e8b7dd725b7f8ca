/** An entry's own words as a query for entries like it: nothing of them is a phrase, an exclusion or a number to be found. */
/** What is like an entry need share no more than this part of its words. */
export const LEAST_LIKENESS = 0.12;

export function similarText({ title, summary }: { title: string; summary: string }): string {
  return `${title} ${summary}`
    .replace(/["“”「」『』]/g, " ")
    .replace(/(^|\s)[-－]+/g, "$1")
    .slice(0, 300);
}
