-- What a provider's own records say of each call and text: how long it was, and what is asked for it.
CREATE TABLE usage_record (
    provider TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('call', 'text')),
    -- The provider's id of it.
    provider_id TEXT COLLATE "C" NOT NULL,
    -- None where nobody can say whose it was.
    workspace_id BYTEA REFERENCES workspace (id),
    at BIGINT NOT NULL,
    -- Of a call; 0 of a text.
    secs BIGINT NOT NULL,
    -- Minutes of a call, segments of a text; none while a text's are not told.
    units BIGINT,
    -- In millionths of the currency; none while the price is not told.
    micros BIGINT,
    currency TEXT COLLATE "C",
    PRIMARY KEY (provider, kind, provider_id),
    CONSTRAINT usage_record_price CHECK ((micros IS NULL) = (currency IS NULL))
);
-- Months are counted from it alone.
CREATE INDEX usage_record_of_workspace ON usage_record (workspace_id, at, kind, currency, secs, units, micros);
CREATE INDEX usage_record_without_price ON usage_record (provider, kind, at) WHERE micros IS NULL;

-- Up to when the records of each provider were read.
CREATE TABLE usage_mark (
    provider TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('call', 'text')),
    read_until BIGINT NOT NULL,
    PRIMARY KEY (provider, kind)
);

-- Texts that a provider has taken, by when they were to be sent.
CREATE INDEX text_message_taken ON text_message (queued_at) WHERE provider_id IS NOT NULL;
