-- Addresses of other programs that are told what happens in a workspace.
CREATE TABLE hook (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    url TEXT NOT NULL,
    -- What it is told of, by name, with blanks between.
    events TEXT NOT NULL,
    -- Which of its secrets signs; they follow from the key file. The one before signs as well until then.
    secret_number INTEGER NOT NULL CHECK (secret_number >= 1),
    old_secret_until INTEGER,
    made_at INTEGER NOT NULL,
    -- None for commands run on the machine itself.
    made_by BLOB REFERENCES web_user (id),
    maker TEXT NOT NULL,
    paused_at INTEGER,
    -- Where it was not an owner who has paused it: the address said that it is gone.
    paused_because TEXT CHECK (paused_because IN ('gone')),
    removed_at INTEGER,
    CONSTRAINT hook_paused_for_a_reason CHECK (paused_because IS NULL OR paused_at IS NOT NULL)
) STRICT;
CREATE INDEX hook_by_workspace ON hook (workspace_id, made_at, id);

-- What has happened and is not told yet: written by triggers, whatever changes the rows, where an address is in use.
CREATE TABLE hook_event (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    event TEXT NOT NULL,
    subject_id BLOB NOT NULL
) STRICT;

-- What is told to each address.
CREATE TABLE hook_delivery (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    hook_id BLOB NOT NULL REFERENCES hook (id),
    event TEXT NOT NULL,
    -- JSON, the same at every try.
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    next_try_at INTEGER,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    tried_at INTEGER,
    -- With which HTTP status the last try was answered, or why it was not.
    status INTEGER,
    problem TEXT,
    CONSTRAINT hook_delivery_waits_for_its_try CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
    CONSTRAINT hook_delivery_was_tried CHECK ((attempts = 0) = (tried_at IS NULL))
) STRICT;
CREATE INDEX hook_delivery_of_hook ON hook_delivery (hook_id, made_at, id);
CREATE INDEX hook_delivery_due ON hook_delivery (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX hook_delivery_over ON hook_delivery (made_at) WHERE next_try_at IS NULL;

CREATE TRIGGER hook_hears_of_new_entry AFTER INSERT ON time_entry
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id,
        CASE NEW.status WHEN 'open' THEN 'entry.opened' WHEN 'closed' THEN 'entry.closed' ELSE 'entry.changed' END,
        NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_entry AFTER UPDATE OF status, in_at, out_at, job_id, voided_at ON time_entry
WHEN OLD.status IS NOT NEW.status OR OLD.in_at IS NOT NEW.in_at
    OR OLD.out_at IS NOT NEW.out_at OR OLD.job_id IS NOT NEW.job_id OR OLD.voided_at IS NOT NEW.voided_at
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id,
        CASE WHEN OLD.status <> 'closed' AND NEW.status = 'closed' THEN 'entry.closed'
            WHEN OLD.status <> 'open' AND NEW.status = 'open' THEN 'entry.opened' ELSE 'entry.changed' END,
        NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_new_break AFTER INSERT ON entry_break
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'entry.changed', NEW.entry_id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_break AFTER UPDATE OF paid, begin_at, end_at, voided_at ON entry_break
WHEN OLD.paid IS NOT NEW.paid OR OLD.begin_at IS NOT NEW.begin_at
    OR OLD.end_at IS NOT NEW.end_at OR OLD.voided_at IS NOT NEW.voided_at
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'entry.changed', NEW.entry_id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_new_exception AFTER INSERT ON exception
WHEN NEW.settled_at IS NULL
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'exception.opened', NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_exception AFTER UPDATE OF settled_at ON exception
WHEN (OLD.settled_at IS NULL) <> (NEW.settled_at IS NULL)
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id,
        CASE WHEN NEW.settled_at IS NULL THEN 'exception.opened' ELSE 'exception.resolved' END, NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_new_approval AFTER INSERT ON approval
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'approval.given', NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_approval AFTER UPDATE OF reopened_at ON approval
WHEN OLD.reopened_at IS NULL AND NEW.reopened_at IS NOT NULL
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'approval.reopened', NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;
CREATE TRIGGER hook_hears_of_export AFTER INSERT ON export_batch
BEGIN INSERT INTO hook_event (id, workspace_id, event, subject_id)
    SELECT randomblob(16), NEW.workspace_id, 'export.made', NEW.id
    WHERE EXISTS (SELECT 1 FROM hook h
        WHERE h.workspace_id = NEW.workspace_id AND h.paused_at IS NULL AND h.removed_at IS NULL); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('hook', 'hook_by_workspace', '1000 2 1 1'),
    ('hook_delivery', 'hook_delivery_of_hook', '1000000 2000 1 1'),
    ('hook_delivery', 'hook_delivery_due', '100 1'),
    ('hook_delivery', 'hook_delivery_over', '1000000 1');
