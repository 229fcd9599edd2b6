//! Where voice checks and photos are kept: object storage, by default a folder.

mod bucket;
mod folder;
mod marker;
mod refusal;
mod trial;

use std::{future::Future, io, path::Path, sync::Arc, time::Duration};

use bytes::Bytes;
use jiff::Timestamp;
use object_store::{
    ObjectStore, ObjectStoreExt, PutMode, PutOptions, local::LocalFileSystem, memory::InMemory, path::Path as Key,
};
use sha2::{Digest, Sha256};

pub use self::{
    bucket::TIMEOUT,
    folder::sweep,
    marker::MarkerError,
    refusal::{BucketRefusal, RefusalKind},
    trial::{Trial, TrialFault, TrialStep},
};
use crate::domain::{
    bucket::Bucket,
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
    Store(#[source] object_store::Error),
    #[error("there is no such file among the recordings")]
    Missing,
    #[error("{0} is there already with other content")]
    Occupied(String),
    #[error("{0} is being written by somebody else")]
    Contended(String),
    #[error("no connection to a bucket can be prepared")]
    Client(#[source] object_store::Error),
    #[error(transparent)]
    Refused(BucketRefusal),
    #[error("the bucket did not answer within {} s", .0.as_secs_f32())]
    TimedOut(Duration),
    #[error("the bucket cannot be reached: {0}")]
    Unreachable(String),
}

/// The store of voice checks and photos. A file is there whole or not at all.
#[derive(Clone)]
pub struct Recordings {
    files: Arc<dyn ObjectStore>,
    shelf: Shelf,
}

/// What files are written to.
#[derive(Clone)]
enum Shelf {
    Folder,
    Bucket(Arc<Bucket>, Duration),
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

    /// What is in a folder, to be read: nothing where there is no folder, and none is made.
    ///
    /// # Errors
    /// When there is one that cannot be used.
    pub fn found_in(folder: &Path) -> Result<Self, RecordingsError> {
        if folder.exists() {
            return Self::in_folder(folder);
        }
        Ok(Self { files: Arc::new(InMemory::new()), shelf: Shelf::Folder })
    }

    /// In a bucket, each try within this time. Nothing is asked yet.
    ///
    /// # Errors
    /// When no connection can be prepared, as on a machine without certificates.
    pub fn in_bucket(bucket: &Bucket, timeout: Duration) -> Result<Self, RecordingsError> {
        let files = bucket::open(bucket, timeout, bucket::Signing::On).map_err(RecordingsError::Client)?;
        Ok(Self { files, shelf: Shelf::Bucket(Arc::new(bucket.clone()), timeout) })
    }

    fn synced_in(folder: &Path, synced: bool) -> Result<Self, RecordingsError> {
        folder::make(folder)?;
        let files = LocalFileSystem::new_with_prefix(folder).map_err(RecordingsError::Store)?.with_fsync(synced);
        Ok(Self { files: Arc::new(files), shelf: Shelf::Folder })
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

    /// Writes a file, whole or not at all; its SHA-256.
    ///
    /// In a bucket nothing is written over: what is there already stays, and is what was to be written, or an error. In
    /// a folder the file is written to a temporary name, synced and renamed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put(&self, key: &str, content: Bytes) -> Result<[u8; 32], RecordingsError> {
        let sha256 = Sha256::digest(&content).into();
        match &self.shelf {
            Shelf::Folder => {
                let path = Key::from(key);
                self.ask(self.files.put(&path, content.into())).await?;
            }
            Shelf::Bucket(..) => match self.create(key, content.clone()).await? {
                Created::Now => {}
                Created::Before => match self.find(key).await? {
                    Some(there) if there == content => {}
                    Some(_) => return Err(RecordingsError::Occupied(key.to_owned())),
                    None => return Err(RecordingsError::Contended(key.to_owned())),
                },
            },
        }
        Ok(sha256)
    }

    /// Writes a file where there is none.
    async fn create(&self, key: &str, content: Bytes) -> Result<Created, RecordingsError> {
        let (path, mode) = (Key::from(key), PutOptions::from(PutMode::Create));
        let written = async {
            match self.files.put_opts(&path, content.into(), mode).await {
                Ok(_) => Ok(Created::Now),
                Err(object_store::Error::AlreadyExists { .. }) => Ok(Created::Before),
                Err(error) => Err(error),
            }
        };
        self.ask(written).await
    }

    /// The file of a recording.
    ///
    /// # Errors
    /// When there is no such file.
    pub async fn get(&self, key: &str) -> Result<Bytes, RecordingsError> {
        let path = Key::from(key);
        self.ask(async { self.files.get(&path).await?.bytes().await }).await
    }

    /// The file, or `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn find(&self, key: &str) -> Result<Option<Bytes>, RecordingsError> {
        none_if_missing(self.get(key).await)
    }

    /// Whether there is such a file.
    ///
    /// # Errors
    /// When that cannot be told.
    pub async fn exists(&self, key: &str) -> Result<bool, RecordingsError> {
        let path = Key::from(key);
        let found = self.ask(async { self.files.head(&path).await }).await;
        none_if_missing(found).map(|found| found.is_some())
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
        let path = Key::from(key);
        none_if_missing(self.ask(async { self.files.delete(&path).await }).await).map(|_| ())
    }

    /// One try, within its time where it leaves the machine.
    async fn ask<T>(&self, try_it: impl Future<Output = object_store::Result<T>>) -> Result<T, RecordingsError> {
        let outcome = match &self.shelf {
            Shelf::Folder => try_it.await.map_err(RecordingsError::Store),
            Shelf::Bucket(_, timeout) => match tokio::time::timeout(*timeout, try_it).await {
                Ok(outcome) => outcome.map_err(refusal::explain),
                Err(_) => return Err(RecordingsError::TimedOut(*timeout)),
            },
        };
        match outcome {
            Err(RecordingsError::Store(object_store::Error::NotFound { .. })) => Err(RecordingsError::Missing),
            outcome => outcome,
        }
    }
}

/// What became of a file that was to be written where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Created {
    Now,
    /// There was one, which is as it was.
    Before,
}

fn none_if_missing<T>(outcome: Result<T, RecordingsError>) -> Result<Option<T>, RecordingsError> {
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(RecordingsError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Characters of the hash in the name of a photo.
const PHOTO_HASH_CHARS: usize = 16;
