-- Who is meant by an entry: everybody, or a limited circle. A blocked organisation meets it nowhere in the workbench.
ALTER TABLE entry ADD COLUMN audience text NOT NULL DEFAULT 'public' CHECK (audience IN ('public', 'circle'));

-- Each row lets somebody in; a tier and a jurisdiction count only where a coordinator wrote them.
CREATE TABLE entry_circle (
  entry_id text NOT NULL REFERENCES entry (id),
  kind text NOT NULL CHECK (kind IN ('organisation', 'jurisdiction', 'tier')),
  value text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (entry_id, kind, value)
);
CREATE INDEX entry_circle_value ON entry_circle (kind, value);

CREATE TABLE entry_block (
  entry_id text NOT NULL REFERENCES entry (id),
  organisation_id text NOT NULL REFERENCES organisation (id),
  created_by_id text,
  created_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (entry_id, organisation_id)
);
CREATE INDEX entry_block_organisation ON entry_block (organisation_id);

-- Lists of the catalogue hold what everybody may read; a list of the circles is short.
DROP INDEX entry_public_newest;
DROP INDEX entry_public_kind_newest;
CREATE INDEX entry_public_newest ON entry (published_at DESC, id DESC)
  WHERE state IN ('published', 'matched') AND number IS NOT NULL AND audience = 'public';
CREATE INDEX entry_public_kind_newest ON entry (kind, published_at DESC, id DESC)
  WHERE state IN ('published', 'matched') AND number IS NOT NULL AND audience = 'public';
CREATE INDEX entry_circle_newest ON entry (published_at DESC, id DESC) WHERE audience = 'circle';

-- Organisations and those declared related to them, in both directions, over so many steps (setting entry.affiliate_steps).
CREATE FUNCTION organisation_kin(ids text[]) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE reach (id, step) AS (
    SELECT unnest(ids), 0
    UNION
    SELECT CASE WHEN r.organisation_id = reach.id THEN r.related_organisation_id ELSE r.organisation_id END, reach.step + 1
    FROM reach JOIN organisation_relation r ON r.organisation_id = reach.id OR r.related_organisation_id = reach.id
    WHERE reach.step < (SELECT coalesce((SELECT CASE WHEN jsonb_typeof(value::jsonb) = 'number'
        THEN least(greatest((value::text)::numeric::int, 0), 5) END FROM setting WHERE key = 'entry.affiliate_steps'), 1))
      AND r.created_at <= (SELECT app_now()) AND (r.ended_at IS NULL OR r.ended_at > (SELECT app_now()))
  )
  SELECT DISTINCT id FROM reach
$$;
