//! The people of a workspace: listed, added, changed, and no longer active.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    audit::{self, Actor, Change, NOTHING},
    gateway::Gateway,
    kernel::Unit,
};
pub use crate::store::{
    employees::Listed,
    people::{Narrowed, Place},
};
use crate::{
    domain::{
        employee::{Details, Employee},
        ids::{EmployeeId, WorkspaceId},
        user::{Email, NotAnEmail},
        workspace::Settings,
    },
    store::{Hold, StoreError, Tx, board, employees, people, workspaces},
};

/// Employees on one page.
pub const PAGE: usize = 50;

#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("an employee needs a name")]
    NoName,
    #[error(transparent)]
    Email(#[from] NotAnEmail),
    #[error("the employee number {number} is {holder}'s")]
    NumberTaken { number: String, holder: String },
    #[error("nobody in this workspace is known as \"{0}\"; see `phoneclock employee list`")]
    Unknown(String),
    #[error(
        "several employees are known as \"{0}\"; use the employee number, the phone clock ID or the id in `employee list --json`"
    )]
    Several(String),
    #[error("there is no such employee in this workspace")]
    NotFound,
    #[error("{0} is clocked in; clock them out first")]
    ClockedIn(String),
    #[error("the list cannot be written")]
    Csv(#[from] csv::Error),
}

/// A page of employees, with what lies before and behind it.
#[derive(Debug, Clone)]
pub struct PeoplePage {
    pub people: Vec<Listed>,
    /// The first one here, where there are others before.
    pub before: Option<EmployeeId>,
    /// The last one here, where there are others behind.
    pub after: Option<EmployeeId>,
    /// On all the pages.
    pub count: usize,
}

impl Gateway {
    /// The id that a form for a new employee carries, so that sending it twice adds one person.
    #[must_use]
    pub fn new_employee_id(&self) -> EmployeeId {
        EmployeeId::mint(&self.ids())
    }

    /// What the pages of people need to know of the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn get_people_settings(&self, workspace: WorkspaceId) -> Result<Settings, PeopleError> {
        self.db.read(move |tx| Ok(workspaces::get_workspace(tx, workspace)?.settings)).await
    }

    /// Adds an employee; the phone clock ID comes with the first PIN.
    ///
    /// # Errors
    /// When the name is missing, the e-mail address is none, or the employee number taken.
    pub async fn add_employee(self: &Arc<Self>, actor: Actor, details: Details) -> Result<Employee, PeopleError> {
        self.add_employee_once(actor, self.new_employee_id(), details).await
    }

    /// The same under an id drawn before. Whoever is there under it already is left as they are.
    ///
    /// # Errors
    /// As when adding; and when the id is another workspace's.
    pub async fn add_employee_once(
        self: &Arc<Self>,
        actor: Actor,
        id: EmployeeId,
        details: Details,
    ) -> Result<Employee, PeopleError> {
        let details = checked(details)?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                if let Some(known) = employees::find_employee(tx, actor.workspace, id)? {
                    return Ok(known);
                }
                if employees::is_id_taken(tx, id)? {
                    return Err(PeopleError::NotFound);
                }
                refuse_taken_number(tx, &actor, id, &details)?;
                let employee = Employee { id, workspace: actor.workspace, details, active: true };
                gateway.insert_employee(tx, &actor, &employee)?;
                Ok(employee)
            })
            .await
    }

    /// Inserts somebody who was checked, and writes it down.
    pub(super) fn insert_employee(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        employee: &Employee,
    ) -> Result<(), StoreError> {
        employees::insert_employee(tx, employee, self.now())?;
        let change = Change {
            action: "add employee",
            subject: &employee.details.name,
            employee: Some(employee.id),
            before: NOTHING,
            after: Some(written(&employee.details)),
        };
        self.note(tx, actor, change)
    }

    /// Changes what is known of an employee. The last one to change it wins; the audit log has what was there before.
    ///
    /// # Errors
    /// As when adding; and when there is no such employee.
    pub async fn change_employee(
        self: &Arc<Self>,
        actor: Actor,
        id: EmployeeId,
        details: Details,
    ) -> Result<Employee, PeopleError> {
        let details = checked(details)?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let known = employees::find_employee(tx, actor.workspace, id)?.ok_or(PeopleError::NotFound)?;
                if known.details == details {
                    return Ok(known);
                }
                refuse_taken_number(tx, &actor, id, &details)?;
                employees::set_details(tx, actor.workspace, id, &details)?;
                let (mut before, mut after) = (written(&known.details), written(&details));
                let same: Vec<_> = before.iter().filter(|(key, was)| after.get(*key) == Some(*was)).collect();
                let same: Vec<String> = same.into_iter().map(|(key, _)| key.clone()).collect();
                before.retain(|key, _| !same.contains(key));
                after.retain(|key, _| !same.contains(key));
                let change = Change {
                    action: "change employee",
                    subject: &details.name,
                    employee: Some(id),
                    before: Some(before),
                    after: Some(after),
                };
                gateway.note(tx, &actor, change)?;
                Ok(Employee { details, ..known })
            })
            .await
    }

    /// Takes somebody back who was deactivated, or deactivates who is not clocked in; see
    /// `timesheets::leaving` for who is. Hours, PIN and phone clock ID stay.
    ///
    /// # Errors
    /// When there is no such employee, or they are clocked in.
    pub async fn set_employee_active(
        self: &Arc<Self>,
        actor: Actor,
        id: EmployeeId,
        active: bool,
    ) -> Result<Employee, PeopleError> {
        self.store
            .write(Hold::Workspace(actor.workspace), move |u| {
                let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(PeopleError::NotFound)?;
                if !active && board::find_present(u.tx, actor.workspace, id)?.is_some() {
                    return Err(PeopleError::ClockedIn(known.details.name));
                }
                Ok(set_known_active(u, &actor, known, active)?)
            })
            .await
    }

    /// Everybody, in the order of lists.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_employees(&self, workspace: WorkspaceId) -> Result<Vec<Listed>, PeopleError> {
        self.db.read(move |tx| Ok(employees::list_employees(tx, workspace)?)).await
    }

    /// One page of the employees that `narrowed` lets through.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_people(
        &self,
        workspace: WorkspaceId,
        narrowed: Narrowed,
        place: Place,
    ) -> Result<PeoplePage, PeopleError> {
        self.db
            .read(move |tx| {
                let count = people::count_narrowed(tx, workspace, &narrowed)?;
                let mut found = people::list_narrowed(tx, workspace, &narrowed, place, PAGE + 1)?;
                let more = found.len() > PAGE;
                let (is_before, is_after) = match place {
                    Place::Start => (false, more),
                    Place::After(_) => (true, more),
                    Place::Before(_) => (more, true),
                };
                if more {
                    drop(match place {
                        Place::Start | Place::After(_) => found.pop(),
                        Place::Before(_) => Some(found.remove(0)),
                    });
                }
                let before = found.first().filter(|_| is_before).map(|first| first.employee.id);
                let after = found.last().filter(|_| is_after).map(|last| last.employee.id);
                Ok(PeoplePage { people: found, before, after, count })
            })
            .await
    }

    /// All of the employees that `narrowed` lets through, for an export.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_all_people(
        &self,
        workspace: WorkspaceId,
        narrowed: Narrowed,
    ) -> Result<Vec<Listed>, PeopleError> {
        let read = self.db.read(move |tx| people::list_narrowed(tx, workspace, &narrowed, Place::Start, usize::MAX));
        Ok(read.await?)
    }

    /// Who else has this e-mail address, active or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_others_with_email(
        &self,
        workspace: WorkspaceId,
        email: String,
        but: EmployeeId,
    ) -> Result<Vec<Employee>, PeopleError> {
        self.db
            .read(move |tx| {
                let mut found = employees::list_with_email(tx, workspace, &email)?;
                found.retain(|known| known.id != but);
                Ok(found)
            })
            .await
    }

    /// Who has this employee number but for zeros in front, which spreadsheets drop.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_number_but_for_zeros(
        &self,
        workspace: WorkspaceId,
        number: String,
    ) -> Result<Option<Employee>, PeopleError> {
        self.db.read(move |tx| Ok(employees::find_but_for_zeros(tx, workspace, &number)?)).await
    }

    /// # Errors
    /// When there is no such employee in the workspace, or the store fails.
    pub async fn get_listed(&self, workspace: WorkspaceId, id: EmployeeId) -> Result<Listed, PeopleError> {
        self.db.read(move |tx| employees::find_listed(tx, workspace, id)?.ok_or(PeopleError::NotFound)).await
    }

    /// The one employee known by that name, number, e-mail address, phone clock ID or id.
    ///
    /// # Errors
    /// When there is none, or several.
    pub async fn get_employee(&self, workspace: WorkspaceId, known_as: String) -> Result<Employee, PeopleError> {
        self.db
            .read(move |tx| {
                if let Some(id) = EmployeeId::parse(&known_as)
                    && let Some(known) = employees::find_employee(tx, workspace, id)?
                {
                    return Ok(known);
                }
                let mut found = employees::find_employees_known_as(tx, workspace, &known_as)?;
                match (found.pop(), found.is_empty()) {
                    (None, _) => Err(PeopleError::Unknown(known_as)),
                    (Some(only), true) => Ok(only),
                    (Some(_), false) => Err(PeopleError::Several(known_as)),
                }
            })
            .await
    }
}

/// The same for somebody who was looked up, wherever they are clocked in.
pub(in crate::service) fn set_known_active(
    u: &mut Unit<'_>,
    actor: &Actor,
    known: Employee,
    active: bool,
) -> Result<Employee, StoreError> {
    if known.active == active {
        return Ok(known);
    }
    employees::set_active(u.tx, actor.workspace, known.id, active)?;
    let change = Change {
        action: if active { "reactivate employee" } else { "deactivate employee" },
        subject: &known.details.name,
        employee: Some(known.id),
        before: Some(json!({ "active": known.active })),
        after: Some(json!({ "active": active })),
    };
    audit::note(u, actor, change)?;
    Ok(Employee { active, ..known })
}

fn checked(details: Details) -> Result<Details, PeopleError> {
    let details = details.cleaned();
    if details.name.is_empty() {
        return Err(PeopleError::NoName);
    }
    let email = details.email.as_deref().map(Email::parse).transpose()?;
    Ok(Details { email: email.map(|email| email.to_string()), ..details })
}

fn refuse_taken_number(tx: &mut dyn Tx, actor: &Actor, id: EmployeeId, details: &Details) -> Result<(), PeopleError> {
    let Some(number) = &details.employee_number else { return Ok(()) };
    match employees::find_by_number(tx, actor.workspace, number)? {
        Some(holder) if holder.id != id => {
            Err(PeopleError::NumberTaken { number: number.clone(), holder: holder.details.name })
        }
        Some(_) | None => Ok(()),
    }
}

/// What the audit log keeps of a person.
fn written(details: &Details) -> Map<String, Value> {
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check } = details;
    let pairs = [
        ("name", json!(name)),
        ("last_name", json!(last_name)),
        ("email", json!(email)),
        ("phone", json!(phone.as_ref().map(crate::domain::caller::E164::as_str))),
        ("number", json!(employee_number)),
        ("payroll_id", json!(payroll_id)),
        ("language", json!(language.code())),
        ("time_zone", json!(zone.as_ref().map(crate::domain::workspace::Zone::name))),
        ("voice_check", json!(voice_check)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
