-- Text messages: every one once, until the provider has it or it cannot be sent, and how far it has come since.
CREATE TABLE text_message (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('setup link', 'worker page', 'alert')),
    -- The link that it carries, or the message about alerts: one text each.
    link_id BLOB NOT NULL UNIQUE,
    -- Whom it goes to: one of them.
    employee_id BLOB,
    user_id BLOB REFERENCES web_user (id),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'sent', 'delivered', 'undelivered', 'failed')),
    -- How far that is: what is told late changes nothing.
    rank INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 3),
    state_at INTEGER NOT NULL,
    -- What the provider calls it.
    provider_id TEXT,
    -- In words for the admin.
    problem TEXT,
    CHECK ((employee_id IS NULL) = (kind = 'alert') AND (user_id IS NULL) = (employee_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX text_message_of_employee ON text_message (employee_id, queued_at) WHERE employee_id IS NOT NULL;

-- Who may be sent texts, and who said so. The last word counts; that about one employee goes before that about all.
CREATE TABLE text_consent (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    -- None for everybody of the workspace.
    employee_id BLOB,
    allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    at INTEGER NOT NULL,
    -- None for what the holder of the phone has answered.
    user_id BLOB REFERENCES web_user (id),
    actor TEXT NOT NULL,
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
CREATE INDEX text_consent_of_employee ON text_consent (workspace_id, employee_id, at);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('text_message', 'text_message_of_employee', '1000000 5 1'),
    ('text_consent', 'text_consent_of_employee', '1000000 10000 2 1');
