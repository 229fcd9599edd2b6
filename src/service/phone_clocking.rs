//! The roll-out: who can clock by phone, and getting everybody there.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use super::{audit::Actor, employees::EmployeeError, gateway::Gateway, mailing::Letter};
pub use crate::store::phone_clocking::{Delivery, Person, SentLink, Sought};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, SetupLinkId, WorkspaceId},
        phone_status::PhoneStatus,
        search::sort_name,
        setup_code::SetupCode,
        user::Email,
        workspace::Settings,
    },
    store::{
        StoreError, Tx,
        mails::MailKind,
        phone_clocking::{self, Due},
        workspaces,
    },
};

/// People in one write transaction, so that calls need not wait for a large roll-out.
const AT_ONCE: usize = 100;

#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error(transparent)]
    Employee(#[from] EmployeeError),
    #[error("this employee has no e-mail address that mail can be sent to")]
    NoAddress,
    /// Somebody else was quicker, or the button was pressed twice.
    #[error("a setup link was sent a moment ago; nothing was sent again")]
    SentMeanwhile,
}

impl From<StoreError> for LinkError {
    fn from(error: StoreError) -> Self {
        Self::Employee(error.into())
    }
}

/// How many there are of each phone status, and whom *Email N setup links* would reach.
#[derive(Debug, Clone)]
pub struct Counts {
    pub by_status: Vec<(PhoneStatus, usize)>,
    pub links_due: usize,
    pub without_address: usize,
    /// Links that still work and are known not to have gone out by mail.
    pub undelivered: usize,
}

impl Counts {
    #[must_use]
    pub fn everybody(&self) -> usize {
        self.by_status.iter().map(|(_, count)| count).sum()
    }

    #[must_use]
    pub fn of(&self, status: PhoneStatus) -> usize {
        self.by_status.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count)
    }
}

/// Which of those who have not used their link are sent a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    Everybody,
    /// Those whose link has not gone out by mail.
    Undelivered,
}

impl Whom {
    #[must_use]
    pub const fn includes(self, delivery: &Delivery) -> bool {
        match (self, delivery) {
            (Self::Everybody, _)
            | (Self::Undelivered, Delivery::Waiting(_) | Delivery::Folder | Delivery::Failed(_)) => true,
            (Self::Undelivered, Delivery::Queued | Delivery::Sent) => false,
        }
    }
}

/// Somebody without a PIN and without a link that works.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: EmployeeId,
    pub name: String,
    /// As it was entered; perhaps no address.
    pub email: Option<String>,
}

/// Whom *Email N setup links* is for.
#[derive(Debug, Clone, Default)]
pub struct LinksDue {
    pub get_one: Vec<Named>,
    /// Without an address that mail can be sent to.
    pub cannot: Vec<Named>,
}

impl LinksDue {
    fn of(due: Vec<Due>) -> Self {
        let (get_one, cannot) = due
            .into_iter()
            .map(|Due { id, name, email }| Named { id, name, email })
            .partition(|named| address(named.email.as_deref()).is_some());
        Self { get_one, cannot }
    }
}

/// The address of an employee where mail can be sent.
#[must_use]
pub fn address(email: Option<&str>) -> Option<Email> {
    email.and_then(|email| Email::parse(email).ok())
}

impl Gateway {
    /// Active employees in the order of their names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_phone_clocking(
        &self,
        workspace: WorkspaceId,
        sought: Sought,
        limit: usize,
    ) -> Result<Vec<Person>, StoreError> {
        let now = self.time_for_ends();
        self.db.read(move |tx| phone_clocking::list_people(tx, workspace, &sought, now, limit)).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn count_phone_clocking(&self, workspace: WorkspaceId) -> Result<Counts, StoreError> {
        let now = self.time_for_ends();
        self.db
            .read(move |tx| {
                let due = LinksDue::of(phone_clocking::list_due(tx, workspace, now)?);
                Ok(Counts {
                    by_status: phone_clocking::count_by_status(tx, workspace, now)?,
                    links_due: due.get_one.len(),
                    without_address: due.cannot.len(),
                    undelivered: phone_clocking::count_undelivered(tx, workspace, now)?,
                })
            })
            .await
    }

    /// # Errors
    /// When the store fails.
    pub async fn find_phone_clocking(
        &self,
        workspace: WorkspaceId,
        employee: EmployeeId,
    ) -> Result<Option<Person>, StoreError> {
        let now = self.time_for_ends();
        self.db.read(move |tx| phone_clocking::find_person(tx, workspace, employee, now)).await
    }

    /// Those of the chosen who are active, in the order of their names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_chosen(
        &self,
        workspace: WorkspaceId,
        chosen: BTreeSet<EmployeeId>,
    ) -> Result<Vec<Person>, StoreError> {
        let now = self.time_for_ends();
        self.db
            .read(move |tx| {
                let mut people = Vec::new();
                for id in chosen {
                    people.extend(phone_clocking::find_person(tx, workspace, id, now)?);
                }
                people.retain(|person| person.employee.active);
                people.sort_by_cached_key(|person| sort_name(&person.employee.details.name));
                Ok(people)
            })
            .await
    }

    /// The workspace's settings, as far as pages about phones need them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn phone_settings(&self, workspace: WorkspaceId) -> Result<Settings, StoreError> {
        self.db.read(move |tx| Ok(workspaces::get_workspace(tx, workspace)?.settings)).await
    }

    /// Whom *Email N setup links* is for, now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_links_due(&self, workspace: WorkspaceId) -> Result<LinksDue, StoreError> {
        let now = self.time_for_ends();
        self.db.read(move |tx| Ok(LinksDue::of(phone_clocking::list_due(tx, workspace, now)?))).await
    }

    /// Emails a setup link to everybody who is due one and has an address; how many were sent. Whoever got one
    /// meanwhile is passed over, so that pressing twice, or two admins at once, send none twice.
    ///
    /// # Errors
    /// When the store fails; what was sent before stays sent.
    pub async fn email_setup_links(self: &Arc<Self>, actor: Actor) -> Result<usize, LinkError> {
        let due = self.list_links_due(actor.workspace).await?.get_one;
        let ids: Vec<_> = due.iter().map(|named| named.id).collect();
        let due = |person: &Person, now: Timestamp| person.employee.active && person.status(now).wants_link();
        self.send_links(&actor, &ids, due).await
    }

    /// Emails a setup link to those of these who have an address and whom it is still `wanted` for when it is their turn.
    async fn send_links(
        self: &Arc<Self>,
        actor: &Actor,
        ids: &[EmployeeId],
        wanted: impl Fn(&Person, Timestamp) -> bool + Copy + Send + 'static,
    ) -> Result<usize, LinkError> {
        let mut sent = 0;
        for some in ids.chunks(AT_ONCE) {
            let (gateway, actor, some) = (Arc::clone(self), actor.clone(), some.to_vec());
            sent += self
                .db
                .write(move |tx| {
                    let mut sent = 0;
                    for id in some {
                        let now = gateway.time_for_ends();
                        let found = phone_clocking::find_person(tx, actor.workspace, id, now)?;
                        let Some(person) = found.filter(|person| wanted(person, now)) else { continue };
                        if let Some(to) = address(person.employee.details.email.as_deref()) {
                            gateway.send_link(tx, &actor, &person, to)?;
                            sent += 1;
                        }
                    }
                    Ok::<_, StoreError>(sent)
                })
                .await?;
            self.work_queued.notify_one();
        }
        Ok(sent)
    }

    /// Who has a setup link that still works and has not used it, in the order of their names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_unused_links(&self, workspace: WorkspaceId) -> Result<Vec<Person>, StoreError> {
        let now = self.time_for_ends();
        self.db.read(move |tx| phone_clocking::list_unused(tx, workspace, now)).await
    }

    /// Emails a new setup link to everybody who has not used theirs and has an address; how many were sent. Links
    /// from after `seen_at`, when the admin looked at the list, are passed over: pressing twice sends none twice.
    ///
    /// # Errors
    /// When the store fails; what was sent before stays sent.
    pub async fn send_links_again(
        self: &Arc<Self>,
        actor: Actor,
        seen_at: Timestamp,
        whom: Whom,
    ) -> Result<usize, LinkError> {
        let unused = self.list_unused_links(actor.workspace).await?;
        let wanted = move |person: &Person, now: Timestamp| {
            let link = person.link.as_ref().filter(|link| link.made_at <= seen_at && whom.includes(&link.delivery()));
            person.employee.active && person.pin_set_at.is_none() && link.is_some_and(|link| now < link.ends_at)
        };
        let ids: Vec<_> = unused.iter().map(|person| person.employee.id).collect();
        self.send_links(&actor, &ids, wanted).await
    }

    /// Emails one employee a setup link, or a reset link to who has a PIN. `seen` is the waiting link that the
    /// admin had before them: when there is another by now, none is sent.
    ///
    /// # Errors
    /// When there is no address, or a link was sent meanwhile.
    pub async fn email_setup_link(
        self: &Arc<Self>,
        actor: Actor,
        employee: EmployeeId,
        seen: Option<SetupLinkId>,
    ) -> Result<(), LinkError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let person = gateway.get_active(tx, actor.workspace, employee)?;
                if person.link.as_ref().map(|link| link.id) != seen {
                    return Err(LinkError::SentMeanwhile);
                }
                let to = address(person.employee.details.email.as_deref()).ok_or(LinkError::NoAddress)?;
                Ok(gateway.send_link(tx, &actor, &person, to)?)
            })
            .await?;
        self.work_queued.notify_one();
        Ok(())
    }

    fn send_link(&self, tx: &mut dyn Tx, actor: &Actor, person: &Person, recipient: Email) -> Result<(), StoreError> {
        let Employee { id, workspace, .. } = person.employee;
        let link = *self.make_setup_link(tx, &person.employee)?.as_bytes();
        self.queue_mail(tx, Letter { workspace, kind: MailKind::SetupLink, link, employee: Some(id), recipient })?;
        let action = if person.pin_set_at.is_some() { "email reset link" } else { "email setup link" };
        self.note_phone(tx, actor, action, person)
    }

    /// Makes the one-time code for a wallet card, and issues a phone clock ID where there is none, so that the
    /// card is whole. The code is shown once; making one ends the one before.
    ///
    /// # Errors
    /// When there is no such active employee.
    pub async fn make_setup_code(
        self: &Arc<Self>,
        actor: Actor,
        employee: EmployeeId,
    ) -> Result<SetupCode, EmployeeError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let person = gateway.get_active(tx, actor.workspace, employee)?;
                Ok(gateway.make_code_for(tx, &actor, &person)?)
            })
            .await
    }

    /// The same for everybody among the chosen who has no PIN.
    ///
    /// # Errors
    /// When the store fails; codes that were made before stay made, and are not shown.
    pub async fn make_setup_codes(
        self: &Arc<Self>,
        actor: Actor,
        chosen: BTreeSet<EmployeeId>,
    ) -> Result<HashMap<EmployeeId, SetupCode>, StoreError> {
        let chosen: Vec<_> = chosen.into_iter().collect();
        let mut codes = HashMap::new();
        for some in chosen.chunks(AT_ONCE) {
            let (gateway, actor, some) = (Arc::clone(self), actor.clone(), some.to_vec());
            let made = self.db.write(move |tx| {
                let mut made = Vec::new();
                for id in some {
                    let found = phone_clocking::find_person(tx, actor.workspace, id, gateway.now())?;
                    let without = found.filter(|person| person.employee.active && person.pin_set_at.is_none());
                    if let Some(person) = without {
                        made.push((id, gateway.make_code_for(tx, &actor, &person)?));
                    }
                }
                Ok::<_, StoreError>(made)
            });
            codes.extend(made.await?);
        }
        Ok(codes)
    }

    fn make_code_for(&self, tx: &mut dyn Tx, actor: &Actor, person: &Person) -> Result<SetupCode, StoreError> {
        if person.clock_id.is_none() {
            self.issue_phone_clock_id(tx, person.employee.id, None)?;
        }
        let code = self.make_code(tx, &person.employee)?;
        self.note_phone(tx, actor, "make one-time code", person)?;
        Ok(code)
    }
}
