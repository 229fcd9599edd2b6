-- The schema as SQLite has it after its migration of the same number, for a database that is still empty. From here on
-- each change has two files of one number (docs/adr/0045-one-number-for-two-engines.md).
--
-- INTEGER is BIGINT, also for 0 and 1, so that one text of SQL serves both engines; text is compared byte by byte, as
-- SQLite does, whatever the database's own locale.

CREATE TABLE gateway (
    -- Always 1: there is one row.
    id BIGINT PRIMARY KEY CHECK (id = 1),
    -- SHA-256 over a fixed text keyed with the key file, so that a start with the wrong key is refused.
    key_fingerprint BYTEA NOT NULL,
    writes_tried BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE workspace (
    id BYTEA PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    zone TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    job_policy TEXT COLLATE "C" NOT NULL CHECK (job_policy IN ('optional', 'required')),
    forgotten_after_secs BIGINT NOT NULL CHECK (forgotten_after_secs > 0),
    lockout TEXT COLLATE "C" NOT NULL CHECK (lockout IN ('timed', 'until_unlocked')),
    pin_min_digits BIGINT NOT NULL CHECK (pin_min_digits BETWEEN 4 AND 12),
    voice_check BIGINT NOT NULL CHECK (voice_check IN (0, 1)),
    delete_at_provider BIGINT NOT NULL CHECK (delete_at_provider IN (0, 1)),
    created_at BIGINT NOT NULL,
    recording_notice TEXT COLLATE "C",
    retention_days BIGINT NOT NULL DEFAULT 365 CHECK (retention_days BETWEEN 1 AND 3650),
    languages TEXT COLLATE "C" NOT NULL DEFAULT 'en es',
    second_factor BIGINT NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1)),
    date_style TEXT COLLATE "C" NOT NULL DEFAULT 'us' CHECK (date_style IN ('us', 'iso', 'eu')),
    clock_style TEXT COLLATE "C" NOT NULL DEFAULT '12' CHECK (clock_style IN ('12', '24')),
    hours_style TEXT COLLATE "C" NOT NULL DEFAULT 'minutes' CHECK (hours_style IN ('minutes', 'decimal')),
    first_steps_hidden_at BIGINT,
    photo_retention_days BIGINT NOT NULL DEFAULT 90 CHECK (photo_retention_days BETWEEN 1 AND 3650)
);

CREATE TABLE employee (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    employee_number TEXT COLLATE "C",
    language TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C",
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL,
    voice_check BIGINT CHECK (voice_check IN (0, 1)),
    sort_name TEXT COLLATE "C" NOT NULL DEFAULT '',
    payroll_id TEXT COLLATE "C",
    search_key TEXT COLLATE "C" NOT NULL DEFAULT '',
    last_name TEXT COLLATE "C",
    starts_on TEXT COLLATE "C",
    without_photo BIGINT NOT NULL DEFAULT 0 CHECK (without_photo IN (0, 1)),
    UNIQUE (workspace_id, id)
);
CREATE INDEX employee_by_workspace ON employee (workspace_id, name, id);
CREATE UNIQUE INDEX employee_number_once ON employee (workspace_id, employee_number) WHERE employee_number IS NOT NULL;
CREATE INDEX employee_in_order ON employee (workspace_id, sort_name, id);
CREATE INDEX employee_unfilled ON employee (id) WHERE sort_name = '';
CREATE INDEX employee_without_key ON employee (id) WHERE search_key = '';
CREATE INDEX employee_by_email ON employee (workspace_id, email) WHERE email IS NOT NULL;

CREATE TABLE phone_clock_id (
    digits TEXT COLLATE "C" PRIMARY KEY,
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    issued_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE UNIQUE INDEX phone_clock_id_of_employee ON phone_clock_id (employee_id) WHERE retired_at IS NULL;
CREATE INDEX phone_clock_id_ever_of_employee ON phone_clock_id (employee_id);

CREATE TABLE pin (
    employee_id BYTEA PRIMARY KEY REFERENCES employee (id),
    -- argon2id in PHC form; the pepper that it needs is in the key file.
    hash TEXT COLLATE "C" NOT NULL,
    set_at BIGINT NOT NULL
);

CREATE TABLE sign_in_guard (
    phone_clock_id TEXT COLLATE "C" NOT NULL REFERENCES phone_clock_id (digits),
    scope TEXT COLLATE "C" NOT NULL CHECK (scope IN ('own', 'other')),
    failures BIGINT NOT NULL CHECK (failures >= 0),
    locks BIGINT NOT NULL CHECK (locks >= 0),
    locked_until BIGINT,
    locked_until_unlocked BIGINT NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    PRIMARY KEY (phone_clock_id, scope)
);
CREATE INDEX sign_in_guard_locked ON sign_in_guard (locked_until) WHERE locked_until IS NOT NULL;

CREATE TABLE failed_sign_in (
    caller TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    call_id BYTEA NOT NULL,
    step BIGINT NOT NULL,
    nobodys_id BIGINT NOT NULL DEFAULT 0 CHECK (nobodys_id IN (0, 1)),
    PRIMARY KEY (caller, at, call_id, step)
);
CREATE INDEX failed_sign_in_by_time ON failed_sign_in (at);
CREATE INDEX failed_sign_in_at_nobodys ON failed_sign_in (at) WHERE nobodys_id = 1;

CREATE TABLE known_phone (
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    caller TEXT COLLATE "C" NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    clocked_at BIGINT,
    PRIMARY KEY (employee_id, caller)
);
CREATE INDEX known_phone_by_caller ON known_phone (caller, last_at);

CREATE TABLE job (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    accounting_code TEXT COLLATE "C",
    phone_code TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    everyone BIGINT NOT NULL DEFAULT 1 CHECK (everyone IN (0, 1)),
    UNIQUE (workspace_id, id)
);
CREATE INDEX job_by_workspace ON job (workspace_id, name, id);
CREATE UNIQUE INDEX job_code_once ON job (workspace_id, phone_code)
    WHERE archived_at IS NULL AND phone_code IS NOT NULL;

CREATE TABLE call (
    id BYTEA PRIMARY KEY,
    provider TEXT COLLATE "C" NOT NULL,
    provider_call_id TEXT COLLATE "C" NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    dialled TEXT COLLATE "C" NOT NULL,
    answered_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- The step that is waited for, and what its webhook must show.
    step BIGINT NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    session TEXT COLLATE "C" NOT NULL,
    workspace_id BYTEA,
    employee_id BYTEA,
    last_heard_at BIGINT NOT NULL,
    part_of BYTEA REFERENCES call (id),
    UNIQUE (provider, provider_call_id),
    CHECK ((workspace_id IS NULL) = (employee_id IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX call_by_time ON call (answered_at, id);
CREATE INDEX call_going_on ON call (last_heard_at) WHERE ended_at IS NULL;
CREATE INDEX call_by_employee ON call (workspace_id, employee_id, answered_at, id) WHERE employee_id IS NOT NULL;
CREATE INDEX call_parts ON call (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX call_of_workspace_by_time ON call (workspace_id, answered_at, ended_at, part_of)
    WHERE workspace_id IS NOT NULL;

CREATE TABLE time_entry (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'closed', 'unfinished')),
    in_at BIGINT NOT NULL,
    out_at BIGINT,
    zone TEXT COLLATE "C" NOT NULL,
    job_id BYTEA,
    work_date TEXT COLLATE "C" NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 0,
    voided_at BIGINT CHECK (voided_at IS NULL OR status <> 'open'),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id),
    CHECK ((status = 'closed') = (out_at IS NOT NULL)),
    CHECK (out_at IS NULL OR out_at >= in_at)
);
CREATE UNIQUE INDEX time_entry_open_once ON time_entry (employee_id) WHERE status = 'open';
CREATE INDEX time_entry_by_workspace ON time_entry (workspace_id, in_at, id);
CREATE INDEX time_entry_by_employee ON time_entry (workspace_id, employee_id, in_at, id);
CREATE INDEX time_entry_of_employee_by_work_date ON time_entry (workspace_id, employee_id, work_date, in_at, id);
CREATE INDEX time_entry_of_job_by_work_date ON time_entry (workspace_id, job_id, work_date, in_at, id)
    WHERE job_id IS NOT NULL;
CREATE INDEX time_entry_unfilled ON time_entry (id) WHERE work_date = '';
CREATE INDEX time_entry_open_by_workspace ON time_entry (workspace_id, employee_id) WHERE status = 'open';
CREATE INDEX time_entry_by_work_date ON time_entry (workspace_id, work_date, in_at, id, employee_id, out_at, status,
    zone, job_id, voided_at);

CREATE TABLE voice_check (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    call_id BYTEA NOT NULL UNIQUE REFERENCES call (id),
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('expected', 'fetching', 'stored', 'missing', 'refused')),
    expected_at BIGINT NOT NULL,
    provider_recording_id TEXT COLLATE "C",
    recording TEXT COLLATE "C",
    sha256 BYTEA,
    bytes BIGINT,
    secs DOUBLE PRECISION,
    level_dbfs DOUBLE PRECISION,
    peak_dbfs DOUBLE PRECISION,
    speech_share DOUBLE PRECISION,
    clipped_share DOUBLE PRECISION,
    stored_at BIGINT,
    deleted_at_provider_at BIGINT,
    refused_because TEXT COLLATE "C",
    sample BIGINT NOT NULL DEFAULT 0 CHECK (sample BETWEEN 0 AND 99),
    flagged BIGINT NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
    verdict_at BIGINT,
    held_at BIGINT,
    held_because TEXT COLLATE "C",
    audio_doomed_at BIGINT CHECK (audio_doomed_at IS NULL OR held_at IS NULL),
    audio_deleted_at BIGINT CHECK (audio_deleted_at IS NULL OR audio_doomed_at IS NOT NULL),
    audio_amiss TEXT COLLATE "C" CHECK (audio_amiss IN ('missing', 'damaged')),
    job_id BYTEA REFERENCES job (id),
    provider_secs BIGINT,
    verdict TEXT COLLATE "C" CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'nobody speaks')),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL))
);
CREATE INDEX voice_check_of_employee ON voice_check (workspace_id, employee_id, expected_at, id);
CREATE INDEX voice_check_in_order ON voice_check (workspace_id, expected_at, id);
CREATE INDEX voice_check_of_entry ON voice_check (entry_id);
CREATE INDEX voice_check_with_audio ON voice_check (workspace_id, stored_at)
    WHERE status = 'stored' AND audio_doomed_at IS NULL AND held_at IS NULL;
CREATE INDEX voice_check_doomed ON voice_check (audio_doomed_at)
    WHERE audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL;
CREATE INDEX voice_check_unheard ON voice_check (workspace_id, flagged, expected_at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND audio_doomed_at IS NULL;
CREATE INDEX voice_check_unheard_of_job ON voice_check (workspace_id, job_id, flagged, expected_at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND audio_doomed_at IS NULL AND job_id IS NOT NULL;
CREATE INDEX voice_check_unheard_of_employee
    ON voice_check (workspace_id, employee_id, flagged, expected_at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND audio_doomed_at IS NULL;
CREATE INDEX voice_check_heard ON voice_check (workspace_id, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX voice_check_heard_as ON voice_check (workspace_id, verdict, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX voice_check_heard_of_employee ON voice_check (employee_id, verdict, expected_at, id)
    WHERE verdict IS NOT NULL;
CREATE INDEX voice_check_heard_of_job ON voice_check (workspace_id, job_id, verdict_at, id)
    WHERE verdict IS NOT NULL AND job_id IS NOT NULL;
CREATE INDEX voice_check_judged ON voice_check (workspace_id, verdict, status, expected_at) WHERE verdict IS NOT NULL;
CREATE INDEX voice_check_unjudged ON voice_check (workspace_id, expected_at, status, verdict) WHERE verdict IS NULL;

CREATE TABLE task (
    id BYTEA PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    subject BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    run_at BIGINT NOT NULL,
    give_up_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    leased_until BIGINT,
    last_error TEXT COLLATE "C",
    leased_by BYTEA,
    UNIQUE (kind, subject)
);
CREATE INDEX task_by_state ON task (state, run_at);

CREATE TABLE job_assignment (
    job_id BYTEA NOT NULL REFERENCES job (id),
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    PRIMARY KEY (job_id, employee_id)
);
CREATE INDEX job_assignment_of_employee ON job_assignment (employee_id);

CREATE TABLE web_user (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    -- Lower case; one over the whole gateway, because it is what people sign in with.
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'payroll')),
    -- argon2id in PHC form; none until the invitation is taken up.
    password_hash TEXT COLLATE "C",
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL,
    employee_id BYTEA REFERENCES employee (id),
    login_method TEXT COLLATE "C" NOT NULL DEFAULT 'password'
        CHECK (login_method IN ('password', 'password and pin', 'pin only')),
    pin_tag BYTEA,
    pin_id BYTEA,
    pin_try BIGINT NOT NULL DEFAULT 0,
    pin_digits BIGINT CHECK (pin_digits BETWEEN 5 AND 8),
    pin_set_at BIGINT,
    language TEXT COLLATE "C" NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es'))
);
CREATE INDEX web_user_by_workspace ON web_user (workspace_id, name, id);
CREATE UNIQUE INDEX web_user_of_employee ON web_user (employee_id) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX web_user_pin_once ON web_user (workspace_id, pin_tag) WHERE pin_tag IS NOT NULL;

CREATE TABLE import_draft (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    user_id BYTEA REFERENCES web_user (id),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- JSON; emptied by the import.
    content TEXT COLLATE "C" NOT NULL,
    -- How many were added; none until it is confirmed.
    added BIGINT
);
CREATE INDEX import_draft_by_end ON import_draft (ends_at);
CREATE INDEX import_draft_of_workspace ON import_draft (workspace_id, made_at, id);
CREATE INDEX import_draft_done ON import_draft (workspace_id, made_at, id) WHERE added IS NOT NULL;

CREATE TABLE failed_password (
    -- SHA-256 of the address that was typed, whether anybody has it or not.
    email_hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    id BYTEA,
    known_browser_id BYTEA
);
CREATE INDEX failed_password_by_email ON failed_password (email_hash, at);
CREATE INDEX failed_password_by_address ON failed_password (address, at);
CREATE INDEX failed_password_by_time ON failed_password (at);

CREATE TABLE password_request (
    -- SHA-256 of the address that was typed, whether anybody has it or not.
    email_hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL
);
CREATE INDEX password_request_by_email ON password_request (email_hash, at);
CREATE INDEX password_request_by_address ON password_request (address, at);
CREATE INDEX password_request_by_time ON password_request (at);

CREATE TABLE password_link (
    id BYTEA PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('first owner', 'invitation', 'reset')),
    -- None for the first owner, who is still to be named.
    user_id BYTEA REFERENCES web_user (id),
    token_hash BYTEA NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    replaced_at BIGINT
);
CREATE INDEX password_link_of_user ON password_link (user_id);
CREATE INDEX password_link_by_end ON password_link (kind, ends_at) WHERE used_at IS NULL AND replaced_at IS NULL;

CREATE TABLE setup_link (
    id BYTEA PRIMARY KEY,
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('link', 'code')),
    -- The digits of a code that say which code it is, so that wrong tries can be counted against it.
    selector TEXT COLLATE "C",
    -- SHA-256 of a link's token; of a code, which is short, a hash keyed with the key file.
    token_hash BYTEA NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    replaced_at BIGINT,
    -- Wrong tries on a code.
    failures BIGINT NOT NULL DEFAULT 0,
    page_hash BYTEA,
    CHECK ((kind = 'code') = (selector IS NOT NULL))
);
CREATE UNIQUE INDEX setup_link_waiting_once ON setup_link (employee_id, kind)
    WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX setup_link_of_employee ON setup_link (employee_id);
CREATE UNIQUE INDEX setup_code_waiting_once ON setup_link (selector)
    WHERE selector IS NOT NULL AND used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX setup_link_by_end ON setup_link (ends_at) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE UNIQUE INDEX setup_link_of_page ON setup_link (page_hash) WHERE page_hash IS NOT NULL;

CREATE TABLE failed_setup_code (
    address TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX failed_setup_code_by_address ON failed_setup_code (address, at);
CREATE INDEX failed_setup_code_by_time ON failed_setup_code (at);

CREATE TABLE entry_revision (
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    revision BIGINT NOT NULL CHECK (revision >= 0),
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('clocked', 'added', 'corrected', 'split', 'voided', 'restored')),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'closed', 'unfinished')),
    in_at BIGINT NOT NULL,
    out_at BIGINT,
    job_id BYTEA,
    voided BIGINT NOT NULL CHECK (voided IN (0, 1)),
    -- What the employee says, where that is known and other than what was decided.
    claimed_in_at BIGINT,
    claimed_out_at BIGINT,
    -- The other half of a split.
    other_entry_id BYTEA REFERENCES time_entry (id),
    reason TEXT COLLATE "C",
    note TEXT COLLATE "C",
    at BIGINT NOT NULL,
    -- None for what was clocked, and for commands run on the machine itself.
    user_id BYTEA REFERENCES web_user (id),
    -- For what was clocked, the employee.
    actor TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (entry_id, revision),
    CHECK ((kind = 'clocked') = (reason IS NULL))
);

CREATE TABLE exception (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    entry_id BYTEA REFERENCES time_entry (id),
    call_id BYTEA REFERENCES call (id),
    kind TEXT COLLATE "C" NOT NULL,
    -- How bad the kind is: 1 is settled first.
    rank BIGINT NOT NULL,
    -- The moment it is about, which for a call is when the call was answered.
    at BIGINT NOT NULL,
    note TEXT COLLATE "C",
    settled_at BIGINT,
    -- In words; for a person's decision also what was decided, by whom.
    settled_because TEXT COLLATE "C",
    decision TEXT COLLATE "C" CHECK (decision IN ('accepted', 'corrected', 'voided')),
    settled_by BYTEA REFERENCES web_user (id),
    settler TEXT COLLATE "C",
    CHECK ((settled_at IS NULL) = (settled_because IS NULL)),
    CHECK (decision IS NULL OR settled_at IS NOT NULL),
    CHECK ((decision IS NULL) = (settler IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE UNIQUE INDEX exception_once ON exception (employee_id, coalesce(entry_id, ''::bytea), kind, coalesce(call_id,
    ''::bytea)) WHERE settled_at IS NULL;
CREATE INDEX exception_standing ON exception (workspace_id, rank, at, id) WHERE settled_at IS NULL;
CREATE INDEX exception_standing_of_employee ON exception (employee_id, rank, at, id) WHERE settled_at IS NULL;
CREATE INDEX exception_of_entry ON exception (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX exception_of_call ON exception (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX exception_settled ON exception (workspace_id, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_settled_of_kind ON exception (workspace_id, kind, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_settled_of_employee ON exception (employee_id, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_by_time ON exception (workspace_id, at, id);
CREATE INDEX exception_of_employee ON exception (workspace_id, employee_id);

CREATE TABLE review_lease (
    voice_check_id BYTEA PRIMARY KEY REFERENCES voice_check (id),
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    ends_at BIGINT NOT NULL
);
CREATE INDEX review_lease_of_user ON review_lease (user_id);
CREATE INDEX review_lease_by_end ON review_lease (ends_at);

CREATE TABLE listen (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    voice_check_id BYTEA NOT NULL REFERENCES voice_check (id),
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    listener TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL
);
CREATE INDEX listen_of_voice_check ON listen (voice_check_id, at, id);

CREATE TABLE payroll_policy (
    workspace_id BYTEA PRIMARY KEY REFERENCES workspace (id),
    pay_period TEXT COLLATE "C" NOT NULL
        CHECK (pay_period IN ('weekly', 'every two weeks', 'twice a month', 'monthly')),
    -- The first day of some pay period; for weeks also the day on which the workweek of overtime begins.
    anchor_date TEXT COLLATE "C" NOT NULL,
    rounding_mins BIGINT NOT NULL CHECK (rounding_mins IN (0, 5, 6, 15)),
    weekly_overtime_after_secs BIGINT CHECK (weekly_overtime_after_secs > 0),
    daily_overtime_after_secs BIGINT CHECK (daily_overtime_after_secs > 0),
    impossible_after_secs BIGINT NOT NULL CHECK (impossible_after_secs > 0),
    -- Of the voice checks that nothing is amiss with, how many in a hundred are heard.
    review_share BIGINT NOT NULL CHECK (review_share BETWEEN 0 AND 100)
);

CREATE TABLE approval (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    from_date TEXT COLLATE "C" NOT NULL,
    -- The last day, inclusive.
    to_date TEXT COLLATE "C" NOT NULL,
    regular_secs BIGINT NOT NULL,
    overtime_secs BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    approved_by BYTEA REFERENCES web_user (id),
    approver TEXT COLLATE "C" NOT NULL,
    reopened_at BIGINT,
    reopened_by BYTEA REFERENCES web_user (id),
    reopener TEXT COLLATE "C",
    reopened_because TEXT COLLATE "C",
    CHECK (from_date <= to_date),
    CHECK ((reopened_at IS NULL) = (reopened_because IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE UNIQUE INDEX approval_once ON approval (employee_id, from_date) WHERE reopened_at IS NULL;
CREATE INDEX approval_of_employee ON approval (employee_id, from_date);
CREATE INDEX approval_ever_of_employee ON approval (workspace_id, employee_id);
CREATE INDEX approval_by_period ON approval (workspace_id, from_date, employee_id, to_date, approved_at, reopened_at);

CREATE TABLE export_profile (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    -- JSON: the company's codes, the pay codes, how employees are named.
    settings TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    UNIQUE (workspace_id, id)
);
CREATE INDEX export_profile_by_workspace ON export_profile (workspace_id, name, id);

CREATE TABLE export_batch (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    profile_id BYTEA NOT NULL,
    -- What the file's name and the payroll system know it by.
    batch TEXT COLLATE "C" NOT NULL,
    from_date TEXT COLLATE "C" NOT NULL,
    to_date TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    made_by BYTEA REFERENCES web_user (id),
    maker TEXT COLLATE "C" NOT NULL,
    -- The name that was typed under what is left out; none where nothing is.
    signature TEXT COLLATE "C",
    file_name TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    sha256 BYTEA NOT NULL,
    -- JSON: control totals, what was left out and why.
    manifest TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (workspace_id, profile_id) REFERENCES export_profile (workspace_id, id)
);
CREATE INDEX export_batch_in_order ON export_batch (workspace_id, made_at, id);
CREATE INDEX export_batch_of_period ON export_batch (profile_id, from_date, to_date);

CREATE TABLE export_line (
    batch_id BYTEA NOT NULL REFERENCES export_batch (id),
    line BIGINT NOT NULL,
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    work_date TEXT COLLATE "C" NOT NULL,
    job_id BYTEA REFERENCES job (id),
    -- Where the file tells one entry from another.
    entry_id BYTEA REFERENCES time_entry (id),
    pay TEXT COLLATE "C" NOT NULL CHECK (pay IN ('regular', 'overtime')),
    secs BIGINT NOT NULL,
    -- Hundredths of an hour, as they stand in the file.
    hundredths BIGINT NOT NULL,
    PRIMARY KEY (batch_id, line)
);
CREATE INDEX export_line_of_employee ON export_line (employee_id);

CREATE TABLE call_step (
    call_id BYTEA NOT NULL REFERENCES call (id),
    step BIGINT NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    asked TEXT COLLATE "C" NOT NULL,
    came TEXT COLLATE "C" NOT NULL,
    said TEXT COLLATE "C" NOT NULL,
    -- Kept until no redelivery can come any more.
    reply TEXT COLLATE "C",
    input_hash BYTEA,
    PRIMARY KEY (call_id, step)
);
CREATE INDEX call_step_with_reply ON call_step (at) WHERE reply IS NOT NULL;

CREATE TABLE call_fault (
    call_id BYTEA NOT NULL REFERENCES call (id),
    -- The step that was waited for, and the provider's own number for what happened.
    step BIGINT NOT NULL,
    code BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (call_id, step, code)
);
CREATE INDEX call_fault_by_time ON call_fault (at);

CREATE TABLE known_browser (
    id BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    -- SHA-256 of the cookie's value; who shares a browser shares its cookie.
    token_hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX known_browser_once ON known_browser (token_hash, user_id);
CREATE INDEX known_browser_of_user ON known_browser (user_id, last_seen_at);
CREATE INDEX known_browser_by_last_seen ON known_browser (last_seen_at);

CREATE TABLE clock_watch (
    -- Always 1: there is one row.
    id BIGINT PRIMARY KEY CHECK (id = 1),
    wall_at BIGINT NOT NULL,
    uptime_millis BIGINT NOT NULL,
    -- Which start of the machine the uptime counts from.
    boot TEXT COLLATE "C" NOT NULL,
    stretch_before_at BIGINT,
    stretch_from_at BIGINT NOT NULL,
    -- The newest moment stored when the clock was last believed.
    believed_newest_at BIGINT,
    -- How often somebody has said that it is right: so a command tells the gateway.
    said_right BIGINT NOT NULL,
    cause TEXT COLLATE "C" CHECK (cause IN ('jumped', 'behind stored')),
    by_millis BIGINT,
    noticed_at BIGINT,
    steady_since_millis BIGINT,
    undisturbed_at BIGINT,
    undisturbed_uptime_millis BIGINT,
    put_right BIGINT CHECK (put_right IN (0, 1)),
    CHECK ((cause IS NULL) = (by_millis IS NULL) AND (cause IS NULL) = (noticed_at IS NULL)
        AND (cause IS NULL) = (steady_since_millis IS NULL) AND (cause IS NULL) = (undisturbed_at IS NULL)
        AND (cause IS NULL) = (undisturbed_uptime_millis IS NULL) AND (cause IS NULL) = (put_right IS NULL))
);

CREATE TABLE verdict (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    voice_check_id BYTEA NOT NULL REFERENCES voice_check (id),
    verdict TEXT COLLATE "C" NOT NULL
        CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'nobody speaks', 'taken back')),
    note TEXT COLLATE "C",
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    reviewer TEXT COLLATE "C" NOT NULL
);
CREATE INDEX verdict_of_voice_check ON verdict (voice_check_id, at, id);
CREATE INDEX verdict_of_user ON verdict (user_id, at, id);

CREATE TABLE play (
    listen_id BYTEA PRIMARY KEY REFERENCES listen (id),
    -- Given out from the first byte on, without a gap.
    sent_bytes BIGINT NOT NULL CHECK (sent_bytes >= 0),
    is_whole BIGINT NOT NULL CHECK (is_whole IN (0, 1)),
    -- The earliest moment at which a player can have come to its end.
    over_at BIGINT NOT NULL,
    -- When the page said that it was played to the end; none where scripts do not run.
    ended_at BIGINT
);

CREATE TABLE pin_check (
    call_id BYTEA PRIMARY KEY REFERENCES call (id),
    -- The step at which the PIN was keyed.
    step BIGINT NOT NULL,
    -- Which run of the program checks it, and when that was last seen at it.
    owner BYTEA NOT NULL,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    -- Whether the PIN was right, and an HMAC over call, step, credential and verdict with a key from the key file.
    verdict BIGINT CHECK (verdict IN (0, 1)),
    mac BYTEA,
    CHECK ((verdict IS NULL) = (mac IS NULL))
);

CREATE TABLE new_pin (
    call_id BYTEA PRIMARY KEY REFERENCES call (id),
    hash TEXT COLLATE "C" NOT NULL,
    kept_at BIGINT NOT NULL
);

CREATE TABLE kiosk_policy (
    workspace_id BYTEA PRIMARY KEY REFERENCES workspace (id),
    activated BIGINT NOT NULL CHECK (activated IN (0, 1)),
    method TEXT COLLATE "C" NOT NULL
        CHECK (method IN ('name and pin', 'number and pin', 'pin alone', 'badge', 'badge and pin')),
    name_pin_digits BIGINT NOT NULL CHECK (name_pin_digits IN (4, 6)),
    number_pin_digits BIGINT NOT NULL CHECK (number_pin_digits BETWEEN 4 AND 6),
    lone_pin_digits BIGINT NOT NULL CHECK (lone_pin_digits BETWEEN 4 AND 8),
    -- Whether admins may type a PIN for somebody.
    may_type BIGINT NOT NULL CHECK (may_type IN (0, 1)),
    -- Whether PINs and badges follow from the key file, and can be shown again. Once switched off it stays off.
    may_show_again BIGINT NOT NULL CHECK (may_show_again IN (0, 1)),
    -- A PIN older than this is suggested to be renewed.
    renew_after_months BIGINT CHECK (renew_after_months BETWEEN 1 AND 120),
    -- Whether users sign in by PIN on approved devices.
    sign_in_by_pin BIGINT NOT NULL CHECK (sign_in_by_pin IN (0, 1)),
    -- Of every slow tag of the workspace: argon2id over a PIN, with this salt and the pepper of the key file.
    tag_salt BYTEA NOT NULL CHECK (length(tag_salt) = 16)
);

CREATE TABLE kiosk (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    -- The workspace's where there is none.
    zone TEXT COLLATE "C",
    language TEXT COLLATE "C",
    everybody BIGINT NOT NULL CHECK (everybody IN (0, 1)),
    default_job_id BYTEA,
    authentication_required BIGINT NOT NULL CHECK (authentication_required IN (0, 1)),
    -- The slow tag of the Universal PIN.
    universal_tag BYTEA,
    -- From what a generated one follows; none for one that was typed.
    universal_id BYTEA,
    universal_try BIGINT NOT NULL DEFAULT 0,
    universal_digits BIGINT CHECK (universal_digits BETWEEN 6 AND 8),
    universal_set_at BIGINT,
    disabled_at BIGINT,
    deleted_at BIGINT,
    created_at BIGINT NOT NULL,
    photos BIGINT NOT NULL DEFAULT 0 CHECK (photos IN (0, 1)),
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, default_job_id) REFERENCES job (workspace_id, id),
    CHECK ((universal_tag IS NULL) = (universal_set_at IS NULL)),
    CHECK ((universal_tag IS NULL) = (universal_digits IS NULL))
);
CREATE INDEX kiosk_by_workspace ON kiosk (workspace_id, name, id);
CREATE UNIQUE INDEX kiosk_universal_once ON kiosk (workspace_id, universal_tag)
    WHERE universal_tag IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE kiosk_member (
    kiosk_id BYTEA NOT NULL REFERENCES kiosk (id),
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    PRIMARY KEY (kiosk_id, employee_id)
);
CREATE INDEX kiosk_member_of_employee ON kiosk_member (employee_id);

CREATE TABLE kiosk_credential (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('name pin', 'number pin', 'lone pin', 'badge')),
    -- Derived from the key file and the id; drawn at random and shown once; or typed by an admin.
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('derived', 'random', 'typed')),
    -- Which of the values that follow from the id.
    try BIGINT NOT NULL,
    -- None, 0, for a badge.
    digits BIGINT NOT NULL CHECK (digits = 0 OR digits BETWEEN 4 AND 8),
    -- argon2id in PHC form, of a PIN behind a name or a number.
    hash TEXT COLLATE "C",
    -- Of a PIN alone the slow tag, of a badge the SHA-256.
    tag BYTEA,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- Taken away by an admin: none is made in its place until somebody asks for one.
    removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK (removed = 0 OR ended_at IS NOT NULL),
    CHECK ((kind = 'badge') = (digits = 0)),
    CHECK ((kind IN ('name pin', 'number pin')) = (hash IS NOT NULL)),
    CHECK ((kind IN ('lone pin', 'badge')) = (tag IS NOT NULL))
);
CREATE UNIQUE INDEX kiosk_credential_once ON kiosk_credential (employee_id, kind, digits) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX kiosk_credential_tag_once ON kiosk_credential (workspace_id, kind, tag)
    WHERE tag IS NOT NULL AND ended_at IS NULL;
CREATE INDEX kiosk_credential_by_kind ON kiosk_credential (workspace_id, kind, digits, employee_id)
    WHERE ended_at IS NULL OR removed = 1;
CREATE INDEX kiosk_credential_removed ON kiosk_credential (employee_id, kind) WHERE removed = 1;
CREATE INDEX kiosk_credential_of_employee ON kiosk_credential (employee_id);

CREATE TABLE badge_link (
    id BYTEA PRIMARY KEY,
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    -- The badge that it shows, as long as it is the one in use.
    credential_id BYTEA NOT NULL REFERENCES kiosk_credential (id),
    token_hash BYTEA NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    opens BIGINT NOT NULL DEFAULT 0 CHECK (opens >= 0)
);
CREATE INDEX badge_link_of_employee ON badge_link (employee_id, made_at);
CREATE INDEX badge_link_by_end ON badge_link (ends_at);
CREATE INDEX badge_link_of_credential ON badge_link (credential_id);

CREATE TABLE mail (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    kind TEXT COLLATE "C" NOT NULL
        CHECK ( kind IN ('setup link', 'PIN chosen', 'invitation', 'password reset', 'badge', 'notice', 'alert',
        'worker page') ),
    -- The link, notice or letter about alerts that it is about.
    link_id BYTEA NOT NULL,
    employee_id BYTEA REFERENCES employee (id),
    recipient TEXT COLLATE "C" NOT NULL,
    queued_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    sent_at BIGINT,
    -- In words for the admin.
    problem TEXT COLLATE "C",
    to_folder BIGINT NOT NULL DEFAULT 0 CHECK (to_folder IN (0, 1))
);
CREATE INDEX mail_of_employee ON mail (employee_id, queued_at) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX mail_of_setup_link ON mail (link_id) WHERE kind = 'setup link';
CREATE UNIQUE INDEX mail_of_pin_chosen ON mail (link_id) WHERE kind = 'PIN chosen';
CREATE INDEX mail_of_link ON mail (link_id);

CREATE TABLE kiosk_device (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    kiosk_id BYTEA NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('active', 'suspended', 'revoked', 'deleted')),
    status_at BIGINT NOT NULL,
    -- Why it is suspended or revoked, for the people of the office.
    status_because TEXT COLLATE "C",
    -- SHA-256 of the cookie's value; of the one before, too, until the new one was shown.
    cookie_hash BYTEA NOT NULL UNIQUE,
    old_cookie_hash BYTEA,
    cookie_made_at BIGINT NOT NULL,
    -- A point of P-256, uncompressed.
    public_key BYTEA NOT NULL CHECK (length(public_key) = 65),
    -- The nonce that the next request is to show; the one before it, which counts once more while the newest is unused.
    nonce BYTEA NOT NULL,
    previous_nonce BYTEA,
    previous_spent BIGINT NOT NULL DEFAULT 0 CHECK (previous_spent IN (0, 1)),
    approved_at BIGINT NOT NULL,
    approved_by BYTEA REFERENCES web_user (id),
    approver TEXT COLLATE "C" NOT NULL,
    browser TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    last_seen_at BIGINT,
    -- How far its clock was ahead when it was last seen, in milliseconds.
    clock_ahead BIGINT,
    -- Until when a name is asked for where a PIN alone would do: too many wrong ones.
    careful_until BIGINT,
    unsent BIGINT NOT NULL DEFAULT 0 CHECK (unsent >= 0),
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id)
);
CREATE INDEX kiosk_device_of_kiosk ON kiosk_device (workspace_id, kiosk_id, approved_at, id);
CREATE INDEX kiosk_device_by_old_cookie ON kiosk_device (old_cookie_hash) WHERE old_cookie_hash IS NOT NULL;

CREATE TABLE web_session (
    -- SHA-256 of the cookie's value.
    token_hash BYTEA PRIMARY KEY,
    -- What a list names it by; good for ending it and for nothing else.
    id BYTEA NOT NULL UNIQUE,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    began_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    browser TEXT COLLATE "C" NOT NULL,
    wrong_passwords BIGINT NOT NULL DEFAULT 0,
    device_id BYTEA REFERENCES kiosk_device (id),
    confirmed_at BIGINT
);
CREATE INDEX web_session_of_user ON web_session (user_id);
CREATE INDEX web_session_by_last_seen ON web_session (last_seen_at);
CREATE INDEX web_session_by_beginning ON web_session (began_at);

CREATE TABLE notice (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    kind TEXT COLLATE "C" NOT NULL
        CHECK (kind IN ('forgotten pin', 'assignees exported', 'device suspended', 'device over allowance')),
    at BIGINT NOT NULL,
    -- What it is about, and who did it.
    employee_id BYTEA REFERENCES employee (id),
    kiosk_id BYTEA REFERENCES kiosk (id),
    device_id BYTEA REFERENCES kiosk_device (id),
    actor TEXT COLLATE "C",
    -- How many people or tries.
    count BIGINT
);
CREATE INDEX notice_of_employee ON notice (employee_id, kind, at) WHERE employee_id IS NOT NULL;

CREATE TABLE kiosk_request (
    device_id BYTEA NOT NULL REFERENCES kiosk_device (id),
    request_id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    -- Of what was asked: the same id with another question is refused. Keyed with the key file, as there may be a PIN
    -- in it.
    asked BYTEA NOT NULL,
    reply TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (device_id, request_id)
);
CREATE INDEX kiosk_request_by_time ON kiosk_request (at);

CREATE TABLE kiosk_code (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    kiosk_id BYTEA NOT NULL,
    -- Keyed with the key file, since a code is short enough to try them all.
    code_hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    user_id BYTEA REFERENCES web_user (id),
    maker TEXT COLLATE "C" NOT NULL,
    -- The browser: SHA-256 of the cookie that it was given, its key, and the number that both pages show.
    cookie_hash BYTEA UNIQUE,
    public_key BYTEA CHECK (length(public_key) = 65),
    number BIGINT CHECK (number BETWEEN 10 AND 99),
    browser TEXT COLLATE "C",
    address TEXT COLLATE "C",
    keyed_at BIGINT,
    decided_at BIGINT,
    device_id BYTEA REFERENCES kiosk_device (id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    CHECK ((keyed_at IS NULL) = (cookie_hash IS NULL)),
    CHECK (device_id IS NULL OR decided_at IS NOT NULL)
);
CREATE UNIQUE INDEX kiosk_code_waiting_once ON kiosk_code (code_hash) WHERE decided_at IS NULL;
CREATE INDEX kiosk_code_of_kiosk ON kiosk_code (workspace_id, kiosk_id, made_at);

CREATE TABLE failed_kiosk_code (
    address TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX failed_kiosk_code_by_address ON failed_kiosk_code (address, at);
CREATE INDEX failed_kiosk_code_by_time ON failed_kiosk_code (at);

CREATE TABLE kiosk_guard (
    kiosk_id BYTEA NOT NULL REFERENCES kiosk (id),
    employee_id BYTEA NOT NULL REFERENCES employee (id),
    failures BIGINT NOT NULL CHECK (failures >= 0),
    locks BIGINT NOT NULL CHECK (locks >= 0),
    locked_until BIGINT,
    locked_until_unlocked BIGINT NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    PRIMARY KEY (kiosk_id, employee_id)
);
CREATE INDEX kiosk_guard_of_employee ON kiosk_guard (employee_id);
CREATE INDEX kiosk_guard_locked ON kiosk_guard (locked_until) WHERE locked_until IS NOT NULL;

CREATE TABLE kiosk_stranger_guard (
    kiosk_id BYTEA NOT NULL REFERENCES kiosk (id),
    -- Keyed with the key file: what was keyed may be a PIN.
    tried BYTEA NOT NULL,
    failures BIGINT NOT NULL CHECK (failures >= 0),
    locks BIGINT NOT NULL CHECK (locks >= 0),
    locked_until BIGINT,
    locked_until_unlocked BIGINT NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    last_at BIGINT NOT NULL,
    PRIMARY KEY (kiosk_id, tried)
);
CREATE INDEX kiosk_stranger_guard_by_time ON kiosk_stranger_guard (last_at);

CREATE TABLE identification (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    kiosk_id BYTEA NOT NULL,
    device_id BYTEA NOT NULL,
    -- Who was found, or who was tried; none where nobody was named.
    employee_id BYTEA,
    -- The user, where one has signed in or is the one who clocks others.
    user_id BYTEA REFERENCES web_user (id),
    at BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    proof TEXT COLLATE "C" NOT NULL
        CHECK (proof IN ('pin', 'badge', 'badge and pin', 'name only', 'universal pin', 'supervisor', 'user pin')),
    outcome TEXT COLLATE "C" NOT NULL
        CHECK (outcome IN ('refused', 'found', 'punched', 'left', 'noted', 'signed in', 'unlocked')),
    -- Where it counts as a failed try of the device.
    counts BIGINT NOT NULL CHECK (counts IN (0, 1)),
    -- Until when somebody who was found may go on, and how long they took to the punch, in milliseconds.
    ends_at BIGINT,
    took BIGINT,
    -- The request that has punched.
    request_id BYTEA,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id)
);
CREATE INDEX identification_by_time ON identification (at);
CREATE INDEX identification_waiting ON identification (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX identification_of_device ON identification (device_id, at, id);
CREATE INDEX identification_failed ON identification (device_id, at) WHERE counts = 1;
CREATE INDEX identification_punched ON identification (kiosk_id, at) WHERE outcome = 'punched';
CREATE INDEX identification_of_employee ON identification (employee_id, at) WHERE employee_id IS NOT NULL;

CREATE TABLE second_factor (
    user_id BYTEA PRIMARY KEY REFERENCES web_user (id),
    id BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    -- When the first code came back; before that nothing is asked.
    confirmed_at BIGINT,
    -- The last time step whose code was taken: none is taken twice.
    last_step BIGINT
);

CREATE TABLE recovery_code (
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    -- Keyed with the key file.
    hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE half_sign_in (
    token_hash BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    address TEXT COLLATE "C" NOT NULL
);
CREATE INDEX half_sign_in_by_end ON half_sign_in (ends_at);
CREATE INDEX half_sign_in_of_user ON half_sign_in (user_id);

CREATE TABLE alert (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    kind TEXT COLLATE "C" NOT NULL
        CHECK (kind IN ('in too long', 'near overtime', 'not here', 'kiosk silent', 'line failing')),
    -- What it is about, to the occasion: two programs at work, or one that starts again, raise it once.
    cause TEXT COLLATE "C" NOT NULL,
    employee_id BYTEA,
    entry_id BYTEA REFERENCES time_entry (id),
    device_id BYTEA REFERENCES kiosk_device (id),
    -- Of calls: what goes wrong.
    detail TEXT COLLATE "C",
    -- The moment that it is about: a clock-in, the start of a week or a day, when a device was last seen.
    at BIGINT NOT NULL,
    -- Seconds that were worked, or how many calls or requests, when it was raised.
    amount BIGINT,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    outcome TEXT COLLATE "C" CHECK (outcome IN ('over', 'lapsed')),
    -- When what it was about was over.
    over_at BIGINT,
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    UNIQUE (workspace_id, kind, cause),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX alert_open ON alert (workspace_id, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX alert_of_employee ON alert (workspace_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX alert_closed ON alert (workspace_id, closed_at, id) WHERE closed_at IS NOT NULL;

CREATE TABLE alert_choice (
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    kind TEXT COLLATE "C" NOT NULL
        CHECK (kind IN ('in too long', 'near overtime', 'not here', 'kiosk silent', 'line failing')),
    -- From when on, for the kinds that have a time to set.
    limit_secs BIGINT,
    PRIMARY KEY (workspace_id, user_id, kind)
);

CREATE TABLE alert_reader (
    user_id BYTEA PRIMARY KEY REFERENCES web_user (id),
    all_clear BIGINT NOT NULL CHECK (all_clear IN (0, 1)),
    -- At which hour of the workspace's clock once a day, in place of each one.
    digest_hour BIGINT CHECK (digest_hour BETWEEN 0 AND 23),
    digest_at BIGINT,
    -- Where each one goes as a text as well; none unless they want that.
    text_number TEXT COLLATE "C",
    -- When the holder of the phone has answered STOP.
    text_stopped_at BIGINT
);

CREATE TABLE alert_letter (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    at BIGINT NOT NULL,
    is_digest BIGINT NOT NULL CHECK (is_digest IN (0, 1))
);
CREATE INDEX alert_letter_of_user ON alert_letter (workspace_id, user_id, at, id);

CREATE TABLE alert_told (
    letter_id BYTEA NOT NULL REFERENCES alert_letter (id),
    alert_id BYTEA NOT NULL REFERENCES alert (id),
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    part TEXT COLLATE "C" NOT NULL CHECK (part IN ('open', 'closed')),
    is_digest BIGINT NOT NULL CHECK (is_digest IN (0, 1)),
    PRIMARY KEY (letter_id, alert_id, part)
);
CREATE UNIQUE INDEX alert_told_once ON alert_told (alert_id, user_id, part) WHERE is_digest = 0;
CREATE INDEX alert_told_of_alert ON alert_told (alert_id, part, user_id);

CREATE TABLE line_spell (
    trouble TEXT COLLATE "C" PRIMARY KEY CHECK (trouble IN ('refused', 'failed')),
    count BIGINT NOT NULL CHECK (count > 0),
    since_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE planned_start (
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    -- 1 is Monday.
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    -- Minutes after midnight by the clock on the wall; none for a day off.
    minute BIGINT CHECK (minute BETWEEN 0 AND 1439),
    PRIMARY KEY (workspace_id, weekday, employee_id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX planned_start_of_employee ON planned_start (workspace_id, employee_id, weekday);

CREATE TABLE audit_record (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    at BIGINT NOT NULL,
    -- None for commands run on the machine itself.
    user_id BYTEA REFERENCES web_user (id),
    actor TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    -- Whom or what it is about, as it was called then.
    subject TEXT COLLATE "C" NOT NULL,
    -- The employee whom it is about, who may be gone with the import that added them.
    employee_id BYTEA,
    before TEXT COLLATE "C",
    after TEXT COLLATE "C",
    address TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_record_in_order ON audit_record (workspace_id, at, id);
CREATE INDEX audit_record_of_actor ON audit_record (workspace_id, actor, at, id);
CREATE INDEX audit_record_of_action ON audit_record (workspace_id, action, at, id);
CREATE INDEX audit_record_of_employee ON audit_record (workspace_id, employee_id, at, id) WHERE employee_id IS NOT NULL;

CREATE TABLE worker_link (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    -- The setup link or one-time code that it came with, whose last page shows it.
    setup_link_id BYTEA REFERENCES setup_link (id),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- By a newer one, by the office, or because the employee left.
    ended_at BIGINT,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE UNIQUE INDEX worker_link_in_use ON worker_link (employee_id) WHERE ended_at IS NULL;
CREATE INDEX worker_link_by_end ON worker_link (ends_at);
CREATE INDEX worker_link_of_employee ON worker_link (employee_id);

CREATE TABLE timesheet_answer (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    from_date TEXT COLLATE "C" NOT NULL,
    to_date TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL CHECK (answer IN ('right', 'wrong')),
    note TEXT COLLATE "C",
    -- As they were shown.
    regular_secs BIGINT NOT NULL,
    overtime_secs BIGINT NOT NULL,
    at BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX timesheet_answer_of_employee ON timesheet_answer (workspace_id, employee_id);
CREATE INDEX timesheet_answer_of_period ON timesheet_answer (workspace_id, from_date, to_date, employee_id, at);

CREATE TABLE text_message (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('setup link', 'worker page', 'alert')),
    -- The link that it carries, or the message about alerts: one text each.
    link_id BYTEA NOT NULL UNIQUE,
    -- Whom it goes to: one of them.
    employee_id BYTEA,
    user_id BYTEA REFERENCES web_user (id),
    recipient TEXT COLLATE "C" NOT NULL,
    queued_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL
        CHECK (state IN ('waiting', 'accepted', 'sent', 'delivered', 'undelivered', 'failed')),
    -- How far that is: what is told late changes nothing.
    rank BIGINT NOT NULL CHECK (rank BETWEEN 0 AND 3),
    state_at BIGINT NOT NULL,
    -- What the provider calls it.
    provider_id TEXT COLLATE "C",
    -- In words for the admin.
    problem TEXT COLLATE "C",
    CHECK ((employee_id IS NULL) = (kind = 'alert') AND (user_id IS NULL) = (employee_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX text_message_of_employee ON text_message (employee_id, queued_at) WHERE employee_id IS NOT NULL;

CREATE TABLE text_consent (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    -- None for everybody of the workspace.
    employee_id BYTEA,
    allowed BIGINT NOT NULL CHECK (allowed IN (0, 1)),
    at BIGINT NOT NULL,
    -- None for what the holder of the phone has answered.
    user_id BYTEA REFERENCES web_user (id),
    actor TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX text_consent_of_employee ON text_consent (workspace_id, employee_id, at);

CREATE TABLE clock_location (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C",
    -- The job of entries that begin there, where the worker chose none.
    job_id BYTEA,
    -- The zone of entries that begin there, where the employee has none.
    zone TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
);
CREATE INDEX clock_location_by_workspace ON clock_location (workspace_id, name, id);

CREATE TABLE punch (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('in', 'out')),
    at BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('phone', 'kiosk', 'admin')),
    call_id BYTEA REFERENCES call (id),
    -- What made the punch, such as a step of a call: the same thing makes it once.
    made_by TEXT COLLATE "C" NOT NULL UNIQUE,
    kiosk_id BYTEA REFERENCES kiosk (id) CHECK ((channel = 'kiosk') = (kiosk_id IS NOT NULL)),
    device_id BYTEA REFERENCES kiosk_device (id) CHECK ((channel = 'kiosk') = (device_id IS NOT NULL)),
    proof TEXT COLLATE "C"
        CHECK ((channel = 'kiosk') = (proof IS NOT NULL)
        AND proof IN ('pin', 'badge', 'badge and pin', 'name only', 'universal pin', 'supervisor', 'user pin')),
    clocked_by TEXT COLLATE "C",
    location_id BYTEA REFERENCES clock_location (id),
    located_by TEXT COLLATE "C"
        CHECK (located_by IN ('device', 'kiosk', 'caller', 'position', 'network', 'unrecognized'))
        CHECK ((location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized')),
    CHECK ((channel = 'phone') = (call_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
);
CREATE INDEX punch_by_employee ON punch (employee_id, at, id);
CREATE INDEX punch_of_entry ON punch (entry_id, way, at, id);
CREATE UNIQUE INDEX punch_in_once ON punch (entry_id) WHERE way = 'in';
CREATE INDEX punch_by_phone ON punch (workspace_id, at, call_id) WHERE channel = 'phone';
CREATE INDEX punch_of_device ON punch (device_id, at) WHERE device_id IS NOT NULL;
CREATE INDEX punch_of_kiosk ON punch (kiosk_id, at) WHERE kiosk_id IS NOT NULL;
CREATE INDEX punch_of_location ON punch (location_id, at) WHERE location_id IS NOT NULL;

CREATE TABLE claim (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    employee_id BYTEA,
    kiosk_id BYTEA REFERENCES kiosk (id),
    device_id BYTEA REFERENCES kiosk_device (id),
    -- The same request makes it once.
    made_by TEXT COLLATE "C" NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    -- The moment it is about.
    at BIGINT NOT NULL,
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('in', 'out')),
    -- The name that was typed, where nobody was found.
    said_name TEXT COLLATE "C",
    note TEXT COLLATE "C",
    decided_at BIGINT,
    decision TEXT COLLATE "C" CHECK (decision IN ('accepted', 'refused')),
    decided_by BYTEA REFERENCES web_user (id),
    decider TEXT COLLATE "C",
    reason TEXT COLLATE "C",
    entry_id BYTEA REFERENCES time_entry (id),
    source TEXT COLLATE "C" NOT NULL DEFAULT 'kiosk' CHECK (source IN ('kiosk', 'worker page')),
    location_id BYTEA REFERENCES clock_location (id),
    located_by TEXT COLLATE "C"
        CHECK (located_by IN ('device', 'kiosk', 'caller', 'position', 'network', 'unrecognized'))
        CHECK ((location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized')),
    near_location_id BYTEA REFERENCES clock_location (id),
    near_meters BIGINT CHECK ((near_meters IS NULL) = (near_location_id IS NULL)),
    near_accuracy BIGINT CHECK ((near_accuracy IS NULL) = (near_location_id IS NULL)),
    call_id BYTEA REFERENCES call (id),
    by_phone TEXT COLLATE "C" CHECK (by_phone IN ('phone', 'locked phone'))
        CHECK ((by_phone IS NULL) = (call_id IS NULL)),
    time_is_said BIGINT NOT NULL DEFAULT 0 CHECK (time_is_said IN (0, 1)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((decided_at IS NULL) = (decision IS NULL)),
    CHECK ((decided_at IS NULL) = (decider IS NULL)),
    CHECK (employee_id IS NOT NULL OR said_name IS NOT NULL)
);
CREATE INDEX claim_waiting ON claim (workspace_id, at, id) WHERE decided_at IS NULL;
CREATE INDEX claim_decided ON claim (workspace_id, decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX claim_of_device ON claim (device_id, made_at) WHERE device_id IS NOT NULL;
CREATE INDEX claim_of_employee ON claim (employee_id, at) WHERE employee_id IS NOT NULL;
CREATE INDEX claim_by_phone ON claim (employee_id, by_phone, made_at) WHERE by_phone IS NOT NULL;

CREATE TABLE location_rule (
    workspace_id BYTEA NOT NULL,
    location_id BYTEA NOT NULL,
    place BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('device', 'kiosk', 'caller', 'position', 'network')),
    device_id BYTEA,
    kiosk_id BYTEA,
    -- As E.164 writes it.
    caller TEXT COLLATE "C",
    -- As CIDR writes it, or an address alone.
    network TEXT COLLATE "C",
    -- In millionths of a degree (WGS 84), and in meters.
    latitude BIGINT,
    longitude BIGINT,
    radius BIGINT,
    PRIMARY KEY (workspace_id, location_id, place),
    FOREIGN KEY (workspace_id, location_id) REFERENCES clock_location (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    CHECK ((kind = 'device') = (device_id IS NOT NULL)),
    CHECK ((kind = 'kiosk') = (kiosk_id IS NOT NULL)),
    CHECK ((kind = 'caller') = (caller IS NOT NULL)),
    CHECK ((kind = 'network') = (network IS NOT NULL)),
    CHECK ((kind = 'position') = (latitude IS NOT NULL)),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (radius IS NULL))
);

CREATE TABLE location_policy (
    workspace_id BYTEA PRIMARY KEY REFERENCES workspace (id),
    phone TEXT COLLATE "C" NOT NULL CHECK (phone IN ('off', 'unusual number', 'no location')),
    kiosk BIGINT NOT NULL CHECK (kiosk IN (0, 1)),
    page BIGINT NOT NULL CHECK (page IN (0, 1))
);

CREATE TABLE break_kind (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    name TEXT COLLATE "C" NOT NULL,
    -- Never changed: hours that were counted stay what they were.
    paid BIGINT NOT NULL CHECK (paid IN (0, 1)),
    min_mins BIGINT CHECK (min_mins > 0),
    max_mins BIGINT CHECK (max_mins > 0),
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    CHECK (min_mins IS NULL OR max_mins IS NULL OR min_mins <= max_mins),
    UNIQUE (workspace_id, id)
);
CREATE INDEX break_kind_by_workspace ON break_kind (workspace_id, created_at, id);
CREATE UNIQUE INDEX break_kind_name_once ON break_kind (workspace_id, lower(name)) WHERE archived_at IS NULL;

CREATE TABLE meal_rule (
    workspace_id BYTEA PRIMARY KEY REFERENCES workspace (id),
    after_secs BIGINT NOT NULL CHECK (after_secs > 0),
    mins BIGINT NOT NULL CHECK (mins > 0)
);

CREATE TABLE entry_break (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    kind_id BYTEA NOT NULL,
    -- That of the kind, so that hours are counted without it.
    paid BIGINT NOT NULL CHECK (paid IN (0, 1)),
    begin_at BIGINT NOT NULL,
    end_at BIGINT,
    -- Nobody has ended it: it has ended with the entry.
    ended_with_entry BIGINT NOT NULL CHECK (ended_with_entry IN (0, 1)),
    voided_at BIGINT,
    -- The last row of break_revision.
    revision BIGINT NOT NULL CHECK (revision >= 0),
    -- What began it, such as a step of a call: the same thing begins it once.
    made_by TEXT COLLATE "C" NOT NULL UNIQUE,
    -- What the person ended it by, in the same way.
    ended_by TEXT COLLATE "C" UNIQUE,
    CHECK (end_at IS NULL OR end_at >= begin_at),
    CHECK (ended_with_entry = 0 OR end_at IS NOT NULL),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, kind_id) REFERENCES break_kind (workspace_id, id)
);
CREATE UNIQUE INDEX entry_break_open_once ON entry_break (entry_id) WHERE end_at IS NULL AND voided_at IS NULL;
CREATE INDEX entry_break_of_employee ON entry_break (workspace_id, employee_id);
CREATE INDEX entry_break_of_entry ON entry_break (entry_id, begin_at, id);
CREATE INDEX entry_break_of_kind ON entry_break (workspace_id, kind_id);
CREATE INDEX entry_break_unpaid ON entry_break (workspace_id, begin_at, entry_id, end_at)
    WHERE paid = 0 AND voided_at IS NULL;

CREATE TABLE break_revision (
    break_id BYTEA NOT NULL REFERENCES entry_break (id),
    revision BIGINT NOT NULL CHECK (revision >= 0),
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    what TEXT COLLATE "C" NOT NULL
        CHECK (what IN ('started', 'ended', 'ended with entry', 'opened again', 'added', 'corrected', 'removed',
        'split')),
    kind_id BYTEA NOT NULL REFERENCES break_kind (id),
    begin_at BIGINT NOT NULL,
    end_at BIGINT,
    channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('phone', 'kiosk', 'page')),
    call_id BYTEA REFERENCES call (id),
    kiosk_id BYTEA REFERENCES kiosk (id),
    reason TEXT COLLATE "C",
    note TEXT COLLATE "C",
    at BIGINT NOT NULL,
    -- None for what was clocked, and for commands run on the machine itself.
    user_id BYTEA REFERENCES web_user (id),
    -- For what was clocked, the employee, or who clocked for them.
    actor TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (break_id, revision)
);
CREATE INDEX break_revision_of_entry ON break_revision (entry_id, at);

CREATE TABLE location_job (
    workspace_id BYTEA NOT NULL,
    location_id BYTEA NOT NULL,
    from_at BIGINT NOT NULL,
    job_id BYTEA NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (workspace_id, location_id, from_at),
    CHECK (until_at IS NULL OR until_at >= from_at),
    FOREIGN KEY (workspace_id, location_id) REFERENCES clock_location (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
);

CREATE TABLE claim_recording (
    claim_id BYTEA PRIMARY KEY REFERENCES claim (id),
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    call_id BYTEA NOT NULL REFERENCES call (id),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('expected', 'fetching', 'stored', 'missing', 'refused')),
    expected_at BIGINT NOT NULL,
    provider_recording_id TEXT COLLATE "C",
    recording TEXT COLLATE "C",
    sha256 BYTEA,
    bytes BIGINT,
    secs DOUBLE PRECISION,
    stored_at BIGINT,
    deleted_at_provider_at BIGINT,
    refused_because TEXT COLLATE "C",
    -- When its period was over, and when its file was gone.
    audio_doomed_at BIGINT,
    audio_deleted_at BIGINT,
    CHECK ((status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL))
);
CREATE UNIQUE INDEX claim_recording_of_call ON claim_recording (call_id);
CREATE INDEX claim_recording_to_keep ON claim_recording (workspace_id, stored_at)
    WHERE status = 'stored' AND audio_doomed_at IS NULL;
CREATE INDEX claim_recording_doomed ON claim_recording (audio_doomed_at)
    WHERE audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL;

CREATE TABLE crew_member (
    workspace_id BYTEA NOT NULL,
    lead_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, employee_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK (lead_id <> employee_id)
);
CREATE INDEX crew_of_member ON crew_member (workspace_id, employee_id);

CREATE TABLE photo (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    employee_id BYTEA NOT NULL,
    -- Whoever was found, and clocked by it: one photo each.
    identification_id BYTEA NOT NULL UNIQUE REFERENCES identification (id),
    kiosk_id BYTEA NOT NULL,
    device_id BYTEA NOT NULL,
    -- The entry that the punch has begun; where it has begun none, the one that it has ended.
    entry_id BYTEA NOT NULL REFERENCES time_entry (id),
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('in', 'out')),
    -- The time of the punch.
    at BIGINT NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('expected', 'stored', 'missing')),
    missing_because TEXT COLLATE "C"
        CHECK (missing_because IN ('no camera', 'denied', 'too dark', 'timed out', 'gone', 'too large', 'unusable',
        'failed', 'not sent')),
    -- Where the JPEG is, below the recordings' folder. Written before the file is, so that no file is unknown.
    file TEXT COLLATE "C",
    sha256 BYTEA,
    bytes BIGINT,
    width BIGINT,
    height BIGINT,
    stored_at BIGINT,
    -- 0 to 99, even over many: which of them are looked at, where not all are. -1 where all are: who it was is not
    -- proven, or was proven by somebody else.
    sample BIGINT NOT NULL CHECK (sample BETWEEN -1 AND 99),
    -- The verdict that stands.
    verdict TEXT COLLATE "C" CHECK (verdict IN ('same person', 'not this person', 'cannot tell')),
    verdict_at BIGINT,
    -- Whose turn it is, so that two reviewers do not judge the same one.
    turn_user_id BYTEA REFERENCES web_user (id),
    turn_ends_at BIGINT,
    -- A legal hold: the photo stays, however old.
    held_at BIGINT,
    held_because TEXT COLLATE "C",
    -- Its period is over: the file is about to go, and nobody sees or holds it any more.
    doomed_at BIGINT CHECK (doomed_at IS NULL OR held_at IS NULL),
    -- The file is gone; everything else stays.
    deleted_at BIGINT CHECK (deleted_at IS NULL OR doomed_at IS NOT NULL),
    -- What was found when the file was last opened: nothing, no file, or another one than was stored.
    file_problem TEXT COLLATE "C" CHECK (file_problem IN ('missing', 'damaged')),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    CHECK ((status = 'missing') = (missing_because IS NOT NULL)),
    CHECK (status <> 'stored' OR file IS NOT NULL),
    CHECK ((status = 'stored') = (sha256 IS NOT NULL)),
    CHECK ((status = 'stored') = (stored_at IS NOT NULL)),
    CHECK (verdict IS NULL OR status = 'stored'),
    CHECK ((verdict IS NULL) = (verdict_at IS NULL)),
    CHECK ((turn_user_id IS NULL) = (turn_ends_at IS NULL)),
    CHECK ((held_at IS NULL) = (held_because IS NULL))
);
CREATE INDEX photo_expected ON photo (at) WHERE status = 'expected';
CREATE INDEX photo_unseen ON photo (workspace_id, at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND doomed_at IS NULL;
CREATE INDEX photo_unseen_of_employee ON photo (workspace_id, employee_id, at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND doomed_at IS NULL;
CREATE INDEX photo_judged ON photo (workspace_id, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_judged_as ON photo (workspace_id, verdict, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_judged_of_employee ON photo (employee_id, verdict, at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_missing ON photo (workspace_id, at, id) WHERE status = 'missing';
CREATE INDEX photo_of_employee ON photo (workspace_id, employee_id, at, id);
CREATE INDEX photo_of_entry ON photo (entry_id, at, id);
CREATE INDEX photo_with_turn ON photo (turn_user_id) WHERE turn_user_id IS NOT NULL;
CREATE INDEX photo_with_file ON photo (workspace_id, stored_at)
    WHERE status = 'stored' AND doomed_at IS NULL AND held_at IS NULL;
CREATE INDEX photo_doomed ON photo (doomed_at) WHERE doomed_at IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE photo_verdict (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    photo_id BYTEA NOT NULL REFERENCES photo (id),
    verdict TEXT COLLATE "C" NOT NULL
        CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'taken back')),
    note TEXT COLLATE "C",
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    reviewer TEXT COLLATE "C" NOT NULL
);
CREATE INDEX photo_verdict_of_photo ON photo_verdict (photo_id, at, id);
CREATE INDEX photo_verdict_of_user ON photo_verdict (user_id, at, id);

CREATE TABLE photo_look (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    photo_id BYTEA NOT NULL REFERENCES photo (id),
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES web_user (id),
    viewer TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL
);
CREATE INDEX photo_look_of_photo ON photo_look (photo_id, user_id, at, id);

CREATE TABLE kept_punch (
    device_id BYTEA NOT NULL,
    -- Drawn by the device.
    id BYTEA NOT NULL,
    workspace_id BYTEA NOT NULL,
    kiosk_id BYTEA NOT NULL,
    -- The device counts what it keeps.
    number BIGINT NOT NULL,
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('in', 'out')),
    -- When it was kept, by the clock of the device, and how far that was ahead when it was sent, both in milliseconds.
    device_time BIGINT NOT NULL,
    ahead BIGINT NOT NULL,
    -- When it was kept, as far as anything shows it.
    kept_at BIGINT,
    came_at BIGINT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('punch', 'entry', 'claim')),
    -- Why there was no punch of it.
    why TEXT COLLATE "C"
        CHECK (why IN ('unreadable', 'device', 'nobody', 'pin', 'locked', 'time', 'approved', 'order', 'same',
        'by hand', 'failed')),
    -- Who was found, or who was tried.
    employee_id BYTEA,
    -- The entry that it begins or ends, or that was there already.
    entry_id BYTEA REFERENCES time_entry (id),
    claim_id BYTEA REFERENCES claim (id),
    -- As it came, where it could not be opened.
    sealed TEXT COLLATE "C",
    PRIMARY KEY (device_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((outcome = 'claim') = (claim_id IS NOT NULL)),
    CHECK ((outcome = 'claim') = (entry_id IS NULL)),
    CHECK ((outcome = 'punch') = (why IS NULL)),
    CHECK (sealed IS NULL OR outcome = 'claim')
);
CREATE INDEX kept_punch_of_device ON kept_punch (device_id, came_at);
CREATE INDEX kept_punch_of_entry ON kept_punch (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX kept_punch_of_employee ON kept_punch (workspace_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX kept_punch_of_claim ON kept_punch (claim_id) WHERE claim_id IS NOT NULL;

-- What was written once stays. SQLite knows no TRUNCATE, which would pass by the triggers of DELETE.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;

CREATE TRIGGER entry_revision_is_never_changed BEFORE UPDATE ON entry_revision
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what an entry said is never changed');
CREATE TRIGGER entry_revision_is_never_deleted BEFORE DELETE ON entry_revision
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what an entry said is never changed');
CREATE TRIGGER entry_revision_is_never_truncated BEFORE TRUNCATE ON entry_revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what an entry said is never changed');

CREATE TRIGGER listen_is_never_changed BEFORE UPDATE ON listen
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the log of who listened is never changed');
CREATE TRIGGER listen_is_never_deleted BEFORE DELETE ON listen
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the log of who listened is never changed');
CREATE TRIGGER listen_is_never_truncated BEFORE TRUNCATE ON listen
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the log of who listened is never changed');

CREATE TRIGGER export_batch_is_never_changed BEFORE UPDATE ON export_batch
    FOR EACH ROW EXECUTE FUNCTION refuse_change('an exported batch is never changed');
CREATE TRIGGER export_batch_is_never_deleted BEFORE DELETE ON export_batch
    FOR EACH ROW EXECUTE FUNCTION refuse_change('an exported batch is never changed');
CREATE TRIGGER export_batch_is_never_truncated BEFORE TRUNCATE ON export_batch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an exported batch is never changed');

CREATE TRIGGER export_line_is_never_changed BEFORE UPDATE ON export_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change('an exported batch is never changed');
CREATE TRIGGER export_line_is_never_deleted BEFORE DELETE ON export_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change('an exported batch is never changed');
CREATE TRIGGER export_line_is_never_truncated BEFORE TRUNCATE ON export_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an exported batch is never changed');

CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');
CREATE TRIGGER verdict_is_never_truncated BEFORE TRUNCATE ON verdict
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');

CREATE TRIGGER audit_record_is_never_changed BEFORE UPDATE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the audit log is never changed');
CREATE TRIGGER audit_record_is_never_deleted BEFORE DELETE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the audit log is never changed');
CREATE TRIGGER audit_record_is_never_truncated BEFORE TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the audit log is never changed');

CREATE TRIGGER break_revision_is_never_changed BEFORE UPDATE ON break_revision
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what a break said is never changed');
CREATE TRIGGER break_revision_is_never_deleted BEFORE DELETE ON break_revision
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what a break said is never changed');
CREATE TRIGGER break_revision_is_never_truncated BEFORE TRUNCATE ON break_revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what a break said is never changed');

CREATE TRIGGER photo_verdict_is_never_changed BEFORE UPDATE ON photo_verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');
CREATE TRIGGER photo_verdict_is_never_deleted BEFORE DELETE ON photo_verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');
CREATE TRIGGER photo_verdict_is_never_truncated BEFORE TRUNCATE ON photo_verdict
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a verdict is taken back, never changed');

CREATE TRIGGER photo_look_is_never_changed BEFORE UPDATE ON photo_look
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the log of who looked is never changed');
CREATE TRIGGER photo_look_is_never_deleted BEFORE DELETE ON photo_look
    FOR EACH ROW EXECUTE FUNCTION refuse_change('the log of who looked is never changed');
CREATE TRIGGER photo_look_is_never_truncated BEFORE TRUNCATE ON photo_look
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the log of who looked is never changed');

CREATE TRIGGER kept_punch_is_never_changed BEFORE UPDATE ON kept_punch
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what a device has kept is never changed');
CREATE TRIGGER kept_punch_is_never_deleted BEFORE DELETE ON kept_punch
    FOR EACH ROW EXECUTE FUNCTION refuse_change('what a device has kept is never changed');
CREATE TRIGGER kept_punch_is_never_truncated BEFORE TRUNCATE ON kept_punch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what a device has kept is never changed');

-- What a list of voice checks is ordered by is kept beside them.

CREATE FUNCTION voice_check_follows_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE voice_check SET job_id = NEW.job_id WHERE entry_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER voice_check_follows_job AFTER UPDATE OF job_id ON time_entry
    FOR EACH ROW WHEN (OLD.job_id IS DISTINCT FROM NEW.job_id) EXECUTE FUNCTION voice_check_follows_job();

CREATE FUNCTION voice_check_is_flagged(call BYTEA) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM exception x WHERE x.call_id = call AND x.settled_at IS NULL
        AND x.kind IN ('voice check silent', 'voice check missing', 'voice check too short', 'voice check clipped',
            'voice check unreadable', 'not this person', 'unrecognised caller'))
$$;

CREATE FUNCTION voice_check_flag_raised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE voice_check SET flagged = 1 WHERE call_id = NEW.call_id AND flagged = 0;
    RETURN NULL;
END
$$;
CREATE TRIGGER voice_check_flag_raised AFTER INSERT ON exception
    FOR EACH ROW WHEN (NEW.call_id IS NOT NULL AND NEW.settled_at IS NULL
        AND NEW.kind IN ('voice check silent', 'voice check missing', 'voice check too short', 'voice check clipped',
            'voice check unreadable', 'not this person', 'unrecognised caller'))
    EXECUTE FUNCTION voice_check_flag_raised();

CREATE FUNCTION voice_check_flag_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE voice_check SET flagged = CASE WHEN voice_check_is_flagged(NEW.call_id) THEN 1 ELSE 0 END
        WHERE call_id = NEW.call_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER voice_check_flag_settled AFTER UPDATE OF settled_at ON exception
    FOR EACH ROW WHEN (NEW.call_id IS NOT NULL) EXECUTE FUNCTION voice_check_flag_settled();

CREATE FUNCTION voice_check_flag_expected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE voice_check SET flagged = 1 WHERE id = NEW.id AND voice_check_is_flagged(NEW.call_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER voice_check_flag_expected AFTER INSERT ON voice_check
    FOR EACH ROW EXECUTE FUNCTION voice_check_flag_expected();

-- Rows that are changed several times in their lives, in tables that grow: room for the new version on the same page,
-- and dead ones cleaned up and rows counted when a fiftieth and a hundredth have changed, not a fifth and a tenth.

ALTER TABLE call SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.01);
ALTER TABLE task SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.01);
ALTER TABLE time_entry SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.01);
