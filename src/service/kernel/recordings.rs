//! Where voice checks and photos are kept: object storage, by default a folder.

use std::{
    fs::DirEntry,
    io::{self, ErrorKind},
    os::unix::fs::DirBuilderExt,
    path::Path,
    sync::Arc,
    time::SystemTime,
};

use bytes::Bytes;
use jiff::Timestamp;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use sha2::{Digest, Sha256};

use crate::domain::{
    ids::{PhotoId, VoiceCheckId, WorkspaceId},
    voice_check::FileProblem,
};

/// Why a recording cannot be kept or read.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum RecordingsError {
    #[error("the recordings' folder {0} cannot be used")]
    Folder(String, #[source] io::Error),
    #[error("the recordings' folder cannot be used")]
    Store(#[from] object_store::Error),
}

/// The store of voice checks and photos. A file is there whole or not at all.
#[derive(Clone)]
pub struct Recordings(Arc<dyn ObjectStore>);

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
                swept += Self::sweep(&path, before, stopped)?;
            } else if is_half_written(&path) && was_written(&file, before)? {
                std::fs::remove_file(&path)?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// The name that a recording is kept under. Nothing that a caller or provider sent is in it.
    #[must_use]
    pub fn key(workspace: WorkspaceId, at: Timestamp, id: VoiceCheckId) -> String {
        format!("{workspace}/{}/{id}.wav", at.strftime("%Y/%m"))
    }

    /// The name that a photo is kept under: another for each content, so that none is written over another. Nothing that a
    /// device sent is in it but for the hash.
    #[must_use]
    pub fn photo_key(workspace: WorkspaceId, at: Timestamp, id: PhotoId, jpeg: &[u8]) -> String {
        let mut hash = base16ct::lower::encode_string(&Sha256::digest(jpeg));
        hash.truncate(PHOTO_HASH_CHARS);
        format!("{workspace}/photos/{}/{id}-{hash}.jpg", at.strftime("%Y/%m"))
    }

    /// Writes a file to a temporary name, syncs and renames it; its SHA-256.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put(&self, key: &str, content: Bytes) -> Result<[u8; 32], RecordingsError> {
        let sha256 = Sha256::digest(&content).into();
        self.0.put(&Key::from(key), content.into()).await?;
        Ok(sha256)
    }

    /// The file of a recording.
    ///
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

    /// The file as it was stored, or what is wrong with it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn find_stored(&self, key: &str, sha256: &[u8]) -> Result<Result<Bytes, FileProblem>, RecordingsError> {
        Ok(match self.find(key).await? {
            None => Err(FileProblem::Missing),
            Some(bytes) if Sha256::digest(&bytes).as_slice() != sha256 => Err(FileProblem::Damaged),
            Some(bytes) => Ok(bytes),
        })
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

/// Characters of the hash in the name of a photo.
const PHOTO_HASH_CHARS: usize = 16;
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
        assert_eq!(Recordings::sweep(folder.path(), noon, &|| true).unwrap(), 0);
        assert!(old.exists(), "a stop ends it");
        assert_eq!(Recordings::sweep(folder.path(), noon, &|| false).unwrap(), 2);
        assert!(!old.exists() && new.exists() && whole.exists());
        assert!(!old_photo.exists() && photo.exists());
    }
}
