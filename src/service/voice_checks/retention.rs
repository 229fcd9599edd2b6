//! The end of recordings whose period is over: the audio goes, the entry, the measures and the verdict stay.

pub use crate::service::kernel::retention::{RetentionError, SweepOutcome};
use crate::{
    domain::ids::{ClaimId, VoiceCheckId},
    service::kernel::{Store, recordings::Recordings, retention::KeptFiles},
    store::{claim_recordings, retention},
};

const VOICE_CHECKS: KeptFiles<VoiceCheckId> = KeptFiles {
    one: "voice check",
    list_overdue: retention::list_overdue,
    doom: retention::doom,
    list_doomed: retention::list_doomed,
    set_deleted: retention::set_deleted,
};

const CLAIMS: KeptFiles<ClaimId> = KeptFiles {
    one: "recording of a claim",
    list_overdue: claim_recordings::list_overdue,
    doom: claim_recordings::doom,
    list_doomed: claim_recordings::list_doomed,
    set_deleted: claim_recordings::set_deleted,
};

/// Deletes the recordings that have been kept for as long as their workspace says and are not held; none while the
/// clock is in doubt.
///
/// # Errors
/// When files cannot be deleted; all others are.
pub async fn delete_old_recordings(store: &Store, recordings: &Recordings) -> Result<SweepOutcome, RetentionError> {
    let voice_checks = VOICE_CHECKS.sweep(store, recordings).await?;
    voice_checks.and(CLAIMS.sweep(store, recordings).await?).outcome("recordings")
}
