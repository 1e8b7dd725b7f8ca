-- Entries that another engine's index does not show yet as they stand. The embedded index needs none of this: it changes in
-- the transactions of the entries themselves.
CREATE TABLE search_dirty (
  entry_id text PRIMARY KEY, -- no foreign key: what is gone must still be dropped from the index
  version integer NOT NULL DEFAULT 1, -- raised by each change; a mark is cleared only when it is still the one that was sent
  marked_at timestamptz(3) NOT NULL DEFAULT app_now(),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz(3) NOT NULL DEFAULT app_now(),
  failure text CHECK (length(failure) <= 500)
);
CREATE INDEX search_dirty_due ON search_dirty (next_at, entry_id);
CREATE INDEX search_dirty_oldest ON search_dirty (marked_at);

-- How the one index of the other engine stands: one row.
CREATE TABLE search_index (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  -- While true, changes leave marks. False until a process with such an engine comes, and again when none came for days.
  is_fed boolean NOT NULL DEFAULT false,
  fed_since xid8,
  fed_at timestamptz(3),
  state text NOT NULL DEFAULT 'absent' CHECK (state IN ('absent', 'building', 'ready')),
  -- What the index that is searched was built with; null: there is none to be searched.
  settings_hash text,
  built_at timestamptz(3),
  -- A rebuild that somebody asked for after this moment has not begun yet.
  wanted_at timestamptz(3),
  started_at timestamptz(3),
  total integer,
  done integer NOT NULL DEFAULT 0,
  last_failure text CHECK (length(last_failure) <= 500),
  last_failure_at timestamptz(3),
  problem text,
  version text
);
INSERT INTO search_index (id) VALUES (1);
