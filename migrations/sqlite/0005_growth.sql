-- Nothing takes longer because more has been kept.

-- Rows whose missing columns an upgrade has still to fill in are found without a look at all others, at every start.
CREATE INDEX time_entry_unfilled ON time_entry (id) WHERE work_date = '';
CREATE INDEX employee_unfilled ON employee (id) WHERE sort_name = '';

-- The audit log of one actor, one action, one employee; and who and what is in it, by one look each.
CREATE INDEX audit_record_of_actor ON audit_record (workspace_id, actor, at, id);
CREATE INDEX audit_record_of_action ON audit_record (workspace_id, action, at, id);
DROP INDEX audit_record_of_employee;
CREATE INDEX audit_record_of_employee ON audit_record (workspace_id, employee_id, at, id) WHERE employee_id IS NOT NULL;

-- Sessions that are over are looked for every minute.
CREATE INDEX web_session_by_last_seen ON web_session (last_seen_at);
CREATE INDEX web_session_by_beginning ON web_session (began_at);

-- As in version 3: without numbers any index is as good as another.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('time_entry', 'time_entry_unfilled', '1 1'),
    ('audit_record', 'sqlite_autoindex_audit_record_1', '1000000 1'),
    ('audit_record', 'audit_record_in_order', '1000000 100000 2 1'),
    ('audit_record', 'audit_record_of_actor', '1000000 100000 10000 2 1'),
    ('audit_record', 'audit_record_of_action', '1000000 100000 10000 2 1'),
    ('audit_record', 'audit_record_of_employee', '1000000 100000 500 2 1');
