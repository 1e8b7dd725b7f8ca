-- How often organisations answer, as the pairs that stand were scored with it: { organisation id: 0..1 }. Taken anew every
-- night, and whenever the words are counted anew; who changed is put together again.
ALTER TABLE recommendation_statistics ADD COLUMN rates jsonb NOT NULL DEFAULT '{}';
ALTER TABLE recommendation_statistics ADD COLUMN rated_at timestamptz(3) NOT NULL DEFAULT app_now();
