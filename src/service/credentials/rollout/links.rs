//! Setup links by mail: to one employee, to everybody who is due one, and again to who has not used theirs.

use jiff::Timestamp;

use super::{LinkDelivery, RolloutRow, address, list_links_due, list_unused_links};
use crate::{
    domain::{
        ids::{EmployeeId, SetupLinkId},
        user::Email,
    },
    service::{
        audit::Actor,
        credentials::{CredentialError, batches::for_each, setup_links, standing},
        kernel::{
            Store, Unit,
            outbox::{self, LinkMail},
        },
    },
    store::{Hold, StoreError, mails::MailKind, phone_clocking},
};

/// Why no link was sent.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum LinkError {
    #[error(transparent)]
    Employee(#[from] CredentialError),
    #[error("the employee has no email address that mail can be sent to")]
    NoAddress,
    /// Somebody else was quicker, or the button was pressed twice.
    #[error("another setup link was sent meanwhile")]
    SentMeanwhile,
}

impl From<StoreError> for LinkError {
    fn from(error: StoreError) -> Self {
        Self::Employee(error.into())
    }
}

/// Which of those who have not used their link are sent a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipients {
    /// Everybody who has not used theirs.
    Everybody,
    /// Those whose link has not gone out by mail.
    Undelivered,
}

impl Recipients {
    /// Whether somebody whose link has come so far is among them.
    #[must_use]
    pub const fn includes(self, delivery: &LinkDelivery) -> bool {
        match (self, delivery) {
            (Self::Everybody, _)
            | (Self::Undelivered, LinkDelivery::Waiting(_) | LinkDelivery::Folder | LinkDelivery::Failed(_)) => true,
            (Self::Undelivered, LinkDelivery::Queued | LinkDelivery::Sent) => false,
        }
    }
}

/// Emails one employee a setup link, or a reset link to who has a PIN. `seen` is the waiting link that the admin had
/// before them: when there is another by now, none is sent.
///
/// # Errors
/// When there is no address, or a link was sent meanwhile.
pub fn email_one(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: EmployeeId,
    seen: Option<SetupLinkId>,
) -> Result<(), LinkError> {
    let person = standing::get_active(u.tx, actor.workspace, employee, u.clock.time_for_ends())?;
    if person.link.as_ref().map(|link| link.id) != seen {
        return Err(LinkError::SentMeanwhile);
    }
    let to = address(person.employee.details.email.as_deref()).ok_or(LinkError::NoAddress)?;
    Ok(send(u, actor, &person, to)?)
}

/// Emails a setup link to everybody who is due one and has an address; how many were sent. Whoever got one meanwhile is
/// passed over, so that pressing twice, or two admins at once, send none twice. Written a hundred people at a time: what
/// was sent before a failure stays sent.
pub async fn email_due(store: &Store, actor: Actor) -> Result<usize, StoreError> {
    let (workspace, now) = (actor.workspace, store.clock().time_for_ends());
    let due = store.read(move |tx| list_links_due(tx, workspace, now)).await?.get_one;
    let ids: Vec<_> = due.iter().map(|person| person.id).collect();
    let due = |person: &RolloutRow, now: Timestamp| person.employee.active && person.status(now).wants_link();
    send_to(store, &actor, &ids, due).await
}

/// Emails a new setup link to everybody who has not used theirs and has an address; how many were sent. Links from after
/// `seen_at`, when the admin looked at the list, are passed over: pressing twice sends none twice. What was sent before a
/// failure stays sent.
pub async fn email_again(
    store: &Store,
    actor: Actor,
    seen_at: Timestamp,
    recipients: Recipients,
) -> Result<usize, StoreError> {
    let (workspace, now) = (actor.workspace, store.clock().time_for_ends());
    let unused = store.read(move |tx| list_unused_links(tx, workspace, now)).await?;
    let wanted = move |person: &RolloutRow, now: Timestamp| {
        let link = person.link.as_ref();
        let link = link.filter(|link| link.made_at <= seen_at && recipients.includes(&link.delivery()));
        person.employee.active && person.pin_set_at.is_none() && link.is_some_and(|link| now < link.ends_at)
    };
    let ids: Vec<_> = unused.iter().map(|person| person.employee.id).collect();
    send_to(store, &actor, &ids, wanted).await
}

/// Emails a setup link to each of these who has an address and no PIN; how many were sent. Links from after `seen_at`, when
/// the admin looked at the list, are passed over: pressing twice sends none twice. What was sent before a failure stays
/// sent.
pub async fn email_these(
    store: &Store,
    actor: Actor,
    ids: &[EmployeeId],
    seen_at: Timestamp,
) -> Result<usize, StoreError> {
    send_to(store, &actor, ids, move |person, _| is_due_since(person, seen_at)).await
}

/// Whether somebody is to get a link in one press with others: no PIN, and no link since the list was looked at.
pub(in crate::service::credentials) fn is_due_since(person: &RolloutRow, seen_at: Timestamp) -> bool {
    let fresh = person.link.as_ref().is_some_and(|link| link.made_at > seen_at);
    person.employee.active && person.pin_set_at.is_none() && !fresh
}

/// Emails a setup link to those of these who have an address and whom it is still `wanted` for when it is their turn.
async fn send_to(
    store: &Store,
    actor: &Actor,
    ids: &[EmployeeId],
    wanted: impl Fn(&RolloutRow, Timestamp) -> bool + Copy + Send + 'static,
) -> Result<usize, StoreError> {
    let holds = Hold::Workspace(actor.workspace).into();
    let sent = for_each(store, (actor, holds), ids, move |u, actor, id| {
        let now = u.clock.time_for_ends();
        let found = phone_clocking::find_person(u.tx, actor.workspace, id, now)?;
        let Some(person) = found.filter(|person| wanted(person, now)) else { return Ok(None) };
        let Some(to) = address(person.employee.details.email.as_deref()) else { return Ok(None) };
        send(u, actor, &person, to).map(Some)
    });
    Ok(sent.await?.len())
}

fn send(u: &mut Unit<'_>, actor: &Actor, person: &RolloutRow, recipient: Email) -> Result<(), StoreError> {
    let (workspace, id) = (person.employee.workspace, person.employee.id);
    let link = *setup_links::make_link(u, id)?.as_bytes();
    outbox::queue(u, LinkMail { workspace, kind: MailKind::SetupLink, link, employee: Some(id), recipient })?;
    let action = if person.pin_set_at.is_some() { "email reset link" } else { "email setup link" };
    standing::note(u, actor, action, person)
}
