//! Who has agreed to texts, and who said so.

use std::collections::HashMap;

use serde_json::json;

use crate::{
    domain::ids::{EmployeeId, TextConsentId, WorkspaceId},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        credentials::CredentialError,
        kernel::Unit,
    },
    store::{
        StoreError, Tx, employees,
        text_consents::{self, TextConsent},
        workspaces,
    },
};

/// People who are read at once.
const BATCH: usize = 200;

/// The last words on texts to an employee.
#[derive(Debug, Clone)]
pub struct Consents {
    /// About the employee alone; it goes before the other.
    pub own: Option<TextConsent>,
    /// About everybody of the workspace.
    pub of_workspace: Option<TextConsent>,
}

impl Consents {
    /// Whether the employee may be texted. Nobody may without a word.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.own.as_ref().or(self.of_workspace.as_ref()).is_some_and(|said| said.allowed)
    }
}

/// What was said of an employee, or of everybody without one.
pub fn find_consents(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: Option<EmployeeId>,
) -> Result<Consents, StoreError> {
    let own = match employee {
        Some(employee) => text_consents::find_of_employee(tx, workspace, employee)?,
        None => None,
    };
    Ok(Consents { own, of_workspace: text_consents::find_of_workspace(tx, workspace)? })
}

/// What was said of each of these people.
pub(super) fn consents_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    people: &[EmployeeId],
) -> Result<HashMap<EmployeeId, Consents>, StoreError> {
    let of_workspace = text_consents::find_of_workspace(tx, workspace)?;
    let unsaid = |id: &EmployeeId| (*id, Consents { own: None, of_workspace: of_workspace.clone() });
    let mut consents: HashMap<_, _> = people.iter().map(unsaid).collect();
    for some in people.chunks(BATCH) {
        for (employee, said) in text_consents::list_of_employees(tx, workspace, some)? {
            consents.entry(employee).and_modify(|consents| consents.own = Some(said));
        }
    }
    Ok(consents)
}

/// Writes down that an employee, or everybody of the workspace, has agreed to texts, or no longer wants them.
///
/// # Errors
/// When there is no such employee.
pub fn allow(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: Option<EmployeeId>,
    allowed: bool,
) -> Result<(), CredentialError> {
    let subject = match employee {
        Some(id) => {
            let found = employees::find_employee(u.tx, actor.workspace, id)?;
            found.ok_or(CredentialError::NoEmployee)?.details.name
        }
        None => workspaces::get_workspace(u.tx, actor.workspace)?.settings.name,
    };
    let said = TextConsent { allowed, at: u.now, user: actor.user, actor: actor.name.clone() };
    let id = TextConsentId::generate(&u.ids);
    text_consents::insert_consent(u.tx, id, (actor.workspace, employee), &said)?;
    let change = AuditChange {
        action: if allowed { "allow texts" } else { "stop texts" },
        subject: &subject,
        employee,
        before: NO_FIELDS,
        after: Some(json!({ "everybody": employee.is_none() })),
    };
    audit::note(u, actor, change)?;
    Ok(())
}

/// The holder of the phone has answered STOP.
pub(super) fn stop(u: &mut Unit<'_>, (workspace, employee): (WorkspaceId, EmployeeId)) -> Result<(), StoreError> {
    let said = TextConsent { allowed: false, at: u.now, user: None, actor: "STOP from their phone".to_owned() };
    text_consents::insert_consent(u.tx, TextConsentId::generate(&u.ids), (workspace, Some(employee)), &said)
}
