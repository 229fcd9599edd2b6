-- Punches that a device has kept while its network was gone, as they came. Each is taken once.
CREATE TABLE kept_punch (
    device_id BLOB NOT NULL,
    -- Drawn by the device.
    id BLOB NOT NULL,
    workspace_id BLOB NOT NULL,
    kiosk_id BLOB NOT NULL,
    -- The device counts what it keeps.
    number INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    -- When it was kept, by the clock of the device, and how far that was ahead when it was sent, both in milliseconds.
    device_time INTEGER NOT NULL,
    ahead INTEGER NOT NULL,
    -- When it was kept, as far as anything shows it.
    kept_at INTEGER,
    came_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('punch', 'entry', 'claim')),
    -- Why there was no punch of it.
    why TEXT CHECK (why IN ('unreadable', 'device', 'nobody', 'pin', 'locked', 'time', 'approved', 'order', 'same',
        'by hand', 'failed')),
    -- Who was found, or who was tried.
    employee_id BLOB,
    -- The entry that it begins or ends, or that was there already.
    entry_id BLOB REFERENCES time_entry (id),
    claim_id BLOB REFERENCES claim (id),
    -- As it came, where it could not be opened.
    sealed TEXT,
    PRIMARY KEY (device_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    FOREIGN KEY (workspace_id, employee_id) REFERENCES employee (workspace_id, id),
    CHECK ((outcome = 'claim') = (claim_id IS NOT NULL)),
    CHECK ((outcome = 'claim') = (entry_id IS NULL)),
    CHECK ((outcome = 'punch') = (why IS NULL)),
    CHECK (sealed IS NULL OR outcome = 'claim')
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_punch_of_device ON kept_punch (device_id, came_at);
CREATE INDEX kept_punch_of_entry ON kept_punch (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX kept_punch_of_employee ON kept_punch (workspace_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE UNIQUE INDEX kept_punch_of_claim ON kept_punch (claim_id) WHERE claim_id IS NOT NULL;
CREATE TRIGGER kept_punch_is_never_changed BEFORE UPDATE ON kept_punch
BEGIN SELECT raise(ABORT, 'what a device has kept is never changed'); END;
CREATE TRIGGER kept_punch_is_never_deleted BEFORE DELETE ON kept_punch
BEGIN SELECT raise(ABORT, 'what a device has kept is never changed'); END;

-- How many punches a device has not sent yet, as it said itself when it was heard last.
ALTER TABLE kiosk_device ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0 CHECK (unsent >= 0);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('kept_punch', 'kept_punch', '100000 200 1'),
    ('kept_punch', 'kept_punch_of_device', '100000 200 1'),
    ('kept_punch', 'kept_punch_of_entry', '90000 2'),
    ('kept_punch', 'kept_punch_of_employee', '90000 1000 10'),
    ('kept_punch', 'kept_punch_of_claim', '10000 1');
