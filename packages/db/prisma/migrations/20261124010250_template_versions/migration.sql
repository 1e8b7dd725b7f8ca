-- Who published a version of a template, and why. Shipped versions have nobody. Rows stay append-only.
ALTER TABLE template_version ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE template_version ADD COLUMN created_by_id TEXT;
CREATE INDEX template_version_template_id_effective_from_idx ON template_version (template_id, effective_from);
CREATE INDEX IF NOT EXISTS procedure_template_version_id_idx ON procedure (template_version_id);
