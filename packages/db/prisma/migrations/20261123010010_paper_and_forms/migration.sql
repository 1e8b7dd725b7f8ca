CREATE TABLE form_template (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    subject_kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    jurisdiction_id TEXT REFERENCES jurisdiction (id),
    created_by_id TEXT REFERENCES users (id),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    retired_at TIMESTAMPTZ(3),
    CONSTRAINT form_template_subject CHECK (subject_kind IN ('offer', 'demand', 'bid', 'notice', 'entry_list', 'recommendation'))
);
CREATE INDEX "form_template_subject_kind_idx" ON form_template (subject_kind);

CREATE TABLE form_template_version (
    id TEXT PRIMARY KEY,
    template_id TEXT NOT NULL REFERENCES form_template (id),
    no INTEGER NOT NULL,
    format TEXT NOT NULL,
    file_name TEXT,
    storage_key TEXT,
    sha256 TEXT,
    size INTEGER,
    placeholders JSONB NOT NULL DEFAULT '[]',
    effective_from DATE NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created_by_id TEXT REFERENCES users (id),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT form_template_version_format CHECK (format IN ('built_in', 'docx', 'xlsx')),
    CONSTRAINT form_template_version_file CHECK ((format = 'built_in') = (storage_key IS NULL)),
    CONSTRAINT form_template_version_no CHECK (no > 0)
);
CREATE UNIQUE INDEX "form_template_version_template_id_no_key" ON form_template_version (template_id, no);

CREATE TABLE paper (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    revision_id TEXT REFERENCES revision (id),
    organisation_id TEXT REFERENCES organisation (id),
    jurisdiction_id TEXT REFERENCES jurisdiction (id),
    version_id TEXT NOT NULL REFERENCES form_template_version (id),
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    content JSONB NOT NULL,
    content_hash TEXT NOT NULL,
    check_code TEXT NOT NULL,
    rows INTEGER NOT NULL DEFAULT 1,
    printed_by_id TEXT REFERENCES users (id),
    printed_at TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT paper_kind CHECK (kind IN ('offer', 'demand', 'bid', 'notice', 'entry_list', 'recommendation')),
    CONSTRAINT paper_lang CHECK (lang IN ('zh', 'en')),
    CONSTRAINT paper_hash CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT paper_check_code CHECK (check_code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    CONSTRAINT paper_of_revision CHECK (kind NOT IN ('offer', 'demand') OR revision_id IS NOT NULL)
);
CREATE UNIQUE INDEX "paper_number_key" ON paper (number);
CREATE INDEX "paper_subject_id_printed_at_idx" ON paper (subject_id, printed_at);
CREATE INDEX "paper_revision_id_idx" ON paper (revision_id);

CREATE TABLE paper_print (
    paper_id TEXT PRIMARY KEY REFERENCES paper (id),
    state TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL,
    fault TEXT,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT paper_print_state CHECK (state IN ('waiting', 'ready', 'failed')),
    CONSTRAINT paper_print_done CHECK (done BETWEEN 0 AND total)
);
CREATE INDEX paper_print_waiting ON paper_print (updated_at) WHERE state = 'waiting';

CREATE TABLE paper_file (
    paper_id TEXT NOT NULL REFERENCES paper (id),
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    storage_key TEXT NOT NULL,
    PRIMARY KEY (paper_id, format),
    CONSTRAINT paper_file_format CHECK (format IN ('pdf', 'docx', 'xlsx'))
);

CREATE TABLE paper_scan (
    id TEXT PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES entry (id),
    revision_id TEXT NOT NULL REFERENCES revision (id),
    paper_id TEXT REFERENCES paper (id),
    attachment_id TEXT NOT NULL REFERENCES attachment (id),
    verdict TEXT NOT NULL,
    is_typed BOOLEAN NOT NULL DEFAULT false,
    uploaded_by_id TEXT REFERENCES users (id),
    uploaded_at TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT paper_scan_verdict CHECK (verdict IN ('matches', 'changed', 'other_paper', 'unreadable')),
    CONSTRAINT paper_scan_paper CHECK (verdict NOT IN ('matches', 'changed') OR paper_id IS NOT NULL)
);
CREATE INDEX "paper_scan_entry_id_uploaded_at_idx" ON paper_scan (entry_id, uploaded_at);
CREATE INDEX "paper_scan_revision_id_idx" ON paper_scan (revision_id);

-- What was printed and with which form it was printed stays as it was, whoever asks.
CREATE FUNCTION refuse_change_of_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER paper_stays BEFORE UPDATE OR DELETE ON paper FOR EACH ROW EXECUTE FUNCTION refuse_change_of_paper();
CREATE TRIGGER paper_file_stays BEFORE UPDATE OR DELETE ON paper_file FOR EACH ROW EXECUTE FUNCTION refuse_change_of_paper();
CREATE TRIGGER form_template_version_stays BEFORE UPDATE OR DELETE ON form_template_version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_paper();
