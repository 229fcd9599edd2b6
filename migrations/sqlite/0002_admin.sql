-- The web side: users and their sessions, setup links, mail, settings, and the audit log.

ALTER TABLE workspace ADD COLUMN recording_notice TEXT;
ALTER TABLE workspace ADD COLUMN retention_days INTEGER NOT NULL DEFAULT 365 CHECK (retention_days BETWEEN 1 AND 3650);
-- Codes of the languages an employee may have, with blanks between.
ALTER TABLE workspace ADD COLUMN languages TEXT NOT NULL DEFAULT 'en es';

-- Overrides the workspace's setting where present.
ALTER TABLE employee ADD COLUMN voice_check INTEGER CHECK (voice_check IN (0, 1));
-- Lower case in any script, for searching and for the order of lists. SQLite knows ASCII alone, so the program
-- fills it in for those who are there already.
ALTER TABLE employee ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
CREATE INDEX employee_in_order ON employee (workspace_id, sort_name, id);

ALTER TABLE job ADD COLUMN everyone INTEGER NOT NULL DEFAULT 1 CHECK (everyone IN (0, 1));
CREATE TABLE job_assignment (
    job_id BLOB NOT NULL REFERENCES job (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
    PRIMARY KEY (job_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_assignment_of_employee ON job_assignment (employee_id);

-- A list of people that was uploaded and read, until somebody confirms it or it runs out.
CREATE TABLE import_draft (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    user_id BLOB REFERENCES web_user (id),
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    -- JSON; emptied by the import.
    content TEXT NOT NULL,
    -- How many were added; none until it is confirmed.
    added INTEGER
) STRICT;
CREATE INDEX import_draft_by_end ON import_draft (ends_at);

CREATE TABLE web_user (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    -- Lower case; one over the whole gateway, because it is what people sign in with.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'payroll')),
    -- argon2id in PHC form; none until the invitation is taken up.
    password_hash TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX web_user_by_workspace ON web_user (workspace_id, name, id);

CREATE TABLE web_session (
    -- SHA-256 of the cookie's value.
    token_hash BLOB PRIMARY KEY,
    -- What a list names it by; good for ending it and for nothing else.
    id BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    began_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX web_session_of_user ON web_session (user_id);

CREATE TABLE failed_password (
    -- SHA-256 of the address that was typed, whether anybody has it or not.
    email_hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX failed_password_by_email ON failed_password (email_hash, at);
CREATE INDEX failed_password_by_address ON failed_password (address, at);
CREATE INDEX failed_password_by_time ON failed_password (at);

-- Requests for a new password, so that nobody's letter box is filled.
CREATE TABLE password_request (
    -- SHA-256 of the address that was typed, whether anybody has it or not.
    email_hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX password_request_by_email ON password_request (email_hash, at);
CREATE INDEX password_request_by_address ON password_request (address, at);
CREATE INDEX password_request_by_time ON password_request (at);

-- Links that let somebody choose a password: the first owner, an invitation, a reset.
CREATE TABLE password_link (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('first owner', 'invitation', 'reset')),
    -- None for the first owner, who is still to be named.
    user_id BLOB REFERENCES web_user (id),
    token_hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER,
    replaced_at INTEGER
) STRICT;
CREATE INDEX password_link_of_user ON password_link (user_id);

-- Links and codes that let an employee choose a PIN. The link's token is derived from the key file and
-- the id, so that a mail can be sent again without keeping the token.
CREATE TABLE setup_link (
    id BLOB PRIMARY KEY,
    employee_id BLOB NOT NULL REFERENCES employee (id),
    kind TEXT NOT NULL CHECK (kind IN ('link', 'code')),
    -- The digits of a code that say which code it is, so that wrong tries can be counted against it.
    selector TEXT,
    -- SHA-256 of a link's token; of a code, which is short, a hash keyed with the key file.
    token_hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER,
    replaced_at INTEGER,
    -- Wrong tries on a code.
    failures INTEGER NOT NULL DEFAULT 0,
    CHECK ((kind = 'code') = (selector IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX setup_link_waiting_once ON setup_link (employee_id, kind) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX setup_link_of_employee ON setup_link (employee_id);
CREATE UNIQUE INDEX setup_code_waiting_once ON setup_link (selector)
    WHERE selector IS NOT NULL AND used_at IS NULL AND replaced_at IS NULL;

-- Codes that opened nothing, by the network address that typed them.
CREATE TABLE failed_setup_code (
    address TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX failed_setup_code_by_address ON failed_setup_code (address, at);
CREATE INDEX failed_setup_code_by_time ON failed_setup_code (at);

CREATE TABLE mail (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL CHECK (kind IN ('setup link', 'invitation', 'password reset')),
    -- The setup or password link that it carries: one mail a link.
    link_id BLOB NOT NULL UNIQUE,
    employee_id BLOB REFERENCES employee (id),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    sent_at INTEGER,
    -- In words for the admin.
    problem TEXT
) STRICT;
CREATE INDEX mail_of_employee ON mail (employee_id, queued_at) WHERE employee_id IS NOT NULL;

CREATE TABLE audit_record (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    at INTEGER NOT NULL,
    -- None for commands run on the machine itself.
    user_id BLOB REFERENCES web_user (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    -- Whom or what it is about, as it was called then.
    subject TEXT NOT NULL,
    employee_id BLOB REFERENCES employee (id),
    before TEXT,
    after TEXT,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX audit_record_in_order ON audit_record (workspace_id, at, id);
CREATE INDEX audit_record_of_employee ON audit_record (employee_id, at) WHERE employee_id IS NOT NULL;
CREATE TRIGGER audit_record_is_never_changed BEFORE UPDATE ON audit_record
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
-- REPLACE deletes without asking the trigger below.
CREATE TRIGGER audit_record_is_never_replaced BEFORE INSERT ON audit_record
WHEN EXISTS (SELECT 1 FROM audit_record WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_record_is_never_deleted BEFORE DELETE ON audit_record
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;

-- Who is in, and what one employee did and heard.
CREATE INDEX time_entry_open_by_workspace ON time_entry (workspace_id) WHERE status = 'open';
CREATE INDEX time_entry_by_employee ON time_entry (workspace_id, employee_id, in_at, id);
CREATE INDEX call_by_employee ON call (workspace_id, employee_id, answered_at, id) WHERE employee_id IS NOT NULL;
