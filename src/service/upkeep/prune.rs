//! Forgetting what has served its time.

use jiff::{SignedDuration, Timestamp};

use crate::{
    service::{
        access::{
            KNOWN_BROWSER_TTL,
            password_requests::REQUEST_WINDOW,
            sessions::{SESSION_IDLE_TIMEOUT, SESSION_MAX_AGE},
        },
        kernel::Store,
    },
    store::{
        Hold, StoreError, badge_links, calls, half_sign_ins, hook_deliveries, kiosk_codes, kiosk_guards,
        kiosk_requests, known_browsers, password_tries, sign_ins, tasks, text_replies, users, worker_links,
    },
};

/// How long replies are kept. A redelivery comes within minutes.
const KEEP_REPLIES: SignedDuration = SignedDuration::from_hours(24);
/// How long failed sign-ins are kept. They count for a quarter of an hour; the rest of the week is for whoever looks
/// into them.
const KEEP_FAILURES: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long sign-ins are kept that waited for a code: the wrong ones of a day are counted.
const KEEP_HALF_SIGN_INS: SignedDuration = SignedDuration::from_hours(24);
/// How long background work that was given up is kept: a late callback must still find it.
const KEEP_FAILED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a link that shows a badge or a worker's own page is kept after its end: no mail waits as long.
const KEEP_LINKS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long what nobody has stays locked at a kiosk: locks of people end earlier, or are seen to by somebody.
const KEEP_STRANGERS: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long it can be seen what other programs were told.
const KEEP_DELIVERIES: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long it is kept that a phone has answered something that changed nothing: providers tell again within days.
const KEEP_TEXT_REPLIES: SignedDuration = SignedDuration::from_hours(30 * 24);
const KEEP_DONE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Forgets what has served its time; nothing while the clock is in doubt.
///
/// # Errors
/// When it cannot be written.
pub async fn prune(store: &Store) -> Result<(), StoreError> {
    if store.clock().is_in_doubt() {
        return Ok(());
    }
    store
        .write(Hold::Nothing, |u| {
            let now = u.now;
            let before = |keep| now.saturating_sub(keep).unwrap_or(Timestamp::MIN);
            calls::prune_replies(u.tx, before(KEEP_REPLIES))?;
            hook_deliveries::prune(u.tx, before(KEEP_DELIVERIES))?;
            kiosk_codes::prune_failures(u.tx, before(KEEP_FAILURES))?;
            kiosk_requests::prune_requests(u.tx, before(KEEP_REPLIES))?;
            sign_ins::prune_failures(u.tx, before(KEEP_FAILURES))?;
            tasks::prune_done(u.tx, before(KEEP_DONE))?;
            tasks::prune_failed(u.tx, before(KEEP_FAILED))?;
            password_tries::prune_tries(u.tx, before(KEEP_FAILURES))?;
            known_browsers::prune(u.tx, before(KNOWN_BROWSER_TTL))?;
            badge_links::prune(u.tx, before(KEEP_LINKS))?;
            worker_links::prune(u.tx, before(KEEP_LINKS))?;
            users::prune_sessions(u.tx, before(SESSION_IDLE_TIMEOUT), before(SESSION_MAX_AGE))?;
            half_sign_ins::prune(u.tx, before(KEEP_HALF_SIGN_INS))?;
            users::prune_password_requests(u.tx, before(REQUEST_WINDOW))?;
            text_replies::forget_replies(u.tx, before(KEEP_TEXT_REPLIES))?;
            kiosk_guards::prune_stranger_guards(u.tx, before(KEEP_STRANGERS))?;
            Ok(())
        })
        .await
}
