-- Failures at IDs that nobody has: many of them are a sign that somebody tries IDs.
ALTER TABLE failed_sign_in ADD COLUMN nobodys_id INTEGER NOT NULL DEFAULT 0 CHECK (nobodys_id IN (0, 1));
CREATE INDEX failed_sign_in_at_nobodys ON failed_sign_in (at) WHERE nobodys_id = 1;
