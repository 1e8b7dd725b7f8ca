-- The rebuild asks, once it runs, which transactions are still open; the one that published says nothing about them.
CREATE OR REPLACE FUNCTION dictionary_version_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.no, NEW.note, NEW.restores_no, NEW.added, NEW.removed, NEW.published_by_id, NEW.published_at)
      IS DISTINCT FROM (OLD.no, OLD.note, OLD.restores_no, OLD.added, OLD.removed, OLD.published_by_id, OLD.published_at)
  THEN RAISE EXCEPTION 'a published dictionary version never changes'; END IF;
  RETURN NEW;
END $$;
ALTER TABLE dictionary_version DROP COLUMN published_xid;
