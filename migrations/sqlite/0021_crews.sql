-- Claims that were left in a call: by whoever had signed in, or by somebody whose PIN was wrong three times. Beside the
-- source, whose list of names is closed.
ALTER TABLE claim ADD COLUMN call_id BLOB REFERENCES call (id);
ALTER TABLE claim ADD COLUMN by_phone TEXT CHECK (by_phone IN ('phone', 'locked phone'))
    CHECK ((by_phone IS NULL) = (call_id IS NULL));
-- Whether its moment is that of the call alone, and the time is said in the recording.
ALTER TABLE claim ADD COLUMN time_is_said INTEGER NOT NULL DEFAULT 0 CHECK (time_is_said IN (0, 1));

-- What was said for such a claim: one recording, fetched, kept and deleted as those of voice checks are.
CREATE TABLE claim_recording (
    claim_id BLOB PRIMARY KEY REFERENCES claim (id),
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    call_id BLOB NOT NULL REFERENCES call (id),
    status TEXT NOT NULL CHECK (status IN ('expected', 'fetching', 'stored', 'missing', 'refused')),
    expected_at INTEGER NOT NULL,
    provider_recording_id TEXT,
    recording TEXT,
    sha256 BLOB,
    bytes INTEGER,
    secs REAL,
    stored_at INTEGER,
    deleted_at_provider_at INTEGER,
    refused_because TEXT,
    -- When its period was over, and when its file was gone.
    audio_doomed_at INTEGER,
    audio_deleted_at INTEGER,
    CHECK ((status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX claim_recording_of_call ON claim_recording (call_id);
CREATE INDEX claim_recording_to_keep ON claim_recording (workspace_id, stored_at)
    WHERE status = 'stored' AND audio_doomed_at IS NULL;
CREATE INDEX claim_recording_doomed ON claim_recording (audio_doomed_at)
    WHERE audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL;
CREATE INDEX claim_by_phone ON claim (employee_id, by_phone, made_at) WHERE by_phone IS NOT NULL;

-- Who clocks whom by phone: whoever has a crew supervises it.
CREATE TABLE crew_member (
    workspace_id BLOB NOT NULL,
    lead_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, employee_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK (lead_id <> employee_id)
) STRICT;
CREATE INDEX crew_of_member ON crew_member (workspace_id, employee_id);

-- Each one who is clocked in a supervisor's call has a part of it: with a time of its own, and a voice check of its own.
ALTER TABLE call ADD COLUMN part_of BLOB REFERENCES call (id);
CREATE INDEX call_parts ON call (part_of) WHERE part_of IS NOT NULL;
-- Lists of calls leave parts out.
DROP INDEX call_of_workspace_by_time;
CREATE INDEX call_of_workspace_by_time ON call (workspace_id, answered_at, ended_at, part_of)
    WHERE workspace_id IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('crew_member', 'sqlite_autoindex_crew_member_1', '10000 1000 10 1'),
    ('crew_member', 'crew_of_member', '10000 1000 1');
