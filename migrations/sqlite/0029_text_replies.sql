-- What phones have answered to texts, each once: the last STOP or START of a phone counts, in every workspace.
CREATE TABLE text_reply (
    id BLOB PRIMARY KEY,
    provider TEXT NOT NULL,
    -- What the provider calls it; where it only refuses to text the phone, our id of the text that was refused.
    provider_id TEXT NOT NULL,
    phone TEXT NOT NULL,
    meaning TEXT NOT NULL CHECK (meaning IN ('stop', 'start', 'help', 'other')),
    at INTEGER NOT NULL,
    -- Whether a text goes back.
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    UNIQUE (provider, provider_id)
) STRICT;
CREATE INDEX text_reply_of_phone ON text_reply (phone, meaning, at);
CREATE INDEX text_reply_forgotten ON text_reply (at) WHERE meaning IN ('help', 'other');

-- Whose phone it is.
CREATE INDEX employee_by_phone ON employee (phone) WHERE phone IS NOT NULL;
CREATE INDEX alert_reader_by_number ON alert_reader (text_number) WHERE text_number IS NOT NULL;

-- What the word is about: any text at all, or confirmations of punches.
ALTER TABLE text_consent ADD COLUMN about TEXT NOT NULL DEFAULT 'texts' CHECK (about IN ('texts', 'confirmations'));

-- There are more kinds of texts. A constraint cannot be dropped, so the table is made again.
CREATE TABLE text_message_again (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('setup link', 'worker page', 'alert', 'reply', 'confirmation')),
    -- The link that it carries, the message about alerts, the reply that it answers or the punch that it confirms: one
    -- text each.
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
    CONSTRAINT text_message_addressee CHECK ((employee_id IS NULL) = (user_id IS NOT NULL)),
    CONSTRAINT text_message_kind_of_addressee CHECK (kind = 'reply' OR (kind = 'alert') = (user_id IS NOT NULL)),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id)
) STRICT;
INSERT INTO text_message_again (id, workspace_id, kind, link_id, employee_id, user_id, recipient, queued_at, state, rank,
        state_at, provider_id, problem)
    SELECT id, workspace_id, kind, link_id, employee_id, user_id, recipient, queued_at, state, rank, state_at,
        provider_id, problem FROM text_message;
DROP TABLE text_message;
ALTER TABLE text_message_again RENAME TO text_message;
CREATE INDEX text_message_of_employee ON text_message (employee_id, queued_at) WHERE employee_id IS NOT NULL;
CREATE INDEX text_message_taken ON text_message (queued_at) WHERE provider_id IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('text_reply', 'text_reply_of_phone', '100000 5 3 1'),
    ('text_reply', 'text_reply_forgotten', '10000 1'),
    ('employee', 'employee_by_phone', '100000 1'),
    ('text_message', 'text_message_of_employee', '1000000 5 1'),
    ('text_message', 'text_message_taken', '1000000 2');
