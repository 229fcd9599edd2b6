-- The language in which a user reads pages and mail.
ALTER TABLE web_user ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es'));
