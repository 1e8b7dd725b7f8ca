-- Organisations in the order of what stands in the catalogue, read from an index: a job keeps the number, which decides the
-- order only. And pairs of similar names, found once for each name instead of at every look.
ALTER TABLE organisation ADD COLUMN standing integer NOT NULL DEFAULT 0, ADD COLUMN likened_name text;
CREATE INDEX organisation_public_order ON organisation ((verified_at IS NULL), standing DESC, name, id) WHERE state = 'active';
CREATE INDEX organisation_unlikened ON organisation (created_at DESC) WHERE likened_name IS DISTINCT FROM folded_name;

CREATE TABLE organisation_likeness (
  a_id text NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  b_id text NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  -- The names that were compared: after a change of name the row says nothing any more.
  a_name text NOT NULL,
  b_name text NOT NULL,
  similarity real NOT NULL,
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
);
CREATE INDEX organisation_likeness_b ON organisation_likeness (b_id);
