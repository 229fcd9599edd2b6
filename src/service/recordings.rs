//! Where voice checks are kept: object storage, by default a folder.

use std::{fs::DirEntry, io, os::unix::fs::DirBuilderExt, path::Path, sync::Arc, time::SystemTime};

use bytes::Bytes;
use jiff::Timestamp;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use sha2::{Digest, Sha256};

use crate::domain::ids::{VoiceCheckId, WorkspaceId};

#[derive(Debug, thiserror::Error)]
pub enum RecordingsError {
    #[error("the recordings' folder {0} cannot be used; set PHONECLOCK_RECORDINGS to one that can be written")]
    Folder(String, #[source] io::Error),
    #[error("the recordings' folder cannot be used")]
    Store(#[from] object_store::Error),
}

/// The voice checks' store. A file is there whole or not at all.
#[derive(Clone)]
pub struct Recordings(Arc<dyn ObjectStore>);

/// One that is gone by now has got its name, and is whole.
fn was_written_before(file: &DirEntry, moment: SystemTime) -> io::Result<bool> {
    match file.metadata().and_then(|metadata| metadata.modified()) {
        Ok(written_at) => Ok(written_at < moment),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

impl Recordings {
    /// Creates the folder where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made or used.
    pub fn in_folder(folder: &Path) -> Result<Self, RecordingsError> {
        Self::synced_in(folder, true)
    }

    /// The same without waiting for the disk, for recordings that can be made again.
    ///
    /// # Errors
    /// When the folder cannot be made or used.
    pub fn scratch(folder: &Path) -> Result<Self, RecordingsError> {
        Self::synced_in(folder, false)
    }

    fn synced_in(folder: &Path, synced: bool) -> Result<Self, RecordingsError> {
        // Voices are nobody's business but the gateway's.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|source| RecordingsError::Folder(folder.display().to_string(), source))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(synced))))
    }

    /// Removes what a kill in the middle of a write has left, a voice that no row knows of; how many files. What is
    /// being written since `began` is left alone, so that the gateway may be at work meanwhile; nobody else may write
    /// to the folder. Comes back early, and to no harm, once it need not `go_on`.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn sweep(folder: &Path, began: SystemTime, go_on: &dyn Fn() -> bool) -> io::Result<usize> {
        let mut swept = 0;
        for file in std::fs::read_dir(folder)? {
            let file = file?;
            if !go_on() {
                break;
            }
            if file.file_type()?.is_dir() {
                swept += Self::sweep(&file.path(), began, go_on)?;
            } else if file.file_name().to_string_lossy().contains(".wav#") && was_written_before(&file, began)? {
                std::fs::remove_file(file.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Our own name for a recording: nothing a caller or provider sent is in it.
    #[must_use]
    pub fn key(workspace: WorkspaceId, at: Timestamp, id: VoiceCheckId) -> String {
        format!("{workspace}/{}/{id}.wav", at.strftime("%Y/%m"))
    }

    /// Writes a file to a temporary name, syncs and renames it; its SHA-256.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put(&self, key: &str, wav: Bytes) -> Result<[u8; 32], RecordingsError> {
        let sha256 = Sha256::digest(&wav).into();
        self.0.put(&Key::from(key), wav.into()).await?;
        Ok(sha256)
    }

    /// # Errors
    /// When there is no such file.
    pub async fn get(&self, key: &str) -> Result<Bytes, RecordingsError> {
        Ok(self.0.get(&Key::from(key)).await?.bytes().await?)
    }

    /// The file, or `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn find(&self, key: &str) -> Result<Option<Bytes>, RecordingsError> {
        match self.get(key).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(RecordingsError::Store(object_store::Error::NotFound { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes a file; one that is gone already is no error.
    ///
    /// # Errors
    /// When it is there still.
    pub async fn delete(&self, key: &str) -> Result<(), RecordingsError> {
        match self.0.delete(&Key::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kill_has_left_goes_and_what_is_being_written_stays() {
        let dir = tempfile::tempdir().unwrap();
        let month = dir.path().join("workspace/2026/11");
        std::fs::create_dir_all(&month).unwrap();
        for name in ["a.wav", "b.wav#1", "c.wav#2"] {
            std::fs::write(month.join(name), "a voice").unwrap();
        }
        let names = || {
            let files = std::fs::read_dir(&month).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
            files.collect::<std::collections::BTreeSet<_>>()
        };
        let written_at = std::fs::metadata(month.join("c.wav#2")).unwrap().modified().unwrap();
        let sweep = |began, go_on: bool| Recordings::sweep(dir.path(), began, &|| go_on).unwrap();
        assert_eq!(sweep(written_at - std::time::Duration::from_secs(60), true), 0, "they are being written");
        assert_eq!(sweep(written_at + std::time::Duration::from_secs(60), false), 0, "the program is to stop");
        assert_eq!(names().len(), 3);
        assert_eq!(sweep(written_at + std::time::Duration::from_secs(60), true), 2);
        assert_eq!(names().into_iter().collect::<Vec<_>>(), ["a.wav"]);
    }
}
