-- Kiosks: shared devices as the second way in; PINs of users, and their second factor.

-- The day from which somebody may clock, in the zone they work in; none for whoever is there already.
ALTER TABLE employee ADD COLUMN starts_on TEXT;

-- What holds for all kiosks of a workspace; none until its kiosks are activated for the first time.
CREATE TABLE kiosk_policy (
    workspace_id BLOB PRIMARY KEY REFERENCES workspace (id),
    activated INTEGER NOT NULL CHECK (activated IN (0, 1)),
    method TEXT NOT NULL
        CHECK (method IN ('name and pin', 'number and pin', 'pin alone', 'badge', 'badge and pin')),
    name_pin_digits INTEGER NOT NULL CHECK (name_pin_digits IN (4, 6)),
    number_pin_digits INTEGER NOT NULL CHECK (number_pin_digits BETWEEN 4 AND 6),
    lone_pin_digits INTEGER NOT NULL CHECK (lone_pin_digits BETWEEN 4 AND 8),
    -- Whether admins may type a PIN for somebody.
    may_type INTEGER NOT NULL CHECK (may_type IN (0, 1)),
    -- Whether PINs and badges follow from the key file, and can be shown again. Once switched off it stays off.
    may_show_again INTEGER NOT NULL CHECK (may_show_again IN (0, 1)),
    -- A PIN older than this is suggested to be renewed.
    renew_after_months INTEGER CHECK (renew_after_months BETWEEN 1 AND 120),
    -- Whether users sign in by PIN on approved devices.
    sign_in_by_pin INTEGER NOT NULL CHECK (sign_in_by_pin IN (0, 1)),
    -- Of every slow tag of the workspace: argon2id over a PIN, with this salt and the pepper of the key file.
    tag_salt BLOB NOT NULL CHECK (length(tag_salt) = 16)
) STRICT;

CREATE TABLE kiosk (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    -- The workspace's where there is none.
    zone TEXT,
    language TEXT,
    everybody INTEGER NOT NULL CHECK (everybody IN (0, 1)),
    default_job_id BLOB,
    authentication_required INTEGER NOT NULL CHECK (authentication_required IN (0, 1)),
    -- The slow tag of the Universal PIN.
    universal_tag BLOB,
    -- From what a generated one follows; none for one that was typed.
    universal_id BLOB,
    universal_try INTEGER NOT NULL DEFAULT 0,
    universal_digits INTEGER CHECK (universal_digits BETWEEN 6 AND 8),
    universal_set_at INTEGER,
    disabled_at INTEGER,
    deleted_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, default_job_id) REFERENCES job (workspace_id, id),
    CHECK ((universal_tag IS NULL) = (universal_set_at IS NULL)),
    CHECK ((universal_tag IS NULL) = (universal_digits IS NULL))
) STRICT;
CREATE INDEX kiosk_by_workspace ON kiosk (workspace_id, name, id);
CREATE UNIQUE INDEX kiosk_universal_once ON kiosk (workspace_id, universal_tag)
    WHERE universal_tag IS NOT NULL AND deleted_at IS NULL;

-- Who may clock at a kiosk that is not for everybody.
CREATE TABLE kiosk_member (
    kiosk_id BLOB NOT NULL REFERENCES kiosk (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
    PRIMARY KEY (kiosk_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_member_of_employee ON kiosk_member (employee_id);

-- What somebody shows or keys at kiosks. Those of other methods than the one in force sleep.
CREATE TABLE kiosk_credential (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name pin', 'number pin', 'lone pin', 'badge')),
    -- Derived from the key file and the id; drawn at random and shown once; or typed by an admin.
    origin TEXT NOT NULL CHECK (origin IN ('derived', 'random', 'typed')),
    -- Which of the values that follow from the id.
    try INTEGER NOT NULL,
    -- None, 0, for a badge.
    digits INTEGER NOT NULL CHECK (digits = 0 OR digits BETWEEN 4 AND 8),
    -- argon2id in PHC form, of a PIN behind a name or a number.
    hash TEXT,
    -- Of a PIN alone the slow tag, of a badge the SHA-256.
    tag BLOB,
    made_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- Taken away by an admin: none is made in its place until somebody asks for one.
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK (removed = 0 OR ended_at IS NOT NULL),
    CHECK ((kind = 'badge') = (digits = 0)),
    CHECK ((kind IN ('name pin', 'number pin')) = (hash IS NOT NULL)),
    CHECK ((kind IN ('lone pin', 'badge')) = (tag IS NOT NULL))
) STRICT;
-- One of each kind and length: when the setting changes, those of the other length sleep, too.
CREATE UNIQUE INDEX kiosk_credential_once ON kiosk_credential (employee_id, kind, digits) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX kiosk_credential_tag_once ON kiosk_credential (workspace_id, kind, tag)
    WHERE tag IS NOT NULL AND ended_at IS NULL;
CREATE INDEX kiosk_credential_by_kind ON kiosk_credential (workspace_id, kind, digits, employee_id)
    WHERE ended_at IS NULL OR removed = 1;
CREATE INDEX kiosk_credential_removed ON kiosk_credential (employee_id, kind) WHERE removed = 1;

-- A link in a mail that shows a badge on a phone: for a day, and a few times.
CREATE TABLE badge_link (
    id BLOB PRIMARY KEY,
    employee_id BLOB NOT NULL REFERENCES employee (id),
    -- The badge that it shows, as long as it is the one in use.
    credential_id BLOB NOT NULL REFERENCES kiosk_credential (id),
    token_hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    opens INTEGER NOT NULL DEFAULT 0 CHECK (opens >= 0)
) STRICT;
CREATE INDEX badge_link_of_employee ON badge_link (employee_id, made_at);
CREATE INDEX badge_link_by_end ON badge_link (ends_at);

-- Something that users are told by mail: once, however many of them there are.
CREATE TABLE notice (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('forgotten pin', 'assignees exported', 'device suspended', 'device over allowance')),
    at INTEGER NOT NULL,
    -- What it is about, and who did it.
    employee_id BLOB REFERENCES employee (id),
    kiosk_id BLOB REFERENCES kiosk (id),
    device_id BLOB REFERENCES kiosk_device (id),
    actor TEXT,
    -- How many people or tries.
    count INTEGER
) STRICT;
CREATE INDEX notice_of_employee ON notice (employee_id, kind, at) WHERE employee_id IS NOT NULL;

CREATE TABLE mail_again (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL CHECK (
        kind IN ('setup link', 'PIN chosen', 'invitation', 'password reset', 'badge', 'notice', 'alert', 'worker page')
    ),
    -- The link, notice or letter about alerts that it is about.
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
INSERT INTO mail_again (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state, sent_at, problem,
        to_folder)
    SELECT id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state, sent_at, problem, to_folder
    FROM mail;
DROP TABLE mail;
ALTER TABLE mail_again RENAME TO mail;
CREATE INDEX mail_of_employee ON mail (employee_id, queued_at) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX mail_of_setup_link ON mail (link_id) WHERE kind = 'setup link';
CREATE UNIQUE INDEX mail_of_pin_chosen ON mail (link_id) WHERE kind = 'PIN chosen';
CREATE INDEX mail_of_link ON mail (link_id);

-- A browser that is approved for a kiosk.
CREATE TABLE kiosk_device (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kiosk_id BLOB NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'revoked', 'deleted')),
    status_at INTEGER NOT NULL,
    -- Why it is suspended or revoked, for the people of the office.
    status_because TEXT,
    -- SHA-256 of the cookie's value; of the one before, too, until the new one was shown.
    cookie_hash BLOB NOT NULL UNIQUE,
    old_cookie_hash BLOB,
    cookie_made_at INTEGER NOT NULL,
    -- A point of P-256, uncompressed.
    public_key BLOB NOT NULL CHECK (length(public_key) = 65),
    -- The nonce that the next request is to show; the one before it, which counts once more while the newest is unused.
    nonce BLOB NOT NULL,
    previous_nonce BLOB,
    previous_spent INTEGER NOT NULL DEFAULT 0 CHECK (previous_spent IN (0, 1)),
    approved_at INTEGER NOT NULL,
    approved_by BLOB REFERENCES web_user (id),
    approver TEXT NOT NULL,
    browser TEXT NOT NULL,
    address TEXT NOT NULL,
    last_seen_at INTEGER,
    -- How far its clock was ahead when it was last seen, in milliseconds.
    clock_ahead INTEGER,
    -- Until when a name is asked for where a PIN alone would do: too many wrong ones.
    careful_until INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id)
) STRICT;
CREATE INDEX kiosk_device_of_kiosk ON kiosk_device (workspace_id, kiosk_id, approved_at, id);
CREATE INDEX kiosk_device_by_old_cookie ON kiosk_device (old_cookie_hash) WHERE old_cookie_hash IS NOT NULL;

-- What a device has asked and was answered, so that the same request gets the same answer. Forgotten after a day.
CREATE TABLE kiosk_request (
    device_id BLOB NOT NULL REFERENCES kiosk_device (id),
    request_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    -- Of what was asked: the same id with another question is refused. Keyed with the key file, as there may be a PIN in
    -- it.
    asked BLOB NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (device_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_request_by_time ON kiosk_request (at);

-- The 8 digits that are keyed on a device, and the browser that has keyed them.
CREATE TABLE kiosk_code (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kiosk_id BLOB NOT NULL,
    -- Keyed with the key file, since a code is short enough to try them all.
    code_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    user_id BLOB REFERENCES web_user (id),
    maker TEXT NOT NULL,
    -- The browser: SHA-256 of the cookie that it was given, its key, and the number that both pages show.
    cookie_hash BLOB UNIQUE,
    public_key BLOB CHECK (length(public_key) = 65),
    number INTEGER CHECK (number BETWEEN 10 AND 99),
    browser TEXT,
    address TEXT,
    keyed_at INTEGER,
    decided_at INTEGER,
    device_id BLOB REFERENCES kiosk_device (id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    CHECK ((keyed_at IS NULL) = (cookie_hash IS NULL)),
    CHECK (device_id IS NULL OR decided_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX kiosk_code_waiting_once ON kiosk_code (code_hash) WHERE decided_at IS NULL;
CREATE INDEX kiosk_code_of_kiosk ON kiosk_code (workspace_id, kiosk_id, made_at);

-- Codes that were keyed and are none, by network address.
CREATE TABLE failed_kiosk_code (
    address TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX failed_kiosk_code_by_address ON failed_kiosk_code (address, at);
CREATE INDEX failed_kiosk_code_by_time ON failed_kiosk_code (at);

-- Wrong PINs of one person at one kiosk.
CREATE TABLE kiosk_guard (
    kiosk_id BLOB NOT NULL REFERENCES kiosk (id),
    employee_id BLOB NOT NULL REFERENCES employee (id),
    failures INTEGER NOT NULL CHECK (failures >= 0),
    locks INTEGER NOT NULL CHECK (locks >= 0),
    locked_until INTEGER,
    locked_until_unlocked INTEGER NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    PRIMARY KEY (kiosk_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_guard_of_employee ON kiosk_guard (employee_id);
CREATE INDEX kiosk_guard_locked ON kiosk_guard (locked_until) WHERE locked_until IS NOT NULL;

-- Wrong PINs at a number or a name that nobody has: it locks like those of people, so that nobody learns which have
-- somebody. Forgotten some time after the last.
CREATE TABLE kiosk_stranger_guard (
    kiosk_id BLOB NOT NULL REFERENCES kiosk (id),
    -- Keyed with the key file: what was keyed may be a PIN.
    tried BLOB NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    locks INTEGER NOT NULL CHECK (locks >= 0),
    locked_until INTEGER,
    locked_until_unlocked INTEGER NOT NULL CHECK (locked_until_unlocked IN (0, 1)),
    last_at INTEGER NOT NULL,
    PRIMARY KEY (kiosk_id, tried)
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_stranger_guard_by_time ON kiosk_stranger_guard (last_at);

-- One person found at a device, or not found: what a device's list of sessions shows.
CREATE TABLE identification (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kiosk_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    -- Who was found, or who was tried; none where nobody was named.
    employee_id BLOB,
    -- The user, where one has signed in or is the one who clocks others.
    user_id BLOB REFERENCES web_user (id),
    at INTEGER NOT NULL,
    address TEXT NOT NULL,
    proof TEXT NOT NULL
        CHECK (proof IN ('pin', 'badge', 'badge and pin', 'name only', 'universal pin', 'supervisor', 'user pin')),
    outcome TEXT NOT NULL CHECK (outcome IN ('refused', 'found', 'punched', 'left', 'noted', 'signed in', 'unlocked')),
    -- Where it counts as a failed try of the device.
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
    -- Until when somebody who was found may go on, and how long they took to the punch, in milliseconds.
    ends_at INTEGER,
    took INTEGER,
    -- The request that has punched.
    request_id BLOB,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id)
) STRICT;
CREATE INDEX identification_by_time ON identification (at);
CREATE INDEX identification_waiting ON identification (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX identification_of_device ON identification (device_id, at, id);
CREATE INDEX identification_failed ON identification (device_id, at) WHERE counts = 1;
CREATE INDEX identification_punched ON identification (kiosk_id, at) WHERE outcome = 'punched';
CREATE INDEX identification_of_employee ON identification (employee_id, at) WHERE employee_id IS NOT NULL;

-- How a punch at a kiosk was made and proven, and who clocked whom.
ALTER TABLE punch ADD COLUMN kiosk_id BLOB REFERENCES kiosk (id)
    CHECK ((channel = 'kiosk') = (kiosk_id IS NOT NULL));
ALTER TABLE punch ADD COLUMN device_id BLOB REFERENCES kiosk_device (id)
    CHECK ((channel = 'kiosk') = (device_id IS NOT NULL));
ALTER TABLE punch ADD COLUMN proof TEXT
    CHECK ((channel = 'kiosk') = (proof IS NOT NULL)
        AND proof IN ('pin', 'badge', 'badge and pin', 'name only', 'universal pin', 'supervisor', 'user pin'));
-- The name of whoever clocked somebody else.
ALTER TABLE punch ADD COLUMN clocked_by TEXT;
CREATE INDEX punch_of_device ON punch (device_id, at) WHERE device_id IS NOT NULL;
CREATE INDEX punch_of_kiosk ON punch (kiosk_id, at) WHERE kiosk_id IS NOT NULL;

-- What somebody says happened when it could not be punched. A person decides it; it is never an entry by itself.
CREATE TABLE claim (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    employee_id BLOB,
    kiosk_id BLOB REFERENCES kiosk (id),
    device_id BLOB REFERENCES kiosk_device (id),
    -- The same request makes it once.
    made_by TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    -- The moment it is about.
    at INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    -- The name that was typed, where nobody was found.
    said_name TEXT,
    note TEXT,
    decided_at INTEGER,
    decision TEXT CHECK (decision IN ('accepted', 'refused')),
    decided_by BLOB REFERENCES web_user (id),
    decider TEXT,
    reason TEXT,
    entry_id BLOB REFERENCES time_entry (id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((decided_at IS NULL) = (decision IS NULL)),
    CHECK ((decided_at IS NULL) = (decider IS NULL)),
    CHECK (employee_id IS NOT NULL OR said_name IS NOT NULL)
) STRICT;
CREATE INDEX claim_waiting ON claim (workspace_id, at, id) WHERE decided_at IS NULL;
CREATE INDEX claim_decided ON claim (workspace_id, decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX claim_of_device ON claim (device_id, made_at) WHERE device_id IS NOT NULL;
CREATE INDEX claim_of_employee ON claim (employee_id, at) WHERE employee_id IS NOT NULL;

-- A user who is an employee, too: what holds for owners and admins holds at the clock as well.
ALTER TABLE web_user ADD COLUMN employee_id BLOB REFERENCES employee (id);
CREATE UNIQUE INDEX web_user_of_employee ON web_user (employee_id) WHERE employee_id IS NOT NULL;
ALTER TABLE web_user ADD COLUMN login_method TEXT NOT NULL DEFAULT 'password'
    CHECK (login_method IN ('password', 'password and pin', 'pin only'));
-- The slow tag of the user's PIN, and from what a generated one follows.
ALTER TABLE web_user ADD COLUMN pin_tag BLOB;
ALTER TABLE web_user ADD COLUMN pin_id BLOB;
ALTER TABLE web_user ADD COLUMN pin_try INTEGER NOT NULL DEFAULT 0;
ALTER TABLE web_user ADD COLUMN pin_digits INTEGER CHECK (pin_digits BETWEEN 5 AND 8);
ALTER TABLE web_user ADD COLUMN pin_set_at INTEGER;
CREATE UNIQUE INDEX web_user_pin_once ON web_user (workspace_id, pin_tag) WHERE pin_tag IS NOT NULL;

-- A session on a shared device, begun by PIN: shorter, and it may do less.
ALTER TABLE web_session ADD COLUMN device_id BLOB REFERENCES kiosk_device (id);
-- When the password was last typed in this session; none for one that was begun by PIN.
ALTER TABLE web_session ADD COLUMN confirmed_at INTEGER;

-- Whether owners and admins are asked for a second factor.
ALTER TABLE workspace ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1));
-- A user's authenticator app (RFC 6238). Its secret follows from the key file and the id.
CREATE TABLE second_factor (
    user_id BLOB PRIMARY KEY REFERENCES web_user (id),
    id BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    -- When the first code came back; before that nothing is asked.
    confirmed_at INTEGER,
    -- The last time step whose code was taken: none is taken twice.
    last_step INTEGER
) STRICT;
CREATE TABLE recovery_code (
    user_id BLOB NOT NULL REFERENCES web_user (id),
    -- Keyed with the key file.
    hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;
-- A password that was right and waits for the second factor.
CREATE TABLE half_sign_in (
    token_hash BLOB PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX half_sign_in_by_end ON half_sign_in (ends_at);
CREATE INDEX half_sign_in_of_user ON half_sign_in (user_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('identification', 'identification_by_time', '1000000 1'),
    ('identification', 'identification_waiting', '20 1'),
    ('identification', 'identification_of_device', '1000000 5000 1 1'),
    ('identification', 'identification_failed', '50000 300 1'),
    ('identification', 'identification_punched', '900000 5000 1'),
    ('identification', 'identification_of_employee', '1000000 100 1'),
    ('punch', 'punch_of_device', '1000000 5000 1'),
    ('punch', 'punch_of_kiosk', '1000000 5000 1'),
    ('kiosk_request', 'kiosk_request_by_time', '100000 1'),
    ('kiosk_credential', 'kiosk_credential_once', '100000 1 1 1'),
    ('kiosk_credential', 'kiosk_credential_tag_once', '100000 1000 500 1'),
    ('kiosk_credential', 'kiosk_credential_by_kind', '100000 1000 500 500 1'),
    ('kiosk_credential', 'kiosk_credential_removed', '1000 1 1'),
    ('badge_link', 'badge_link_of_employee', '100000 10 1'),
    ('badge_link', 'badge_link_by_end', '100000 1'),
    ('notice', 'notice_of_employee', '10000 10 5 1');
