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

-- SHA-256 of the token of the page on which the holder of a one-time code goes on. A link's page has the link's own.
ALTER TABLE setup_link ADD COLUMN page_hash BLOB;
CREATE UNIQUE INDEX setup_link_of_page ON setup_link (page_hash) WHERE page_hash IS NOT NULL;
