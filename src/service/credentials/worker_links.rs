//! Links to workers' own pages: made, sent, opened, ended. A new one ends the one before, and whoever leaves has none.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{CredentialError, batches::for_each, rollout::address, standing};
pub use crate::store::worker_links::WorkerLink;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, SetupLinkId, WorkerLinkId, WorkspaceId},
        user::Email,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Store, Token, Unit,
            keys::LinkKey,
            outbox::{self, LinkMail, MailState},
            token::token_hash,
        },
    },
    store::{
        Hold, StoreError, Tx, employees,
        mails::{self, MailKind},
        text_messages::{self, TextMessage},
        worker_links,
    },
};

/// How long a link to a worker's own page lives.
pub const WORKER_LINK_TTL: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Why no link was sent or ended.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum WorkerLinkError {
    #[error(transparent)]
    Employee(#[from] CredentialError),
    #[error("the employee has no email address that mail can be sent to")]
    NoAddress,
    /// Somebody else was quicker, or the button was pressed twice.
    #[error("another link was sent meanwhile")]
    SentMeanwhile,
    #[error("there is no link to end")]
    NoLink,
}

impl From<StoreError> for WorkerLinkError {
    fn from(error: StoreError) -> Self {
        Self::Employee(error.into())
    }
}

/// The link of an employee, and how far it has come.
#[derive(Debug, Clone)]
pub struct WorkerLinkState {
    /// The link, whether or not its time has run out.
    pub link: WorkerLink,
    /// The mail that carries it; none for one that was shown when a PIN was chosen.
    pub mail: Option<MailState>,
    /// The text that carries it, where it was texted.
    pub text: Option<TextMessage>,
}

/// Makes a link, and ends the one before it. Takes for granted that the employee's hold is had.
pub(super) fn make(
    u: &mut Unit<'_>,
    employee: &Employee,
    came_with: Option<SetupLinkId>,
) -> Result<WorkerLinkId, StoreError> {
    let id = WorkerLinkId::generate(&u.ids);
    let (made_at, ends_at) = (u.now, u.ends_after(WORKER_LINK_TTL));
    let (workspace, employee) = (employee.workspace, employee.id);
    let hash = Token::of_link(u.keys, id.as_bytes()).hash();
    let link = WorkerLink { id, workspace, employee, came_with, made_at, ends_at };
    worker_links::insert_worker_link(u.tx, &link, &hash)?;
    Ok(id)
}

/// The token of the link that came with a setup link, as long as it works.
pub(super) fn token_with(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    (employee, setup): (&Employee, SetupLinkId),
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let link = worker_links::find_of_employee(tx, employee.workspace, employee.id)?;
    let link = link.filter(|link| link.came_with == Some(setup) && now < link.ends_at);
    Ok(link.map(|link| keys.token(link.id.as_bytes())))
}

/// The link behind a token at `now`; nothing for one that is unknown, replaced, ended or over.
pub fn open(tx: &mut dyn Tx, token: &str, now: Timestamp) -> Result<Option<WorkerLink>, StoreError> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    Ok(worker_links::find_by_token(tx, &token_hash(token.expose()))?.filter(|link| now < link.ends_at))
}

/// How the link of an employee stands, for the office.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<WorkerLinkState>, StoreError> {
    let Some(link) = worker_links::find_of_employee(tx, workspace, employee)? else { return Ok(None) };
    let (mail, text) =
        (mails::find_of_link(tx, link.id.as_bytes())?, text_messages::find_of_link(tx, link.id.as_bytes())?);
    Ok(Some(WorkerLinkState { link, mail, text }))
}

/// Mails one employee a new link to their own page, which ends the one before. `seen` is the link that the admin had before
/// them: when there is another by now, none is sent.
///
/// # Errors
/// When there is no address, or a link was sent meanwhile.
pub fn email_one(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: EmployeeId,
    seen: Option<WorkerLinkId>,
) -> Result<(), WorkerLinkError> {
    let person = standing::get_active(u.tx, actor.workspace, employee, u.clock.time_for_ends())?.employee;
    let known = worker_links::find_of_employee(u.tx, actor.workspace, employee)?;
    if known.map(|link| link.id) != seen {
        return Err(WorkerLinkError::SentMeanwhile);
    }
    let to = address(person.details.email.as_deref()).ok_or(WorkerLinkError::NoAddress)?;
    Ok(send(u, actor, &person, to)?)
}

/// Mails each of these people who has an address a new link to their own page; how many mails were queued. Whoever got a
/// link after `seen_at`, when the admin looked at the list, is passed over: pressing twice sends none twice. What was
/// queued before a failure stays queued.
pub async fn email_these(
    store: &Store,
    actor: &Actor,
    people: &[EmployeeId],
    seen_at: Timestamp,
) -> Result<usize, StoreError> {
    let holds = Hold::Workspace(actor.workspace).into();
    let sent = for_each(store, (actor, holds), people, move |u, actor, id| {
        let person = employees::find_employee(u.tx, actor.workspace, id)?.filter(|person| person.active);
        let Some(person) = person else { return Ok(None) };
        let Some(to) = address(person.details.email.as_deref()) else { return Ok(None) };
        if was_sent_since(u.tx, &person, seen_at)? {
            return Ok(None);
        }
        send(u, actor, &person, to).map(Some)
    });
    Ok(sent.await?.len())
}

/// Whether somebody has got a link since the list was looked at.
pub(super) fn was_sent_since(tx: &mut dyn Tx, person: &Employee, seen_at: Timestamp) -> Result<bool, StoreError> {
    let known = worker_links::find_of_employee(tx, person.workspace, person.id)?;
    Ok(known.is_some_and(|link| link.made_at > seen_at))
}

fn send(u: &mut Unit<'_>, actor: &Actor, person: &Employee, recipient: Email) -> Result<(), StoreError> {
    let link = *make(u, person, None)?.as_bytes();
    let (workspace, kind) = (person.workspace, MailKind::WorkerPage);
    outbox::queue(u, LinkMail { workspace, kind, link, employee: Some(person.id), recipient })?;
    let change = AuditChange {
        action: "email link to own page",
        subject: &person.details.name,
        employee: Some(person.id),
        before: NO_FIELDS,
        after: Some(json!({ "works_for_days": WORKER_LINK_TTL.as_hours() / 24 })),
    };
    audit::note(u, actor, change)
}

/// Ends the link of an employee: from then on it opens nothing.
///
/// # Errors
/// When there is no such employee, or no link that works.
pub fn end(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<(), WorkerLinkError> {
    let person = employees::find_employee(u.tx, actor.workspace, employee)?.ok_or(CredentialError::NoEmployee)?;
    if !worker_links::end_worker_link(u.tx, employee, u.now)? {
        return Err(WorkerLinkError::NoLink);
    }
    let change = AuditChange {
        action: "end link to own page",
        subject: &person.details.name,
        employee: Some(person.id),
        before: NO_FIELDS,
        after: NO_FIELDS,
    };
    audit::note(u, actor, change)?;
    Ok(())
}
