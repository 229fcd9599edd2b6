-- How pages write dates, times of day and hours.
ALTER TABLE workspace ADD COLUMN date_style TEXT NOT NULL DEFAULT 'us' CHECK (date_style IN ('us', 'iso', 'eu'));
ALTER TABLE workspace ADD COLUMN clock_style TEXT NOT NULL DEFAULT '12' CHECK (clock_style IN ('12', '24'));
ALTER TABLE workspace ADD COLUMN hours_style TEXT NOT NULL DEFAULT 'minutes' CHECK (hours_style IN ('minutes', 'decimal'));

-- When somebody put the first steps of a new workspace away.
ALTER TABLE workspace ADD COLUMN first_steps_hidden_at INTEGER;
