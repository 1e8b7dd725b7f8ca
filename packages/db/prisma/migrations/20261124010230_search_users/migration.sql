-- Words that people edit for the search: names of one thing and words of the trade. What is published is a numbered version
-- that never changes; a row says from which version on and until which one it counts. Version 0 is what the software ships with.
CREATE TABLE dictionary_version (
  no integer PRIMARY KEY CHECK (no > 0),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  restores_no integer CHECK (restores_no >= 0 AND restores_no < no),
  added integer NOT NULL CHECK (added >= 0),
  removed integer NOT NULL CHECK (removed >= 0),
  published_by_id text REFERENCES users (id),
  published_at timestamptz(3) NOT NULL DEFAULT app_now(),
  -- Texts cut by the words of the version before are cut anew once every transaction that may have cut so has ended.
  published_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  state text NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'built')),
  total integer CHECK (total >= 0),
  done integer NOT NULL DEFAULT 0,
  reached text, -- the last entry that was cut anew: a killed run goes on from there
  built_at timestamptz(3),
  CONSTRAINT dictionary_version_built CHECK ((state = 'built') = (built_at IS NOT NULL))
);

CREATE TABLE dictionary_row (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('synonym', 'word')),
  names text[] NOT NULL CHECK (cardinality(names) BETWEEN 1 AND 12),
  keys text[] NOT NULL CHECK (cardinality(keys) = cardinality(names)), -- folded, for finding what stands twice
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  source text NOT NULL CHECK (source IN ('hand', 'miss', 'import', 'restore')),
  created_by_id text REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  added_in integer REFERENCES dictionary_version (no),
  removed_in integer REFERENCES dictionary_version (no),
  -- Taken out with the next version.
  is_leaving boolean NOT NULL DEFAULT false,
  CONSTRAINT dictionary_row_order CHECK (removed_in IS NULL OR (added_in IS NOT NULL AND removed_in > added_in)),
  CONSTRAINT dictionary_row_leaving CHECK (NOT is_leaving OR (added_in IS NOT NULL AND removed_in IS NULL)),
  CONSTRAINT dictionary_row_synonym CHECK (kind = 'word' OR cardinality(names) >= 2),
  CONSTRAINT dictionary_row_word CHECK (kind = 'synonym' OR cardinality(names) = 1)
);
CREATE INDEX dictionary_row_keys ON dictionary_row USING gin (keys) WHERE removed_in IS NULL;
CREATE INDEX dictionary_row_newest ON dictionary_row (created_at DESC, id DESC) WHERE removed_in IS NULL;
CREATE INDEX dictionary_row_versions ON dictionary_row (added_in, removed_in);
CREATE INDEX dictionary_row_draft ON dictionary_row (id) WHERE added_in IS NULL OR is_leaving;

-- What was published keeps its words, and is never deleted: history and going back rest on it.
CREATE FUNCTION dictionary_row_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.added_in IS NULL THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a published dictionary row is never deleted'; END IF;
  IF (NEW.kind, NEW.names, NEW.keys, NEW.added_in) IS DISTINCT FROM (OLD.kind, OLD.names, OLD.keys, OLD.added_in)
     OR (OLD.removed_in IS NOT NULL AND NEW.removed_in IS DISTINCT FROM OLD.removed_in) THEN
    RAISE EXCEPTION 'a published dictionary row keeps its words';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dictionary_row_keeps BEFORE UPDATE OR DELETE ON dictionary_row
  FOR EACH ROW EXECUTE FUNCTION dictionary_row_keeps();
CREATE FUNCTION dictionary_version_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.no, NEW.note, NEW.restores_no, NEW.added, NEW.removed, NEW.published_by_id, NEW.published_at, NEW.published_xid)
      IS DISTINCT FROM (OLD.no, OLD.note, OLD.restores_no, OLD.added, OLD.removed, OLD.published_by_id, OLD.published_at, OLD.published_xid)
  THEN RAISE EXCEPTION 'a published dictionary version never changes'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dictionary_version_keeps BEFORE UPDATE OR DELETE ON dictionary_version
  FOR EACH ROW EXECUTE FUNCTION dictionary_version_keeps();

-- A search that somebody keeps, and how news of it reaches them.
CREATE TABLE saved_search (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  url text NOT NULL CHECK (length(url) <= 4000), -- the query string of the search, in its canonical form
  cadence text NOT NULL CHECK (cadence IN ('off', 'at_once', 'daily', 'weekly')),
  by_mail boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  -- Entries published before were there when the search was kept, or its alerts switched on again.
  since timestamptz(3) NOT NULL DEFAULT app_now(),
  checked_at timestamptz(3) NOT NULL DEFAULT app_now(),
  next_at timestamptz(3), -- when a daily or weekly one is due
  unsubscribed_at timestamptz(3),
  CONSTRAINT saved_search_due CHECK ((cadence IN ('daily', 'weekly')) = (next_at IS NOT NULL))
);
CREATE UNIQUE INDEX saved_search_once ON saved_search (user_id, md5(url));
CREATE INDEX saved_search_of_user ON saved_search (user_id, created_at DESC, id DESC);
CREATE INDEX saved_search_next ON saved_search (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX saved_search_at_once ON saved_search (checked_at, id) WHERE cadence = 'at_once';

CREATE TABLE saved_search_alert (
  id text PRIMARY KEY,
  search_id text NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  hits integer NOT NULL CHECK (hits > 0),
  created_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX saved_search_alert_newest ON saved_search_alert (search_id, created_at DESC, id DESC);

-- What was told: an entry at most once per search, whoever looks, however often.
CREATE TABLE saved_search_hit (
  search_id text NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  entry_id text NOT NULL,
  alert_id text NOT NULL REFERENCES saved_search_alert (id) ON DELETE CASCADE,
  PRIMARY KEY (search_id, entry_id)
);
CREATE INDEX saved_search_hit_alert ON saved_search_hit (alert_id);

-- A mail that may be stopped by one click carries the address for it.
ALTER TABLE mail ADD COLUMN unsubscribe_url text;

-- What somebody looked for: their own, seen by nobody else, gone after some days or at once.
CREATE TABLE search_history (
  user_id text NOT NULL REFERENCES users (id),
  id text NOT NULL PRIMARY KEY,
  url text NOT NULL CHECK (length(url) <= 4000),
  times integer NOT NULL DEFAULT 1,
  searched_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE UNIQUE INDEX search_history_once ON search_history (user_id, md5(url));
CREATE INDEX search_history_newest ON search_history (user_id, searched_at DESC, id DESC);
CREATE INDEX search_history_old ON search_history (searched_at);
CREATE TABLE search_history_choice (
  user_id text PRIMARY KEY REFERENCES users (id),
  is_kept boolean NOT NULL,
  chosen_at timestamptz(3) NOT NULL DEFAULT app_now()
);

-- Misses that became a word, or that somebody set aside, leave the list until they are missed again afterwards.
CREATE TABLE search_miss_settled (
  query text PRIMARY KEY,
  settled_on date NOT NULL,
  how text NOT NULL CHECK (how IN ('synonym', 'set_aside')),
  settled_by_id text REFERENCES users (id)
);
