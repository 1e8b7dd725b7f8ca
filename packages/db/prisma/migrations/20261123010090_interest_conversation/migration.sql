-- Who besides the owner's members works on an interest: an inventor, with the office in copy.
CREATE TABLE interest_route (
  id text PRIMARY KEY,
  interest_id text NOT NULL REFERENCES interest (id),
  user_id text NOT NULL REFERENCES users (id),
  may_answer boolean NOT NULL DEFAULT false,
  note text,
  routed_by_id text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX interest_route_live ON interest_route (interest_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX interest_route_user ON interest_route (user_id) WHERE ended_at IS NULL;

-- A code on paper may also bring an inventor to one interest.
ALTER TABLE invitation ADD COLUMN interest_id text REFERENCES interest (id), ADD COLUMN may_answer boolean;
CREATE INDEX invitation_interest ON invitation (interest_id) WHERE interest_id IS NOT NULL;

-- Messages inside an interest. What was said stands.
CREATE TABLE interest_message (
  id text PRIMARY KEY,
  interest_id text NOT NULL REFERENCES interest (id),
  side text NOT NULL CHECK (side IN ('owner', 'asker')),
  user_id text NOT NULL REFERENCES users (id),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  client_id text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  UNIQUE (interest_id, user_id, client_id)
);
CREATE INDEX interest_message_order ON interest_message (interest_id, created_at DESC, id DESC);

-- How far a person has read.
CREATE TABLE interest_read (
  interest_id text NOT NULL REFERENCES interest (id),
  user_id text NOT NULL REFERENCES users (id),
  read_at timestamptz(3) NOT NULL,
  PRIMARY KEY (interest_id, user_id)
);

-- What came of an accepted interest: each side records, the last word of a side counts, earlier ones stay.
CREATE TABLE interest_outcome (
  id text PRIMARY KEY,
  interest_id text NOT NULL REFERENCES interest (id),
  side text NOT NULL CHECK (side IN ('owner', 'asker')),
  kind text NOT NULL CHECK (kind IN ('talking', 'visited', 'trial', 'contract', 'ended')),
  happened_on date NOT NULL,
  reason text,
  amount numeric(18, 2) CHECK (amount >= 0),
  note text NOT NULL DEFAULT '',
  recorded_by_id text NOT NULL REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CHECK ((kind = 'ended') = (reason IS NOT NULL)),
  CHECK (amount IS NULL OR kind = 'contract')
);
CREATE INDEX interest_outcome_order ON interest_outcome (interest_id, created_at DESC, id DESC);
CREATE TRIGGER interest_outcome_append_only BEFORE UPDATE OR DELETE ON interest_outcome FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER interest_message_append_only BEFORE DELETE ON interest_message FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The latest outcome, for lists and figures.
ALTER TABLE interest ADD COLUMN outcome text, ADD COLUMN outcome_at timestamptz(3);
CREATE INDEX interest_accepted_waiting ON interest (answered_at) WHERE state = 'accepted';

ALTER TABLE invitation DROP CONSTRAINT invitation_kind;
ALTER TABLE invitation ADD CONSTRAINT invitation_kind CHECK (kind IN ('member', 'claim', 'password_reset', 'route'));
ALTER TABLE invitation ADD CONSTRAINT invitation_route CHECK ((kind = 'route') = (interest_id IS NOT NULL));
