import type { SuggestOptions } from "../port.ts";
import type { TextCandidate } from "../text/score-text.ts";
import { termCounts } from "./candidates.ts";
import type { Queryable } from "./postgres-engine.ts";
import { suggest } from "./suggest.ts";

/**
 * What another engine asks of the database: cards that are public now, how common words are, the day, and suggestions. The
 * embedded index holds them, and changes in the transactions of the entries: what has gone from there is shown nowhere.
 */
export function databaseSide<Card>(db: Queryable) {
  return {
    async cards(ids: string[]): Promise<Map<string, Card>> {
      const { rows } = await db.query({
        name: "search_cards",
        text: "SELECT entry_id, card FROM search_card WHERE entry_id = ANY($1::text[])",
        values: [ids],
      });
      return new Map((rows as { entry_id: string; card: Card }[]).map((row) => [row.entry_id, row.card]));
    },
    counts: (terms: string[]) => termCounts(db, terms),
    /** Public texts, folded, their titles in the first line: what texts are compared by. */
    async texts(ids: string[]): Promise<TextCandidate[]> {
      const { rows } = await db.query({
        name: "search_texts",
        text: "SELECT entry_id AS id, body AS text FROM search_document WHERE entry_id = ANY($1::text[])",
        values: [ids],
      });
      return rows as TextCandidate[];
    },
    async today(): Promise<string> {
      const { rows } = await db.query({
        name: "search_today",
        text: "SELECT to_char(app_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day",
        values: [],
      });
      return (rows as { day: string }[])[0]!.day;
    },
    suggest: (input: string, { kinds = [], limit = 10, without = [] }: SuggestOptions = {}) =>
      suggest(db, input, { kinds, limit: Math.min(Math.max(Math.trunc(limit) || 1, 1), 20), without }),
  };
}
