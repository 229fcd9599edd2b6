-- Who works on a task: the run of a gateway that has it on lease. Only that run notes how it went.
ALTER TABLE task ADD COLUMN leased_by BLOB;

-- Either index over open entries leads to one employee's, whichever is chosen.
DROP INDEX time_entry_open_by_workspace;
CREATE INDEX time_entry_open_by_workspace ON time_entry (workspace_id, employee_id) WHERE status = 'open';
DELETE FROM sqlite_stat1 WHERE idx = 'time_entry_open_by_workspace';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('time_entry', 'time_entry_open_by_workspace', '10000 1000 1');
