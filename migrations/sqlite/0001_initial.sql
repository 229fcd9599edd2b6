-- Times are milliseconds since 1970 UTC (_at) or seconds (_secs). Ids are 16-byte UUIDs, version 7.

CREATE TABLE gateway (
    only INTEGER PRIMARY KEY CHECK (only = 1),
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
    created_at INTEGER NOT NULL
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
    failures INTEGER NOT NULL,
    locks INTEGER NOT NULL,
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
    archived_at INTEGER
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
    workspace_id BLOB REFERENCES workspace (id),
    employee_id BLOB REFERENCES employee (id),
    last_heard_at INTEGER NOT NULL,
    UNIQUE (provider, provider_call_id)
) STRICT;
CREATE INDEX call_by_time ON call (answered_at, id);
CREATE INDEX call_by_employee ON call (employee_id, answered_at) WHERE employee_id IS NOT NULL;
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
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'unfinished')),
    in_at INTEGER NOT NULL,
    out_at INTEGER,
    zone TEXT NOT NULL,
    job_id BLOB REFERENCES job (id),
    CHECK ((status = 'closed') = (out_at IS NOT NULL)),
    CHECK (out_at IS NULL OR out_at >= in_at)
) STRICT;
CREATE UNIQUE INDEX time_entry_open_once ON time_entry (employee_id) WHERE status = 'open';
CREATE INDEX time_entry_by_workspace ON time_entry (workspace_id, in_at, id);
CREATE INDEX time_entry_by_employee ON time_entry (employee_id, in_at);

CREATE TABLE punch (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    at INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'kiosk', 'admin')),
    call_id BLOB REFERENCES call (id),
    -- What made the punch, such as a step of a call: the same thing makes it once.
    made_by TEXT NOT NULL UNIQUE,
    UNIQUE (entry_id, way)
) STRICT;
CREATE INDEX punch_by_employee ON punch (employee_id, at, id);
CREATE INDEX punch_by_call ON punch (call_id) WHERE call_id IS NOT NULL;

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
CREATE UNIQUE INDEX exception_once ON exception (entry_id, kind, call_id) WHERE settled_at IS NULL;
CREATE INDEX exception_by_entry ON exception (entry_id);

CREATE TABLE voice_check (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
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
CREATE INDEX task_due ON task (run_at) WHERE state = 'waiting';
