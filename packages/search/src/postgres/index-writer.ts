import { industryParts } from "@jiebang/domain";
import { documentHash } from "../document-hash.ts";
import type { SearchDocument } from "../port.ts";
import { type Combo, comboOf, signatureOf } from "./combo.ts";
import { lexemesOf } from "./lexemes.ts";
import { suggestionKeys } from "./suggestions.ts";

/** Runs one statement in the caller's transaction. */
export type Run = <Row>(sql: string, values: unknown[]) => Promise<Row[]>;

export interface Prepared {
  documents: SearchDocument[];
  combos: Combo[];
  rows: string;
  cards: string;
  suggestions: string;
}

/**
 * Writes documents into the index inside somebody's transaction: `put` and `drop` in portions of up to some hundred,
 * then `finish`. The counters that lists share are touched last, so that a long import holds them only for a moment.
 */
export class IndexWriter {
  readonly #run: Run;
  readonly #delta = new Map<number, number>();
  readonly #combos = new Map<string, number>();
  readonly #bulk: boolean;
  #written = 0;

  /** `bulk` lets the text index collect new terms and work them in once, at the end. */
  constructor(run: Run, bulk = false) {
    this.#bulk = bulk;
    this.#run = run;
  }

  async put(documents: SearchDocument[]): Promise<void> {
    await this.drop(documents.map((d) => d.id));
    await this.write(this.prepare(documents));
  }

  /** The part of `put` that only computes; the next portion can be prepared while the database writes this one. */
  prepare(documents: SearchDocument[]): Prepared {
    return {
      documents,
      combos: documents.map(comboOf),
      rows: JSON.stringify(
        documents.map((document) => {
          const { industry, organisation } = document.facets;
          const code = typeof industry === "string" ? industry.replace(/^[A-T](?=\d)/, "") : null;
          const { lexemes, ...vectors } = lexemesOf(document);
          return {
            entry_id: document.id,
            is_offer: document.kind === "offer",
            industry: code && industryParts(code).division ? code : null,
            organisation: typeof organisation === "string" ? organisation : null,
            published_at: document.ranges.publishedAt ?? null,
            deadline: document.ranges.deadline?.slice(0, 10) ?? null,
            money: document.ranges.money ? Number(document.ranges.money) : null,
            lexemes: quoteAll(lexemes),
            hash: documentHash(document),
            ...vectors,
          };
        }),
      ),
      cards: JSON.stringify(documents.map(({ id, card }) => ({ entry_id: id, card }))),
      suggestions: JSON.stringify(
        documents.flatMap((document) =>
          suggestionKeys(document).map((key) => ({
            entry_id: document.id,
            is_offer: document.kind === "offer",
            number: document.number,
            ...key,
          })),
        ),
      ),
    };
  }

  /** Writes what was prepared; what stood there of these documents must be dropped before. */
  async write({ documents, combos, rows, cards, suggestions }: Prepared): Promise<void> {
    if (documents.length === 0) return;
    if (this.#written === 0)
      await this.#run("SELECT set_config('gin_pending_list_limit', $1, true)", [this.#bulk ? "65536" : "256"]);
    this.#written += documents.length;
    const ids = await this.#comboIds(combos);
    for (const id of ids) this.#count(id, 1);
    await this.#run(
      `WITH cards AS (
         INSERT INTO search_card (entry_id, card)
         SELECT entry_id, card FROM json_to_recordset($2::json) AS r(entry_id text, card json)),
       suggestions AS (
         INSERT INTO search_suggestion (entry_id, is_offer, kind, label, number, norm, pinyin, initials)
         SELECT entry_id, is_offer, kind, label, number, norm, pinyin, initials FROM json_to_recordset($3::json)
         AS r(entry_id text, is_offer bool, kind text, label text, number text, norm text, pinyin text, initials text))
       INSERT INTO search_document (entry_id, combo, is_offer, industry, organisation, published_at, deadline, money, head, lexemes, body, hash)
       SELECT entry_id, combo, is_offer, industry, organisation, published_at, deadline, money, head::tsvector, lexemes::tsvector, body, hash
       FROM ROWS FROM (json_to_recordset($1::json) AS (entry_id text, is_offer bool, industry text, organisation text,
         published_at timestamptz, deadline date, money float8, head text, lexemes text, body text, hash text), unnest($4::int[]))
         AS r(entry_id, is_offer, industry, organisation, published_at, deadline, money, head, lexemes, body, hash, combo)`,
      [rows, cards, suggestions, ids],
    );
  }

  async drop(entryIds: string[]): Promise<void> {
    if (entryIds.length > 0) await this.#forget(entryIds);
  }

  async finish(): Promise<void> {
    const changes = [...this.#delta].filter(([, n]) => n !== 0).sort((a, b) => a[0] - b[0]);
    this.#delta.clear();
    if (changes.length > 0) {
      const ids = changes.map(([id]) => id);
      // Everybody takes these locks in the same order.
      await this.#run("SELECT id FROM search_combo WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE", [ids]);
      await this.#run(
        `UPDATE search_combo c SET live = c.live + r.n
         FROM unnest($1::int[], $2::int[]) AS r(id, n) WHERE c.id = r.id`,
        [ids, changes.map(([, n]) => n)],
      );
    }
    if (this.#bulk && this.#written > 0) await this.#run("SELECT search_settle_index()::text AS done", []);
  }

  #count(combo: number, by: number): void {
    this.#delta.set(combo, (this.#delta.get(combo) ?? 0) + by);
  }

  async #forget(entryIds: string[]): Promise<void> {
    const gone = await this.#run<{ combo: number }>(
      `WITH cards AS (DELETE FROM search_card WHERE entry_id = ANY($1::text[])),
            suggestions AS (DELETE FROM search_suggestion WHERE entry_id = ANY($1::text[]))
       DELETE FROM search_document WHERE entry_id = ANY($1::text[]) RETURNING combo`,
      [entryIds],
    );
    for (const { combo } of gone) this.#count(combo, -1);
  }

  async #comboIds(combos: Combo[]): Promise<number[]> {
    const signatures = combos.map(signatureOf);
    const missing = new Map<string, Combo>();
    signatures.forEach((signature, i) => {
      if (!this.#combos.has(signature)) missing.set(signature, combos[i]!);
    });
    if (missing.size > 0) {
      const find = () =>
        this.#run<{ id: number; signature: string }>(
          "SELECT id, signature FROM search_combo WHERE signature = ANY($1::text[])",
          [[...missing.keys()]],
        );
      for (const row of await find()) {
        this.#combos.set(row.signature, row.id);
        missing.delete(row.signature);
      }
      if (missing.size > 0) {
        const rows = [...missing].map(([signature, combo]) => ({ signature, ...combo }));
        rows.sort((a, b) => (a.signature < b.signature ? -1 : 1));
        await this.#run(
          `INSERT INTO search_combo (signature, kind, state, section, division, area, chain, modes, maturity, money_band, tier, historical)
           SELECT signature, kind, state, section, division, area, chain, modes, maturity, money_band, tier, historical
           FROM json_to_recordset($1::json) AS r(signature text, kind text, state text, section text, division text, area text,
             chain text, modes text[], maturity text, money_band text, tier text, historical text)
           ON CONFLICT (signature) DO NOTHING`,
          [JSON.stringify(rows)],
        );
        for (const row of await find()) this.#combos.set(row.signature, row.id);
      }
    }
    return signatures.map((signature) => this.#combos.get(signature)!);
  }
}

function quoteAll(lexemes: string[]): string {
  let text = "";
  for (const lexeme of lexemes) text += `'${lexeme.replace(/[\\']/g, (c) => c + c)}' `;
  return text;
}

/**
 * Recounts in how many documents each term stands. Rare terms are left out: what is absent is rare. All is counted before
 * the first row is written, so that nobody waits for this transaction while it counts.
 */
export async function recountTerms(run: Run): Promise<void> {
  await run("SELECT pg_advisory_xact_lock(7130)::text", []);
  // Rare terms are not kept for ranking, but each word may be what a slip of the pen meant.
  await run(
    `WITH stat AS MATERIALIZED (SELECT word, ndoc FROM ts_stat('SELECT lexemes FROM search_document')
         WHERE ndoc >= 5 OR word ~ '^~?[a-z]{4,40}$'),
     counted AS MATERIALIZED (
       SELECT word AS term, ndoc AS documents FROM stat WHERE ndoc >= 5
       UNION ALL SELECT '', count(*) FROM search_document),
     words AS MATERIALIZED (SELECT word, ndoc AS documents FROM stat WHERE word ~ '^~?[a-z]{4,40}$'),
     gone AS (DELETE FROM search_term t WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.term = t.term)),
     forgotten AS (DELETE FROM search_word o WHERE NOT EXISTS (SELECT 1 FROM words w WHERE w.word = o.word)),
     near AS (
       INSERT INTO search_word AS o (word, documents) SELECT word, documents FROM words
       ON CONFLICT (word) DO UPDATE SET documents = EXCLUDED.documents WHERE o.documents <> EXCLUDED.documents)
     INSERT INTO search_term AS t (term, documents) SELECT term, documents FROM counted
     ON CONFLICT (term) DO UPDATE SET documents = EXCLUDED.documents WHERE t.documents <> EXCLUDED.documents`,
    [],
  );
}

/** Empties the index; the entries are the truth and fill it again. */
export async function clearIndex(run: Run): Promise<void> {
  await run("DELETE FROM search_suggestion", []);
  await run("DELETE FROM search_card", []);
  await run("DELETE FROM search_document", []);
  await run("UPDATE search_combo SET live = 0 WHERE live <> 0", []);
}
