-- Since when the other engine is in the trouble that `problem` names.
ALTER TABLE search_index ADD COLUMN problem_since timestamptz(3);
UPDATE search_index SET problem_since = app_now() WHERE problem IS NOT NULL;

-- What somebody asked for on the administration page: the newest of each kind for each index. The other engine is rebuilt by
-- whoever feeds it (`search_index.wanted_at`) and has no row here for that.
CREATE TABLE search_index_task (
  kind text NOT NULL CHECK (kind IN ('rebuild', 'compare')),
  engine text NOT NULL CHECK (engine IN ('postgres', 'meilisearch')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  asked_by_id text REFERENCES users (id) ON DELETE SET NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT app_now(),
  started_at timestamptz(3),
  ended_at timestamptz(3),
  -- The process at work says that it lives; one that was killed is replaced.
  alive_at timestamptz(3) NOT NULL DEFAULT app_now(),
  run text,
  done integer NOT NULL DEFAULT 0,
  total integer,
  result jsonb,
  problem text,
  failure text CHECK (length(failure) <= 500),
  PRIMARY KEY (kind, engine),
  CHECK (kind <> 'rebuild' OR engine = 'postgres')
);

-- Documents that the other engine holds without their meaning, because whoever makes vectors was away: sent again later.
CREATE TABLE search_unembedded (
  entry_id text PRIMARY KEY, -- no foreign key, as in search_dirty
  since timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX search_unembedded_oldest ON search_unembedded (since, entry_id);
ALTER TABLE search_index ADD COLUMN embedder_failure text CHECK (length(embedder_failure) <= 500);
ALTER TABLE search_index ADD COLUMN embedder_failed_at timestamptz(3);
