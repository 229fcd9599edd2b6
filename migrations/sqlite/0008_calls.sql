-- What lets a call go on at any replica and after any restart. No PIN is in either table.

-- A PIN check for which the caller was asked to hold on.
CREATE TABLE pin_check (
    call_id BLOB PRIMARY KEY REFERENCES call (id),
    -- The step at which the PIN was keyed.
    step INTEGER NOT NULL,
    -- Which run of the program checks it, and when that was last seen at it.
    owner BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- Whether the PIN was right, and an HMAC over call, step, credential and verdict with a key from the key file.
    verdict INTEGER CHECK (verdict IN (0, 1)),
    mac BLOB,
    CHECK ((verdict IS NULL) = (mac IS NULL))
) STRICT;

-- The argon2id hash of a new PIN between its two entries. It becomes the PIN's hash, or goes with the call.
CREATE TABLE new_pin (
    call_id BLOB PRIMARY KEY REFERENCES call (id),
    hash TEXT NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;
