-- What two spellings of one firm have in common (domain: foldOrganisationName); kept by the database, so it cannot be stale.
ALTER TABLE organisation ADD COLUMN folded_name text GENERATED ALWAYS AS (
  regexp_replace(
    regexp_replace(lower(normalize(name, NFKC)), '[[:space:]()\[\]{}【】《》“”"''·.,。、—_-]', '', 'g'),
    '(股份有限责任公司|股份有限公司|有限责任公司|集团有限公司|有限公司|公司)$', '')) STORED;
CREATE INDEX organisation_folded_name ON organisation (folded_name) WHERE state <> 'merged';
CREATE INDEX organisation_folded_trgm ON organisation USING gin (folded_name gin_trgm_ops) WHERE state <> 'merged';
