//! What tries and requests are counted by, and since when.

use jiff::{SignedDuration, Timestamp};

use crate::{domain::clock_watch::JUMP_THRESHOLD, service::kernel::token::token_hash};

/// What tries at an email address are counted by, whether anybody has it or not.
pub(super) fn email_hash(typed: &str) -> [u8; 32] {
    token_hash(&typed.trim().to_lowercase())
}

/// What a throttle counts: from a window ago to a little after now, where tries are that were written down meanwhile.
/// What comes after that is of a clock that was ahead.
pub(super) fn around(now: Timestamp, window: SignedDuration) -> (Timestamp, Timestamp) {
    let since = now.saturating_sub(window).unwrap_or(Timestamp::MIN);
    (since, now.saturating_add(JUMP_THRESHOLD).unwrap_or(Timestamp::MAX))
}
