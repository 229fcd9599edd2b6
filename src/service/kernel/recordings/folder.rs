//! Recordings in a folder: who may open it, and what a kill has left in it.

use std::{
    fs::DirEntry,
    io::{self, ErrorKind},
    os::unix::fs::DirBuilderExt,
    path::Path,
    time::SystemTime,
};

use jiff::Timestamp;

use super::RecordingsError;

/// Makes the folder where it is missing. Voices are nobody's business but the gateway's.
pub(super) fn make(folder: &Path) -> Result<(), RecordingsError> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|source| RecordingsError::Folder(folder.display().to_string(), source))
}

/// Removes what a kill in the middle of a write has left, a voice or a face that no row knows of; how many files. Only what
/// was written `before`, so that this run may go on writing meanwhile; and until `stopped`.
/// Only for the one gateway that writes to the folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn sweep(folder: &Path, before: Timestamp, stopped: &dyn Fn() -> bool) -> io::Result<usize> {
    let mut swept = 0;
    for file in std::fs::read_dir(folder)? {
        if stopped() {
            break;
        }
        let file = file?;
        let path = file.path();
        if file.file_type()?.is_dir() {
            swept += sweep(&path, before, stopped)?;
        } else if is_half_written(&path) && was_written(&file, before)? {
            std::fs::remove_file(&path)?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// What the names of files begin with that are being written, behind the name that they will have.
const HALF_WRITTEN: [&str; 2] = [".wav#", ".jpg#"];

fn is_half_written(path: &Path) -> bool {
    let path = path.to_string_lossy();
    HALF_WRITTEN.iter().any(|mark| path.contains(mark))
}

/// What is being written now may get its name, and be gone from here, at any moment.
fn was_written(file: &DirEntry, before: Timestamp) -> io::Result<bool> {
    match file.metadata().and_then(|file| file.modified()) {
        Ok(at) => Ok(at < SystemTime::from(before)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_a_kill_left_half_written_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("workspace/2026/11");
        fs::create_dir_all(&below).unwrap();
        let file = |name: &str, at: &str| {
            let (path, at) = (below.join(name), at.parse::<Timestamp>().unwrap());
            fs::write(&path, "RIFF").unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(at.into()).unwrap();
            path
        };
        let (noon, kept) = ("2026-11-17T12:00:00Z", "2026-11-17T11:59:59Z");
        let (old, new, whole) = (file("a.wav#1", kept), file("b.wav#1", noon), file("c.wav", kept));
        let (old_photo, photo) = (file("a-01.jpg#1", kept), file("b-02.jpg", kept));
        let noon = noon.parse().unwrap();
        assert_eq!(sweep(folder.path(), noon, &|| true).unwrap(), 0);
        assert!(old.exists(), "a stop ends it");
        assert_eq!(sweep(folder.path(), noon, &|| false).unwrap(), 2);
        assert!(!old.exists() && new.exists() && whole.exists());
        assert!(!old_photo.exists() && photo.exists());
    }
}
