//! Putting a backup back, under a running gateway if need be.

use std::{
    fmt,
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    BackupError, Scratch,
    archive::{BackupManifest, DATABASE, copy, member_of, recording_of},
    error, recordings_in_words, stamp, sync_folder_of, unpack, write_names,
};
use crate::store::{
    gateway, kept_files, migrate, snapshot,
    soundness::{self, SoundnessError},
};

/// What a restore has put where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made: the moment everything is back at.
    pub made_at: Timestamp,
    /// Recordings put into their folder.
    pub recordings: usize,
    /// Recordings that were there already.
    pub kept: usize,
    /// Recordings the database names that are neither in the backup nor in their folder.
    pub missing: Vec<String>,
    /// What the database held before; `None` when there was none.
    pub safety_copy: Option<PathBuf>,
}

/// Puts the content of a backup in the place of the current one, whether or not a gateway serves.
///
/// Recordings come first and overwrite nothing. Then the database's content is replaced as one
/// transaction: a gateway that serves sees the old content, then the new one, and a crash leaves one
/// or the other. What it held to the last write before is kept beside it.
///
/// Everything goes back to the moment of the backup. Calls under way are lost when it knows nothing
/// of them: their callers hear the apology and call again. Punches, PINs and phone clock IDs from
/// after it are in the safety copy alone, so an ID issued since then may be drawn once more.
///
/// # Errors
/// When the file is no sound backup, belongs to another key file, or something is in the way. The
/// database is then as it was; recordings that were placed already stay, and are in nobody's way.
pub fn restore(from: &Path, database: &Path, recordings: &Path, now: Timestamp) -> Result<Restored, BackupError> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        |source| BackupError::Place { path, source }
    };
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(unwritable(folder))?;
    }
    let scratch = Scratch::beside(database).map_err(unwritable(database))?;
    let manifest = unpack::unpack(from, &scratch.folder)?;
    let unpacked = scratch.folder.join(DATABASE);
    make_fit(from, &unpacked)?;
    let exists = check_key(from, &unpacked, database)?;
    let (placed, kept) = place_recordings(&manifest, &scratch.folder, recordings)?;
    let missing = find_missing(&unpacked, recordings)?;
    let safety_copy = exists.then(|| database.with_file_name(format!("before-restore-{}.db", stamp(now))));
    snapshot::replace(&unpacked, database, || match &safety_copy {
        Some(path) => {
            snapshot::copy_file(database, path)
                .map_err(|error| error::of_copying(error, BackupError::from, unwritable(path)))?;
            sync_folder_of(path).map_err(unwritable(path))
        }
        None => Ok(()),
    })?;
    sync_folder_of(database).map_err(unwritable(database))?;
    Ok(Restored { made_at: manifest.created_at, recordings: placed, kept, missing, safety_copy })
}

/// Examines the unpacked database and brings it to this program's schema.
fn make_fit(from: &Path, unpacked: &Path) -> Result<(), BackupError> {
    let damaged = || BackupError::Damaged { path: from.to_owned(), member: DATABASE.to_owned() };
    let schema = migrate::find_schema(unpacked).map_err(|_| damaged())?;
    if schema == 0 {
        return Err(BackupError::NotABackup { path: from.to_owned(), why: "its database is of another program" });
    }
    if schema > migrate::known_schema() {
        return Err(BackupError::Newer { path: from.to_owned() });
    }
    if !snapshot::examine(unpacked).is_ok_and(|found| found.is_empty()) {
        return Err(damaged());
    }
    // What would keep a gateway from starting keeps a backup from being put in its place.
    soundness::check(unpacked, false).map_err(|unsound| match unsound {
        SoundnessError::Meddled { what, .. } => BackupError::Meddled { path: from.to_owned(), what },
        SoundnessError::Foreign { .. } => {
            BackupError::NotABackup { path: from.to_owned(), why: "its database is of another program" }
        }
        SoundnessError::Damaged { .. }
        | SoundnessError::Emptied(_)
        | SoundnessError::NoFile(_)
        | SoundnessError::OtherLog { .. } => damaged(),
        SoundnessError::Forbidden { .. }
        | SoundnessError::ReadOnly { .. }
        | SoundnessError::Held { .. }
        | SoundnessError::Unknown { .. } => BackupError::Unsound(unsound),
    })?;
    migrate::migrate(unpacked).map_err(|source| BackupError::Upgrade { path: from.to_owned(), source })
}

/// Refuses a database of another key file; whether the current one has any content to keep a copy of.
fn check_key(from: &Path, unpacked: &Path, database: &Path) -> Result<bool, BackupError> {
    if !database.exists() {
        return Ok(false);
    }
    let schema = migrate::find_schema(database)?;
    if schema > migrate::known_schema() {
        return Err(BackupError::CurrentNewer);
    }
    if schema == 0 {
        let empty = fs::metadata(database).is_ok_and(|file| file.len() == 0);
        return Ok(!empty);
    }
    let current = snapshot::read_file(database, gateway::find_key_fingerprint)?;
    let restored = snapshot::read_file(unpacked, gateway::find_key_fingerprint)?;
    match current {
        Some(_) if current != restored => Err(BackupError::OtherKey { path: from.to_owned() }),
        Some(_) | None => Ok(true),
    }
}

/// Places recordings that are not there yet; how many were placed, and how many were there. It looks first, so that one
/// that is in the way leaves everything as it was.
fn place_recordings(manifest: &BackupManifest, unpacked: &Path, folder: &Path) -> Result<(usize, usize), BackupError> {
    let (mut absent, mut kept) = (Vec::new(), 0);
    for member in &manifest.members {
        let Some(name) = recording_of(&member.name) else { continue };
        let path = folder.join(name);
        match sha256_of(&path) {
            Ok(sha256) if sha256 == member.sha256 => kept += 1,
            Ok(_) => return Err(BackupError::Occupied(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => absent.push((unpacked.join(&member.name), path)),
            Err(source) => return Err(BackupError::Place { path, source }),
        }
    }
    for (from, to) in &absent {
        place(from, to).map_err(|source| BackupError::Place { path: to.clone(), source })?;
    }
    Ok((absent.len(), kept))
}

fn sha256_of(path: &Path) -> io::Result<String> {
    copy(File::open(path)?, io::sink()).map(|(_, sha256)| sha256)
}

/// Places a recording, whole or not at all. It is copied, since recordings may be on another disk.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let partial = to.with_extension("restoring");
    let mut file = File::create(&partial)?;
    io::copy(&mut File::open(from)?, &mut file)?;
    file.sync_all()?;
    fs::rename(&partial, to)?;
    sync_folder_of(to)
}

fn find_missing(unpacked: &Path, folder: &Path) -> Result<Vec<String>, BackupError> {
    let stored = snapshot::read_file(unpacked, kept_files::list_stored)?;
    let missing = stored
        .into_iter()
        .map(|stored| stored.recording)
        .filter(|recording| recording_of(&member_of(recording)).is_none_or(|name| !folder.join(name).exists()));
    Ok(missing.collect())
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { made_at, recordings, kept, missing, safety_copy } = self;
        let made_at = crate::domain::time_text::utc(*made_at);
        writeln!(
            f,
            "Restored the backup of {made_at}: the database, and {} beside {kept} there already.",
            recordings_in_words(*recordings)
        )?;
        write_names(f, "Named in the database, but neither in the backup nor in the recordings' folder", missing)?;
        match safety_copy {
            Some(path) => write!(
                f,
                "Punches, PINs and phone clock IDs from after that time are in {} alone; delete it when it is no longer needed.",
                path.display()
            ),
            None => f.write_str("Start the gateway with the key file that was kept for this backup."),
        }
    }
}
