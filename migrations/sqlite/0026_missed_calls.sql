-- Calls that a provider lists and that were not answered here, or not to their end.
CREATE TABLE missed_call (
    call_id BLOB PRIMARY KEY REFERENCES call (id),
    -- The office that is told; none where nobody can know whose call it was.
    workspace_id BLOB REFERENCES workspace (id),
    claim_id BLOB UNIQUE REFERENCES claim (id),
    -- As the provider says, with its length in seconds.
    began_at INTEGER NOT NULL,
    secs INTEGER NOT NULL,
    found_at INTEGER NOT NULL,
    CONSTRAINT missed_call_of_an_office CHECK ((workspace_id IS NULL) = (claim_id IS NULL))
) STRICT;
CREATE INDEX missed_call_found ON missed_call (workspace_id, found_at);

-- Up to when the list of each provider was looked through.
CREATE TABLE call_list_mark (
    provider TEXT PRIMARY KEY,
    looked_until INTEGER NOT NULL
) STRICT;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('missed_call', 'missed_call_found', '10000 100 1');
