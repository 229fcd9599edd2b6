//! Backups: the database and the recordings in one file.
