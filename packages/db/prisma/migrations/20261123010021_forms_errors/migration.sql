-- Why an intake that was confirmed did not come in: a key of i18n. It stands open again.
ALTER TABLE form_intake ADD COLUMN error TEXT;
-- How an organisation's own list was read the last time is how its next one is read.
ALTER TABLE import_mapping ADD COLUMN organisation_id TEXT REFERENCES organisation (id);
CREATE UNIQUE INDEX import_mapping_of_organisation ON import_mapping (organisation_id, source) WHERE organisation_id IS NOT NULL;
-- What is missing in the drafts of one list.
CREATE INDEX entry_import_batch ON entry (import_batch_id) WHERE import_batch_id IS NOT NULL;
