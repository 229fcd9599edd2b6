-- What a provider's own records say of each call and text: how long it was, and what is asked for it.
CREATE TABLE usage_record (
    provider TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'text')),
    -- The provider's id of it.
    provider_id TEXT NOT NULL,
    -- None where nobody can say whose it was.
    workspace_id BLOB REFERENCES workspace (id),
    at INTEGER NOT NULL,
    -- Of a call; 0 of a text.
    secs INTEGER NOT NULL,
    -- Minutes of a call, segments of a text; none while a text's are not told.
    units INTEGER,
    -- In millionths of the currency; none while the price is not told.
    micros INTEGER,
    currency TEXT,
    PRIMARY KEY (provider, kind, provider_id),
    CONSTRAINT usage_record_price CHECK ((micros IS NULL) = (currency IS NULL))
) STRICT;
-- Months are counted from it alone.
CREATE INDEX usage_record_of_workspace ON usage_record (workspace_id, at, kind, currency, secs, units, micros);
CREATE INDEX usage_record_without_price ON usage_record (provider, kind, at) WHERE micros IS NULL;

-- Up to when the records of each provider were read.
CREATE TABLE usage_mark (
    provider TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'text')),
    read_until INTEGER NOT NULL,
    PRIMARY KEY (provider, kind)
) STRICT;

-- Texts that a provider has taken, by when they were to be sent.
CREATE INDEX text_message_taken ON text_message (queued_at) WHERE provider_id IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('usage_record', 'usage_record_of_workspace', '10000000 100000 2 2 2 2 2 1'),
    ('usage_record', 'usage_record_without_price', '100000 50000 50000 1'),
    ('usage_record', 'sqlite_autoindex_usage_record_1', '10000000 5000000 5000000 1'),
    ('text_message', 'text_message_taken', '1000000 2');
