-- Only the two long columns leave the row; a key that had to be fetched back for every comparison made sorting slow.
ALTER TABLE search_document ALTER COLUMN entry_id SET STORAGE PLAIN;
ALTER TABLE search_document ALTER COLUMN industry SET STORAGE PLAIN;
ALTER TABLE search_document ALTER COLUMN organisation SET STORAGE PLAIN;
UPDATE search_document SET entry_id = entry_id || '', industry = industry || '', organisation = organisation || '';
-- Without statistics the planner takes every term for a rare one and uses the index. With them it reads the whole table
-- for common terms, not knowing that each row's terms must be fetched from elsewhere.
ALTER TABLE search_document ALTER COLUMN lexemes SET STATISTICS 0;
CREATE INDEX search_document_combo ON search_document (combo);
