-- Tokens by which other programs reach the API of a workspace.
CREATE TABLE api_token (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    -- What it may do, by name, with blanks between.
    scopes TEXT NOT NULL,
    -- The first part of the token, by which it is found. It opens nothing.
    prefix TEXT NOT NULL UNIQUE,
    -- SHA-256 of the rest, which is 256 random bits.
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    made_at INTEGER NOT NULL,
    -- None for commands run on the machine itself.
    made_by BLOB REFERENCES web_user (id),
    maker TEXT NOT NULL,
    -- Within a minute.
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX api_token_by_workspace ON api_token (workspace_id, made_at, id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('api_token', 'api_token_by_workspace', '1000 5 1 1');
