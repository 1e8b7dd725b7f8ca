-- All time comes from app_now(): the clock plus an offset that only a demonstration or a test may hold.
-- plpgsql binds late, so the table below may follow.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
DECLARE s double precision;
BEGIN
  SELECT seconds INTO s FROM clock_offset WHERE id = 1;
  IF s IS NULL OR s = 0 THEN RETURN clock_timestamp(); END IF;
  RETURN clock_timestamp() + make_interval(secs => s);
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "code_list" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT,
    "source" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "is_confirmed" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "code_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_item" (
    "list_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "parent_code" TEXT,
    "alias_of" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "code_item_pkey" PRIMARY KEY ("list_id","code")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "source" TEXT,
    "updated_by_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "vacation" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "note" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "vacation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "organisation_id" TEXT NOT NULL,
    "jurisdiction_id" TEXT,
    "state" TEXT NOT NULL,
    "current_revision_id" TEXT,
    "published_revision_id" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "source_id" TEXT,
    "import_batch_id" TEXT,
    "is_historical" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" TEXT,
    "on_behalf_by_id" TEXT,
    "on_behalf_confirmed_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "title_en" TEXT,
    "summary" TEXT NOT NULL DEFAULT '',
    "summary_en" TEXT,
    "body" TEXT NOT NULL DEFAULT '',
    "body_en" TEXT,
    "keywords" TEXT[],
    "keywords_en" TEXT[],
    "industry_code" TEXT,
    "chain_code" TEXT,
    "discipline_code" TEXT,
    "ipc_codes" TEXT[],
    "area_code" TEXT,
    "cooperation_modes" TEXT[],
    "money_kind" TEXT,
    "money_min" DECIMAL(18,2),
    "money_max" DECIMAL(18,2),
    "valid_until" DATE,
    "contact_name" TEXT,
    "contact_phone" TEXT,
    "contact_email" TEXT,
    "is_poster_hidden" BOOLEAN NOT NULL DEFAULT false,
    "layers" JSONB NOT NULL DEFAULT '{}',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "lock_version" INTEGER NOT NULL DEFAULT 1,
    "saved_by_id" TEXT,
    "submitted_by_id" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vetting_decision" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "revision_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reasons" TEXT[],
    "ticks" JSONB,
    "rubric" JSONB,
    "total" INTEGER,
    "note" TEXT,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "vetting_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "layer" TEXT NOT NULL DEFAULT 'public',
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "uploaded_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "undertaking" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organisation_id" TEXT,
    "text_version" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "undertaking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "layer_opening" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organisation_id" TEXT,
    "layer" TEXT NOT NULL,
    "attachment_id" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "layer_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "phone" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "disabled_at" TIMESTAMPTZ(3),
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "is_shipped" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT,
    "mapping_id" TEXT,
    "mapping" JSONB NOT NULL,
    "organisation_id" TEXT,
    "is_bulk_publication" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "started_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "batch_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "source_id" TEXT,
    "raw" JSONB NOT NULL,
    "parsed" JSONB,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "duplicate_of_no" INTEGER,
    "entry_id" TEXT,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id","no")
);

-- CreateTable
CREATE TABLE "interest" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "cooperation" TEXT NOT NULL,
    "unclear" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "answer" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "interest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jurisdiction" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "level" TEXT NOT NULL,
    "area_code" TEXT,
    "parent_id" TEXT,
    "recommending_body" TEXT,
    "seal_line" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "supervisor_phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "jurisdiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coordinator_appointment" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coordinator_appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "credit_code" TEXT,
    "credit_code_override_reason" TEXT,
    "area_code" TEXT,
    "jurisdiction_id" TEXT,
    "industry_code" TEXT,
    "tier" TEXT,
    "honours" TEXT[],
    "chain_codes" TEXT[],
    "summary" TEXT,
    "summary_en" TEXT,
    "website" TEXT,
    "address" TEXT,
    "contact_name" TEXT,
    "contact_phone" TEXT,
    "contact_email" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "source" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "created_by_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation_relation" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "related_organisation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "declared_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "organisation_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organisation_id" TEXT,
    "role" TEXT,
    "user_id" TEXT,
    "created_by_id" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_id" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "organisation" JSONB NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "note" TEXT,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "user_id" TEXT,
    "organisation_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "basis" (
    "id" TEXT NOT NULL,
    "document_no" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "url" TEXT,
    "note" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "basis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "template_version_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT,
    "summary" TEXT NOT NULL DEFAULT '',
    "summary_en" TEXT,
    "state" TEXT NOT NULL,
    "end_reason" TEXT,
    "end_text" TEXT,
    "stage_id" TEXT,
    "parameters" JSONB NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "hosts" JSONB NOT NULL DEFAULT '[]',
    "accepting_office" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "supervisor_phone" TEXT,
    "board_hash" TEXT,
    "announced_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "procedure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_basis" (
    "procedure_id" TEXT NOT NULL,
    "basis_id" TEXT NOT NULL,
    "override_reason" TEXT,
    "overridden_by_id" TEXT,

    CONSTRAINT "procedure_basis_pkey" PRIMARY KEY ("procedure_id","basis_id")
);

-- CreateTable
CREATE TABLE "stage" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "turn" TEXT NOT NULL,
    "allows" TEXT[],
    "shows" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'pending',
    "extensions" INTEGER NOT NULL DEFAULT 0,
    "entered_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "changelog" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "released_by_id" TEXT,
    "released_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT,
    "content" JSONB NOT NULL,
    "release_id" TEXT,
    "opens_on" DATE,
    "closes_on" DATE,
    "working_days" INTEGER,
    "ledger_head" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" TEXT NOT NULL,
    "notice_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "user_id" TEXT,
    "organisation_id" TEXT,
    "objector_name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "answer_reason" TEXT,
    "answered_by_id" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_event" (
    "procedure_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_event_pkey" PRIMARY KEY ("procedure_id","seq")
);

-- CreateTable
CREATE TABLE "ledger_signature" (
    "procedure_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "stage_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "ledger_signature_pkey" PRIMARY KEY ("procedure_id","seq")
);

-- CreateTable
CREATE TABLE "ledger_salt" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "ledger_salt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "wrapped_private_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "sealing" TEXT NOT NULL,
    "key_algorithm" TEXT,
    "public_key" TEXT,
    "wrapped_private_key" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "opened_by_id" TEXT,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "board_item" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "revision_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "number" INTEGER,
    "state" TEXT NOT NULL,
    "snapshot" JSONB,
    "hash" TEXT,
    "end_reason" TEXT,
    "end_text" TEXT,
    "extensions" INTEGER NOT NULL DEFAULT 0,
    "continued_reason" TEXT,
    "created_by_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "board_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid" (
    "id" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "envelope_id" TEXT,
    "content" JSONB,
    "defects" TEXT[],
    "opened_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "bid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope" (
    "id" TEXT NOT NULL,
    "bid_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "algorithm" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "commitment" TEXT NOT NULL,
    "commitment_algorithm" TEXT NOT NULL,
    "size_class" INTEGER NOT NULL,
    "sealed_by_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "receipt" JSONB NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "envelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope_file" (
    "id" TEXT NOT NULL,
    "envelope_id" TEXT,
    "procedure_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "uploaded_by_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "envelope_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid_partner" (
    "id" TEXT NOT NULL,
    "bid_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "signed_commitment" TEXT,
    "signed_by_id" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "bid_partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "formal_check" (
    "id" TEXT NOT NULL,
    "bid_id" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "reasons" TEXT[],
    "note" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "correction" JSONB,
    "corrected_at" TIMESTAMPTZ(3),
    "checked_by_id" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "formal_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid_decision" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "bid_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "release_id" TEXT,

    CONSTRAINT "bid_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" TEXT NOT NULL,
    "number" TEXT,
    "procedure_id" TEXT,
    "item_id" TEXT,
    "bid_id" TEXT,
    "state" TEXT NOT NULL,
    "contract_kind" TEXT,
    "title" TEXT NOT NULL,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "amount" DECIMAL(18,2),
    "technology_amount" DECIMAL(18,2),
    "signed_on" DATE,
    "ends_on" DATE,
    "registration_no" TEXT,
    "recorded_at" TIMESTAMPTZ(3),
    "recorded_by_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock_offset" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "clock_offset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_counter" (
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_counter_pkey" PRIMARY KEY ("kind","year")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT,
    "subject_id" TEXT,
    "changed" TEXT[],
    "values" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_private" (
    "id" TEXT NOT NULL,
    "audit_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "audit_private_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "link" TEXT,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "user_id" TEXT,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chase_mark" (
    "id" TEXT NOT NULL,
    "step_key" TEXT NOT NULL,
    "user_id" TEXT,
    "organisation_id" TEXT,
    "told_by_id" TEXT NOT NULL,
    "note" TEXT,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "chase_mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "code_list_key_edition_key" ON "code_list"("key", "edition");

-- CreateIndex
CREATE INDEX "vacation_organisation_id_idx" ON "vacation"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_number_key" ON "entry"("number");

-- CreateIndex
CREATE UNIQUE INDEX "entry_source_id_key" ON "entry"("source_id");

-- CreateIndex
CREATE INDEX "entry_organisation_id_state_idx" ON "entry"("organisation_id", "state");

-- CreateIndex
CREATE INDEX "entry_state_kind_published_at_idx" ON "entry"("state", "kind", "published_at");

-- CreateIndex
CREATE INDEX "entry_jurisdiction_id_idx" ON "entry"("jurisdiction_id");

-- CreateIndex
CREATE INDEX "revision_state_submitted_at_idx" ON "revision"("state", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "revision_entry_id_no_key" ON "revision"("entry_id", "no");

-- CreateIndex
CREATE INDEX "vetting_decision_revision_id_idx" ON "vetting_decision"("revision_id");

-- CreateIndex
CREATE INDEX "vetting_decision_entry_id_idx" ON "vetting_decision"("entry_id");

-- CreateIndex
CREATE INDEX "attachment_subject_kind_subject_id_idx" ON "attachment"("subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "undertaking_entry_id_user_id_text_version_key" ON "undertaking"("entry_id", "user_id", "text_version");

-- CreateIndex
CREATE INDEX "layer_opening_entry_id_opened_at_idx" ON "layer_opening"("entry_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_phone_key" ON "users"("phone");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "credential_user_id_idx" ON "credential"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "two_factor_user_id_idx" ON "two_factor"("user_id");

-- CreateIndex
CREATE INDEX "role_grant_user_id_idx" ON "role_grant"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_mapping_name_key" ON "import_mapping"("name");

-- CreateIndex
CREATE INDEX "import_batch_started_by_id_created_at_idx" ON "import_batch"("started_by_id", "created_at");

-- CreateIndex
CREATE INDEX "import_row_batch_id_status_no_idx" ON "import_row"("batch_id", "status", "no");

-- CreateIndex
CREATE INDEX "interest_entry_id_idx" ON "interest"("entry_id");

-- CreateIndex
CREATE INDEX "interest_organisation_id_idx" ON "interest"("organisation_id");

-- CreateIndex
CREATE INDEX "interest_state_due_at_idx" ON "interest"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "jurisdiction_code_key" ON "jurisdiction"("code");

-- CreateIndex
CREATE INDEX "coordinator_appointment_user_id_idx" ON "coordinator_appointment"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_source_key" ON "organisation"("source");

-- CreateIndex
CREATE INDEX "organisation_jurisdiction_id_idx" ON "organisation"("jurisdiction_id");

-- CreateIndex
CREATE INDEX "organisation_name_idx" ON "organisation"("name");

-- CreateIndex
CREATE INDEX "organisation_relation_organisation_id_idx" ON "organisation_relation"("organisation_id");

-- CreateIndex
CREATE INDEX "organisation_relation_related_organisation_id_idx" ON "organisation_relation"("related_organisation_id");

-- CreateIndex
CREATE INDEX "membership_organisation_id_idx" ON "membership"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_user_id_organisation_id_key" ON "membership"("user_id", "organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_code_hash_key" ON "invitation"("code_hash");

-- CreateIndex
CREATE INDEX "invitation_organisation_id_idx" ON "invitation"("organisation_id");

-- CreateIndex
CREATE INDEX "registration_jurisdiction_id_state_idx" ON "registration"("jurisdiction_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "template_key_key" ON "template"("key");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_version_key" ON "template_version"("template_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "procedure_number_key" ON "procedure"("number");

-- CreateIndex
CREATE UNIQUE INDEX "procedure_stage_id_key" ON "procedure"("stage_id");

-- CreateIndex
CREATE INDEX "procedure_state_kind_idx" ON "procedure"("state", "kind");

-- CreateIndex
CREATE INDEX "stage_state_closes_at_idx" ON "stage"("state", "closes_at");

-- CreateIndex
CREATE UNIQUE INDEX "stage_procedure_id_position_key" ON "stage"("procedure_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "stage_procedure_id_key_key" ON "stage"("procedure_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "release_procedure_id_version_key" ON "release"("procedure_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "notice_number_key" ON "notice"("number");

-- CreateIndex
CREATE INDEX "notice_procedure_id_idx" ON "notice"("procedure_id");

-- CreateIndex
CREATE INDEX "objection_item_id_state_idx" ON "objection"("item_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_salt_procedure_id_subject_kind_subject_id_key" ON "ledger_salt"("procedure_id", "subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "round_procedure_id_key" ON "round"("procedure_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_item_procedure_id_entry_id_key" ON "board_item"("procedure_id", "entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_item_procedure_id_number_key" ON "board_item"("procedure_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "bid_envelope_id_key" ON "bid"("envelope_id");

-- CreateIndex
CREATE INDEX "bid_procedure_id_state_idx" ON "bid"("procedure_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "bid_item_id_organisation_id_key" ON "bid"("item_id", "organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_idempotency_key_key" ON "envelope"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_bid_id_seq_key" ON "envelope"("bid_id", "seq");

-- CreateIndex
CREATE INDEX "envelope_file_envelope_id_idx" ON "envelope_file"("envelope_id");

-- CreateIndex
CREATE INDEX "bid_partner_organisation_id_idx" ON "bid_partner"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "bid_partner_bid_id_organisation_id_key" ON "bid_partner"("bid_id", "organisation_id");

-- CreateIndex
CREATE INDEX "formal_check_bid_id_idx" ON "formal_check"("bid_id");

-- CreateIndex
CREATE UNIQUE INDEX "bid_decision_bid_id_key" ON "bid_decision"("bid_id");

-- CreateIndex
CREATE INDEX "bid_decision_item_id_idx" ON "bid_decision"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_number_key" ON "agreement"("number");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_bid_id_key" ON "agreement"("bid_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_at_idx" ON "audit_event"("subject_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_private_user_id_idx" ON "audit_private"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_dedupe_key_key" ON "notification"("dedupe_key");

-- CreateIndex
CREATE INDEX "notification_user_id_created_at_idx" ON "notification"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupe_key_key" ON "mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_user_id_created_at_idx" ON "mail"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "mail_state_idx" ON "mail"("state");

-- CreateIndex
CREATE INDEX "chase_mark_step_key_idx" ON "chase_mark"("step_key");

-- AddForeignKey
ALTER TABLE "code_item" ADD CONSTRAINT "code_item_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "code_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vetting_decision" ADD CONSTRAINT "vetting_decision_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jurisdiction" ADD CONSTRAINT "jurisdiction_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "jurisdiction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordinator_appointment" ADD CONSTRAINT "coordinator_appointment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordinator_appointment" ADD CONSTRAINT "coordinator_appointment_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_relation" ADD CONSTRAINT "organisation_relation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_basis" ADD CONSTRAINT "procedure_basis_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage" ADD CONSTRAINT "stage_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "board_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_item" ADD CONSTRAINT "board_item_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_item" ADD CONSTRAINT "board_item_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "board_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "envelope_file" ADD CONSTRAINT "envelope_file_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_partner" ADD CONSTRAINT "bid_partner_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "formal_check" ADD CONSTRAINT "formal_check_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_decision" ADD CONSTRAINT "bid_decision_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "board_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



INSERT INTO clock_offset (id, seconds) VALUES (1, 0);
ALTER TABLE clock_offset ADD CONSTRAINT clock_offset_one_row CHECK (id = 1);

-- The only door to the offset. A database that has served production once never moves its clock again.
CREATE FUNCTION set_clock_offset(s double precision) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF s <> 0 AND EXISTS (SELECT 1 FROM setting WHERE key = 'deployment' AND value = '"production"'::jsonb) THEN
    RAISE EXCEPTION 'the clock of a production database cannot be moved';
  END IF;
  UPDATE clock_offset SET seconds = s WHERE id = 1;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_event', 'ledger_signature', 'audit_event', 'vetting_decision', 'layer_opening', 'release'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_phone_shape CHECK (phone IS NULL OR phone ~ '^1[0-9]{10}$');
ALTER TABLE jurisdiction ADD CONSTRAINT jurisdiction_level CHECK (level IN ('county', 'city'));
ALTER TABLE organisation ADD CONSTRAINT organisation_kind CHECK (kind IN ('university', 'institute', 'enterprise', 'agency'));
CREATE UNIQUE INDEX organisation_credit_code_live ON organisation (credit_code) WHERE credit_code IS NOT NULL AND state <> 'merged';
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('admin', 'editor'));
CREATE UNIQUE INDEX coordinator_appointment_live ON coordinator_appointment (user_id, jurisdiction_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX role_grant_live ON role_grant (user_id, role) WHERE ended_at IS NULL;
ALTER TABLE organisation_relation ADD CONSTRAINT organisation_relation_other CHECK (organisation_id <> related_organisation_id);
ALTER TABLE entry ADD CONSTRAINT entry_kind CHECK (kind IN ('offer', 'demand'));
ALTER TABLE entry ADD CONSTRAINT entry_state CHECK (state IN ('draft', 'published', 'matched', 'expired', 'withdrawn', 'archived'));
ALTER TABLE revision ADD CONSTRAINT revision_state CHECK (state IN ('draft', 'submitted', 'recommended', 'held', 'returned', 'rejected', 'published', 'superseded', 'withdrawn'));
ALTER TABLE revision ADD CONSTRAINT revision_money CHECK ((money_min IS NULL OR money_min >= 0) AND (money_max IS NULL OR money_max >= 0) AND (money_min IS NULL OR money_max IS NULL OR money_min <= money_max));
-- One revision at a time is on its way; a published one may stand beside it.
CREATE UNIQUE INDEX revision_one_open ON revision (entry_id) WHERE state IN ('draft', 'submitted', 'recommended', 'held', 'returned');
CREATE UNIQUE INDEX revision_one_published ON revision (entry_id) WHERE state = 'published';
CREATE UNIQUE INDEX interest_one_open ON interest (entry_id, organisation_id) WHERE state = 'open';
ALTER TABLE interest ADD CONSTRAINT interest_state CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn'));
CREATE UNIQUE INDEX import_row_source ON import_row (batch_id, source_id) WHERE source_id IS NOT NULL AND status IN ('ready', 'committed');
ALTER TABLE procedure ADD CONSTRAINT procedure_state CHECK (state IN ('draft', 'running', 'completed', 'failed', 'rejected', 'cancelled'));
ALTER TABLE stage ADD CONSTRAINT stage_dates CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at <= closes_at);
CREATE UNIQUE INDEX stage_one_active ON stage (procedure_id) WHERE state = 'active';
ALTER TABLE bid ADD CONSTRAINT bid_state CHECK (state IN ('draft', 'sealed', 'withdrawn', 'opened', 'defective', 'valid', 'selected', 'not_selected'));
CREATE UNIQUE INDEX envelope_one_current ON envelope (bid_id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX bid_decision_item_bid ON bid_decision (item_id, bid_id);

-- Envelopes keep what was sealed; only the mark that a later one replaced them may change.
CREATE FUNCTION refuse_envelope_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'superseded_at' = to_jsonb(OLD) - 'superseded_at' AND OLD.superseded_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an envelope is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER envelope_frozen BEFORE UPDATE OR DELETE ON envelope FOR EACH ROW EXECUTE FUNCTION refuse_envelope_change();

-- The outbox: a job is added in the business transaction. The queue's tables have row level security, hence a definer.
CREATE FUNCTION enqueue_job(identifier text, payload json, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, queue_name text DEFAULT NULL, max_attempts int DEFAULT 12)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier, payload, queue_name => queue_name, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
END $$;

-- The application works as jiebang_app, which cannot change audit and ledger and cannot delete what a round holds.
-- Called at the end of every migration run, after the job queue's own schema is there.
CREATE FUNCTION grant_application_role() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jiebang_app') THEN CREATE ROLE jiebang_app NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was first
  END;
  IF NOT pg_has_role(current_user, 'jiebang_app', 'MEMBER') THEN EXECUTE format('GRANT jiebang_app TO %I', current_user); END IF;
  GRANT USAGE ON SCHEMA public TO jiebang_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jiebang_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO jiebang_app;
  FOREACH t IN ARRAY ARRAY['ledger_event', 'ledger_signature', 'audit_event', 'vetting_decision', 'layer_opening', 'release'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM jiebang_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['procedure', 'round', 'stage', 'board_item', 'bid', 'envelope', 'bid_partner', 'formal_check', 'bid_decision', 'notice', 'objection', 'agreement', 'ledger_salt', 'signing_key'] LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM jiebang_app', t);
  END LOOP;
  REVOKE INSERT, UPDATE, DELETE ON clock_offset FROM jiebang_app;
  REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM jiebang_app;
END $$;
