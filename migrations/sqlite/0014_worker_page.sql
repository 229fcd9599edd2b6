-- Links to workers' own pages. The token follows from the id and the key file; what is kept is its SHA-256.
CREATE TABLE worker_link (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    -- The setup link or one-time code that it came with, whose last page shows it.
    setup_link_id BLOB REFERENCES setup_link (id),
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    -- By a newer one, by the office, or because the employee left.
    ended_at INTEGER,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX worker_link_in_use ON worker_link (employee_id) WHERE ended_at IS NULL;
CREATE INDEX worker_link_by_end ON worker_link (ends_at);
CREATE INDEX worker_link_of_employee ON worker_link (employee_id);

-- What a worker says of the hours of a period that is over. The last one counts; the earlier ones stay.
CREATE TABLE timesheet_answer (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('right', 'wrong')),
    note TEXT,
    -- As they were shown.
    regular_secs INTEGER NOT NULL,
    overtime_secs INTEGER NOT NULL,
    at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX timesheet_answer_of_employee ON timesheet_answer (workspace_id, employee_id);
CREATE INDEX timesheet_answer_of_period ON timesheet_answer (workspace_id, from_date, to_date, employee_id, at);

-- Where a claim was left.
ALTER TABLE claim ADD COLUMN source TEXT NOT NULL DEFAULT 'kiosk' CHECK (source IN ('kiosk', 'worker page'));

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('worker_link', 'worker_link_in_use', '100000 1'),
    ('worker_link', 'worker_link_by_end', '100000 1'),
    ('worker_link', 'worker_link_of_employee', '100000 3'),
    ('timesheet_answer', 'timesheet_answer_of_employee', '1000000 10000 50'),
    ('timesheet_answer', 'timesheet_answer_of_period', '1000000 10000 500 500 1 1');
