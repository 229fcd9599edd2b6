//! The recordings part of a move: each file that the database names, compared with the hash in its row.

use bytes::Bytes;
use futures::{StreamExt, stream};
use sha2::{Digest, Sha256};

use super::{MoveError, MovedRecordings, Progress, Told};
use crate::{service::kernel::recordings::Recordings, store::voice_checks::RecordingFile};

/// Files that are on their way at once: from or to a bucket each takes a while.
const AT_ONCE: usize = 8;
/// Between two words about how far it has got.
const TOLD_EVERY: usize = 100;

/// What became of one file.
enum Outcome {
    Copied,
    /// It was there already.
    Kept,
    /// The source has none.
    Missing,
    /// Copied or there already, but not what was once stored.
    Altered,
}

/// Refuses a place that another gateway has marked.
pub(super) async fn check_place(recordings: &Recordings, gateway: &[u8]) -> Result<(), MoveError> {
    match recordings.is_claimed_by(gateway).await.map_err(MoveError::Recordings)? {
        Some(false) => Err(MoveError::OthersPlace),
        Some(true) | None => Ok(()),
    }
}

pub(super) async fn carry(
    files: Vec<RecordingFile>,
    from: &Recordings,
    to: &Recordings,
    told: &Told,
) -> Result<MovedRecordings, MoveError> {
    let mut moved = MovedRecordings::default();
    let of = files.len();
    told(&Progress::Recordings { done: 0, of });
    let copies = files.into_iter().map(|file| async move {
        let outcome = carry_one(&file, from, to).await;
        outcome.map(|outcome| (file.recording, outcome))
    });
    // One that is slow holds up no other.
    let mut copies = stream::iter(copies).buffer_unordered(AT_ONCE);
    let mut done = 0;
    while let Some(copied) = copies.next().await {
        match copied? {
            (_, Outcome::Copied) => moved.copied += 1,
            (_, Outcome::Kept) => moved.kept += 1,
            (recording, Outcome::Missing) => moved.missing.push(recording),
            (recording, Outcome::Altered) => moved.altered.push(recording),
        }
        done += 1;
        if done % TOLD_EVERY == 0 {
            told(&Progress::Recordings { done, of });
        }
    }
    moved.missing.sort();
    moved.altered.sort();
    Ok(moved)
}

async fn carry_one(file: &RecordingFile, from: &Recordings, to: &Recordings) -> Result<Outcome, MoveError> {
    let name = file.recording.as_str();
    let failed = |source| MoveError::Recording { recording: name.to_owned(), source };
    let there = to.find(name).await.map_err(failed)?;
    if there.as_ref().is_some_and(|there| is(there, &file.sha256)) {
        return Ok(Outcome::Kept);
    }
    let content = from.find(name).await.map_err(failed)?;
    match (content, there) {
        (None, None) => Ok(Outcome::Missing),
        (Some(content), None) => {
            to.put(name, content.clone()).await.map_err(failed)?;
            if to.find(name).await.map_err(failed)?.is_none_or(|back| back != content) {
                return Err(MoveError::RecordingDiffers(name.to_owned()));
            }
            Ok(if is(&content, &file.sha256) { Outcome::Copied } else { Outcome::Altered })
        }
        (Some(content), Some(there)) if content == there => Ok(Outcome::Altered),
        (_, Some(_)) => Err(MoveError::Occupied(name.to_owned())),
    }
}

fn is(content: &Bytes, sha256: &[u8]) -> bool {
    Sha256::digest(content).as_slice() == sha256
}
