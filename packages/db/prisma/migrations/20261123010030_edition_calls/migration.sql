-- Calls (征集) and editions (目录批次).
CREATE TABLE call (
  id text PRIMARY KEY,
  number text UNIQUE,
  state text NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'withdrawn')),
  jurisdiction_id text NOT NULL REFERENCES jurisdiction (id),
  title text NOT NULL,
  title_en text,
  text text NOT NULL DEFAULT '',
  text_en text,
  kinds text[] NOT NULL CHECK (kinds <@ ARRAY['offer', 'demand'] AND cardinality(kinds) > 0),
  hosts text[] NOT NULL DEFAULT '{}',
  co_hosts text[] NOT NULL DEFAULT '{}',
  organisation_kinds text[] NOT NULL DEFAULT '{}',
  jurisdiction_ids text[] NOT NULL DEFAULT '{}',
  chain_codes text[] NOT NULL DEFAULT '{}',
  forms text[] NOT NULL DEFAULT '{}',
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  contact_name text,
  contact_phone text,
  contact_email text,
  address text,
  opened_at timestamptz(3),
  closed_at timestamptz(3),
  withdrawn_at timestamptz(3),
  withdraw_reason text,
  created_by_id text REFERENCES users (id),
  opened_by_id text REFERENCES users (id),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  CHECK (opens_at < closes_at),
  CHECK (state = 'draft' OR withdrawn_at IS NOT NULL OR (number IS NOT NULL AND opens_at IS NOT NULL AND closes_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdraw_reason IS NOT NULL))
);
CREATE INDEX call_state_closes_at_idx ON call (state, closes_at);
CREATE INDEX call_jurisdiction_id_idx ON call (jurisdiction_id);
CREATE INDEX call_public_order ON call (opened_at DESC, id DESC) WHERE number IS NOT NULL;

CREATE TABLE call_basis (
  call_id text NOT NULL REFERENCES call (id),
  basis_id text NOT NULL REFERENCES basis (id),
  override_reason text,
  overridden_by_id text REFERENCES users (id),
  PRIMARY KEY (call_id, basis_id)
);
CREATE TABLE call_extension (
  id text PRIMARY KEY,
  call_id text NOT NULL REFERENCES call (id),
  former_closes_at timestamptz(3) NOT NULL,
  closes_at timestamptz(3) NOT NULL CHECK (closes_at > former_closes_at),
  reason text NOT NULL,
  extended_by_id text REFERENCES users (id),
  extended_at timestamptz(3) NOT NULL DEFAULT app_now()
);
CREATE INDEX call_extension_call_id_idx ON call_extension (call_id);
CREATE TABLE call_entry (
  call_id text NOT NULL REFERENCES call (id),
  entry_id text NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  handed_in_by_id text REFERENCES users (id),
  handed_in_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (call_id, entry_id)
);
CREATE INDEX call_entry_entry_id_idx ON call_entry (entry_id);

-- A call moves only forward, and so does its end.
CREATE FUNCTION refuse_call_step_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') OR (OLD.state = 'closed' AND NEW.state NOT IN ('closed', 'withdrawn'))
    OR (OLD.state = 'open' AND NEW.state = 'draft') THEN
    RAISE EXCEPTION 'a call only moves forward' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.closes_at < OLD.closes_at OR NEW.number IS DISTINCT FROM OLD.number OR NEW.kinds <> OLD.kinds) THEN
    RAISE EXCEPTION 'an open call keeps what it asked for, and its end only moves forward' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_forward BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION refuse_call_step_back();

CREATE TABLE edition (
  id text PRIMARY KEY,
  jurisdiction_id text NOT NULL REFERENCES jurisdiction (id),
  series text NOT NULL CHECK (series IN ('offers', 'demands', 'catalogue')),
  state text NOT NULL CHECK (state IN ('draft', 'prepared', 'issuing', 'issued', 'discarded')),
  no int CHECK (no > 0),
  slug text UNIQUE,
  title text NOT NULL,
  title_en text,
  preface text NOT NULL DEFAULT '',
  preface_en text,
  issuers text[] NOT NULL DEFAULT '{}',
  call_id text REFERENCES call (id),
  selection jsonb NOT NULL DEFAULT '{}',
  previous_id text REFERENCES edition (id),
  issued_on date,
  header text,
  root_hash text,
  entry_count int NOT NULL DEFAULT 0,
  difference jsonb,
  progress_step text,
  progress_done int NOT NULL DEFAULT 0,
  progress_total int NOT NULL DEFAULT 0,
  failure text,
  created_by_id text REFERENCES users (id),
  prepared_by_id text REFERENCES users (id),
  prepared_at timestamptz(3),
  issued_by_id text REFERENCES users (id),
  frozen_at timestamptz(3),
  issued_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  updated_at timestamptz(3) NOT NULL DEFAULT app_now(),
  UNIQUE (jurisdiction_id, series, no),
  CHECK ((frozen_at IS NULL) = (root_hash IS NULL) AND (frozen_at IS NULL) = (header IS NULL) AND (frozen_at IS NULL) = (no IS NULL)),
  CHECK (state <> 'issued' OR (frozen_at IS NOT NULL AND issued_at IS NOT NULL AND slug IS NOT NULL AND issued_on IS NOT NULL))
);
CREATE INDEX edition_state_issued_at_idx ON edition (state, issued_at DESC);
CREATE TABLE edition_basis (
  edition_id text NOT NULL REFERENCES edition (id),
  basis_id text NOT NULL REFERENCES basis (id),
  override_reason text,
  overridden_by_id text REFERENCES users (id),
  PRIMARY KEY (edition_id, basis_id)
);
CREATE TABLE edition_pick (
  edition_id text NOT NULL REFERENCES edition (id),
  entry_id text NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position int NOT NULL,
  PRIMARY KEY (edition_id, entry_id)
);
CREATE INDEX edition_pick_entry_id_idx ON edition_pick (entry_id);
CREATE TABLE edition_row (
  edition_id text NOT NULL REFERENCES edition (id),
  position int NOT NULL CHECK (position > 0),
  entry_id text NOT NULL,
  number text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('offer', 'demand')),
  content text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (edition_id, position),
  UNIQUE (edition_id, number)
);
CREATE INDEX edition_row_entry_id_idx ON edition_row (entry_id);
CREATE TABLE edition_file (
  edition_id text NOT NULL REFERENCES edition (id),
  name text NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL,
  sha256 text NOT NULL,
  storage_key text NOT NULL,
  PRIMARY KEY (edition_id, name)
);
CREATE TABLE edition_erratum (
  id text PRIMARY KEY,
  edition_id text NOT NULL REFERENCES edition (id),
  no int NOT NULL,
  entry_number text,
  text text NOT NULL,
  text_en text,
  created_by_id text REFERENCES users (id),
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  UNIQUE (edition_id, no)
);

-- What was frozen stays as it was frozen; what was issued stays as it was issued.
CREATE FUNCTION refuse_edition_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an edition is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('issued', 'discarded') THEN
    RAISE EXCEPTION 'an issued edition never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.frozen_at IS NOT NULL AND (NEW.no, NEW.slug, NEW.title, NEW.title_en, NEW.preface, NEW.preface_en, NEW.issuers, NEW.issued_on, NEW.header,
      NEW.root_hash, NEW.entry_count, NEW.difference, NEW.frozen_at, NEW.previous_id)
    IS DISTINCT FROM (OLD.no, OLD.slug, OLD.title, OLD.title_en, OLD.preface, OLD.preface_en, OLD.issuers, OLD.issued_on, OLD.header,
      OLD.root_hash, OLD.entry_count, OLD.difference, OLD.frozen_at, OLD.previous_id) THEN
    RAISE EXCEPTION 'a frozen edition never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER edition_frozen BEFORE UPDATE OR DELETE ON edition FOR EACH ROW EXECUTE FUNCTION refuse_edition_change();

-- Rows come in with the freezing and files with the issue, never later.
CREATE FUNCTION refuse_late_edition_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition_id
      AND (e.state <> 'issuing' OR (TG_TABLE_NAME = 'edition_row' AND e.frozen_at IS NOT NULL))) THEN
    RAISE EXCEPTION 'nothing is added to a frozen edition' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER edition_row_in_time BEFORE INSERT ON edition_row FOR EACH ROW EXECUTE FUNCTION refuse_late_edition_part();
CREATE TRIGGER edition_file_in_time BEFORE INSERT ON edition_file FOR EACH ROW EXECUTE FUNCTION refuse_late_edition_part();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['edition_row', 'edition_file', 'edition_erratum', 'call_extension'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;
