//! The recording itself: read, compared with what was stored, logged for each who hears it.

use std::sync::Arc;

use bytes::Bytes;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use super::{ReviewError, user_of};
use crate::{
    audio::{wav, waveform},
    domain::{
        ids::{ListenId, VoiceCheckId},
        voice_check::Amiss,
    },
    service::{Gateway, audit::Actor},
    store::{
        StoreError,
        reviews::{
            self, Reviewed,
            listens::{self, Listen},
        },
    },
};

/// Strokes of a drawn recording.
pub const COLUMNS: u16 = 240;
/// Whoever has begun to hear a recording may seek in it for so long; after that the log says so again.
const ONE_LISTEN: SignedDuration = SignedDuration::from_mins(10);

/// What became of the wish to hear a recording.
#[derive(Debug)]
pub enum Audio {
    /// The WAV, and the SHA-256 it has in the database.
    Wav(Bytes, Vec<u8>),
    /// There never was one.
    None,
    /// Its period is over.
    Over,
    Amiss(Amiss),
}

impl Gateway {
    /// A recording for a reviewer to hear. `from_the_start` says whether it is asked for from its first byte; then the
    /// log of who listened has one entry more before anything is given out.
    ///
    /// # Errors
    /// When there is no such voice check in the workspace, or the file cannot be read.
    pub async fn hear_recording(
        self: &Arc<Self>,
        actor: Actor,
        id: VoiceCheckId,
        from_the_start: bool,
    ) -> Result<Audio, ReviewError> {
        let user = user_of(&actor)?;
        let check = self.db.read(move |tx| reviews::find_check(tx, actor.workspace, id)).await?;
        let check = check.ok_or(ReviewError::NotFound)?;
        if check.doomed_at.is_some() {
            return Ok(Audio::Over);
        }
        let bytes = match self.open_recording(&check).await? {
            Some(Ok(bytes)) => bytes,
            Some(Err(amiss)) => return Ok(Audio::Amiss(amiss)),
            None => return Ok(Audio::None),
        };
        let now = self.now();
        let listen = Listen {
            id: ListenId::mint(&self.ids()),
            workspace: actor.workspace,
            check: id,
            at: now,
            user,
            listener: actor.name,
            address: actor.address,
        };
        let since = now.saturating_sub(ONE_LISTEN).unwrap_or(now);
        self.db
            .write(move |tx| {
                // A piece from the middle belongs to a listen that has begun; to leave out the first byte is no way
                // past the log.
                if from_the_start || !listens::has_heard(tx, id, user, since)? {
                    listens::insert_listen(tx, &listen)?;
                }
                Ok::<_, StoreError>(())
            })
            .await?;
        Ok(Audio::Wav(bytes, check.sha256.unwrap_or_default()))
    }

    /// The file as it was stored, or what is amiss with it, which is noted; `None` where there is no recording.
    pub(super) async fn open_recording(&self, check: &Reviewed) -> Result<Option<Result<Bytes, Amiss>>, ReviewError> {
        let (Some(recording), Some(sha256), true) = (&check.recording, &check.sha256, check.can_be_heard()) else {
            return Ok(None);
        };
        let found = match self.recordings.find(recording).await? {
            None => Err(Amiss::Missing),
            Some(bytes) if Sha256::digest(&bytes).as_slice() != sha256.as_slice() => Err(Amiss::Damaged),
            Some(bytes) => Ok(bytes),
        };
        let amiss = found.as_ref().err().copied();
        if amiss != check.amiss {
            let id = check.id;
            if let Some(amiss) = amiss {
                tracing::error!(voice_check.id = %id, amiss = amiss.name(), "a recording is not what was stored");
            }
            self.db.write(move |tx| reviews::set_amiss(tx, id, amiss)).await?;
        }
        Ok(Some(found))
    }
}

/// The recording drawn, as path data; `None` where nothing can be read from it.
pub(super) async fn draw(bytes: Bytes) -> Result<Option<String>, StoreError> {
    let draw = move || wav::read(&bytes).ok().map(|speech| waveform::path(&speech, COLUMNS));
    tokio::task::spawn_blocking(draw).await.map_err(|_| StoreError::Panicked)
}
