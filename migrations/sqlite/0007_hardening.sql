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

-- A password takes its place in a count before it is checked: a try stands written down until it turns out right. A
-- browser that somebody has signed in with has a count of its own, so that strangers lock nobody out.
CREATE TABLE known_browser (
    id BLOB PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    -- SHA-256 of the cookie's value; who shares a browser shares its cookie.
    token_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX known_browser_once ON known_browser (token_hash, user_id);
CREATE INDEX known_browser_of_user ON known_browser (user_id, last_seen_at);
CREATE INDEX known_browser_by_last_seen ON known_browser (last_seen_at);
ALTER TABLE failed_password ADD COLUMN id BLOB;
-- Not a reference: a browser that is forgotten leaves its count until that has served its time.
ALTER TABLE failed_password ADD COLUMN known_browser_id BLOB;
-- Wrong current passwords in a row on the page where one changes it.
ALTER TABLE web_session ADD COLUMN wrong_passwords INTEGER NOT NULL DEFAULT 0;

-- Mail: a link for a password may be mailed more than once; a setup link goes out in one mail, and in another number and
-- ID once the PIN is set; and of each it is kept whether it went to the outbox folder, where no mail server has it.
CREATE TABLE mail_again (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL CHECK (kind IN ('setup link', 'PIN chosen', 'invitation', 'password reset')),
    -- The setup or password link that it is about.
    link_id BLOB NOT NULL,
    employee_id BLOB REFERENCES employee (id),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    sent_at INTEGER,
    -- In words for the admin.
    problem TEXT,
    to_folder INTEGER NOT NULL DEFAULT 0 CHECK (to_folder IN (0, 1))
) STRICT;
INSERT INTO mail_again (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state, sent_at, problem)
    SELECT id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state, sent_at, problem FROM mail;
DROP TABLE mail;
ALTER TABLE mail_again RENAME TO mail;
CREATE INDEX mail_of_employee ON mail (employee_id, queued_at) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX mail_of_setup_link ON mail (link_id) WHERE kind = 'setup link';
CREATE UNIQUE INDEX mail_of_pin_chosen ON mail (link_id) WHERE kind = 'PIN chosen';
CREATE INDEX mail_of_link ON mail (link_id);

-- The provider's copy of a recording is deleted only once ours is as long as the provider says that it is.
ALTER TABLE voice_check ADD COLUMN provider_secs INTEGER;

-- People are found without accents, by words in any order and by the digits of their phone: the program makes the key,
-- and makes the names to order by anew, by base letters.
ALTER TABLE employee ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
CREATE INDEX employee_without_key ON employee (id) WHERE search_key = '';
UPDATE employee SET sort_name = '';
-- The part of the name that is the last name, where somebody said so.
ALTER TABLE employee ADD COLUMN last_name TEXT;
-- Who has an address already.
CREATE INDEX employee_by_email ON employee (workspace_id, email) WHERE email IS NOT NULL;

-- Whether the clock can be believed: what it said last beside an uptime that nobody sets, and what speaks against it.
CREATE TABLE clock_watch (
    -- Always 1: there is one row.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    wall_at INTEGER NOT NULL,
    uptime_millis INTEGER NOT NULL,
    -- Which start of the machine the uptime counts from.
    boot TEXT NOT NULL,
    stretch_before_at INTEGER,
    stretch_from_at INTEGER NOT NULL,
    -- The newest moment stored when the clock was last believed.
    believed_newest_at INTEGER,
    -- How often somebody has said that it is right: so a command tells the gateway.
    said_right INTEGER NOT NULL,
    cause TEXT CHECK (cause IN ('jumped', 'behind stored')),
    by_millis INTEGER,
    noticed_at INTEGER,
    steady_since_millis INTEGER,
    undisturbed_at INTEGER,
    undisturbed_uptime_millis INTEGER,
    put_right INTEGER CHECK (put_right IN (0, 1)),
    CHECK ((cause IS NULL) = (by_millis IS NULL) AND (cause IS NULL) = (noticed_at IS NULL)
        AND (cause IS NULL) = (steady_since_millis IS NULL) AND (cause IS NULL) = (undisturbed_at IS NULL)
        AND (cause IS NULL) = (undisturbed_uptime_millis IS NULL) AND (cause IS NULL) = (put_right IS NULL))
) STRICT;
-- For cutting what a wrong clock has made longer than it may be.
CREATE INDEX sign_in_guard_locked ON sign_in_guard (locked_until) WHERE locked_until IS NOT NULL;
CREATE INDEX setup_link_by_end ON setup_link (ends_at) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX password_link_by_end ON password_link (kind, ends_at) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX review_lease_by_end ON review_lease (ends_at);

-- SHA-256 of the token of the page on which the holder of a one-time code goes on. A link's page has the link's own.
ALTER TABLE setup_link ADD COLUMN page_hash BLOB;
CREATE UNIQUE INDEX setup_link_of_page ON setup_link (page_hash) WHERE page_hash IS NOT NULL;

-- Written to, while writes fail, to learn when they succeed again.
ALTER TABLE gateway ADD COLUMN writes_tried INTEGER NOT NULL DEFAULT 0;

-- The latest uploads of a workspace; those before them go.
CREATE INDEX import_draft_of_workspace ON import_draft (workspace_id, made_at, id);

-- A fourth verdict: nobody speaks. A check of a column cannot be changed, so the columns are made anew.
DROP INDEX voice_check_unheard;
DROP INDEX voice_check_unheard_of_job;
DROP INDEX voice_check_unheard_of_employee;
DROP INDEX voice_check_heard;
DROP INDEX voice_check_heard_as;
DROP INDEX voice_check_heard_of_employee;
DROP INDEX voice_check_heard_of_job;
DROP INDEX voice_check_by_state;
ALTER TABLE voice_check RENAME COLUMN verdict TO verdict_of_three;
ALTER TABLE voice_check ADD COLUMN verdict TEXT
    CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'nobody speaks'));
UPDATE voice_check SET verdict = verdict_of_three WHERE verdict_of_three IS NOT NULL;
ALTER TABLE voice_check DROP COLUMN verdict_of_three;
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
CREATE INDEX voice_check_by_state ON voice_check (workspace_id, expected_at, status, verdict);
CREATE TABLE verdict_of_four (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    voice_check_id BLOB NOT NULL REFERENCES voice_check (id),
    verdict TEXT NOT NULL
        CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'nobody speaks', 'taken back')),
    note TEXT,
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    reviewer TEXT NOT NULL
) STRICT;
INSERT INTO verdict_of_four SELECT id, workspace_id, voice_check_id, verdict, note, at, user_id, reviewer FROM verdict;
DROP TABLE verdict;
ALTER TABLE verdict_of_four RENAME TO verdict;
CREATE INDEX verdict_of_voice_check ON verdict (voice_check_id, at, id);
CREATE INDEX verdict_of_user ON verdict (user_id, at, id);
CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;

-- How far a listen has come; a verdict needs one that came to the end. Listens from before this have none.
CREATE TABLE play (
    listen_id BLOB PRIMARY KEY REFERENCES listen (id),
    -- Given out from the first byte on, without a gap.
    sent_bytes INTEGER NOT NULL CHECK (sent_bytes >= 0),
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    -- The earliest moment at which a player can have come to its end.
    over_at INTEGER NOT NULL,
    -- When the page said that it was played to the end; none where scripts do not run.
    ended_at INTEGER
) STRICT;

-- Flagged is what has an exception about the voice or the number that stands: the same in every list, however the
-- exception came and went.
CREATE TRIGGER voice_check_flag_raised AFTER INSERT ON exception
WHEN NEW.call_id IS NOT NULL AND NEW.settled_at IS NULL AND NEW.kind IN ('voice check silent', 'voice check missing',
    'voice check too short', 'voice check clipped', 'voice check unreadable', 'not this person', 'unrecognised caller')
BEGIN UPDATE voice_check SET flagged = 1 WHERE call_id = NEW.call_id AND flagged = 0; END;
CREATE TRIGGER voice_check_flag_settled AFTER UPDATE OF settled_at ON exception WHEN NEW.call_id IS NOT NULL
BEGIN UPDATE voice_check SET flagged = EXISTS (SELECT 1 FROM exception x WHERE x.call_id = NEW.call_id
    AND x.settled_at IS NULL AND x.kind IN ('voice check silent', 'voice check missing', 'voice check too short',
    'voice check clipped', 'voice check unreadable', 'not this person', 'unrecognised caller'))
    WHERE call_id = NEW.call_id; END;
CREATE TRIGGER voice_check_flag_expected AFTER INSERT ON voice_check
BEGIN UPDATE voice_check SET flagged = 1 WHERE id = NEW.id AND EXISTS (SELECT 1 FROM exception x
    WHERE x.call_id = NEW.call_id AND x.settled_at IS NULL AND x.kind IN ('voice check silent', 'voice check missing',
    'voice check too short', 'voice check clipped', 'voice check unreadable', 'not this person',
    'unrecognised caller')); END;
UPDATE voice_check SET flagged = EXISTS (SELECT 1 FROM exception x WHERE x.call_id = voice_check.call_id
    AND x.settled_at IS NULL AND x.kind IN ('voice check silent', 'voice check missing', 'voice check too short',
    'voice check clipped', 'voice check unreadable', 'not this person', 'unrecognised caller'));

-- What the planner is to think of the links for passwords: few of one user, many that end.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('password_link', 'password_link_of_user', '10000 3'),
    ('password_link', 'password_link_by_end', '10000 3000 2');
