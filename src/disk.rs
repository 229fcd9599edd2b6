//! What the machine says of files and the disks beneath them: whose they are, whether they can be written and locked,
//! whether there is room, and whether a name still leads to the same file.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use rustix::{fs::FlockOperation, io::Errno};

/// Said where a file system cannot lock files.
pub const NO_LOCKS: &str = "this file system has no locks; put the data folder on a local disk";
/// Said where nothing can be written whoever asks.
pub const READ_ONLY: &str = "this file system is read-only; copy the folder and look at the copy";

/// The folder of a file, which may be the present one.
#[must_use]
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a new name in a folder outlive a power cut.
///
/// # Errors
/// When the folder cannot be opened or synced.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

/// The owner of a file, such as `root`; `user` and a number where no user of this machine has it.
#[must_use]
pub fn owner_of(path: &Path) -> Option<String> {
    let uid = fs::metadata(path).ok()?.uid();
    // The machine's own users; those of a directory service stay numbers.
    let known = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = known.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(uid)).then(|| name.to_owned())
    });
    Some(name.unwrap_or_else(|| format!("user {uid}")))
}

/// Words that name the owner, for the end of a sentence; empty where it is not known.
#[must_use]
pub fn belongs_to(path: &Path) -> String {
    owner_of(path).map_or_else(String::new, |owner| format!("; it belongs to {owner}"))
}

/// Bytes that may still be written to the disk of a folder.
///
/// # Errors
/// When there is no such folder.
pub fn room(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Whether nothing can be written there, whoever asks.
#[must_use]
pub fn is_read_only(path: &Path) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|disk| disk.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
}

/// Writes a file to a folder and removes it: permissions do not tell of read-only mounts and full disks.
///
/// # Errors
/// When it cannot be written.
pub fn try_writing(folder: &Path, name: &str) -> io::Result<()> {
    let probe = folder.join(format!(".{name}-{}", std::process::id()));
    File::options().write(true).create_new(true).open(&probe)?;
    fs::remove_file(&probe)
}

/// Makes a folder that only its owner may open, where it is missing.
///
/// # Errors
/// When it cannot be made.
pub fn make_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Tries whether files can be locked as the database locks them; a lock that somebody else holds shows that they can.
/// Not for a file that SQLite has open, whose locks would end.
///
/// # Errors
/// When the file system has none.
pub fn try_locks(file: &File) -> io::Result<()> {
    match rustix::fs::fcntl_lock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) | Err(Errno::AGAIN | Errno::ACCESS) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Whether a lock failed because there are none, and not because somebody holds it.
#[must_use]
pub fn has_no_locks(error: &io::Error) -> bool {
    const NONE: [Errno; 4] = [Errno::NOLCK, Errno::OPNOTSUPP, Errno::NOSYS, Errno::INVAL];
    error.raw_os_error().is_some_and(|code| NONE.iter().any(|none| none.raw_os_error() == code))
}

/// Which file a path led to when it was looked at, to notice when it is replaced.
#[derive(Debug)]
pub struct FileIdentity {
    path: PathBuf,
    file: (u64, u64),
}

impl FileIdentity {
    /// The file that a name leads to now.
    ///
    /// # Errors
    /// When there is none.
    pub fn at(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        Ok(Self { path: path.to_owned(), file: (file.dev(), file.ino()) })
    }

    /// Whether the name leads to another file by now, or to none. A file that cannot be looked at counts as still
    /// there.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        match fs::metadata(&self.path) {
            Ok(file) => (file.dev(), file.ino()) != self.file,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// The name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_owner_and_a_folder_room() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(owner_of(&file).is_some_and(|owner| !owner.is_empty()));
        assert_eq!(owner_of(&dir.path().join("none")), None);
        assert!(room(dir.path()).unwrap() > 0 && !is_read_only(dir.path()));
    }

    #[test]
    fn a_lock_that_somebody_holds_is_a_lock_and_a_missing_one_is_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("lock");
        let held = File::create(&file).unwrap();
        held.lock().unwrap();
        try_locks(&File::options().write(true).open(&file).unwrap()).unwrap();
        let is_none = |errno: Errno| has_no_locks(&errno.into());
        assert!(is_none(Errno::NOLCK) && is_none(Errno::OPNOTSUPP) && is_none(Errno::NOSYS));
        assert!(!is_none(Errno::AGAIN) && !is_none(Errno::IO) && !is_none(Errno::ACCESS));
    }

    #[test]
    fn a_file_that_was_moved_away_replaced_or_deleted_is_no_longer_at_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let (name, other) = (dir.path().join("name"), dir.path().join("other"));
        fs::write(&name, "first").unwrap();
        fs::write(&other, "second").unwrap();
        let known = FileIdentity::at(&name).unwrap();
        fs::write(&name, "changed").unwrap();
        assert!(!known.has_moved());
        fs::rename(&other, &name).unwrap();
        assert!(known.has_moved());
        fs::remove_file(&name).unwrap();
        assert!(known.has_moved());
    }
}
