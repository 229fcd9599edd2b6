-- Calls that a provider lists and that were not answered here, or not to their end.
CREATE TABLE missed_call (
    call_id BYTEA PRIMARY KEY REFERENCES call (id),
    -- The office that is told; none where nobody can know whose call it was.
    workspace_id BYTEA REFERENCES workspace (id),
    claim_id BYTEA UNIQUE REFERENCES claim (id),
    -- As the provider says, with its length in seconds.
    began_at BIGINT NOT NULL,
    secs BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    CONSTRAINT missed_call_of_an_office CHECK ((workspace_id IS NULL) = (claim_id IS NULL))
);
CREATE INDEX missed_call_found ON missed_call (workspace_id, found_at);

-- Up to when the list of each provider was looked through.
CREATE TABLE call_list_mark (
    provider TEXT COLLATE "C" PRIMARY KEY,
    looked_until BIGINT NOT NULL
);
