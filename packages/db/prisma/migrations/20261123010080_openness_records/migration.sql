-- One row per entry that ever stood in a catalogue: when it last changed for the public, and whether it still stands.
CREATE TABLE open_record (
  entry_id text PRIMARY KEY REFERENCES entry (id),
  kind text NOT NULL CHECK (kind IN ('offer', 'demand')),
  number text NOT NULL UNIQUE,
  chain_code text,
  is_live boolean NOT NULL,
  end_state text CHECK (end_state IN ('withdrawn', 'expired', 'archived', 'restricted')),
  hash text,
  first_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CHECK (is_live = (end_state IS NULL))
);
CREATE INDEX open_record_feed ON open_record (kind, changed_at DESC, entry_id DESC) WHERE is_live;
CREATE INDEX open_record_feed_all ON open_record (changed_at DESC, entry_id DESC) WHERE is_live;
CREATE INDEX open_record_chain ON open_record (chain_code, changed_at DESC, entry_id DESC) WHERE is_live;
CREATE INDEX open_record_changed ON open_record (changed_at, entry_id);

-- What stands today begins with the instants it has.
INSERT INTO open_record (entry_id, kind, number, chain_code, is_live, end_state, first_at, changed_at)
SELECT e.id, e.kind, e.number, r.chain_code, e.state IN ('published', 'matched'),
  CASE WHEN e.state IN ('published', 'matched') THEN NULL ELSE e.state END,
  coalesce(e.published_at, e.created_at), greatest(coalesce(e.published_at, e.created_at), r.updated_at)
FROM entry e JOIN revision r ON r.id = e.published_revision_id
WHERE e.number IS NOT NULL AND e.state IN ('published', 'matched', 'expired', 'withdrawn', 'archived');

CREATE TABLE webhook_endpoint (
  id text PRIMARY KEY,
  owner_kind text NOT NULL CHECK (owner_kind IN ('organisation', 'jurisdiction', 'platform')),
  organisation_id text REFERENCES organisation (id),
  jurisdiction_id text REFERENCES jurisdiction (id),
  url text NOT NULL CHECK (length(url) <= 500),
  description text NOT NULL DEFAULT '',
  events text[] NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  disabled_reason text CHECK (disabled_reason IN ('failing', 'gone')),
  wrapped_secret text NOT NULL,
  wrapped_previous_secret text,
  previous_valid_until timestamptz(3),
  failing_since timestamptz(3),
  created_by_id text NOT NULL REFERENCES users (id),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  removed_at timestamptz(3),
  CHECK ((owner_kind = 'organisation') = (organisation_id IS NOT NULL)),
  CHECK ((owner_kind = 'jurisdiction') = (jurisdiction_id IS NOT NULL)),
  CHECK ((state = 'disabled') = (disabled_reason IS NOT NULL))
);
CREATE INDEX webhook_endpoint_standing ON webhook_endpoint (owner_kind, organisation_id) WHERE removed_at IS NULL;

CREATE TABLE webhook_event (
  id text PRIMARY KEY,
  type text NOT NULL,
  body text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT app_now()
);

CREATE TABLE webhook_delivery (
  id text PRIMARY KEY,
  endpoint_id text NOT NULL REFERENCES webhook_endpoint (id),
  event_id text NOT NULL REFERENCES webhook_event (id),
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  claimed_until timestamptz(3),
  last_status int,
  last_ms int,
  last_answer text,
  last_error text,
  last_attempt_at timestamptz(3),
  delivered_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  UNIQUE (endpoint_id, event_id),
  CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)),
  CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL))
);
CREATE INDEX webhook_delivery_log ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE state = 'pending';

-- What was told stays as it was told.
CREATE FUNCTION webhook_event_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'webhook_event is append-only'; END $$;
CREATE TRIGGER webhook_event_frozen BEFORE UPDATE ON webhook_event FOR EACH ROW EXECUTE FUNCTION webhook_event_frozen();
