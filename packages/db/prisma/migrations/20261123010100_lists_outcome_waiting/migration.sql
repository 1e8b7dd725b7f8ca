-- Accepted interests by the instant something was last said of them: the desk reads those waiting longest, in this order.
CREATE INDEX interest_outcome_waiting ON interest ((coalesce(outcome_at, answered_at)))
  WHERE state = 'accepted' AND (outcome IS NULL OR outcome NOT IN ('contract', 'ended'));
