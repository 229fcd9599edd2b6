-- Kinds of breaks that a workspace knows.
CREATE TABLE break_kind (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    -- Never changed: hours that were counted stay what they were.
    paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
    min_mins INTEGER CHECK (min_mins > 0),
    max_mins INTEGER CHECK (max_mins > 0),
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    CHECK (min_mins IS NULL OR max_mins IS NULL OR min_mins <= max_mins),
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX break_kind_by_workspace ON break_kind (workspace_id, created_at, id);
CREATE UNIQUE INDEX break_kind_name_once ON break_kind (workspace_id, name) WHERE archived_at IS NULL;

-- A meal of so many minutes is due after so much work; a workspace without a row has no such rule.
CREATE TABLE meal_rule (
    workspace_id BLOB PRIMARY KEY REFERENCES workspace (id),
    after_secs INTEGER NOT NULL CHECK (after_secs > 0),
    mins INTEGER NOT NULL CHECK (mins > 0)
) STRICT, WITHOUT ROWID;

-- Breaks inside entries, as they stand.
CREATE TABLE entry_break (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    kind_id BLOB NOT NULL,
    -- That of the kind, so that hours are counted without it.
    paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
    begin_at INTEGER NOT NULL,
    end_at INTEGER,
    -- Nobody has ended it: it has ended with the entry.
    ended_with_entry INTEGER NOT NULL CHECK (ended_with_entry IN (0, 1)),
    voided_at INTEGER,
    -- The last row of break_revision.
    revision INTEGER NOT NULL CHECK (revision >= 0),
    -- What began it, such as a step of a call: the same thing begins it once.
    made_by TEXT NOT NULL UNIQUE,
    -- What the person ended it by, in the same way.
    ended_by TEXT UNIQUE,
    CHECK (end_at IS NULL OR end_at >= begin_at),
    CHECK (ended_with_entry = 0 OR end_at IS NOT NULL),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, kind_id) REFERENCES break_kind (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX entry_break_open_once ON entry_break (entry_id) WHERE end_at IS NULL AND voided_at IS NULL;
CREATE INDEX entry_break_of_employee ON entry_break (workspace_id, employee_id);
CREATE INDEX entry_break_of_entry ON entry_break (entry_id, begin_at, id);
CREATE INDEX entry_break_of_kind ON entry_break (workspace_id, kind_id);
-- Everybody's, where all hours of a period are counted.
CREATE INDEX entry_break_unpaid ON entry_break (workspace_id, begin_at, entry_id, end_at)
    WHERE paid = 0 AND voided_at IS NULL;

-- What a break said after each thing that was done with it, and who did it.
CREATE TABLE break_revision (
    break_id BLOB NOT NULL REFERENCES entry_break (id),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    what TEXT NOT NULL CHECK (what IN ('started', 'ended', 'ended with entry', 'opened again', 'added', 'corrected',
        'removed', 'split')),
    kind_id BLOB NOT NULL REFERENCES break_kind (id),
    begin_at INTEGER NOT NULL,
    end_at INTEGER,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'kiosk', 'page')),
    call_id BLOB REFERENCES call (id),
    kiosk_id BLOB REFERENCES kiosk (id),
    reason TEXT,
    note TEXT,
    at INTEGER NOT NULL,
    -- None for what was clocked, and for commands run on the machine itself.
    user_id BLOB REFERENCES web_user (id),
    -- For what was clocked, the employee, or who clocked for them.
    actor TEXT NOT NULL,
    PRIMARY KEY (break_id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX break_revision_of_entry ON break_revision (entry_id, at);
CREATE TRIGGER break_revision_is_never_changed BEFORE UPDATE ON break_revision
BEGIN SELECT raise(ABORT, 'what a break said is never changed'); END;
CREATE TRIGGER break_revision_is_never_deleted BEFORE DELETE ON break_revision
BEGIN SELECT raise(ABORT, 'what a break said is never changed'); END;

-- A break that was left open blocks approval, and so goes before what does not.
UPDATE exception SET rank = rank + 1 WHERE rank >= 7;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('break_kind', 'break_kind_by_workspace', '1000 5 1 1'),
    ('break_kind', 'break_kind_name_once', '1000 5 1'),
    ('entry_break', 'entry_break_open_once', '1000 1'),
    ('entry_break', 'entry_break_of_entry', '2000000 2 1 1'),
    ('entry_break', 'entry_break_of_employee', '2000000 2000 400'),
    ('entry_break', 'entry_break_of_kind', '2000000 2000 500'),
    ('entry_break', 'entry_break_unpaid', '1000000 1000 2 1 1'),
    ('break_revision', 'break_revision_of_entry', '4000000 4 1');
