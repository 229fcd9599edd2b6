-- What use by others has shown to be missing: each part says what it is for.

-- A stored reply is played only to what it was given for, of which a keyed hash is kept as long as the reply.
ALTER TABLE call_step ADD COLUMN input_hash BLOB;
-- What the provider says went wrong with an answer, when it sends a call on again.
CREATE TABLE call_fault (
    call_id BLOB NOT NULL REFERENCES call (id),
    -- The step that was waited for, and the provider's own number for what happened.
    step INTEGER NOT NULL,
    code INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (call_id, step, code)
) STRICT, WITHOUT ROWID;
