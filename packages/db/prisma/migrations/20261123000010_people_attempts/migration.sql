-- Attempts at what could be guessed (passwords, codes): counted here, so that the count survives a restart and is one for all processes.
CREATE TABLE "attempt_counter" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "attempt_counter_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "attempt_counter_resets_at_idx" ON "attempt_counter"("resets_at");

-- A code that is tried with one account after another closes itself.
ALTER TABLE "invitation" ADD COLUMN "failed_attempts" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_kind" CHECK (kind IN ('member', 'claim', 'password_reset'));
ALTER TABLE "registration" ADD CONSTRAINT "registration_state" CHECK (state IN ('pending', 'approved', 'refused'));
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role" CHECK (role IN ('expert', 'talent', 'auditor', 'platform_admin'));
CREATE UNIQUE INDEX "organisation_relation_live" ON "organisation_relation" (least(organisation_id, related_organisation_id), greatest(organisation_id, related_organisation_id), kind) WHERE ended_at IS NULL;
CREATE INDEX "users_created_at_idx" ON "users"("created_at");
CREATE INDEX "organisation_name_trgm_idx" ON "organisation" USING gin (name gin_trgm_ops);
