-- Payroll: corrections of entries, decisions on exceptions, verdicts on voice checks, approvals and exports.
-- Days (_date) are local, written YYYY-MM-DD.

-- The local day on which the entry began, in its own zone. SQL knows no zones, so the program fills it in for
-- those that are there already.
ALTER TABLE time_entry ADD COLUMN work_date TEXT NOT NULL DEFAULT '';
-- The last row of entry_revision; 0 where nobody has changed the entry.
ALTER TABLE time_entry ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE time_entry ADD COLUMN voided_at INTEGER CHECK (voided_at IS NULL OR status <> 'open');
CREATE INDEX time_entry_by_work_date ON time_entry (workspace_id, work_date, in_at, id);
CREATE INDEX time_entry_of_employee_by_work_date ON time_entry (workspace_id, employee_id, work_date, in_at, id);
CREATE INDEX time_entry_of_job_by_work_date ON time_entry (workspace_id, job_id, work_date, in_at, id)
    WHERE job_id IS NOT NULL;

-- Once a person has taken a clock-out back, the employee clocks out again: an entry has one punch in, and outs.
CREATE TABLE punch_with_outs (
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
    CHECK ((channel = 'phone') = (call_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
INSERT INTO punch_with_outs SELECT id, workspace_id, employee_id, entry_id, way, at, channel, call_id, made_by FROM punch;
DROP TABLE punch;
ALTER TABLE punch_with_outs RENAME TO punch;
CREATE INDEX punch_by_employee ON punch (employee_id, at, id);
CREATE INDEX punch_of_entry ON punch (entry_id, way, at, id);
CREATE UNIQUE INDEX punch_in_once ON punch (entry_id) WHERE way = 'in';

-- What an entry said after each change by a person; revision 0, written with the first change, is what was clocked.
-- What was clocked after a change is written with the next one.
CREATE TABLE entry_revision (
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL CHECK (kind IN ('clocked', 'added', 'corrected', 'split', 'voided', 'restored')),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'unfinished')),
    in_at INTEGER NOT NULL,
    out_at INTEGER,
    job_id BLOB,
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    -- What the employee says, where that is known and other than what was decided.
    claimed_in_at INTEGER,
    claimed_out_at INTEGER,
    -- The other half of a split.
    other_entry_id BLOB REFERENCES time_entry (id),
    reason TEXT,
    note TEXT,
    at INTEGER NOT NULL,
    -- None for what was clocked, and for commands run on the machine itself.
    user_id BLOB REFERENCES web_user (id),
    -- For what was clocked, the employee.
    actor TEXT NOT NULL,
    PRIMARY KEY (entry_id, revision),
    CHECK ((kind = 'clocked') = (reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entry_revision_is_never_changed BEFORE UPDATE ON entry_revision
BEGIN SELECT raise(ABORT, 'what an entry said is never changed'); END;
CREATE TRIGGER entry_revision_is_never_deleted BEFORE DELETE ON entry_revision
BEGIN SELECT raise(ABORT, 'what an entry said is never changed'); END;

-- Exceptions may be about an employee alone, and a person's decision settles them.
CREATE TABLE exception_with_decision (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    entry_id BLOB REFERENCES time_entry (id),
    call_id BLOB REFERENCES call (id),
    kind TEXT NOT NULL,
    -- How bad the kind is: 1 is settled first.
    rank INTEGER NOT NULL,
    -- The moment it is about, which for a call is when the call was answered.
    at INTEGER NOT NULL,
    note TEXT,
    settled_at INTEGER,
    -- In words; for a person's decision also what was decided, by whom.
    settled_because TEXT,
    decision TEXT CHECK (decision IN ('accepted', 'corrected', 'voided')),
    settled_by BLOB REFERENCES web_user (id),
    settler TEXT,
    CHECK ((settled_at IS NULL) = (settled_because IS NULL)),
    CHECK (decision IS NULL OR settled_at IS NOT NULL),
    CHECK ((decision IS NULL) = (settler IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
INSERT INTO exception_with_decision
    (id, workspace_id, employee_id, entry_id, call_id, kind, rank, at, note, settled_at, settled_because)
SELECT x.id, x.workspace_id, t.employee_id, x.entry_id, x.call_id, x.kind,
    CASE x.kind
        WHEN 'missing clock-out' THEN 2
        WHEN 'unanswered question' THEN 3
        WHEN 'job missing' THEN 6
        WHEN 'voice check silent' THEN 9
        WHEN 'voice check missing' THEN 10
        WHEN 'voice check too short' THEN 11
        WHEN 'voice check unreadable' THEN 12
        ELSE 13
    END,
    x.at, x.note, x.settled_at, x.settled_because
FROM exception x JOIN time_entry t ON t.id = x.entry_id;
DROP TABLE exception;
ALTER TABLE exception_with_decision RENAME TO exception;
-- Two NULLs are never equal to an index, so no entry and no call count as the empty one.
CREATE UNIQUE INDEX exception_once ON exception (employee_id, coalesce(entry_id, x''), kind, coalesce(call_id, x''))
    WHERE settled_at IS NULL;
CREATE INDEX exception_standing ON exception (workspace_id, rank, at, id) WHERE settled_at IS NULL;
CREATE INDEX exception_standing_of_employee ON exception (employee_id, rank, at, id) WHERE settled_at IS NULL;
CREATE INDEX exception_of_entry ON exception (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX exception_of_call ON exception (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX exception_settled ON exception (workspace_id, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_settled_of_kind ON exception (workspace_id, kind, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_settled_of_employee ON exception (employee_id, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX exception_by_time ON exception (workspace_id, at, id);

-- When the employee first clocked from it: a number that was only signed in from is still new to their punches.
ALTER TABLE known_phone ADD COLUMN clocked_at INTEGER;
UPDATE known_phone SET clocked_at = first_at;

-- 0 to 99, the same for ever: which share of the checks a sample takes.
ALTER TABLE voice_check ADD COLUMN sample INTEGER NOT NULL DEFAULT 0 CHECK (sample BETWEEN 0 AND 99);
UPDATE voice_check SET sample = abs(random() % 100);
-- Whether something was amiss with the recording or the call, so that it is heard first.
ALTER TABLE voice_check ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1));
UPDATE voice_check SET flagged = 1 WHERE EXISTS (SELECT 1 FROM exception x WHERE x.call_id = voice_check.call_id);
-- The verdict that stands.
ALTER TABLE voice_check ADD COLUMN verdict TEXT CHECK (verdict IN ('same person', 'not this person', 'cannot tell'));
ALTER TABLE voice_check ADD COLUMN verdict_at INTEGER;
-- A legal hold: the audio stays, however old.
ALTER TABLE voice_check ADD COLUMN held_at INTEGER;
ALTER TABLE voice_check ADD COLUMN held_because TEXT;
-- The audio's period is over. Written before the file is deleted, so that a file that is gone is never a riddle;
-- from here on nobody hears or holds it.
ALTER TABLE voice_check ADD COLUMN audio_doomed_at INTEGER CHECK (audio_doomed_at IS NULL OR held_at IS NULL);
-- The file is gone; everything else stays.
ALTER TABLE voice_check ADD COLUMN audio_deleted_at INTEGER
    CHECK (audio_deleted_at IS NULL OR audio_doomed_at IS NOT NULL);
-- What was found when the recording was last opened: nothing, no file, or another one than was stored.
ALTER TABLE voice_check ADD COLUMN audio_amiss TEXT CHECK (audio_amiss IN ('missing', 'damaged'));
-- The job of the entry, as it is now, so that the checks of one site are read from an index.
ALTER TABLE voice_check ADD COLUMN job_id BLOB REFERENCES job (id);
UPDATE voice_check SET job_id = (SELECT t.job_id FROM time_entry t WHERE t.id = voice_check.entry_id);
CREATE TRIGGER voice_check_follows_job AFTER UPDATE OF job_id ON time_entry WHEN OLD.job_id IS NOT NEW.job_id
BEGIN UPDATE voice_check SET job_id = NEW.job_id WHERE entry_id = NEW.id; END;
-- The queue: those that something is amiss with first, then the oldest. The sample is in it, so that those nobody
-- has to hear are passed over without a look at their rows.
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
CREATE INDEX voice_check_of_employee ON voice_check (workspace_id, employee_id, expected_at, id);
CREATE INDEX voice_check_in_order ON voice_check (workspace_id, expected_at, id);
CREATE INDEX voice_check_of_entry ON voice_check (entry_id);
CREATE INDEX voice_check_with_audio ON voice_check (workspace_id, stored_at)
    WHERE status = 'stored' AND audio_doomed_at IS NULL AND held_at IS NULL;
CREATE INDEX voice_check_doomed ON voice_check (audio_doomed_at)
    WHERE audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL;

-- Every verdict ever given, and every one taken back.
CREATE TABLE verdict (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    voice_check_id BLOB NOT NULL REFERENCES voice_check (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'taken back')),
    note TEXT,
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    reviewer TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_of_voice_check ON verdict (voice_check_id, at, id);
CREATE INDEX verdict_of_user ON verdict (user_id, at, id);
CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;

-- Whose turn a voice check is, so that two reviewers never get the same one.
CREATE TABLE review_lease (
    voice_check_id BLOB PRIMARY KEY REFERENCES voice_check (id),
    user_id BLOB NOT NULL REFERENCES web_user (id),
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX review_lease_of_user ON review_lease (user_id);

-- Who was given a recording to hear.
CREATE TABLE listen (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    voice_check_id BLOB NOT NULL REFERENCES voice_check (id),
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    listener TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX listen_of_voice_check ON listen (voice_check_id, at, id);
CREATE TRIGGER listen_is_never_changed BEFORE UPDATE ON listen
BEGIN SELECT raise(ABORT, 'the log of who listened is never changed'); END;
CREATE TRIGGER listen_is_never_deleted BEFORE DELETE ON listen
BEGIN SELECT raise(ABORT, 'the log of who listened is never changed'); END;

-- How hours become pay; a workspace without a row has the defaults of the program.
CREATE TABLE payroll_policy (
    workspace_id BLOB PRIMARY KEY REFERENCES workspace (id),
    pay_period TEXT NOT NULL CHECK (pay_period IN ('weekly', 'every two weeks', 'twice a month', 'monthly')),
    -- The first day of some pay period; for weeks also the day on which the workweek of overtime begins.
    anchor_date TEXT NOT NULL,
    rounding_mins INTEGER NOT NULL CHECK (rounding_mins IN (0, 5, 6, 15)),
    weekly_overtime_after_secs INTEGER CHECK (weekly_overtime_after_secs > 0),
    daily_overtime_after_secs INTEGER CHECK (daily_overtime_after_secs > 0),
    impossible_after_secs INTEGER NOT NULL CHECK (impossible_after_secs > 0),
    -- Of the voice checks that nothing is amiss with, how many in a hundred are heard.
    review_share INTEGER NOT NULL CHECK (review_share BETWEEN 0 AND 100)
) STRICT;

CREATE TABLE approval (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    from_date TEXT NOT NULL,
    -- The last day, inclusive.
    to_date TEXT NOT NULL,
    regular_secs INTEGER NOT NULL,
    overtime_secs INTEGER NOT NULL,
    approved_at INTEGER NOT NULL,
    approved_by BLOB REFERENCES web_user (id),
    approver TEXT NOT NULL,
    reopened_at INTEGER,
    reopened_by BLOB REFERENCES web_user (id),
    reopener TEXT,
    reopened_because TEXT,
    CHECK (from_date <= to_date),
    CHECK ((reopened_at IS NULL) = (reopened_because IS NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX approval_once ON approval (employee_id, from_date) WHERE reopened_at IS NULL;
CREATE INDEX approval_by_period ON approval (workspace_id, from_date, employee_id);
CREATE INDEX approval_of_employee ON approval (employee_id, from_date);

-- What the payroll system calls the employee.
ALTER TABLE employee ADD COLUMN payroll_id TEXT;

CREATE TABLE export_profile (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    -- JSON: the company's codes, the pay codes, how employees are named.
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX export_profile_by_workspace ON export_profile (workspace_id, name, id);

CREATE TABLE export_batch (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    profile_id BLOB NOT NULL,
    -- What the file's name and the payroll system know it by.
    batch TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by BLOB REFERENCES web_user (id),
    maker TEXT NOT NULL,
    -- The name that was typed under what is left out; none where nothing is.
    signature TEXT,
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    -- JSON: control totals, what was left out and why.
    manifest TEXT NOT NULL,
    FOREIGN KEY (workspace_id, profile_id) REFERENCES export_profile (workspace_id, id)
) STRICT;
CREATE INDEX export_batch_in_order ON export_batch (workspace_id, made_at, id);
CREATE INDEX export_batch_of_period ON export_batch (profile_id, from_date, to_date);
CREATE TRIGGER export_batch_is_never_changed BEFORE UPDATE ON export_batch
BEGIN SELECT raise(ABORT, 'an exported batch is never changed'); END;
CREATE TRIGGER export_batch_is_never_deleted BEFORE DELETE ON export_batch
BEGIN SELECT raise(ABORT, 'an exported batch is never changed'); END;

-- What the batch told the payroll system, so that a later change comes out as a difference.
CREATE TABLE export_line (
    batch_id BLOB NOT NULL REFERENCES export_batch (id),
    line INTEGER NOT NULL,
    employee_id BLOB NOT NULL REFERENCES employee (id),
    work_date TEXT NOT NULL,
    job_id BLOB REFERENCES job (id),
    -- Where the file tells one entry from another.
    entry_id BLOB REFERENCES time_entry (id),
    pay TEXT NOT NULL CHECK (pay IN ('regular', 'overtime')),
    secs INTEGER NOT NULL,
    -- Hundredths of an hour, as they stand in the file.
    hundredths INTEGER NOT NULL,
    PRIMARY KEY (batch_id, line)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER export_line_is_never_changed BEFORE UPDATE ON export_line
BEGIN SELECT raise(ABORT, 'an exported batch is never changed'); END;
CREATE TRIGGER export_line_is_never_deleted BEFORE DELETE ON export_line
BEGIN SELECT raise(ABORT, 'an exported batch is never changed'); END;

-- Calls an hour, and their length.
CREATE INDEX call_of_workspace_by_time ON call (workspace_id, answered_at, ended_at) WHERE workspace_id IS NOT NULL;
-- How many of the punches by phone have a voice check.
CREATE INDEX punch_by_phone ON punch (workspace_id, at, call_id) WHERE channel = 'phone';
CREATE INDEX voice_check_by_state ON voice_check (workspace_id, expected_at, status, verdict);

-- Without numbers SQLite believes that a workspace has ten entries, and then any index is as good as another.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('time_entry', 'sqlite_autoindex_time_entry_1', '1000000 1'),
    ('time_entry', 'time_entry_open_once', '10000 1'),
    ('time_entry', 'time_entry_open_by_workspace', '10000 1000'),
    ('time_entry', 'time_entry_by_workspace', '1000000 100000 2 1'),
    ('time_entry', 'time_entry_by_employee', '1000000 100000 500 1 1'),
    ('time_entry', 'time_entry_by_work_date', '1000000 100000 500 2 1'),
    ('time_entry', 'time_entry_of_employee_by_work_date', '1000000 100000 500 2 1 1'),
    ('time_entry', 'time_entry_of_job_by_work_date', '1000000 100000 5000 50 2 1');
