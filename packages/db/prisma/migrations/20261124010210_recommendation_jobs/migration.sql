-- What changed a moment ago goes before what only waits because everything is put together anew.
ALTER TABLE recommendation_dirty ADD COLUMN is_rebuild boolean NOT NULL DEFAULT false;
DROP INDEX recommendation_dirty_order;
CREATE INDEX recommendation_dirty_order ON recommendation_dirty (is_rebuild, marked_at, entry_id);
-- The lines themselves tell how far a run over all entries has come: a killed one goes on with those that are left.
ALTER TABLE recommendation_rebuild DROP COLUMN reached;
CREATE INDEX recommendation_preview_running ON recommendation_preview (updated_at) WHERE state = 'running';
