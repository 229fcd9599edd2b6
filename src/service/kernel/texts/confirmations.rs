//! Texts that confirm a punch, where the office has turned them on and the person has agreed to texts: each punch once,
//! soon, and only as long as it stands as it was made.

use jiff::{SignedDuration, Timestamp};

use super::{TextAbout, consents, queue_after};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{EmployeeId, PunchId, WorkspaceId},
        language::{Language, OfficeLanguage},
        pen::Pen,
    },
    mail::TextLetter,
    service::kernel::Unit,
    store::{StoreError, Tx, employees, punch_confirmations, text_messages::TextMessage, workspaces},
};

/// How long is waited for the job, which is named after the punch.
const JOB_WAIT: SignedDuration = SignedDuration::from_mins(1);
/// How old a punch may be to be confirmed: later, it would be taken for another one.
const CONFIRM_WITHIN: SignedDuration = SignedDuration::from_mins(30);

/// Queues the confirmation of a punch, in the transaction that makes it, where it is wanted.
pub(in crate::service) fn expect(
    u: &mut Unit<'_>,
    (workspace, employee): (WorkspaceId, EmployeeId),
    (punch, at): (PunchId, Timestamp),
) -> Result<(), StoreError> {
    if is_too_late(at, u.now) || !consents::wants_confirmations(u.tx, workspace, employee)? {
        return Ok(());
    }
    let Some(phone) = employees::get_employee(u.tx, workspace, employee)?.details.phone else { return Ok(()) };
    queue_after(u, (workspace, TextAbout::Confirmation(punch, employee)), phone, JOB_WAIT)
}

fn is_too_late(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) > CONFIRM_WITHIN
}

/// The confirmation of a punch, or why there is none.
pub(super) fn write(
    tx: &mut dyn Tx,
    text: &TextMessage,
    (punch, employee): (PunchId, EmployeeId),
    now: Timestamp,
) -> Result<Result<(TextLetter, Language), &'static str>, StoreError> {
    let Some(punch) = punch_confirmations::find(tx, text.workspace, punch)? else {
        return Ok(Err("the punch is gone"));
    };
    if is_too_late(punch.at, now) {
        return Ok(Err("too late to confirm the punch"));
    }
    if !punch.stands {
        return Ok(Err("the punch was changed before it was confirmed"));
    }
    if !consents::wants_confirmations(tx, text.workspace, employee)? {
        return Ok(Err("they no longer want confirmations"));
    }
    let language = employees::get_employee(tx, text.workspace, employee)?.details.language;
    let settings = workspaces::get_workspace(tx, text.workspace)?.settings;
    // Times are written as the office writes them.
    let pen = Pen::new(settings.formats, settings.zone, OfficeLanguage::nearest(language), now);
    let time = pen.time(punch.at, &punch.zone);
    let place = punch.job.unwrap_or(settings.name);
    Ok(Ok((TextLetter::Confirmation { is_in: punch.way == Way::In, time, place }, language)))
}
