-- Times are milliseconds since 1970 UTC (_at) or seconds (_secs). Ids are 16-byte UUIDs, version 7.
-- References that carry the workspace along keep every row within one workspace.

CREATE TABLE gateway (
    -- Always 1: there is one row.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- SHA-256 over a fixed text keyed with the key file, so that a start with the wrong key is refused.
    key_fingerprint BLOB NOT NULL
) STRICT;

CREATE TABLE workspace (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    job_policy TEXT NOT NULL CHECK (job_policy IN ('optional', 'required')),
    forgotten_after_secs INTEGER NOT NULL CHECK (forgotten_after_secs > 0),
    lockout TEXT NOT NULL CHECK (lockout IN ('timed', 'until_unlocked')),
    pin_min_digits INTEGER NOT NULL CHECK (pin_min_digits BETWEEN 4 AND 12),
    voice_check INTEGER NOT NULL CHECK (voice_check IN (0, 1)),
    delete_at_provider INTEGER NOT NULL CHECK (delete_at_provider IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE employee (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    employee_number TEXT,
    language TEXT NOT NULL,
    zone TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX employee_by_workspace ON employee (workspace_id, name, id);
CREATE UNIQUE INDEX employee_number_once ON employee (workspace_id, employee_number) WHERE employee_number IS NOT NULL;

-- Every phone clock ID ever issued stays here, so that none is issued twice.
CREATE TABLE phone_clock_id (
    digits TEXT PRIMARY KEY,
    employee_id BLOB NOT NULL REFERENCES employee (id),
    issued_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX phone_clock_id_of_employee ON phone_clock_id (employee_id) WHERE retired_at IS NULL;

CREATE TABLE pin (
    employee_id BLOB PRIMARY KEY REFERENCES employee (id),
    -- argon2id in PHC form; the pepper that it needs is in the key file.
    hash TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_guard (
    phone_clock_id TEXT NOT NULL REFERENCES phone_clock_id (digits),
    scope TEXT NOT NULL CHECK (scope IN ('own', 'other')),
    failures INTEGER NOT NULL CHECK (failures >= 0),
    locks INTEGER NOT NULL CHECK (locks >= 0),
    locked_until INTEGER,
    locked_until_unlocked INTEGER NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    PRIMARY KEY (phone_clock_id, scope)
) STRICT, WITHOUT ROWID;

-- Failures by caller, over all IDs whether they exist or not; '' is everybody without a number.
CREATE TABLE failed_sign_in (
    caller TEXT NOT NULL,
    at INTEGER NOT NULL,
    call_id BLOB NOT NULL,
    step INTEGER NOT NULL,
    PRIMARY KEY (caller, at, call_id, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX failed_sign_in_by_time ON failed_sign_in (at);

-- The phones an employee has signed in from.
CREATE TABLE known_phone (
    employee_id BLOB NOT NULL REFERENCES employee (id),
    caller TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (employee_id, caller)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_phone_by_caller ON known_phone (caller, last_at);

CREATE TABLE job (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    accounting_code TEXT,
    phone_code TEXT,
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX job_by_workspace ON job (workspace_id, name, id);
CREATE UNIQUE INDEX job_code_once ON job (workspace_id, phone_code) WHERE archived_at IS NULL AND phone_code IS NOT NULL;

CREATE TABLE call (
    id BLOB PRIMARY KEY,
    provider TEXT NOT NULL,
    provider_call_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    dialled TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- The step that is waited for, and what its webhook must show.
    step INTEGER NOT NULL,
    token TEXT NOT NULL,
    session TEXT NOT NULL,
    workspace_id BLOB,
    employee_id BLOB,
    last_heard_at INTEGER NOT NULL,
    UNIQUE (provider, provider_call_id),
    CHECK ((workspace_id IS NULL) = (employee_id IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX call_by_time ON call (answered_at, id);
CREATE INDEX call_going_on ON call (last_heard_at) WHERE ended_at IS NULL;

-- One row a webhook that was answered. The reply is kept until no redelivery can come any more.
CREATE TABLE call_step (
    call_id BLOB NOT NULL REFERENCES call (id),
    step INTEGER NOT NULL,
    token TEXT NOT NULL,
    at INTEGER NOT NULL,
    asked TEXT NOT NULL,
    came TEXT NOT NULL,
    said TEXT NOT NULL,
    reply TEXT,
    PRIMARY KEY (call_id, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_step_with_reply ON call_step (at) WHERE reply IS NOT NULL;

CREATE TABLE time_entry (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'unfinished')),
    in_at INTEGER NOT NULL,
    out_at INTEGER,
    zone TEXT NOT NULL,
    job_id BLOB,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id),
    CHECK ((status = 'closed') = (out_at IS NOT NULL)),
    CHECK (out_at IS NULL OR out_at >= in_at)
) STRICT;
CREATE UNIQUE INDEX time_entry_open_once ON time_entry (employee_id) WHERE status = 'open';
CREATE INDEX time_entry_by_workspace ON time_entry (workspace_id, in_at, id);

CREATE TABLE punch (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    at INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'kiosk', 'admin')),
    call_id BLOB REFERENCES call (id),
    -- What made the punch, such as a step of a call: the same thing makes it once.
    made_by TEXT NOT NULL UNIQUE,
    UNIQUE (entry_id, way),
    CHECK ((channel = 'phone') = (call_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX punch_by_employee ON punch (employee_id, at, id);

CREATE TABLE exception (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    call_id BLOB REFERENCES call (id),
    kind TEXT NOT NULL,
    -- The moment it is about, which for a call is when the call was answered.
    at INTEGER NOT NULL,
    note TEXT,
    settled_at INTEGER,
    settled_because TEXT,
    CHECK ((settled_at IS NULL) = (settled_because IS NULL))
) STRICT;
-- Two NULLs are never equal to an index, so no call counts as the empty one.
CREATE UNIQUE INDEX exception_once ON exception (entry_id, kind, coalesce(call_id, x'')) WHERE settled_at IS NULL;

CREATE TABLE voice_check (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    call_id BLOB NOT NULL UNIQUE REFERENCES call (id),
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    status TEXT NOT NULL CHECK (status IN ('expected', 'fetching', 'stored', 'missing', 'refused')),
    expected_at INTEGER NOT NULL,
    provider_recording_id TEXT,
    recording TEXT,
    sha256 BLOB,
    bytes INTEGER,
    secs REAL,
    level_dbfs REAL,
    peak_dbfs REAL,
    speech_share REAL,
    clipped_share REAL,
    stored_at INTEGER,
    deleted_at_provider_at INTEGER,
    refused_because TEXT,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL))
) STRICT;

-- Background work: leased, done or tried again later.
CREATE TABLE task (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    run_at INTEGER NOT NULL,
    give_up_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until INTEGER,
    last_error TEXT,
    UNIQUE (kind, subject)
) STRICT;
CREATE INDEX task_by_state ON task (state, run_at);
