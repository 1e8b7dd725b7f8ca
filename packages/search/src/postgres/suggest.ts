import type { Suggestion } from "../port.ts";
import { fold } from "../text/fold.ts";
import { highlight } from "../text/highlight.ts";
import type { Queryable } from "./postgres-engine.ts";

/** The first text after all that begin with `prefix`, in code point order. */
const after = (prefix: string) => `${prefix}\u{10ffff}`;

interface Row {
  kind: Suggestion["kind"];
  label: string;
  entry_id: string;
  is_offer: boolean;
  number: string;
}

const branch = (column: "norm" | "pinyin" | "initials", from: string, to: string, rank: number) =>
  `(SELECT kind, label, entry_id, is_offer, number, ${rank} AS rank FROM search_suggestion
    WHERE ${column} >= ${from} AND ${column} < ${to} AND (cardinality($1::bool[]) = 0 OR is_offer = ANY($1::bool[]))
      AND entry_id <> ALL($3::text[]) LIMIT 400)`;

const PICK = (branches: string) =>
  `SELECT kind, label, min(entry_id) AS entry_id, bool_or(is_offer) AS is_offer, min(number) AS number
   FROM (${branches}) s GROUP BY kind, label
   ORDER BY min(rank), CASE kind WHEN 'number' THEN 0 WHEN 'keyword' THEN 1 WHEN 'organisation' THEN 2 ELSE 3 END,
     count(DISTINCT entry_id) DESC, length(label), label LIMIT $2`;

const BY_TEXT = PICK(branch("norm", "$4", "$5", 0));
const BY_SOUND = PICK(
  [branch("norm", "$4", "$5", 0), branch("pinyin", "$6", "$7", 1), branch("initials", "$6", "$7", 2)].join(
    " UNION ALL ",
  ),
);

/** While typing: what begins with these characters, sounds like them, or has these initials. */
export async function suggest(
  db: Queryable,
  input: string,
  options: { kinds: ("offer" | "demand")[]; limit: number; without: string[] },
): Promise<Suggestion[]> {
  const typed = fold(input.slice(0, 60)).text.trim().replace(/\s+/g, " ").slice(0, 24);
  if (!typed || /^[\p{P}\p{S}\s]+$/u.test(typed)) return [];
  const kinds = options.kinds.map((kind) => kind === "offer");
  const common = [kinds, options.limit, options.without];
  const sound = /^[a-z0-9' ]+$/.test(typed) ? typed.replace(/[' ]/g, "") : "";
  const { rows } = sound
    ? await db.query({
        name: "suggest_sound",
        text: BY_SOUND,
        values: [...common, typed, after(typed), sound, after(sound)],
      })
    : await db.query({ name: "suggest_text", text: BY_TEXT, values: [...common, typed, after(typed)] });
  return (rows as Row[]).map((row) => ({
    text: row.label,
    kind: row.kind,
    highlight: highlight(row.label, { literals: [typed], stems: new Set() }),
    ...((row.kind === "title" || row.kind === "number") && {
      entryId: row.entry_id,
      entryKind: row.is_offer ? ("offer" as const) : ("demand" as const),
      number: row.number,
    }),
  }));
}
