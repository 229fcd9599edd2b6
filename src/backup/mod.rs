//! Backups: the database and the recordings in one file, taken and put back while a gateway serves.
//!
//! A backup is a tar file of `phoneclock.db`, `recordings/…` and, last, `manifest.json` with the size
//! and SHA-256 of each. The hashes tell a damaged file from a sound one; they are no signature, so
//! keep backups where nobody else can write. The key file is not in it, on purpose: who finds a
//! backup cannot try PINs.

mod archive;
mod error;
mod restore;
mod server;
#[cfg(test)]
mod tests;
mod unpack;

use std::{
    collections::HashSet,
    fmt,
    fs::{self, DirBuilder, File},
    io::{self, ErrorKind},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use futures::{StreamExt, stream};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    disk::{folder_of, sync_folder_of},
    service::kernel::recordings::Recordings,
    store::{kept_files, migrate, snapshot, soundness, voice_checks::RecordingFile},
};

pub use error::BackupError;
pub use restore::{Restored, restore};
pub use server::{Pulled, restore_onto};

use archive::{Archive, DATABASE, is_recording, member_of};

/// What a backup holds, and what it could not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Where it is.
    pub file: PathBuf,
    /// The size of the database in it.
    pub database_bytes: u64,
    /// How many recordings and photos are in it.
    pub recordings: usize,
    /// Recordings the database names that are not where they should be.
    pub missing: Vec<String>,
    /// Recordings that are not what was once stored; they are in the backup as they are.
    pub altered: Vec<String>,
}

/// Writes a backup of one moment to a new file; into a folder, under a name made of the time.
///
/// A recording is written before the row that names it, so all that the copied database names are
/// there; one that is not is told in the summary. Needs room for two copies of the database.
///
/// # Errors
/// When the file exists, the database cannot be read, or the backup cannot be written. Nothing is left of it then.
pub async fn backup(
    database: &Path,
    recordings: &Recordings,
    to: &Path,
    now: Timestamp,
) -> Result<Summary, BackupError> {
    if !database.exists() {
        return Err(BackupError::NoDatabase(database.to_owned()));
    }
    soundness::check(database, true)?;
    let file = if to.is_dir() { to.join(format!("phoneclock-{}.tar", stamp(now))) } else { to.to_owned() };
    let unwritable = |source| BackupError::Target { path: file.clone(), source };
    refuse_existing(&file)?;
    let scratch = Scratch::beside(&file).map_err(unwritable)?;
    let copy = scratch.folder.join(DATABASE);
    let unreadable = |source| BackupError::Database { path: database.to_owned(), source };
    snapshot::copy_file(database, &copy).map_err(|error| error::of_copying(error, unreadable, unwritable))?;
    let schema = migrate::find_schema(&copy).map_err(unreadable)?;
    if schema == 0 {
        return Err(BackupError::NoDatabase(database.to_owned()));
    }
    let stored = snapshot::read_file(&copy, |tx| kept_files::list_stored_of(tx, schema)).map_err(unreadable)?;

    let partial = scratch.folder.join(UNFINISHED);
    let mut archive = Archive::create(&partial, now).map_err(unwritable)?;
    let opened = File::open(&copy).map_err(unwritable)?;
    let database_bytes = archive.add(DATABASE, opened).map_err(unwritable)?.bytes;
    let mut summary =
        Summary { file: file.clone(), database_bytes, recordings: 0, missing: Vec::new(), altered: Vec::new() };
    let reads = stored.into_iter().map(|stored| async move {
        let content = match is_recording(&stored.recording) {
            true => recordings.find(&stored.recording).await,
            false => Ok(None),
        };
        (stored, content)
    });
    let mut read = stream::iter(reads).buffered(READ_AT_ONCE);
    while let Some((RecordingFile { recording, sha256 }, content)) = read.next().await {
        let content = match content {
            Ok(Some(content)) => content,
            Ok(None) => {
                summary.missing.push(recording);
                continue;
            }
            Err(source) => return Err(BackupError::Recording { recording, source }),
        };
        let member = archive.add_bytes(&member_of(&recording), &content).map_err(unwritable)?;
        summary.recordings += 1;
        if member.sha256 != archive::hex(&sha256) {
            summary.altered.push(recording);
        }
    }
    if !summary.missing.is_empty() {
        // What was deleted on purpose since the copy was made is no loss.
        let stored = snapshot::read_file(database, |tx| kept_files::list_stored_of(tx, schema)).map_err(unreadable)?;
        let stored: HashSet<_> = stored.into_iter().map(|stored| stored.recording).collect();
        summary.missing.retain(|missing| stored.contains(missing));
    }
    archive.finish(schema).map_err(unwritable)?;
    refuse_existing(&file)?;
    fs::rename(&partial, &file).and_then(|()| sync_folder_of(&file)).map_err(unwritable)?;
    Ok(summary)
}

/// Recordings that are read while others are written down: from a bucket each takes a while.
const READ_AT_ONCE: usize = 8;

fn refuse_existing(file: &Path) -> Result<(), BackupError> {
    // A link that leads nowhere is something, too.
    match fs::symlink_metadata(file) {
        Ok(_) => Err(BackupError::Exists(file.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(source) => Err(BackupError::Target { path: file.to_owned(), source }),
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, database_bytes, recordings, missing, altered } = self;
        writeln!(
            f,
            "Backed up to {}: the database ({database_bytes} bytes) and {}.",
            file.display(),
            recordings_in_words(*recordings)
        )?;
        write_names(f, "Not among the recordings, so not in the backup", missing)?;
        write_names(f, "In the backup, but no longer what was once stored", altered)?;
        f.write_str(
            "The key file is not in the backup, and without it no PIN can be checked: keep a copy of it in another place.",
        )
    }
}

fn recordings_in_words(count: usize) -> String {
    format!("{count} recording{}", if count == 1 { "" } else { "s" })
}

fn write_names(f: &mut fmt::Formatter<'_>, what: &str, names: &[String]) -> fmt::Result {
    if names.is_empty() {
        return Ok(());
    }
    writeln!(f, "{what}:")?;
    names.iter().try_for_each(|name| writeln!(f, "  {name}"))
}

/// A moment as part of a file name.
fn stamp(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A folder for what is not finished, gone when dropped. Only its owner may look into it.
struct Scratch {
    folder: PathBuf,
    /// Locked for as long as somebody works here: what a kill left is not.
    _held: File,
}

impl Scratch {
    fn beside(file: &Path) -> io::Result<Self> {
        let name = file.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        let folder = file.with_file_name(format!(".{name}.{}{PARTIAL}", std::process::id()));
        remove_what_kills_left(folder_of(&folder));
        DirBuilder::new().mode(0o700).create(&folder)?;
        let held = File::open(&folder)?;
        held.try_lock()?;
        Ok(Self { folder, _held: held })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(path = %self.folder.display(), %error, "a temporary folder could not be removed");
        }
    }
}

/// The archive until it is whole.
const UNFINISHED: &str = "backup.tar";
const PARTIAL: &str = ".partial";

/// A killed backup leaves a copy of the database in its hidden folder; nobody would ever look for it there.
fn remove_what_kills_left(folder: &Path) {
    for found in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (found.path(), found.file_name());
        let name = name.to_string_lossy();
        let is_scratch = name.starts_with('.') && name.ends_with(PARTIAL) && holds_only_ours(&path);
        if is_scratch && File::open(&path).is_ok_and(|held| held.try_lock().is_ok()) {
            // It was in nobody's way so far, and is not if it stays.
            drop(fs::remove_dir_all(&path));
        }
    }
}

fn holds_only_ours(folder: &Path) -> bool {
    const OURS: [&str; 6] =
        [DATABASE, "phoneclock.db-journal", "phoneclock.db-wal", "phoneclock.db-shm", UNFINISHED, "manifest.json"];
    let ours = |file: io::Result<fs::DirEntry>| {
        file.is_ok_and(|file| {
            let name = file.file_name();
            name == "recordings" || OURS.iter().any(|ours| name == *ours)
        })
    };
    fs::read_dir(folder).is_ok_and(|mut files| files.all(ours))
}
