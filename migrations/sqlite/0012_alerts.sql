-- What users of the office are told of for as long as it is so, each once.
CREATE TABLE alert (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('in too long', 'near overtime', 'not here', 'kiosk silent', 'line failing')),
    -- What it is about, to the occasion: two programs at work, or one that starts again, raise it once.
    cause TEXT NOT NULL,
    employee_id BLOB,
    entry_id BLOB REFERENCES time_entry (id),
    device_id BLOB REFERENCES kiosk_device (id),
    -- Of calls: what goes wrong.
    detail TEXT,
    -- The moment that it is about: a clock-in, the start of a week or a day, when a device was last seen.
    at INTEGER NOT NULL,
    -- Seconds that were worked, or how many calls or requests, when it was raised.
    amount INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    outcome TEXT CHECK (outcome IN ('over', 'lapsed')),
    -- When what it was about was over.
    over_at INTEGER,
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    UNIQUE (workspace_id, kind, cause),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX alert_open ON alert (workspace_id, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX alert_of_employee ON alert (workspace_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX alert_closed ON alert (workspace_id, closed_at, id) WHERE closed_at IS NOT NULL;

-- Of what a user is told: a row for each kind that is on.
CREATE TABLE alert_choice (
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    user_id BLOB NOT NULL REFERENCES web_user (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('in too long', 'near overtime', 'not here', 'kiosk silent', 'line failing')),
    -- From when on, for the kinds that have a time to set.
    limit_secs INTEGER,
    PRIMARY KEY (workspace_id, user_id, kind)
) STRICT, WITHOUT ROWID;
-- How a user is told; without a row, of each alert as it is raised, and of the all clear.
CREATE TABLE alert_reader (
    user_id BLOB PRIMARY KEY REFERENCES web_user (id),
    all_clear INTEGER NOT NULL CHECK (all_clear IN (0, 1)),
    -- At which hour of the workspace's clock once a day, in place of each one.
    digest_hour INTEGER CHECK (digest_hour BETWEEN 0 AND 23),
    digest_at INTEGER,
    -- Where each one goes as a text as well; none unless they want that.
    text_number TEXT,
    -- When the holder of the phone has answered STOP.
    text_stopped_at INTEGER
) STRICT;

-- One message to one user, with what is in it.
CREATE TABLE alert_letter (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    user_id BLOB NOT NULL REFERENCES web_user (id),
    at INTEGER NOT NULL,
    is_digest INTEGER NOT NULL CHECK (is_digest IN (0, 1))
) STRICT;
CREATE INDEX alert_letter_of_user ON alert_letter (workspace_id, user_id, at, id);
CREATE TABLE alert_told (
    letter_id BLOB NOT NULL REFERENCES alert_letter (id),
    alert_id BLOB NOT NULL REFERENCES alert (id),
    user_id BLOB NOT NULL REFERENCES web_user (id),
    part TEXT NOT NULL CHECK (part IN ('open', 'closed')),
    is_digest INTEGER NOT NULL CHECK (is_digest IN (0, 1)),
    PRIMARY KEY (letter_id, alert_id, part)
) STRICT, WITHOUT ROWID;
-- Nobody is told the same twice; a digest lists what is still open once more.
CREATE UNIQUE INDEX alert_told_once ON alert_told (alert_id, user_id, part) WHERE is_digest = 0;
CREATE INDEX alert_told_of_alert ON alert_told (alert_id, part, user_id);

-- Requests and webhooks that went wrong one after the other, over the whole gateway.
CREATE TABLE line_spell (
    trouble TEXT PRIMARY KEY CHECK (trouble IN ('refused', 'failed')),
    count INTEGER NOT NULL CHECK (count > 0),
    since_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX call_fault_by_time ON call_fault (at);

-- When somebody is to start on a weekday, where the office has planned it.
CREATE TABLE planned_start (
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    -- 1 is Monday.
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    -- Minutes after midnight by the clock on the wall; none for a day off.
    minute INTEGER CHECK (minute BETWEEN 0 AND 1439),
    PRIMARY KEY (workspace_id, weekday, employee_id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX planned_start_of_employee ON planned_start (workspace_id, employee_id, weekday);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('alert', 'alert_open', '100 10 1 1'),
    ('alert', 'alert_of_employee', '100000 10000 20'),
    ('alert', 'alert_closed', '100000 10000 1 1'),
    ('alert_letter', 'alert_letter_of_user', '100000 10000 1000 1 1'),
    ('alert_told', 'alert_told_of_alert', '300000 3 3 1'),
    ('call_fault', 'call_fault_by_time', '1000 1'),
    ('planned_start', 'planned_start_of_employee', '100000 10000 5 1');
