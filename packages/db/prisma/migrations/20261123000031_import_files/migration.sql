-- One import may read several files; each row knows its place in its own.
ALTER TABLE "import_batch" DROP COLUMN "storage_key", ADD COLUMN "files" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "import_row" ADD COLUMN "file_no" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "line" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "content_key" TEXT;
CREATE INDEX "import_row_source_id_idx" ON "import_row"("source_id");
ALTER TABLE import_batch ADD CONSTRAINT import_batch_state CHECK (state IN ('uploaded', 'staging', 'staged', 'committing', 'committed', 'cancelled', 'failed'));
ALTER TABLE import_row ADD CONSTRAINT import_row_status CHECK (status IN ('ready', 'changed', 'known', 'duplicate', 'refused', 'committed'));
