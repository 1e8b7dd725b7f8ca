-- What a coordinator returned, so that the next reader sees what the author changed.
ALTER TABLE revision ADD COLUMN returned_content jsonb;
