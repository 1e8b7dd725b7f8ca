-- The stamped form confirms one text that was entered on behalf; a later text, or this one opened again, is unconfirmed as before.
ALTER TABLE entry ADD COLUMN on_behalf_stamp_revision_id text REFERENCES revision (id);
CREATE FUNCTION forget_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE entry SET on_behalf_stamp_revision_id = NULL WHERE id = NEW.entry_id AND on_behalf_stamp_revision_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER revision_reopened AFTER UPDATE OF state ON revision FOR EACH ROW
  WHEN (NEW.state IN ('draft', 'returned') AND OLD.state <> NEW.state) EXECUTE FUNCTION forget_stamp();
