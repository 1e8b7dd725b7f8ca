-- The search index of the embedded engine. It lives beside the entries, so that it changes in their transactions.
-- Only the public layer ever stands here. Prisma does not know these tables: they are read by typed SQL alone.

-- One row per combination of facet values. `live` counts documents, so that a list without words counts its facets
-- without reading a document. Everything but `live` is never updated: readers may remember it.
CREATE TABLE search_combo (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  signature text NOT NULL UNIQUE,
  kind text NOT NULL,
  state text,
  section text,
  division text,
  area text,
  chain text,
  modes text[] NOT NULL,
  maturity text,
  money_band text,
  tier text,
  historical text,
  live integer NOT NULL DEFAULT 0
);

CREATE TABLE search_document (
  entry_id text PRIMARY KEY,
  combo integer NOT NULL,
  is_offer boolean NOT NULL,
  industry text,
  organisation text,
  published_at timestamptz,
  deadline date,
  money double precision,
  head tsvector NOT NULL,   -- title A, keywords B, summary C, what the body speaks of most D; with positions: for ranking
  lexemes tsvector NOT NULL, -- every term, for finding
  body text NOT NULL        -- folded public text, for phrases
) WITH (toast_tuple_target = 128);
-- Ranking reads `head` of each match: it stays in the row. The two long ones stay out of it.
ALTER TABLE search_document ALTER COLUMN head SET STORAGE PLAIN;
ALTER TABLE search_document ALTER COLUMN lexemes SET STORAGE EXTERNAL;
CREATE INDEX search_document_lexemes ON search_document USING gin (lexemes);
CREATE INDEX search_document_newest ON search_document (published_at DESC NULLS LAST, entry_id DESC);
CREATE INDEX search_document_deadline ON search_document (deadline ASC NULLS LAST, entry_id DESC);
CREATE INDEX search_document_money ON search_document (money DESC NULLS LAST, entry_id DESC);

-- What a result page shows, as text: it is handed on, never asked about.
CREATE TABLE search_card (
  entry_id text PRIMARY KEY,
  card json NOT NULL
);

CREATE TABLE search_suggestion (
  entry_id text NOT NULL,
  is_offer boolean NOT NULL,
  kind text NOT NULL, -- title | keyword | organisation | number
  label text NOT NULL,
  number text NOT NULL,
  norm text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL
);
CREATE INDEX search_suggestion_entry ON search_suggestion (entry_id);
CREATE INDEX search_suggestion_norm ON search_suggestion (norm);
CREATE INDEX search_suggestion_pinyin ON search_suggestion (pinyin) WHERE pinyin <> '';
CREATE INDEX search_suggestion_initials ON search_suggestion (initials) WHERE initials <> '';

-- In how many documents a term stands, for weighing rare words higher. Recounted by a job; the row '' holds their number.
CREATE TABLE search_term (
  term text COLLATE "C" PRIMARY KEY,
  documents integer NOT NULL
);

-- Queries that found nothing, per day: what people miss. No account is kept with it.
CREATE TABLE search_miss (
  day date NOT NULL,
  query text NOT NULL,
  times integer NOT NULL DEFAULT 1,
  PRIMARY KEY (day, query)
);

-- After many rows at once the waiting list of the text index is worked in, which only the owner of the index may do.
CREATE FUNCTION search_settle_index() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM gin_clean_pending_list('search_document_lexemes'::regclass);
END $$;
