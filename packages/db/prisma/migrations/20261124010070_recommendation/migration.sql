-- Pairs of an offer and a demand that fit, with what explains them. Only words of the public layer stand here, and only of
-- the two revisions named: a row whose entry has another published text meanwhile is read by nobody.
CREATE TABLE recommendation (
  offer_id text NOT NULL REFERENCES entry (id),
  demand_id text NOT NULL REFERENCES entry (id),
  total double precision NOT NULL CHECK (total BETWEEN 0 AND 1),
  explanation json NOT NULL, -- domain: explanation
  weights_version integer NOT NULL,
  offer_revision_id text NOT NULL,
  demand_revision_id text NOT NULL,
  computed_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (offer_id, demand_id)
);
CREATE INDEX recommendation_of_offer ON recommendation (offer_id, total DESC, demand_id);
CREATE INDEX recommendation_of_demand ON recommendation (demand_id, total DESC, offer_id);

-- Entries whose recommendations must be put together anew; written in the transaction of the change. No foreign key: a
-- draft that is thrown away leaves a line that is simply taken off.
CREATE TABLE recommendation_dirty (
  entry_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 1,
  marked_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX recommendation_dirty_order ON recommendation_dirty (marked_at, entry_id);

-- In how many public texts each term stands, and how long they are: one row, counted anew when the catalogue changed much.
CREATE TABLE recommendation_statistics (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  content json NOT NULL,
  documents integer NOT NULL,
  counted_at timestamptz(3) NOT NULL DEFAULT app_now()
);

-- Version 0 is what the software ships with and has no row.
CREATE TABLE recommendation_weights (
  version integer PRIMARY KEY CHECK (version > 0),
  weights jsonb NOT NULL, -- domain: partWeights
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  reverts_to integer,
  created_by_id text REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE TRIGGER recommendation_weights_append_only BEFORE UPDATE OR DELETE ON recommendation_weights
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A run over all entries; `reached` is the last entry it finished, so that a killed one goes on from there.
CREATE TABLE recommendation_rebuild (
  id text PRIMARY KEY,
  cause text NOT NULL CHECK (cause IN ('weights', 'statistics', 'asked')),
  weights_version integer NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'replaced')),
  reached text NOT NULL DEFAULT '',
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  started_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  finished_at timestamptz(3)
);
CREATE UNIQUE INDEX recommendation_rebuild_running ON recommendation_rebuild (state) WHERE state = 'running';
CREATE INDEX recommendation_rebuild_latest ON recommendation_rebuild (started_at DESC);

CREATE TABLE recommendation_preview (
  id text PRIMARY KEY,
  weights jsonb NOT NULL,
  compared_with integer NOT NULL,
  seed text NOT NULL,
  entry_ids text[] NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  done integer NOT NULL DEFAULT 0,
  entries json NOT NULL DEFAULT '[]', -- domain: previewedEntry[]
  created_by_id text NOT NULL REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX recommendation_preview_created ON recommendation_preview (created_at);

-- A pair refused by one of its sides: it is shown to that organisation no more, until somebody of it takes that back.
CREATE TABLE recommendation_dismissal (
  id text PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES organisation (id),
  own_id text NOT NULL REFERENCES entry (id),
  other_id text NOT NULL REFERENCES entry (id),
  reason text NOT NULL,
  note text NOT NULL DEFAULT '',
  created_by_id text NOT NULL REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  undone_by_id text REFERENCES users (id),
  undone_at timestamptz(3),
  CHECK ((undone_at IS NULL) = (undone_by_id IS NULL))
);
CREATE UNIQUE INDEX recommendation_dismissal_live ON recommendation_dismissal (own_id, other_id, organisation_id) WHERE undone_at IS NULL;
CREATE INDEX recommendation_dismissal_list ON recommendation_dismissal (organisation_id, created_at DESC, id DESC) WHERE undone_at IS NULL;

-- "Show fewer like this": of this industry division, or of this poster, only the best match for each own entry.
CREATE TABLE recommendation_rule (
  id text PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES organisation (id),
  kind text NOT NULL CHECK (kind IN ('industry', 'organisation')),
  value text NOT NULL,
  created_by_id text NOT NULL REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_by_id text REFERENCES users (id),
  ended_at timestamptz(3),
  CHECK ((ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE UNIQUE INDEX recommendation_rule_live ON recommendation_rule (organisation_id, kind, value) WHERE ended_at IS NULL;
