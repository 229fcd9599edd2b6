//! What is done with the PINs and badges of many people at once: who gets it, who does not and why, and the doing.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::json;

use super::{
    choose::Wanted,
    credentials::{
        KioskCredential, KioskCredentialError, KioskSecret, Showing, find_active_policy, get_active_policy, showing,
    },
    issue, members,
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
        user::Email,
    },
    service::{
        Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Store, keys::LinkKey},
    },
    store::{
        Hold, StoreError, Tx,
        cursor::Cursor,
        employees, kiosk_credentials, kiosk_guards,
        kiosk_policies::KioskPolicy,
        people::{self, EmployeeFilter},
    },
};

/// People in one write transaction.
pub(super) const BATCH: usize = 100;

/// Something that is done for many people at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkAct {
    /// A mail with the badge and a link that shows it.
    SendBadges,
    /// One file with a picture of each badge.
    DownloadBadges,
    /// A page of badges.
    PrintBadges,
    /// A page of slips with a PIN each.
    PrintSlips,
    /// A new PIN each.
    GeneratePins,
    /// A new badge each.
    IssueBadges,
}

impl BulkAct {
    /// Every one that there is.
    pub const ALL: [Self; 6] = [
        Self::SendBadges,
        Self::DownloadBadges,
        Self::PrintBadges,
        Self::PrintSlips,
        Self::GeneratePins,
        Self::IssueBadges,
    ];

    /// Whether it is about PINs or badges.
    #[must_use]
    pub const fn wanted(self) -> Wanted {
        match self {
            Self::SendBadges | Self::DownloadBadges | Self::PrintBadges | Self::IssueBadges => Wanted::Badge,
            Self::PrintSlips | Self::GeneratePins => Wanted::Pin,
        }
    }

    /// Whether it shows what there is, and makes nothing new.
    #[must_use]
    pub const fn shows(self) -> bool {
        match self {
            Self::SendBadges | Self::DownloadBadges | Self::PrintBadges | Self::PrintSlips => true,
            Self::GeneratePins | Self::IssueBadges => false,
        }
    }

    const fn needs_address(self) -> bool {
        match self {
            Self::SendBadges => true,
            Self::DownloadBadges | Self::PrintBadges | Self::PrintSlips | Self::GeneratePins | Self::IssueBadges => {
                false
            }
        }
    }

    /// What the audit log calls it.
    const fn action(self) -> &'static str {
        match self {
            Self::SendBadges => "email badge",
            Self::DownloadBadges => "download badges",
            Self::PrintBadges => "print badges",
            Self::PrintSlips => "print PIN slips",
            Self::GeneratePins => "renew kiosk PIN",
            Self::IssueBadges => "renew badge",
        }
    }
}

/// Why somebody is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Not active any more.
    Inactive,
    /// No kiosk is for them.
    AtNoKiosk,
    /// Nothing was made yet, or it was taken away.
    NothingThere,
    /// An admin has typed it, and nobody can show it.
    Typed,
    /// It was shown when it was made, and never again.
    ShownOnce,
    /// There is no address that mail can be sent to.
    NoAddress,
}

/// Whom something is done for.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// These people.
    These(BTreeSet<EmployeeId>),
    /// All whom a list of employees shows.
    Filtered(EmployeeFilter),
}

impl Chosen {
    fn people(&self, tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<BTreeSet<EmployeeId>, StoreError> {
        match self {
            Self::These(people) => Ok(people.clone()),
            Self::Filtered(filter) => {
                let shown = people::list_filtered(tx, workspace, filter, Cursor::Start, usize::MAX)?;
                Ok(shown.into_iter().map(|row| row.employee.id).collect())
            }
        }
    }
}

impl From<EmployeeId> for Chosen {
    fn from(one: EmployeeId) -> Self {
        Self::These([one].into())
    }
}

/// Somebody who was chosen, with what they have.
#[derive(Debug, Clone)]
pub struct BulkPerson {
    /// The employee.
    pub employee: Employee,
    /// What they have of the kind that it is about, if it is awake.
    pub credential: Option<KioskCredential>,
}

impl BulkPerson {
    /// Where mail can be sent to.
    #[must_use]
    pub fn address(&self) -> Option<Email> {
        self.employee.details.email.as_deref().and_then(|email| Email::parse(email).ok())
    }
}

/// Who gets something, and who does not.
#[derive(Debug, Clone)]
pub struct BulkPlan {
    /// What holds for kiosks.
    pub policy: KioskPolicy,
    /// Those who get it, in the order of lists.
    pub get: Vec<BulkPerson>,
    /// Those who do not, and why.
    pub left_out: Vec<(BulkPerson, LeftOut)>,
}

impl BulkPlan {
    /// How many of those who get something have one already, which ends where a new one is made.
    #[must_use]
    pub fn count_held(&self) -> usize {
        self.get.iter().filter(|person| person.credential.is_some()).count()
    }
}

/// Who of the chosen gets something, and who does not.
///
/// # Errors
/// When kiosks are not activated.
pub fn plan(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    act: BulkAct,
    chosen: &Chosen,
) -> Result<BulkPlan, KioskCredentialError> {
    let policy = get_active_policy(tx, workspace)?;
    let kind = act.wanted().kind(&policy);
    let mut held: HashMap<_, _> = HashMap::new();
    if policy.method.wakes(kind) {
        let known = kiosk_credentials::list_of_kind(tx, workspace, (kind, policy.digits_of(kind)))?;
        held.extend(known.into_iter().map(|credential| (credential.employee, credential)));
    }
    let chosen = chosen.people(tx, workspace)?;
    let at_kiosks: HashSet<_> = members::list_people(tx, workspace)?.into_iter().collect();
    let (mut get, mut left_out) = (Vec::new(), Vec::new());
    for employee in employees::list_employees(tx, workspace)?.into_iter().map(|row| row.employee) {
        if !chosen.contains(&employee.id) {
            continue;
        }
        let credential = held.remove(&employee.id);
        let person = BulkPerson { employee, credential };
        match left_out_for(&policy, act, &person, at_kiosks.contains(&person.employee.id)) {
            Some(reason) => left_out.push((person, reason)),
            None => get.push(person),
        }
    }
    Ok(BulkPlan { policy, get, left_out })
}

fn left_out_for(policy: &KioskPolicy, act: BulkAct, person: &BulkPerson, at_kiosk: bool) -> Option<LeftOut> {
    use crate::domain::kiosk::CredentialOrigin::{Derived, Random, Typed};
    if !person.employee.active {
        return Some(LeftOut::Inactive);
    }
    if !at_kiosk {
        return Some(LeftOut::AtNoKiosk);
    }
    if !act.shows() {
        return None;
    }
    match person.credential.as_ref().map(|credential| credential.origin) {
        None => Some(LeftOut::NothingThere),
        Some(Typed) => Some(LeftOut::Typed),
        Some(Random) => Some(LeftOut::ShownOnce),
        Some(Derived) if !policy.may_show_again => Some(LeftOut::ShownOnce),
        Some(Derived) if act.needs_address() && person.address().is_none() => Some(LeftOut::NoAddress),
        Some(Derived) => None,
    }
}

/// What those who get something have, for a page or a file that shows it.
#[must_use]
pub fn secrets(keys: &LinkKey, plan: BulkPlan) -> Vec<(Employee, KioskSecret)> {
    let BulkPlan { policy, get, .. } = plan;
    let secret = |person: BulkPerson| match showing(keys, &policy, person.credential.as_ref()?) {
        Showing::Shown(secret) => Some((person.employee, secret)),
        Showing::Typed | Showing::ShownOnce => None,
    };
    get.into_iter().filter_map(secret).collect()
}

/// Writes down that PINs or badges of so many people are shown, before they are.
pub fn note_shown(u: &mut Unit<'_>, actor: &Actor, act: BulkAct, people: &[&Employee]) -> Result<(), StoreError> {
    let one = match people {
        [only] => Some(*only),
        [] | [_, ..] => None,
    };
    let change = AuditChange {
        action: act.action(),
        subject: one.map_or("kiosks", |only| only.details.name.as_str()),
        employee: one.map(|only| only.id),
        before: NO_FIELDS,
        after: Some(json!({ "people": people.len() })),
    };
    audit::note(u, actor, change)
}

/// Ends the PINs or badges of these people at once, and has new ones made in the background; of how many. Those who may
/// have none are passed over. What was ended before a failure stays ended, and is made anew.
///
/// # Errors
/// When kiosks are not activated.
pub async fn renew(
    store: &Store,
    actor: &Actor,
    act: BulkAct,
    people: Vec<EmployeeId>,
) -> Result<usize, KioskCredentialError> {
    let mut renewed = 0;
    for some in people.chunks(BATCH) {
        let (actor, some) = (actor.clone(), some.to_vec());
        let write = store.write(Hold::Workspace(actor.workspace), move |u| {
            let policy = get_active_policy(u.tx, actor.workspace)?;
            let mut renewed = 0;
            for id in some {
                renewed += usize::from(end_one(u, &actor, act, (id, &policy))?);
            }
            issue::queue(u, actor.workspace)?;
            Ok::<_, KioskCredentialError>(renewed)
        });
        renewed += write.await?;
    }
    Ok(renewed)
}

fn end_one(
    u: &mut Unit<'_>,
    actor: &Actor,
    act: BulkAct,
    (id, policy): (EmployeeId, &KioskPolicy),
) -> Result<bool, StoreError> {
    let kind = act.wanted().kind(policy);
    let found = employees::find_employee(u.tx, actor.workspace, id)?.filter(|employee| employee.active);
    let Some(employee) = found else { return Ok(false) };
    let digits = policy.digits_of(kind);
    kiosk_credentials::end_credentials(u.tx, (actor.workspace, id), (kind, digits), false, u.now)?;
    if act.wanted() == Wanted::Pin {
        kiosk_guards::clear_guards(u.tx, id)?;
    }
    let change = AuditChange {
        action: act.action(),
        subject: &employee.details.name,
        employee: Some(id),
        before: NO_FIELDS,
        after: Some(json!({ "kind": kind.name() })),
    };
    audit::note(u, actor, change)?;
    Ok(true)
}

/// Whether something is made for somebody in the background.
pub fn waits(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<bool, StoreError> {
    let Some(policy) = find_active_policy(tx, workspace)?.filter(|policy| policy.may_show_again) else {
        return Ok(false);
    };
    for kind in policy.method.credentials() {
        if issue::list_lacking(tx, workspace, &policy, *kind)?.iter().any(|order| order.employee == id) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many people still wait for something that is made in the background.
pub fn count_waiting(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<usize, KioskCredentialError> {
    let policy = get_active_policy(tx, workspace)?;
    let mut waiting = 0;
    for kind in policy.method.credentials() {
        waiting += issue::list_lacking(tx, workspace, &policy, *kind)?.len();
    }
    Ok(waiting)
}
