-- What follows a recorded agreement: a plan of milestones both parties agreed to, reports with evidence, later days that were
-- granted, payments noted, and the acceptance, target by target.
CREATE TABLE fulfilment (
  agreement_id text PRIMARY KEY REFERENCES agreement (id),
  state text NOT NULL CHECK (state IN ('planning', 'running', 'accepted', 'defaulted')),
  poster_agreed_at timestamptz(3),
  bidder_agreed_at timestamptz(3),
  default_text text,
  ended_at timestamptz(3),
  ended_by_id text REFERENCES users (id),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CHECK (state = 'planning' OR (poster_agreed_at IS NOT NULL AND bidder_agreed_at IS NOT NULL) OR state = 'defaulted'),
  CHECK ((state IN ('accepted', 'defaulted')) = (ended_at IS NOT NULL)),
  CHECK (state <> 'defaulted' OR default_text IS NOT NULL)
);

CREATE TABLE milestone (
  id text PRIMARY KEY,
  agreement_id text NOT NULL REFERENCES fulfilment (agreement_id),
  no integer NOT NULL CHECK (no > 0),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  deliverable text NOT NULL DEFAULT '',
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'reported', 'confirmed')),
  report text,
  reported_at timestamptz(3),
  reported_by_id text REFERENCES users (id),
  judged_at timestamptz(3),
  judged_by_id text REFERENCES users (id),
  return_text text,
  UNIQUE (agreement_id, no),
  CHECK (state = 'open' OR (report IS NOT NULL AND reported_at IS NOT NULL)),
  CHECK (state <> 'confirmed' OR judged_at IS NOT NULL)
);
CREATE INDEX milestone_due ON milestone (due_on, id) WHERE state = 'open';

CREATE TABLE milestone_extension (
  id text PRIMARY KEY,
  milestone_id text NOT NULL REFERENCES milestone (id),
  from_day date NOT NULL,
  to_day date NOT NULL,
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'granted', 'refused')),
  asked_at timestamptz(3) NOT NULL DEFAULT app_now(),
  asked_by_id text NOT NULL REFERENCES users (id),
  answered_at timestamptz(3),
  answered_by_id text REFERENCES users (id),
  answer_text text,
  CHECK (to_day > from_day),
  CHECK ((state = 'asked') = (answered_at IS NULL))
);
CREATE UNIQUE INDEX milestone_extension_open ON milestone_extension (milestone_id) WHERE state = 'asked';
CREATE INDEX milestone_extension_of ON milestone_extension (milestone_id, asked_at);

CREATE TABLE acceptance (
  id text PRIMARY KEY,
  agreement_id text NOT NULL REFERENCES fulfilment (agreement_id),
  no integer NOT NULL CHECK (no > 0),
  statement text NOT NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT app_now(),
  asked_by_id text NOT NULL REFERENCES users (id),
  outcome text CHECK (outcome IN ('accepted', 'refused')),
  targets jsonb NOT NULL DEFAULT '[]', -- domain: judgedTarget[]
  text text NOT NULL DEFAULT '',
  decided_at timestamptz(3),
  decided_by_id text REFERENCES users (id),
  UNIQUE (agreement_id, no),
  CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX acceptance_open ON acceptance (agreement_id) WHERE outcome IS NULL;

CREATE TABLE payment_note (
  id text PRIMARY KEY,
  agreement_id text NOT NULL REFERENCES fulfilment (agreement_id),
  paid_on date NOT NULL,
  amount numeric(18, 2) NOT NULL CHECK (amount > 0),
  note text NOT NULL DEFAULT '',
  noted_side text NOT NULL CHECK (noted_side IN ('poster', 'bidder')),
  noted_by_id text NOT NULL REFERENCES users (id),
  noted_at timestamptz(3) NOT NULL DEFAULT app_now(),
  confirmed_at timestamptz(3),
  confirmed_by_id text REFERENCES users (id)
);
CREATE INDEX payment_note_of ON payment_note (agreement_id, paid_on);

-- What was decided stands: a decided acceptance and a confirmed payment are neither changed nor taken away.
CREATE FUNCTION keep_what_was_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is decided and stands', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER acceptance_stands BEFORE UPDATE OR DELETE ON acceptance
  FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION keep_what_was_decided();
CREATE TRIGGER payment_note_stands BEFORE UPDATE OR DELETE ON payment_note
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION keep_what_was_decided();
CREATE TRIGGER milestone_extension_stands BEFORE UPDATE OR DELETE ON milestone_extension
  FOR EACH ROW WHEN (OLD.state <> 'asked') EXECUTE FUNCTION keep_what_was_decided();
