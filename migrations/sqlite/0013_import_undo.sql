-- An import can be taken back for a day, with the people whom it has added. What the audit log says of them stays, and
-- keeps their ids: so the column no longer asks that there is such an employee. A constraint cannot be dropped, so the
-- table is made again.
CREATE TABLE audit_record_again (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    at INTEGER NOT NULL,
    -- None for commands run on the machine itself.
    user_id BLOB REFERENCES web_user (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    -- Whom or what it is about, as it was called then.
    subject TEXT NOT NULL,
    -- The employee whom it is about, who may be gone with the import that added them.
    employee_id BLOB,
    before TEXT,
    after TEXT,
    address TEXT NOT NULL
) STRICT;
INSERT INTO audit_record_again (id, workspace_id, at, user_id, actor, action, subject, employee_id, before, after, address)
    SELECT id, workspace_id, at, user_id, actor, action, subject, employee_id, before, after, address FROM audit_record;
DROP TABLE audit_record;
ALTER TABLE audit_record_again RENAME TO audit_record;
CREATE INDEX audit_record_in_order ON audit_record (workspace_id, at, id);
CREATE INDEX audit_record_of_actor ON audit_record (workspace_id, actor, at, id);
CREATE INDEX audit_record_of_action ON audit_record (workspace_id, action, at, id);
CREATE INDEX audit_record_of_employee ON audit_record (workspace_id, employee_id, at, id) WHERE employee_id IS NOT NULL;
CREATE TRIGGER audit_record_is_never_changed BEFORE UPDATE ON audit_record
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
-- REPLACE deletes without asking the trigger below.
CREATE TRIGGER audit_record_is_never_replaced BEFORE INSERT ON audit_record
WHEN EXISTS (SELECT 1 FROM audit_record WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_record_is_never_deleted BEFORE DELETE ON audit_record
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;

-- Those of the last day, which can be taken back.
CREATE INDEX import_draft_done ON import_draft (workspace_id, made_at, id) WHERE added IS NOT NULL;

-- Who is taken back has left no trace: each table is asked before, and once more by its constraint.
CREATE INDEX phone_clock_id_ever_of_employee ON phone_clock_id (employee_id);
CREATE INDEX kiosk_credential_of_employee ON kiosk_credential (employee_id);
CREATE INDEX export_line_of_employee ON export_line (employee_id);
CREATE INDEX exception_of_employee ON exception (workspace_id, employee_id);
CREATE INDEX approval_ever_of_employee ON approval (workspace_id, employee_id);
CREATE INDEX badge_link_of_credential ON badge_link (credential_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('audit_record', 'sqlite_autoindex_audit_record_1', '1000000 1'),
    ('audit_record', 'audit_record_in_order', '1000000 100000 2 1'),
    ('audit_record', 'audit_record_of_actor', '1000000 100000 10000 2 1'),
    ('audit_record', 'audit_record_of_action', '1000000 100000 10000 2 1'),
    ('audit_record', 'audit_record_of_employee', '1000000 100000 500 2 1'),
    ('import_draft', 'import_draft_done', '1000 10 1 1'),
    ('phone_clock_id', 'phone_clock_id_ever_of_employee', '100000 1'),
    ('kiosk_credential', 'kiosk_credential_of_employee', '100000 3'),
    ('exception', 'exception_of_employee', '1000000 100000 1000'),
    ('approval', 'approval_ever_of_employee', '100000 10000 50'),
    ('badge_link', 'badge_link_of_credential', '100000 1'),
    ('export_line', 'export_line_of_employee', '10000000 1000');
