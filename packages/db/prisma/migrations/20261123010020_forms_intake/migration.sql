CREATE TABLE "form_intake" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "organisation_id" TEXT,
    "jurisdiction_id" TEXT,
    "started_by_id" TEXT NOT NULL,
    "confirmed_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "committed_at" TIMESTAMPTZ(3),
    CONSTRAINT "form_intake_pkey" PRIMARY KEY ("id"),
    CONSTRAINT form_intake_state CHECK (state IN ('open', 'committing', 'committed', 'cancelled')),
    -- A desk's or an organisation's, never both and never nobody's.
    CONSTRAINT form_intake_whose CHECK (num_nonnulls(organisation_id, jurisdiction_id) = 1),
    CONSTRAINT form_intake_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT form_intake_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction (id),
    CONSTRAINT form_intake_started_by FOREIGN KEY (started_by_id) REFERENCES users (id)
);
CREATE INDEX "form_intake_jurisdiction_id_created_at_idx" ON "form_intake" ("jurisdiction_id", "created_at");
CREATE INDEX "form_intake_organisation_id_created_at_idx" ON "form_intake" ("organisation_id", "created_at");

CREATE TABLE "form_file" (
    "id" TEXT NOT NULL,
    "intake_id" TEXT NOT NULL,
    "archive_id" TEXT,
    "path" TEXT NOT NULL,
    "storage_key" TEXT,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "entries_total" INTEGER NOT NULL DEFAULT 0,
    "entries_done" INTEGER NOT NULL DEFAULT 0,
    "form_code" TEXT,
    "claim" JSONB,
    "match" TEXT NOT NULL DEFAULT 'none',
    "organisation_id" TEXT,
    "new_organisation" JSONB,
    "reason" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "drafts" JSONB NOT NULL DEFAULT '[]',
    "draft_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT "form_file_pkey" PRIMARY KEY ("id"),
    CONSTRAINT form_file_state CHECK (state IN ('waiting', 'archive', 'read', 'refused', 'skipped', 'known', 'dropped', 'committed')),
    CONSTRAINT form_file_intake FOREIGN KEY (intake_id) REFERENCES form_intake (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT form_file_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    -- What came in has an owner.
    CONSTRAINT form_file_committed CHECK (state <> 'committed' OR organisation_id IS NOT NULL)
);
CREATE INDEX "form_file_intake_id_created_at_id_idx" ON "form_file" ("intake_id", "created_at", "id");
CREATE INDEX "form_file_sha256_idx" ON "form_file" ("sha256");
-- A ZIP that is read again after an interruption finds its files already there.
CREATE UNIQUE INDEX form_file_in_archive ON form_file (archive_id, path) WHERE archive_id IS NOT NULL;
-- One and the same file becomes drafts of an organisation once, whoever brings it and however often.
CREATE UNIQUE INDEX form_file_once ON form_file (organisation_id, sha256) WHERE state = 'committed';
CREATE INDEX form_file_waiting ON form_file (intake_id) WHERE state = 'waiting';

CREATE TABLE "form_note" (
    "entry_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "form_code" TEXT,
    "note" TEXT NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    CONSTRAINT "form_note_pkey" PRIMARY KEY ("entry_id"),
    CONSTRAINT form_note_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
