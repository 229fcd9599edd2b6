-- Addresses of other programs that are told what happens in a workspace.
CREATE TABLE hook (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL REFERENCES workspace (id),
    url TEXT COLLATE "C" NOT NULL,
    -- What it is told of, by name, with blanks between.
    events TEXT COLLATE "C" NOT NULL,
    -- Which of its secrets signs; they follow from the key file. The one before signs as well until then.
    secret_number BIGINT NOT NULL CHECK (secret_number >= 1),
    old_secret_until BIGINT,
    made_at BIGINT NOT NULL,
    -- None for commands run on the machine itself.
    made_by BYTEA REFERENCES web_user (id),
    maker TEXT COLLATE "C" NOT NULL,
    paused_at BIGINT,
    -- Where it was not an owner who has paused it: the address said that it is gone.
    paused_because TEXT COLLATE "C" CHECK (paused_because IN ('gone')),
    removed_at BIGINT,
    CONSTRAINT hook_paused_for_a_reason CHECK (paused_because IS NULL OR paused_at IS NOT NULL)
);
CREATE INDEX hook_by_workspace ON hook (workspace_id, made_at, id);

-- What has happened and is not told yet: written by triggers, whatever changes the rows, where an address is in use.
CREATE TABLE hook_event (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    event TEXT COLLATE "C" NOT NULL,
    subject_id BYTEA NOT NULL
);

-- What is told to each address.
CREATE TABLE hook_delivery (
    id BYTEA PRIMARY KEY,
    workspace_id BYTEA NOT NULL,
    hook_id BYTEA NOT NULL REFERENCES hook (id),
    event TEXT COLLATE "C" NOT NULL,
    -- JSON, the same at every try.
    body TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    next_try_at BIGINT,
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    tried_at BIGINT,
    -- With which HTTP status the last try was answered, or why it was not.
    status BIGINT,
    problem TEXT COLLATE "C",
    CONSTRAINT hook_delivery_waits_for_its_try CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
    CONSTRAINT hook_delivery_was_tried CHECK ((attempts = 0) = (tried_at IS NULL))
);
CREATE INDEX hook_delivery_of_hook ON hook_delivery (hook_id, made_at, id);
CREATE INDEX hook_delivery_due ON hook_delivery (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX hook_delivery_over ON hook_delivery (made_at) WHERE next_try_at IS NULL;

CREATE FUNCTION tell_hooks(workspace BYTEA, what TEXT, subject BYTEA) RETURNS VOID LANGUAGE sql AS $$
    INSERT INTO hook_event (id, workspace_id, event, subject_id)
        SELECT uuid_send(gen_random_uuid()), workspace, what, subject WHERE EXISTS (SELECT 1 FROM hook h
            WHERE h.workspace_id = workspace AND h.paused_at IS NULL AND h.removed_at IS NULL)
$$;

CREATE FUNCTION hook_hears_of_new_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_hooks(NEW.workspace_id,
        CASE NEW.status WHEN 'open' THEN 'entry.opened' WHEN 'closed' THEN 'entry.closed' ELSE 'entry.changed' END,
        NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER hook_hears_of_new_entry AFTER INSERT ON time_entry
    FOR EACH ROW EXECUTE FUNCTION hook_hears_of_new_entry();

CREATE FUNCTION hook_hears_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_hooks(NEW.workspace_id,
        CASE WHEN OLD.status <> 'closed' AND NEW.status = 'closed' THEN 'entry.closed'
            WHEN OLD.status <> 'open' AND NEW.status = 'open' THEN 'entry.opened' ELSE 'entry.changed' END,
        NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER hook_hears_of_entry AFTER UPDATE OF status, in_at, out_at, job_id, voided_at ON time_entry
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.in_at IS DISTINCT FROM NEW.in_at
        OR OLD.out_at IS DISTINCT FROM NEW.out_at
        OR OLD.job_id IS DISTINCT FROM NEW.job_id OR OLD.voided_at IS DISTINCT FROM NEW.voided_at)
    EXECUTE FUNCTION hook_hears_of_entry();

CREATE FUNCTION hook_hears_of_break() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_hooks(NEW.workspace_id, 'entry.changed', NEW.entry_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER hook_hears_of_new_break AFTER INSERT ON entry_break
    FOR EACH ROW EXECUTE FUNCTION hook_hears_of_break();

CREATE TRIGGER hook_hears_of_break AFTER UPDATE OF paid, begin_at, end_at, voided_at ON entry_break
    FOR EACH ROW WHEN (OLD.paid IS DISTINCT FROM NEW.paid OR OLD.begin_at IS DISTINCT FROM NEW.begin_at
        OR OLD.end_at IS DISTINCT FROM NEW.end_at OR OLD.voided_at IS DISTINCT FROM NEW.voided_at)
    EXECUTE FUNCTION hook_hears_of_break();

-- Where it is always the same that has happened.
CREATE FUNCTION hook_hears() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_hooks(NEW.workspace_id, TG_ARGV[0], NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER hook_hears_of_new_exception AFTER INSERT ON exception
    FOR EACH ROW WHEN (NEW.settled_at IS NULL) EXECUTE FUNCTION hook_hears('exception.opened');

CREATE FUNCTION hook_hears_of_exception() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_hooks(NEW.workspace_id,
        CASE WHEN NEW.settled_at IS NULL THEN 'exception.opened' ELSE 'exception.resolved' END, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER hook_hears_of_exception AFTER UPDATE OF settled_at ON exception
    FOR EACH ROW WHEN ((OLD.settled_at IS NULL) <> (NEW.settled_at IS NULL))
    EXECUTE FUNCTION hook_hears_of_exception();

CREATE TRIGGER hook_hears_of_new_approval AFTER INSERT ON approval
    FOR EACH ROW EXECUTE FUNCTION hook_hears('approval.given');

CREATE TRIGGER hook_hears_of_approval AFTER UPDATE OF reopened_at ON approval
    FOR EACH ROW WHEN (OLD.reopened_at IS NULL AND NEW.reopened_at IS NOT NULL)
    EXECUTE FUNCTION hook_hears('approval.reopened');

CREATE TRIGGER hook_hears_of_export AFTER INSERT ON export_batch
    FOR EACH ROW EXECUTE FUNCTION hook_hears('export.made');
