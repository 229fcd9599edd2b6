//! Who has agreed to texts, and who said so.

use std::collections::HashMap;

pub use crate::store::text_consents::TextConsent;
use crate::{
    domain::ids::{EmployeeId, TextConsentId, WorkspaceId},
    service::kernel::Unit,
    store::{StoreError, Tx, text_consents},
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
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, employee: Option<EmployeeId>) -> Result<Consents, StoreError> {
    let own = match employee {
        Some(employee) => text_consents::find_of_employee(tx, workspace, employee)?,
        None => None,
    };
    Ok(Consents { own, of_workspace: text_consents::find_of_workspace(tx, workspace)? })
}

/// What was said of each of these people.
pub fn of_each(
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

/// The holder of the phone has answered STOP.
pub(super) fn stop(u: &mut Unit<'_>, (workspace, employee): (WorkspaceId, EmployeeId)) -> Result<(), StoreError> {
    let said = TextConsent { allowed: false, at: u.now, user: None, actor: "STOP from their phone".to_owned() };
    text_consents::insert_consent(u.tx, TextConsentId::generate(&u.ids), (workspace, Some(employee)), &said)
}
