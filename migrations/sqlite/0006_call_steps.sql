-- A reply is too long for the pages of a table without row ids, which are made for searching: each spilled over to a
-- page of its own, and every webhook had to write it.

CREATE TABLE call_step_in_rows (
    call_id BLOB NOT NULL REFERENCES call (id),
    step INTEGER NOT NULL,
    token TEXT NOT NULL,
    at INTEGER NOT NULL,
    asked TEXT NOT NULL,
    came TEXT NOT NULL,
    said TEXT NOT NULL,
    -- Kept until no redelivery can come any more.
    reply TEXT,
    PRIMARY KEY (call_id, step)
) STRICT;
INSERT INTO call_step_in_rows SELECT call_id, step, token, at, asked, came, said, reply FROM call_step ORDER BY call_id, step;
DROP TABLE call_step;
ALTER TABLE call_step_in_rows RENAME TO call_step;
CREATE INDEX call_step_with_reply ON call_step (at) WHERE reply IS NOT NULL;
