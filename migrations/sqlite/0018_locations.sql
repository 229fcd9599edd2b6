-- Clock locations: named places with rules that say where a punch came from.
CREATE TABLE clock_location (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    address TEXT,
    -- The job of entries that begin there, where the worker chose none.
    job_id BLOB,
    -- The zone of entries that begin there, where the employee has none.
    zone TEXT,
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
) STRICT;
CREATE INDEX clock_location_by_workspace ON clock_location (workspace_id, name, id);

-- What a punch from a location has. Saving a location writes its rules anew; the audit log has the ones before.
CREATE TABLE location_rule (
    workspace_id BLOB NOT NULL,
    location_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('device', 'kiosk', 'caller', 'position', 'network')),
    device_id BLOB,
    kiosk_id BLOB,
    -- As E.164 writes it.
    caller TEXT,
    -- As CIDR writes it, or an address alone.
    network TEXT,
    -- In millionths of a degree (WGS 84), and in meters.
    latitude INTEGER,
    longitude INTEGER,
    radius INTEGER,
    PRIMARY KEY (workspace_id, location_id, place),
    FOREIGN KEY (workspace_id, location_id) REFERENCES clock_location (workspace_id, id),
    FOREIGN KEY (workspace_id, device_id) REFERENCES kiosk_device (workspace_id, id),
    FOREIGN KEY (workspace_id, kiosk_id) REFERENCES kiosk (workspace_id, id),
    CHECK ((kind = 'device') = (device_id IS NOT NULL)),
    CHECK ((kind = 'kiosk') = (kiosk_id IS NOT NULL)),
    CHECK ((kind = 'caller') = (caller IS NOT NULL)),
    CHECK ((kind = 'network') = (network IS NOT NULL)),
    CHECK ((kind = 'position') = (latitude IS NOT NULL)),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (radius IS NULL))
) STRICT, WITHOUT ROWID;

-- Whether punches are flagged that no rule names. Without a row it is as it was before there were locations: calls from
-- unusual numbers are.
CREATE TABLE location_policy (
    workspace_id BLOB PRIMARY KEY REFERENCES workspace (id),
    phone TEXT NOT NULL CHECK (phone IN ('off', 'unusual number', 'no location')),
    kiosk INTEGER NOT NULL CHECK (kiosk IN (0, 1)),
    page INTEGER NOT NULL CHECK (page IN (0, 1))
) STRICT;

-- Where a punch came from, as it was found at its moment. Nothing where there was no location to compare it with.
ALTER TABLE punch ADD COLUMN location_id BLOB REFERENCES clock_location (id);
ALTER TABLE punch ADD COLUMN located_by TEXT
    CHECK (located_by IN ('device', 'kiosk', 'caller', 'position', 'network', 'unrecognized'))
    CHECK ((location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized'));
CREATE INDEX punch_of_location ON punch (location_id, at) WHERE location_id IS NOT NULL;

-- The same of a claim; and how far from the nearest location the browser was that gave a position, in meters, which
-- itself is not kept.
ALTER TABLE claim ADD COLUMN location_id BLOB REFERENCES clock_location (id);
ALTER TABLE claim ADD COLUMN located_by TEXT
    CHECK (located_by IN ('device', 'kiosk', 'caller', 'position', 'network', 'unrecognized'))
    CHECK ((location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized'));
ALTER TABLE claim ADD COLUMN near_location_id BLOB REFERENCES clock_location (id);
ALTER TABLE claim ADD COLUMN near_meters INTEGER CHECK ((near_meters IS NULL) = (near_location_id IS NULL));
ALTER TABLE claim ADD COLUMN near_accuracy INTEGER CHECK ((near_accuracy IS NULL) = (near_location_id IS NULL));

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('punch', 'punch_of_location', '1000000 5000 1');
