-- Gateways that serve one database: what each says of itself every few seconds. Empty where one serves alone.
CREATE TABLE replica (
    -- New at every start.
    id BYTEA PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    -- By the database's clock.
    seen_at BIGINT NOT NULL,
    version TEXT COLLATE "C" NOT NULL,
    schema_version BIGINT NOT NULL,
    -- The settings that must be the same in all of them, by name, each as a hash keyed with the key file.
    settings TEXT COLLATE "C" NOT NULL,
    -- How many milliseconds its clock is ahead of the database's; not known where nobody has compared them.
    clock_ahead BIGINT
);

-- Whose turn it is to do what is done once for all gateways, and until when.
CREATE TABLE upkeep_turn (
    what TEXT COLLATE "C" PRIMARY KEY,
    replica_id BYTEA NOT NULL,
    until_at BIGINT NOT NULL
);

-- Whose clock it is that was written down last: the uptime of another machine says nothing of this one's.
ALTER TABLE clock_watch ADD COLUMN machine TEXT COLLATE "C";
