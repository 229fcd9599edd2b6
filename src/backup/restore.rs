//! Putting a backup back, under a running gateway if need be.

use std::{
    collections::HashSet,
    fmt,
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{
    BackupError, Scratch,
    archive::{BackupManifest, DATABASE, hex, is_recording, recording_of},
    error, recordings_in_words, stamp, unpack, write_names,
};
use crate::{
    disk::sync_folder_of,
    service::kernel::recordings::{Recordings, RecordingsError},
    store::{
        gateway, kept_files, migrate, snapshot,
        soundness::{self, SoundnessError},
    },
};

/// What a restore has put where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made: the moment everything is back at.
    pub made_at: Timestamp,
    /// Recordings put into their place.
    pub recordings: usize,
    /// Recordings that were there already.
    pub kept: usize,
    /// Recordings the database names that are neither in the backup nor in their place.
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
pub async fn restore(
    from: &Path,
    database: &Path,
    recordings: &Recordings,
    now: Timestamp,
) -> Result<Restored, BackupError> {
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
    check_place(from, &unpacked, recordings).await?;
    let (placed, kept) = place_recordings(&manifest, &scratch.folder, recordings).await?;
    let missing = find_missing(&unpacked, &manifest, recordings).await?;
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

/// Refuses a place of recordings that another gateway has marked.
async fn check_place(from: &Path, unpacked: &Path, recordings: &Recordings) -> Result<(), BackupError> {
    let Some(gateway) = snapshot::read_file(unpacked, gateway::find_key_fingerprint)? else { return Ok(()) };
    match recordings.is_claimed_by(&gateway).await.map_err(BackupError::Recordings)? {
        Some(false) => Err(BackupError::OthersPlace { path: from.to_owned() }),
        Some(true) | None => Ok(()),
    }
}

/// Recordings that are asked for or placed at once: in a bucket each takes a while.
const AT_ONCE: usize = 8;

/// Places recordings that are not there yet; how many were placed, and how many were there. It looks first, so that one
/// that is in the way leaves everything as it was.
async fn place_recordings(
    manifest: &BackupManifest,
    unpacked: &Path,
    recordings: &Recordings,
) -> Result<(usize, usize), BackupError> {
    let members = manifest.members.iter().filter_map(|member| Some((member, recording_of(&member.name)?)));
    let looks = members.map(|(member, name)| async move {
        let is_there = is_there(recordings, name, &member.sha256).await?;
        Ok::<_, BackupError>((!is_there).then_some((member, name)))
    });
    let looked: Vec<_> = stream::iter(looks).buffered(AT_ONCE).try_collect().await?;
    let kept = looked.iter().filter(|found| found.is_none()).count();
    let absent: Vec<_> = looked.into_iter().flatten().collect();
    let placed = absent.len();
    let places = absent.into_iter().map(|(member, name)| async move {
        let path = unpacked.join(&member.name);
        let content = tokio::fs::read(&path).await.map_err(|source| BackupError::Place { path, source })?;
        recordings.put(name, content.into()).await.map(drop).map_err(of_recordings)
    });
    stream::iter(places).buffered(AT_ONCE).try_collect::<()>().await?;
    Ok((placed, kept))
}

/// Whether a recording is there as the backup has it.
async fn is_there(recordings: &Recordings, name: &str, sha256: &str) -> Result<bool, BackupError> {
    // Most are there with all of them, or not at all.
    if !recordings.exists(name).await.map_err(of_recordings)? {
        return Ok(false);
    }
    match recordings.find(name).await.map_err(of_recordings)? {
        Some(there) if hex(&Sha256::digest(&there)) == sha256 => Ok(true),
        Some(_) => Err(BackupError::Occupied(name.to_owned())),
        None => Ok(false),
    }
}

fn of_recordings(error: RecordingsError) -> BackupError {
    match error {
        RecordingsError::Occupied(name) => BackupError::Occupied(name),
        error @ (RecordingsError::Folder(..)
        | RecordingsError::Store(_)
        | RecordingsError::Missing
        | RecordingsError::Contended(_)
        | RecordingsError::Client(_)
        | RecordingsError::Refused(_)
        | RecordingsError::TimedOut(_)
        | RecordingsError::Unreachable(_)) => BackupError::Recordings(error),
    }
}

/// Those that the database names, and that were neither placed nor there.
async fn find_missing(
    unpacked: &Path,
    manifest: &BackupManifest,
    recordings: &Recordings,
) -> Result<Vec<String>, BackupError> {
    let there: HashSet<_> = manifest.members.iter().filter_map(|member| recording_of(&member.name)).collect();
    let stored = snapshot::read_file(unpacked, kept_files::list_stored)?;
    let others = stored.into_iter().map(|stored| stored.recording).filter(|name| !there.contains(name.as_str()));
    let looks = others.map(|name| async move {
        let is_there = is_recording(&name) && recordings.exists(&name).await.map_err(of_recordings)?;
        Ok::<_, BackupError>((!is_there).then_some(name))
    });
    let missing: Vec<_> = stream::iter(looks).buffered(AT_ONCE).try_collect().await?;
    Ok(missing.into_iter().flatten().collect())
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
        write_names(f, "Named in the database, but neither in the backup nor among the recordings", missing)?;
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
