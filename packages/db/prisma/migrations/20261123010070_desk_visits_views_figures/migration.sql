-- Visits: one sending more makes none more; only days and texts that belong together.
CREATE TABLE visit (
  id text PRIMARY KEY,
  client_id text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  visited_on date NOT NULL,
  people text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  outcomes text[] NOT NULL DEFAULT '{}',
  next_step text NOT NULL DEFAULT '',
  next_on date,
  next_done_at timestamptz(3),
  next_done_by_id text REFERENCES users (id),
  created_by_id text NOT NULL REFERENCES users (id),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CONSTRAINT visit_next_together CHECK ((next_on IS NULL) = (next_step = '')),
  CONSTRAINT visit_next_after CHECK (next_on IS NULL OR next_on >= visited_on)
);
CREATE UNIQUE INDEX visit_created_by_id_client_id_key ON visit (created_by_id, client_id);
CREATE INDEX visit_organisation_id_visited_on_idx ON visit (organisation_id, visited_on DESC);
CREATE INDEX visit_newest ON visit (visited_on DESC, id DESC);
CREATE INDEX visit_next_open ON visit (next_on) WHERE next_on IS NOT NULL AND next_done_at IS NULL;

CREATE TABLE saved_view (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id),
  list text NOT NULL,
  name text NOT NULL,
  search jsonb NOT NULL,
  jurisdiction_id text REFERENCES jurisdiction (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE UNIQUE INDEX saved_view_user_id_list_name_key ON saved_view (user_id, list, name);
CREATE INDEX saved_view_shared ON saved_view (jurisdiction_id, list) WHERE jurisdiction_id IS NOT NULL;

CREATE TABLE saved_view_default (
  user_id text NOT NULL REFERENCES users (id),
  list text NOT NULL,
  view_id text NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, list)
);

CREATE TABLE overview_cell (
  metric text NOT NULL,
  month date NOT NULL,
  jurisdiction_id text NOT NULL,
  is_hidden boolean NOT NULL,
  kind text NOT NULL,
  chain text NOT NULL,
  tier text NOT NULL,
  detail text NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (metric, month, jurisdiction_id, is_hidden, kind, chain, tier, detail)
);
CREATE TABLE overview_state (id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1), as_of timestamptz(3));
INSERT INTO overview_state (id) VALUES (1);

-- The firm list by name within a jurisdiction, and by honour and chain.
CREATE INDEX organisation_jurisdiction_name ON organisation (jurisdiction_id, name, id);
CREATE INDEX chase_mark_organisation ON chase_mark (organisation_id, told_at DESC) WHERE organisation_id IS NOT NULL;
CREATE INDEX board_item_organisation ON board_item (organisation_id);

