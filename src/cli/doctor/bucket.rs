//! The bucket of the recordings, tried with a small file that is gone afterwards.

use phoneclock::{
    app::{SystemEntropy, open_recordings},
    config::{RecordingsPlace, StorageArgs},
    service::kernel::{
        keys::MasterKey,
        recordings::{Recordings, RecordingsError, RefusalKind, Trial, TrialFault, TrialStep},
    },
    wording::recordings::failure,
};

use super::{Finding, output};

const ABOUT: &str = "bucket";

/// Nothing where the recordings are in a folder, or the settings are wrong, which has been said.
pub(super) async fn examine(storage: &StorageArgs) -> Vec<Finding> {
    let Ok(place @ RecordingsPlace::Bucket(_)) = storage.recordings_place() else { return Vec::new() };
    let recordings = match open_recordings(&place) {
        Ok(recordings) => recordings,
        Err(error) => return vec![Finding::problem(ABOUT, output::sentence(&error.into()))],
    };
    let mut findings: Vec<_> = recordings.try_out(&SystemEntropy).await.into_iter().map(finding).collect();
    // Where nothing can be written, the reason has been said.
    if findings.len() > 1 {
        findings.extend(marker(&recordings, storage).await);
    }
    findings
}

fn finding(Trial { step, outcome }: Trial) -> Finding {
    let (done, tried) = match step {
        TrialStep::Put => ("a file can be written", "a file cannot be written"),
        TrialStep::PutAgain => {
            ("nothing is written over another file", "whether a file is written over another one cannot be told")
        }
        TrialStep::Get => ("it is read as it was written", "it cannot be read"),
        TrialStep::List => ("it is listed", "what is there cannot be listed"),
        TrialStep::Missing => ("a missing file is known to be missing", "whether a file is missing cannot be told"),
        TrialStep::Unsigned => ("nobody reads it without a signature", "whether strangers can read it cannot be told"),
        TrialStep::Delete => ("it can be deleted", "it cannot be deleted"),
        TrialStep::Gone => ("then it is gone", "whether it is gone cannot be told"),
    };
    match outcome {
        Ok(()) => Finding::ok(ABOUT, done),
        Err(TrialFault::Failed(error)) if step == TrialStep::Delete => Finding::problem(
            ABOUT,
            format!("{tried}: {}; retention has to delete, so there may be no Object Lock", failure(&error)),
        ),
        Err(TrialFault::Failed(error)) => Finding::problem(ABOUT, format!("{tried}: {}", failure(&error))),
        Err(TrialFault::Overwritten) => Finding::problem(
            ABOUT,
            "a file was written over another one: this server ignores If-None-Match, so a slow replica could replace a \
             recording; use a server that knows conditional writes",
        ),
        Err(TrialFault::OtherContent) => Finding::problem(
            ABOUT,
            "something else was read than what was written; look at the server, or at a proxy before it",
        ),
        Err(TrialFault::NotListed) => {
            Finding::problem(ABOUT, "a file that was just written is not listed; use a server that lists what is there")
        }
        Err(TrialFault::Forbidden) => Finding::problem(
            ABOUT,
            "a missing file looks as if it were forbidden (403), so what is lost would look like a fault; allow \
             s3:ListBucket on the bucket in PHONECLOCK_RECORDINGS",
        ),
        Err(TrialFault::Public) => Finding::problem(
            ABOUT,
            "anybody on the internet can read recordings; block public access to the bucket in PHONECLOCK_RECORDINGS",
        ),
        Err(TrialFault::StillThere) => {
            Finding::problem(ABOUT, "a deleted file is still there; look at the server: retention has to delete")
        }
    }
}

/// Whose recordings they are. Nothing without a key file, which has been said.
async fn marker(recordings: &Recordings, storage: &StorageArgs) -> Option<Finding> {
    let gateway = MasterKey::load(&storage.key_file(), false, &SystemEntropy).ok()?.fingerprint();
    Some(match recordings.is_claimed_by(&gateway).await {
        Ok(Some(true)) => Finding::ok(ABOUT, "it is marked as this gateway's"),
        Ok(None) => Finding::ok(ABOUT, "it is not marked yet; `phoneclock serve` does that at its next start"),
        Ok(Some(false)) => Finding::problem(
            ABOUT,
            "it is marked as another gateway's; set PHONECLOCK_RECORDINGS to a prefix of its own, or \
             PHONECLOCK_KEY_FILE to the key file that belongs to it",
        ),
        // That a missing file looks forbidden has been said.
        Err(RecordingsError::Refused(refusal)) if refusal.kind() == RefusalKind::Denied => return None,
        Err(error) => Finding::problem(ABOUT, format!("its marker cannot be read: {}", failure(&error))),
    })
}
