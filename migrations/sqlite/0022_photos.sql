-- Photos taken at kiosks after a punch. People look at them; nothing compares faces.
ALTER TABLE kiosk ADD COLUMN photos INTEGER NOT NULL DEFAULT 0 CHECK (photos IN (0, 1));
-- Of whom no photo is taken at any kiosk.
ALTER TABLE employee ADD COLUMN without_photo INTEGER NOT NULL DEFAULT 0 CHECK (without_photo IN (0, 1));
ALTER TABLE workspace ADD COLUMN photo_retention_days INTEGER NOT NULL DEFAULT 90
    CHECK (photo_retention_days BETWEEN 1 AND 3650);

CREATE TABLE photo (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    employee_id BLOB NOT NULL,
    -- Whoever was found, and clocked by it: one photo each.
    identification_id BLOB NOT NULL UNIQUE REFERENCES identification (id),
    kiosk_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    -- The entry that the punch has begun; where it has begun none, the one that it has ended.
    entry_id BLOB NOT NULL REFERENCES time_entry (id),
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    -- The time of the punch.
    at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('expected', 'stored', 'missing')),
    missing_because TEXT CHECK (missing_because IN ('no camera', 'denied', 'too dark', 'timed out', 'gone', 'too large',
        'unusable', 'failed', 'not sent')),
    -- Where the JPEG is, below the recordings' folder. Written before the file is, so that no file is unknown.
    file TEXT,
    sha256 BLOB,
    bytes INTEGER,
    width INTEGER,
    height INTEGER,
    stored_at INTEGER,
    -- 0 to 99, even over many: which of them are looked at, where not all are. -1 where all are: who it was is not
    -- proven, or was proven by somebody else.
    sample INTEGER NOT NULL CHECK (sample BETWEEN -1 AND 99),
    -- The verdict that stands.
    verdict TEXT CHECK (verdict IN ('same person', 'not this person', 'cannot tell')),
    verdict_at INTEGER,
    -- Whose turn it is, so that two reviewers do not judge the same one.
    turn_user_id BLOB REFERENCES web_user (id),
    turn_ends_at INTEGER,
    -- A legal hold: the photo stays, however old.
    held_at INTEGER,
    held_because TEXT,
    -- Its period is over: the file is about to go, and nobody sees or holds it any more.
    doomed_at INTEGER CHECK (doomed_at IS NULL OR held_at IS NULL),
    -- The file is gone; everything else stays.
    deleted_at INTEGER CHECK (deleted_at IS NULL OR doomed_at IS NOT NULL),
    -- What was found when the file was last opened: nothing, no file, or another one than was stored.
    file_problem TEXT CHECK (file_problem IN ('missing', 'damaged')),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    CHECK ((status = 'missing') = (missing_because IS NOT NULL)),
    CHECK (status <> 'stored' OR file IS NOT NULL),
    CHECK ((status = 'stored') = (sha256 IS NOT NULL)),
    CHECK ((status = 'stored') = (stored_at IS NOT NULL)),
    CHECK (verdict IS NULL OR status = 'stored'),
    CHECK ((verdict IS NULL) = (verdict_at IS NULL)),
    CHECK ((turn_user_id IS NULL) = (turn_ends_at IS NULL)),
    CHECK ((held_at IS NULL) = (held_because IS NULL))
) STRICT;
CREATE INDEX photo_expected ON photo (at) WHERE status = 'expected';
CREATE INDEX photo_unseen ON photo (workspace_id, at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND doomed_at IS NULL;
CREATE INDEX photo_unseen_of_employee ON photo (workspace_id, employee_id, at, id, sample)
    WHERE status = 'stored' AND verdict IS NULL AND doomed_at IS NULL;
CREATE INDEX photo_judged ON photo (workspace_id, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_judged_as ON photo (workspace_id, verdict, verdict_at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_judged_of_employee ON photo (employee_id, verdict, at, id) WHERE verdict IS NOT NULL;
CREATE INDEX photo_missing ON photo (workspace_id, at, id) WHERE status = 'missing';
CREATE INDEX photo_of_employee ON photo (workspace_id, employee_id, at, id);
CREATE INDEX photo_of_entry ON photo (entry_id, at, id);
CREATE INDEX photo_with_turn ON photo (turn_user_id) WHERE turn_user_id IS NOT NULL;
CREATE INDEX photo_with_file ON photo (workspace_id, stored_at)
    WHERE status = 'stored' AND doomed_at IS NULL AND held_at IS NULL;
CREATE INDEX photo_doomed ON photo (doomed_at) WHERE doomed_at IS NOT NULL AND deleted_at IS NULL;

-- Every verdict ever given on a photo, and every one taken back.
CREATE TABLE photo_verdict (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    photo_id BLOB NOT NULL REFERENCES photo (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('same person', 'not this person', 'cannot tell', 'taken back')),
    note TEXT,
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    reviewer TEXT NOT NULL
) STRICT;
CREATE INDEX photo_verdict_of_photo ON photo_verdict (photo_id, at, id);
CREATE INDEX photo_verdict_of_user ON photo_verdict (user_id, at, id);
CREATE TRIGGER photo_verdict_is_never_changed BEFORE UPDATE ON photo_verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;
CREATE TRIGGER photo_verdict_is_never_deleted BEFORE DELETE ON photo_verdict
BEGIN SELECT raise(ABORT, 'a verdict is taken back, never changed'); END;

-- Who was given a photo to see.
CREATE TABLE photo_look (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    photo_id BLOB NOT NULL REFERENCES photo (id),
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES web_user (id),
    viewer TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX photo_look_of_photo ON photo_look (photo_id, user_id, at, id);
CREATE TRIGGER photo_look_is_never_changed BEFORE UPDATE ON photo_look
BEGIN SELECT raise(ABORT, 'the log of who looked is never changed'); END;
CREATE TRIGGER photo_look_is_never_deleted BEFORE DELETE ON photo_look
BEGIN SELECT raise(ABORT, 'the log of who looked is never changed'); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('photo', 'photo_expected', '100 1'),
    ('photo', 'photo_unseen', '100000 1000 1 1 1'),
    ('photo', 'photo_unseen_of_employee', '100000 1000 10 1 1 1'),
    ('photo', 'photo_judged', '800000 8000 2 1'),
    ('photo', 'photo_judged_as', '800000 8000 3000 2 1'),
    ('photo', 'photo_judged_of_employee', '800000 100 50 1 1'),
    ('photo', 'photo_missing', '50000 500 1 1'),
    ('photo', 'photo_of_employee', '1000000 10000 100 1 1'),
    ('photo', 'photo_of_entry', '1000000 2 1 1'),
    ('photo', 'photo_with_turn', '10 1'),
    ('photo', 'photo_with_file', '200000 2000 1'),
    ('photo', 'photo_doomed', '100 1'),
    ('photo_verdict', 'photo_verdict_of_photo', '800000 1 1 1'),
    ('photo_verdict', 'photo_verdict_of_user', '800000 10000 1 1'),
    ('photo_look', 'photo_look_of_photo', '2000000 2 2 1 1');
