-- Tokens by which other programs reach the API of a workspace.
CREATE TABLE api_token (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    -- What it may do, by name, with blanks between.
    scopes TEXT COLLATE "C" NOT NULL,
    -- The first part of the token, by which it is found. It opens nothing.
    prefix TEXT COLLATE "C" NOT NULL UNIQUE,
    -- SHA-256 of the rest, which is 256 random bits.
    secret_hash BYTEA NOT NULL CHECK (length(secret_hash) = 32),
    made_at BIGINT NOT NULL,
    -- None for commands run on the machine itself.
    made_by BYTEA REFERENCES web_user (id),
    maker TEXT COLLATE "C" NOT NULL,
    -- Within a minute.
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_token_by_workspace ON api_token (workspace_id, made_at, id);
