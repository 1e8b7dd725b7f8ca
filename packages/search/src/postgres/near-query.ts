import { slipsAllowed, slipsBetween } from "../near-words.ts";
import { stem } from "../text/english.ts";
import { nearUnits } from "../text/near.ts";
import { type ParsedQuery, type QueryTerm, SOUND } from "../text/query.ts";
import type { Queryable } from "./postgres-engine.ts";

/** Beyond this the words that begin with a letter are no longer all looked at. */
const MOST_WORDS = 20_000;
const MOST_NEAR = 6;

/** The query with each word as it sounds, or with what texts hold that is spelled nearly so; undefined when nothing is near. */
export async function nearQuery(db: Queryable, query: ParsedQuery): Promise<ParsedQuery | undefined> {
  const units = nearUnits(query);
  if (!units) return undefined;
  const terms: QueryTerm[] = [];
  for (const unit of units) {
    const any: string[][] = [];
    if (unit.kind === "sound") {
      any.push([SOUND + unit.whole]);
      if (unit.parts.length > 1) any.push(unit.parts.map((part) => SOUND + part));
      for (const word of await wordsNear(db, SOUND, unit.whole)) any.push([word]);
    } else {
      for (const word of await wordsNear(db, "", stem(unit.word))) any.push([word]);
      for (const word of await wordsNear(db, SOUND, unit.word)) any.push([word]);
    }
    if (any.length === 0) return undefined;
    const distinct = any.filter((set, i) => any.findIndex((other) => other.join(" ") === set.join(" ")) === i);
    terms.push({ term: distinct[0]!.join(" "), any: distinct.slice(0, MOST_NEAR), script: "latin" });
  }
  return { ...query, terms };
}

/** Words of the texts within the slips that a word of this length may have; the first letter is taken to be right. */
async function wordsNear(db: Queryable, mark: string, word: string): Promise<string[]> {
  const most = slipsAllowed(word);
  if (most === 0) return [];
  const from = mark + word[0]!;
  const { rows } = await db.query({
    name: "search_near",
    text: `SELECT word, documents FROM search_word
      WHERE word >= $1 AND word < $2 AND length(word) BETWEEN $3 AND $4 LIMIT ${MOST_WORDS}`,
    values: [from, `${from}\u{10ffff}`, mark.length + word.length - most, mark.length + word.length + most],
  });
  return (rows as { word: string; documents: number }[])
    .map((row) => ({ ...row, slips: slipsBetween(word, row.word.slice(mark.length), most) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || b.documents - a.documents || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map((row) => row.word);
}
