-- What a sealed note of the ledger said, kept beside its salt until it may be disclosed.
ALTER TABLE ledger_salt ADD COLUMN preimage jsonb;
