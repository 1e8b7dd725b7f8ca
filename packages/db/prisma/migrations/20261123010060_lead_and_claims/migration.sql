-- Leads and their refinement, officers, technology managers, the city's firm lists, printed claim slips.
CREATE TABLE lead (
  id text PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES organisation(id),
  jurisdiction_id text REFERENCES jurisdiction(id),
  sentence text NOT NULL CHECK (length(sentence) BETWEEN 1 AND 2000),
  kind text,
  urgency text,
  money_kind text CHECK (money_kind IN ('range', 'negotiable')),
  money_min numeric(18,2) CHECK (money_min >= 0),
  money_max numeric(18,2) CHECK (money_max >= 0),
  contact_name text,
  contact_phone text,
  state text NOT NULL CHECK (state IN ('new', 'assigned', 'refining', 'proposed', 'confirmed', 'converted', 'dropped')),
  is_firm_asked boolean NOT NULL DEFAULT false,
  assignee_id text REFERENCES users(id),
  assigned_at timestamptz(3),
  due_at timestamptz(3),
  drop_reason text,
  drop_note text,
  entry_id text UNIQUE REFERENCES entry(id),
  created_by_id text NOT NULL REFERENCES users(id),
  on_behalf_by_id text REFERENCES users(id),
  client_key text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CHECK (money_min IS NULL OR money_max IS NULL OR money_min <= money_max),
  CHECK ((state = 'converted') = (entry_id IS NOT NULL)),
  CHECK ((state = 'dropped') = (drop_reason IS NOT NULL)),
  CHECK (state <> 'assigned' OR assignee_id IS NOT NULL)
);
CREATE UNIQUE INDEX lead_created_by_id_client_key_key ON lead (created_by_id, client_key);
CREATE INDEX lead_organisation_id_created_at_idx ON lead (organisation_id, created_at);
CREATE INDEX lead_area ON lead (jurisdiction_id, created_at);
CREATE INDEX lead_assignee ON lead (assignee_id, created_at) WHERE assignee_id IS NOT NULL;
CREATE INDEX lead_due ON lead (jurisdiction_id, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE lead_message (
  id text PRIMARY KEY,
  lead_id text NOT NULL REFERENCES lead(id),
  kind text NOT NULL CHECK (kind IN ('question', 'answer', 'note', 'correction')),
  text text NOT NULL,
  by_id text NOT NULL REFERENCES users(id),
  is_firm boolean NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX lead_message_lead_id_at_idx ON lead_message (lead_id, at);

CREATE TABLE lead_proposal (
  id text PRIMARY KEY,
  lead_id text NOT NULL REFERENCES lead(id),
  no integer NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'proposed', 'confirmed', 'corrected', 'superseded')),
  content jsonb NOT NULL,
  lock_version integer NOT NULL DEFAULT 1,
  author_id text NOT NULL REFERENCES users(id),
  is_firm boolean NOT NULL DEFAULT false,
  note text,
  saved_at timestamptz(3) NOT NULL DEFAULT app_now(),
  proposed_at timestamptz(3),
  decided_at timestamptz(3),
  decided_by_id text REFERENCES users(id),
  UNIQUE (lead_id, no)
);
-- One text is being written, one lies before the firm.
CREATE UNIQUE INDEX lead_proposal_one_draft ON lead_proposal (lead_id) WHERE state = 'draft';
CREATE UNIQUE INDEX lead_proposal_one_open ON lead_proposal (lead_id) WHERE state = 'proposed';

-- What was laid before the firm is never changed again: who said yes to what must stay readable.
CREATE FUNCTION lead_proposal_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.state <> 'draft' THEN RAISE EXCEPTION 'a proposed text is kept'; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND (NEW.content IS DISTINCT FROM OLD.content OR NEW.author_id <> OLD.author_id)
    THEN RAISE EXCEPTION 'a proposed text is never changed'; END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER lead_proposal_frozen BEFORE UPDATE OR DELETE ON lead_proposal FOR EACH ROW EXECUTE FUNCTION lead_proposal_frozen();

CREATE TABLE organisation_officer (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users(id),
  organisation_id text NOT NULL REFERENCES organisation(id),
  appointed_by_id text NOT NULL REFERENCES users(id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX organisation_officer_live ON organisation_officer (user_id, organisation_id) WHERE ended_at IS NULL;
CREATE INDEX organisation_officer_of ON organisation_officer (organisation_id) WHERE ended_at IS NULL;

CREATE TABLE technology_manager (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users(id),
  speciality text NOT NULL,
  certificate text,
  organisation_name text,
  registered_by_id text NOT NULL REFERENCES users(id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX technology_manager_live ON technology_manager (user_id) WHERE ended_at IS NULL;

CREATE TABLE engagement (
  id text PRIMARY KEY,
  manager_id text NOT NULL REFERENCES technology_manager(id),
  entry_id text NOT NULL REFERENCES entry(id),
  interest_id text REFERENCES interest(id),
  state text NOT NULL CHECK (state IN ('invited', 'active', 'declined', 'ended')),
  note text,
  invited_by_id text NOT NULL REFERENCES users(id),
  owner_consent_at timestamptz(3),
  asker_consent_at timestamptz(3),
  manager_consent_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  ended_at timestamptz(3),
  ended_by_id text REFERENCES users(id),
  ended_by text CHECK (ended_by IN ('owner', 'asker', 'manager')),
  -- The database knows no engagement without every yes.
  CHECK (state <> 'active' OR (owner_consent_at IS NOT NULL AND manager_consent_at IS NOT NULL AND (interest_id IS NULL OR asker_consent_at IS NOT NULL)))
);
CREATE UNIQUE INDEX engagement_live ON engagement (manager_id, entry_id, coalesce(interest_id, '')) WHERE state IN ('invited', 'active');
CREATE INDEX engagement_entry ON engagement (entry_id, created_at);
CREATE INDEX engagement_manager ON engagement (manager_id, created_at);

CREATE TABLE firm_list (
  id text PRIMARY KEY,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  storage_key text NOT NULL,
  state text NOT NULL CHECK (state IN ('staged', 'loaded', 'discarded')),
  columns jsonb NOT NULL DEFAULT '[]',
  header_line integer NOT NULL DEFAULT 1,
  rows_total integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  created_by_id text NOT NULL REFERENCES users(id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  loaded_at timestamptz(3)
);
CREATE INDEX firm_list_created_by_id_created_at_idx ON firm_list (created_by_id, created_at);

CREATE TABLE firm_list_row (
  list_id text NOT NULL REFERENCES firm_list(id) ON DELETE CASCADE,
  no integer NOT NULL,
  line integer NOT NULL,
  status text NOT NULL CHECK (status IN ('new', 'changed', 'known', 'duplicate', 'refused', 'loaded')),
  parsed jsonb NOT NULL,
  problems jsonb NOT NULL DEFAULT '[]',
  changes text[] NOT NULL DEFAULT '{}',
  duplicate_of integer,
  organisation_id text REFERENCES organisation(id),
  PRIMARY KEY (list_id, no)
);
CREATE INDEX firm_list_row_list_id_status_no_idx ON firm_list_row (list_id, status, no);
CREATE INDEX firm_list_row_organisation_id_idx ON firm_list_row (organisation_id);

CREATE TABLE claim_print (
  id text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('making', 'ready', 'expired', 'failed')),
  organisation_ids text[] NOT NULL,
  done integer NOT NULL DEFAULT 0,
  sheet bytea,
  note text,
  error text,
  created_by_id text NOT NULL REFERENCES users(id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  expires_at timestamptz(3),
  CHECK (state = 'ready' OR sheet IS NULL)
);
CREATE INDEX claim_print_created_by_id_created_at_idx ON claim_print (created_by_id, created_at);
CREATE INDEX claim_print_waiting ON claim_print (updated_at) WHERE state IN ('making', 'ready');

-- Which claim code of a firm is in force, for lists of thousands.
CREATE INDEX invitation_claim_live ON invitation (organisation_id) WHERE kind = 'claim' AND used_at IS NULL AND revoked_at IS NULL;
