-- A technology manager helps with the interests of an entry: what the sides agree to, and a voice between them.
ALTER TABLE engagement ADD COLUMN may_answer boolean NOT NULL DEFAULT false;
CREATE INDEX engagement_interest ON engagement (interest_id) WHERE interest_id IS NOT NULL;

ALTER TABLE interest_message DROP CONSTRAINT interest_message_side_check,
  ADD CONSTRAINT interest_message_side_check CHECK (side IN ('owner', 'asker', 'manager'));
ALTER TABLE interest_outcome DROP CONSTRAINT interest_outcome_side_check,
  ADD CONSTRAINT interest_outcome_side_check CHECK (side IN ('owner', 'asker', 'manager'));
