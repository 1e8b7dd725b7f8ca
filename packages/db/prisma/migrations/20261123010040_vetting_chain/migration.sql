-- The chain preparer → checker → signatory: three more places where a revision may lie.
ALTER TABLE revision DROP CONSTRAINT revision_state;
ALTER TABLE revision ADD CONSTRAINT revision_state CHECK (state IN
  ('draft', 'submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back', 'returned', 'rejected', 'published', 'superseded', 'withdrawn'));
DROP INDEX revision_one_open;
CREATE UNIQUE INDEX revision_one_open ON revision (entry_id)
  WHERE state IN ('draft', 'submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back', 'returned');
DROP INDEX revision_waiting;
CREATE INDEX revision_waiting ON revision (submitted_at, id)
  WHERE state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back');

-- How a city vets. A row is never changed: what was handed in is vetted by the rule in force at that moment.
CREATE TABLE vetting_rule (
  id text PRIMARY KEY,
  city_id text NOT NULL REFERENCES jurisdiction (id),
  steps text[] NOT NULL CHECK (steps IN (ARRAY['sign'], ARRAY['prepare', 'sign'], ARRAY['prepare', 'check', 'sign'])),
  persons jsonb NOT NULL DEFAULT '{}',
  secrecy_step text CHECK (secrecy_step IS NULL OR secrecy_step = ANY (steps)),
  secrecy_reviewer_ids text[] NOT NULL DEFAULT '{}',
  sample_percent int NOT NULL DEFAULT 20 CHECK (sample_percent BETWEEN 1 AND 100),
  sample_days int NOT NULL DEFAULT 5 CHECK (sample_days BETWEEN 1 AND 60),
  lane_failures int NOT NULL DEFAULT 2 CHECK (lane_failures BETWEEN 1 AND 20),
  lane_months int NOT NULL DEFAULT 12 CHECK (lane_months BETWEEN 1 AND 60),
  created_by_id text,
  created_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX vetting_rule_in_force ON vetting_rule (city_id, created_at DESC, id DESC);
CREATE TRIGGER vetting_rule_append_only BEFORE UPDATE OR DELETE ON vetting_rule FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One passage of a revision through the chain, from its first step to what became of it.
CREATE TABLE vetting_run (
  id text PRIMARY KEY,
  entry_id text NOT NULL REFERENCES entry (id),
  revision_id text NOT NULL REFERENCES revision (id),
  rule_id text REFERENCES vetting_rule (id),
  proposal text CHECK (proposal IN ('publish', 'hold', 'reject')),
  rubric jsonb,
  total int,
  reasons text[] NOT NULL DEFAULT '{}',
  note text,
  prepared_by_id text,
  prepared_at timestamptz(3),
  checked_by_id text,
  checked_at timestamptz(3),
  signed_by_id text,
  signed_at timestamptz(3),
  secrecy_by_id text,
  secrecy_at timestamptz(3),
  secrecy_statement text,
  closed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  -- Different persons, whatever a program believes.
  CONSTRAINT vetting_run_checker_differs CHECK (checked_by_id <> prepared_by_id),
  CONSTRAINT vetting_run_signatory_differs CHECK (signed_by_id <> prepared_by_id AND (checked_by_id IS NULL OR signed_by_id <> checked_by_id))
);
CREATE UNIQUE INDEX vetting_run_one_open ON vetting_run (revision_id) WHERE closed_at IS NULL;
CREATE INDEX vetting_run_entry ON vetting_run (entry_id);

-- Who works on what: one live row per step of a desk (`vetting:rev_…`, `on_behalf:ofr_…`); ended rows are the log.
CREATE TABLE case_assignment (
  id text PRIMARY KEY,
  step_key text NOT NULL,
  jurisdiction_id text NOT NULL REFERENCES jurisdiction (id),
  user_id text NOT NULL,
  assigned_by_id text,
  note text,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3),
  end_reason text CHECK (end_reason IN ('done', 'handed_over', 'released', 'appointment_ended')),
  CONSTRAINT case_assignment_ended CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX case_assignment_live ON case_assignment (step_key) WHERE ended_at IS NULL;
CREATE INDEX case_assignment_of_person ON case_assignment (user_id) WHERE ended_at IS NULL;
CREATE INDEX case_assignment_log ON case_assignment (step_key, created_at);

-- A run and its assignment end when the revision leaves the desk, whatever took it away (decision, recall, import).
CREATE FUNCTION close_vetting_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE vetting_run SET closed_at = app_now() WHERE revision_id = NEW.id AND closed_at IS NULL;
  IF NEW.state <> 'held' THEN
    UPDATE case_assignment SET ended_at = app_now(), end_reason = 'done' WHERE step_key = 'vetting:' || NEW.id AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER revision_leaves_desk AFTER UPDATE OF state ON revision FOR EACH ROW
  WHEN (OLD.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back') AND OLD.state <> NEW.state
    AND NEW.state NOT IN ('submitted', 'recommended', 'prepared', 'checked', 'sent_back'))
  EXECUTE FUNCTION close_vetting_run();

ALTER TABLE vetting_decision ADD COLUMN proposal text;
ALTER TABLE vetting_decision ADD COLUMN reviewer_name text;

-- A verified university whose own review publishes at once, as long as the samples bear it out.
CREATE TABLE trusted_lane (
  id text PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES organisation (id),
  city_id text NOT NULL REFERENCES jurisdiction (id),
  -- Drawn at the grant; which entries are sampled follows from it and the entry's id alone.
  seed text NOT NULL,
  reason text NOT NULL,
  granted_by_id text NOT NULL,
  granted_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3),
  ended_by_id text,
  end_reason text CHECK (end_reason IN ('withdrawn', 'failures', 'merged')),
  end_note text,
  CONSTRAINT trusted_lane_ended CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX trusted_lane_live ON trusted_lane (organisation_id) WHERE ended_at IS NULL;
CREATE INDEX trusted_lane_city ON trusted_lane (city_id, granted_at DESC);

CREATE TABLE vetting_sample (
  id text PRIMARY KEY,
  lane_id text NOT NULL REFERENCES trusted_lane (id),
  entry_id text NOT NULL REFERENCES entry (id),
  revision_id text NOT NULL UNIQUE REFERENCES revision (id),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'passed', 'failed', 'void')),
  due_on date NOT NULL,
  outcome text CHECK (outcome IN ('withdrawn', 'returned')),
  decided_by_id text,
  decided_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX vetting_sample_open ON vetting_sample (due_on, id) WHERE state = 'open';
CREATE INDEX vetting_sample_lane ON vetting_sample (lane_id, state, decided_at);

-- One change of many entries: what was asked, how far it is, what became of each.
CREATE TABLE bulk_change (
  id text PRIMARY KEY,
  user_id text NOT NULL,
  action text NOT NULL CHECK (action IN ('edit', 'renew', 'withdraw', 'submit')),
  input jsonb NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  total int NOT NULL,
  done int NOT NULL DEFAULT 0,
  results jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX bulk_change_of_person ON bulk_change (user_id, created_at DESC);
CREATE INDEX bulk_change_running ON bulk_change (updated_at) WHERE state = 'running';

-- An absorbed organisation stays, readable, and points at the one that goes on.
ALTER TABLE organisation ADD COLUMN merged_into_id text REFERENCES organisation (id);
ALTER TABLE organisation ADD CONSTRAINT organisation_merged CHECK ((state = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id <> id);
CREATE INDEX organisation_merged_into ON organisation (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX organisation_credit_code_norm ON organisation (upper(regexp_replace(credit_code, '[^0-9A-Za-z]', '', 'g'))) WHERE credit_code IS NOT NULL AND state <> 'merged';

CREATE TABLE organisation_merge (
  id text PRIMARY KEY,
  survivor_id text NOT NULL REFERENCES organisation (id),
  absorbed_id text NOT NULL UNIQUE REFERENCES organisation (id),
  reason text NOT NULL,
  -- Both rows as they were, what was taken from which, and how many rows moved per table.
  survivor_before jsonb NOT NULL,
  absorbed_before jsonb NOT NULL,
  chosen jsonb NOT NULL,
  moved jsonb NOT NULL,
  merged_by_id text NOT NULL,
  merged_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CONSTRAINT organisation_merge_other CHECK (survivor_id <> absorbed_id)
);
CREATE INDEX organisation_merge_survivor ON organisation_merge (survivor_id, merged_at DESC);
CREATE TRIGGER organisation_merge_append_only BEFORE UPDATE OR DELETE ON organisation_merge FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER organisation_merge_no_truncate BEFORE TRUNCATE ON organisation_merge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
