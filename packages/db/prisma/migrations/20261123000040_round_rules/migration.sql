ALTER TABLE board_item ADD COLUMN consented_at TIMESTAMPTZ(3), ADD COLUMN consented_by_id TEXT, ADD COLUMN bids_close_at TIMESTAMPTZ(3);
ALTER TABLE agreement ADD COLUMN abandon_text TEXT;

-- An item can be decided again: what was released before stays beside it.
ALTER TABLE bid_decision ADD COLUMN superseded_at TIMESTAMPTZ(3);
DROP INDEX bid_decision_bid_id_key;
DROP INDEX bid_decision_item_bid;
CREATE UNIQUE INDEX bid_decision_one_current ON bid_decision (bid_id) WHERE superseded_at IS NULL;
CREATE INDEX bid_decision_bid_id_idx ON bid_decision (bid_id);

ALTER TABLE board_item ADD CONSTRAINT board_item_state CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'posted', 'bidding', 'opened', 'decided', 'released', 'confirmed', 'contracted', 'failed', 'cancelled'));
ALTER TABLE bid_decision ADD CONSTRAINT bid_decision_outcome CHECK (outcome IN ('selected', 'not_selected'));
ALTER TABLE bid_partner ADD CONSTRAINT bid_partner_state CHECK (state IN ('invited', 'signed', 'declined', 'removed'));
ALTER TABLE formal_check ADD CONSTRAINT formal_check_result CHECK (result IN ('pass', 'correct', 'fail'));
ALTER TABLE objection ADD CONSTRAINT objection_state CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn'));
ALTER TABLE objection ADD CONSTRAINT objection_channel CHECK (channel IN ('online', 'paper'));
ALTER TABLE agreement ADD CONSTRAINT agreement_state CHECK (state IN ('draft', 'recorded', 'abandoned'));
ALTER TABLE agreement ADD CONSTRAINT agreement_amounts CHECK (amount >= 0 AND technology_amount >= 0 AND technology_amount <= amount);
ALTER TABLE basis ADD CONSTRAINT basis_dates CHECK (valid_to IS NULL OR valid_from <= valid_to);
CREATE UNIQUE INDEX envelope_file_once ON envelope_file (procedure_id, organisation_id, sha256);
CREATE INDEX notice_published_at_idx ON notice (published_at DESC);
CREATE INDEX objection_notice_id_idx ON objection (notice_id);
CREATE INDEX agreement_item_id_idx ON agreement (item_id);
CREATE INDEX bid_organisation_id_idx ON bid (organisation_id);
CREATE INDEX stage_due_idx ON stage (closes_at) WHERE state = 'active' AND turn = 'clock';

-- A version of a template is never edited: old rounds keep their rules.
CREATE TRIGGER template_version_append_only BEFORE UPDATE OR DELETE ON template_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was announced stays: the board's texts, numbers and hashes, and the parameters of the round.
CREATE FUNCTION refuse_board_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NOT NULL AND (NEW.hash IS DISTINCT FROM OLD.hash OR NEW.snapshot IS DISTINCT FROM OLD.snapshot
    OR NEW.number IS DISTINCT FROM OLD.number OR NEW.entry_id <> OLD.entry_id OR NEW.revision_id <> OLD.revision_id OR NEW.organisation_id <> OLD.organisation_id) THEN
    RAISE EXCEPTION 'an announced board is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER board_item_frozen BEFORE UPDATE ON board_item FOR EACH ROW EXECUTE FUNCTION refuse_board_change();

CREATE FUNCTION refuse_procedure_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.announced_at IS NOT NULL AND (NEW.parameters IS DISTINCT FROM OLD.parameters OR NEW.template_version_id <> OLD.template_version_id
    OR NEW.number IS DISTINCT FROM OLD.number OR NEW.board_hash IS DISTINCT FROM OLD.board_hash OR NEW.announced_at IS DISTINCT FROM OLD.announced_at) THEN
    RAISE EXCEPTION 'an announced round keeps its rules' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.ended_at IS NOT NULL AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'a procedure ends once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_frozen BEFORE UPDATE ON procedure FOR EACH ROW EXECUTE FUNCTION refuse_procedure_change();

-- Stages only move forward, and deadlines with them.
CREATE FUNCTION refuse_stage_step_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state IN ('done', 'skipped') AND NEW.state <> OLD.state) OR (OLD.state = 'active' AND NEW.state = 'pending') THEN
    RAISE EXCEPTION 'stages only move forward' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'active' AND OLD.closes_at IS NOT NULL AND (NEW.closes_at IS NULL OR NEW.closes_at < OLD.closes_at) AND OLD.turn = 'clock' AND OLD.key = 'bid' THEN
    RAISE EXCEPTION 'a deadline only moves forward' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stage_forward BEFORE UPDATE ON stage FOR EACH ROW EXECUTE FUNCTION refuse_stage_step_back();
