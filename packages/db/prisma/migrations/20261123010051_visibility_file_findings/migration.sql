-- What was taken out of a file at its upload, what stayed in, and what in it could name its owner.
ALTER TABLE attachment ADD COLUMN found jsonb;
