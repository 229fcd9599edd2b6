-- Since when, and until when, a location gives a job to the entries that begin there: what was expected of a punch is
-- what was so at its moment, whatever is changed later.
CREATE TABLE location_job (
    workspace_id BLOB NOT NULL,
    location_id BLOB NOT NULL,
    from_at INTEGER NOT NULL,
    job_id BLOB NOT NULL,
    until_at INTEGER,
    PRIMARY KEY (workspace_id, location_id, from_at),
    CHECK (until_at IS NULL OR until_at >= from_at),
    FOREIGN KEY (workspace_id, location_id) REFERENCES clock_location (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- Until now only the last job was known.
INSERT INTO location_job (workspace_id, location_id, from_at, job_id, until_at)
SELECT workspace_id, id, created_at, job_id, max(archived_at, created_at)
FROM clock_location WHERE job_id IS NOT NULL;

-- Names of kinds in use differ by more than the case of their letters, as the page that adds them says.
DROP INDEX break_kind_name_once;
CREATE UNIQUE INDEX break_kind_name_once ON break_kind (workspace_id, name COLLATE NOCASE) WHERE archived_at IS NULL;
