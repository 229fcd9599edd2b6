//! The recording itself: read, compared with what was stored, logged for each who plays it, and how far they have.

use std::ops::Range;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::{ReviewError, user_of};
use crate::{
    audio::{wav, waveform},
    domain::{
        ids::{ListenId, VoiceCheckId},
        voice_check::FileProblem,
    },
    service::{
        audit::Actor,
        kernel::{Store, Unit, recordings::Recordings},
    },
    store::{
        Hold, StoreError,
        reviews::{
            self, CheckForReview,
            listens::{self, Listen},
            plays::{self, Play},
        },
    },
};

/// Strokes of a drawn recording.
pub const COLUMNS: u16 = 240;
/// Whoever has begun to hear a recording may seek in it for so long; after that the log says so again.
const LISTEN_WINDOW: SignedDuration = SignedDuration::from_mins(10);
const PLAYER_TOLERANCE: SignedDuration = SignedDuration::from_millis(100);

/// What a reviewer gets who opens a recording.
#[derive(Debug)]
pub enum Audio {
    /// The WAV, and the entity tag that its SHA-256 is.
    Wav(Bytes, String),
    /// There never was one.
    None,
    /// Its period is over.
    Over,
    /// The file is not what was stored.
    FileProblem(FileProblem),
}

/// What a play is measured by.
#[derive(Debug, Clone, Copy)]
struct SoundLength {
    bytes: usize,
    secs: f64,
}

impl SoundLength {
    /// A play that begins with this piece.
    fn begin(self, listen: ListenId, sent: &Range<usize>, now: Timestamp) -> Play {
        self.add(Play { listen, sent_bytes: 0, is_whole: false, over_at: now }, sent, now)
    }

    /// The same play with this piece; `None` where the piece begins anew what was given out whole.
    fn go_on(self, play: Play, sent: &Range<usize>, now: Timestamp) -> Option<Play> {
        (sent.start > 0 || !play.is_whole).then(|| self.add(play, sent, now))
    }

    /// Nobody can hear what was not given out: the end lies at least as far ahead as the new bytes last.
    fn add(self, play: Play, sent: &Range<usize>, now: Timestamp) -> Play {
        if sent.start > play.sent_bytes || sent.end <= play.sent_bytes {
            return play;
        }
        let left = self.bytes.saturating_sub(play.sent_bytes) as f64 / self.bytes.max(1) as f64;
        let lasts = SignedDuration::try_from_secs_f64(self.secs * left).unwrap_or(SignedDuration::ZERO);
        let over_at = play.over_at.max(now.saturating_add(lasts).unwrap_or(now));
        Play { sent_bytes: sent.end, is_whole: sent.end >= self.bytes, over_at, ..play }
    }
}

/// The moment by which a player can have come to the end: it may be ahead of the clock by a little.
pub(super) fn heard_by(now: Timestamp) -> Timestamp {
    now.saturating_add(PLAYER_TOLERANCE).unwrap_or(now)
}

/// A recording for a reviewer to hear. `piece` says which part of so many bytes with this tag is given out, if any: that
/// is noted before it is, as a listen of its own or as the going on of one.
///
/// # Errors
/// When there is no such voice check in the workspace, or the file cannot be read.
pub async fn hear(
    store: &Store,
    recordings: &Recordings,
    actor: Actor,
    id: VoiceCheckId,
    piece: impl FnOnce(usize, &str) -> Option<Range<usize>> + Send,
) -> Result<Audio, ReviewError> {
    let (user, workspace) = (user_of(&actor)?, actor.workspace);
    let check = store.read(move |tx| reviews::find_check(tx, workspace, id)).await?;
    let check = check.ok_or(ReviewError::NotFound)?;
    if check.doomed_at.is_some() {
        return Ok(Audio::Over);
    }
    let bytes = match open(store, recordings, &check).await? {
        Some(Ok(bytes)) => bytes,
        Some(Err(file_problem)) => return Ok(Audio::FileProblem(file_problem)),
        None => return Ok(Audio::None),
    };
    let sha256 = check.sha256.unwrap_or_default();
    let tag = format!("\"{}\"", base16ct::lower::encode_string(&sha256));
    let Some(sent) = piece(bytes.len(), &tag) else { return Ok(Audio::Wav(bytes, tag)) };
    let sound = SoundLength { bytes: bytes.len(), secs: check.measures.map_or(0.0, |measures| measures.secs) };
    let note = store.write(Hold::Workspace(workspace), move |u| {
        let now = u.now;
        match plays::find_last(u.tx, id, user, since(now))?.and_then(|play| sound.go_on(play, &sent, now)) {
            Some(play) => plays::set_play(u.tx, &play),
            None => {
                let listen = Listen {
                    id: ListenId::generate(&u.ids),
                    workspace,
                    check: id,
                    at: now,
                    user,
                    listener: actor.name,
                    address: actor.address,
                };
                listens::insert_listen(u.tx, &listen)?;
                plays::insert_play(u.tx, &sound.begin(listen.id, &sent, now))
            }
        }
    });
    note.await?;
    Ok(Audio::Wav(bytes, tag))
}

/// Writes down that the page has seen the recording played to its end; whether it can have been.
///
/// # Errors
/// When there is no such voice check in the workspace.
pub fn note_played(u: &mut Unit<'_>, actor: &Actor, id: VoiceCheckId) -> Result<bool, ReviewError> {
    let (user, now) = (user_of(actor)?, u.now);
    reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    let Some(play) = plays::find_last(u.tx, id, user, since(now))? else { return Ok(false) };
    let over = play.is_whole && play.over_at <= heard_by(now);
    if over {
        plays::set_ended(u.tx, play.listen, now)?;
    }
    Ok(over)
}

fn since(now: Timestamp) -> Timestamp {
    now.saturating_sub(LISTEN_WINDOW).unwrap_or(now)
}

/// The file as it was stored, or what is wrong with it, which is noted; `None` where there is no recording.
pub(super) async fn open(
    store: &Store,
    recordings: &Recordings,
    check: &CheckForReview,
) -> Result<Option<Result<Bytes, FileProblem>>, ReviewError> {
    let (Some(recording), Some(sha256), true) = (&check.recording, &check.sha256, check.can_be_heard()) else {
        return Ok(None);
    };
    let found = recordings.find_stored(recording, sha256).await?;
    let file_problem = found.as_ref().err().copied();
    if file_problem != check.file_problem {
        let id = check.id;
        if let Some(file_problem) = file_problem {
            tracing::error!(voice_check.id = %id, problem = file_problem.name(), "a recording is not what was stored");
        }
        store
            .write(Hold::Workspace(check.workspace), move |u| reviews::set_file_problem(u.tx, id, file_problem))
            .await?;
    }
    Ok(Some(found))
}

/// The recording drawn, as path data; `None` where nothing can be read from it.
pub(super) async fn draw(bytes: Bytes) -> Result<Option<String>, StoreError> {
    let draw = move || wav::read(&bytes).ok().map(|speech| waveform::path(&speech, COLUMNS));
    tokio::task::spawn_blocking(draw).await.map_err(|_| StoreError::Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_can_have_heard_the_end_before_all_of_it_was_given_out_and_its_length_has_passed() {
        let sound = SoundLength { bytes: 1_000, secs: 4.0 };
        let at = |millis| Timestamp::from_millisecond(millis).unwrap();
        let id = ListenId::from_bytes([1; 16]);
        let of = |play: Play| (play.sent_bytes, play.is_whole, play.over_at.as_millisecond());
        assert_eq!(of(sound.begin(id, &(0..1_000), at(0))), (1_000, true, 4_000));
        // A player that looks at the beginning first, and gets the rest a minute later.
        let begun = sound.begin(id, &(0..2), at(0));
        assert_eq!(of(begun), (2, false, 4_000));
        let whole = sound.go_on(begun, &(2..1_000), at(60_000)).unwrap();
        assert_eq!(of(whole), (1_000, true, 63_992));
        assert_eq!(of(sound.go_on(begun, &(0..1_000), at(60_000)).unwrap()), of(whole));
        // Gaps are not heard, and what was heard already changes nothing.
        assert_eq!(of(sound.begin(id, &(500..1_000), at(0))), (0, false, 0));
        assert_eq!(of(sound.go_on(begun, &(500..1_000), at(9)).unwrap()), of(begun));
        assert_eq!(of(sound.go_on(whole, &(500..1_000), at(90_000)).unwrap()), of(whole));
        assert_eq!(sound.go_on(whole, &(0..1_000), at(90_000)), None, "played once more");
    }
}
