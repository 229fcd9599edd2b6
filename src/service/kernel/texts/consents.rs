//! Who has agreed to texts, and who said so.

use std::collections::HashMap;

pub use crate::store::text_consents::{ConsentSubject, TextConsent};
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
    /// Of the holder of the employee's phone. The office cannot overrule it.
    pub holder: Option<TextConsent>,
}

impl Consents {
    /// Whether the employee may be texted. Nobody may without a word of the office, nor after a STOP of their own.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.stopped().is_none() && self.own.as_ref().or(self.of_workspace.as_ref()).is_some_and(|said| said.allowed)
    }

    /// The STOP of the holder of the phone, if that was their last word.
    #[must_use]
    pub fn stopped(&self) -> Option<&TextConsent> {
        self.holder.as_ref().filter(|said| !said.allowed)
    }
}

/// What was said of texts to an employee, or to everybody without one.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, employee: Option<EmployeeId>) -> Result<Consents, StoreError> {
    let about = ConsentSubject::Texts;
    let (own, holder) = match employee {
        Some(employee) => (
            text_consents::find_of_employee(tx, workspace, (employee, about))?,
            text_consents::find_of_holder(tx, workspace, employee)?,
        ),
        None => (None, None),
    };
    Ok(Consents { own, of_workspace: text_consents::find_of_workspace(tx, workspace, about)?, holder })
}

/// Who has said whether punches are confirmed: to one employee, which goes first, and to everybody.
#[derive(Debug, Clone, Default)]
pub struct ConfirmationChoice {
    /// Of the employee.
    pub own: Option<TextConsent>,
    /// Of everybody of the workspace.
    pub of_workspace: Option<TextConsent>,
}

impl ConfirmationChoice {
    /// Whether they are on. They are off without a word.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.own.as_ref().or(self.of_workspace.as_ref()).is_some_and(|said| said.allowed)
    }
}

/// Whether punches are confirmed, to an employee or to everybody without one, as the office has chosen.
pub fn find_confirmations(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: Option<EmployeeId>,
) -> Result<ConfirmationChoice, StoreError> {
    let about = ConsentSubject::Confirmations;
    let own = match employee {
        Some(employee) => text_consents::find_of_employee(tx, workspace, (employee, about))?,
        None => None,
    };
    Ok(ConfirmationChoice { own, of_workspace: text_consents::find_of_workspace(tx, workspace, about)? })
}

/// Whether an employee's punches are confirmed: the office has turned that on, and they may be texted.
pub(super) fn wants_confirmations(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<bool, StoreError> {
    let is_on = find_confirmations(tx, workspace, Some(employee))?.is_on();
    Ok(is_on && find(tx, workspace, Some(employee))?.is_allowed())
}

/// What was said of each of these people.
pub fn of_each(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    people: &[EmployeeId],
) -> Result<HashMap<EmployeeId, Consents>, StoreError> {
    let of_workspace = text_consents::find_of_workspace(tx, workspace, ConsentSubject::Texts)?;
    let unsaid = |id: &EmployeeId| (*id, Consents { own: None, of_workspace: of_workspace.clone(), holder: None });
    let mut consents: HashMap<_, _> = people.iter().map(unsaid).collect();
    for some in people.chunks(BATCH) {
        for (employee, said) in text_consents::list_of_employees(tx, workspace, some)? {
            consents.entry(employee).and_modify(|consents| match said.user {
                Some(_) => consents.own = Some(said),
                None => consents.holder = Some(said),
            });
        }
    }
    Ok(consents)
}

/// Writes down what the holder of an employee's phone has answered; whether that is news. START is none where nobody has
/// said STOP.
pub(super) fn note_holders_word(
    u: &mut Unit<'_>,
    (workspace, employee): (WorkspaceId, EmployeeId),
    allowed: bool,
) -> Result<bool, StoreError> {
    let last = text_consents::find_of_holder(u.tx, workspace, employee)?;
    if last.is_none_or(|last| last.allowed) == allowed {
        return Ok(false);
    }
    let said = TextConsent { allowed, at: u.now, user: None, actor: "the phone’s holder".to_owned() };
    let whom = (workspace, Some(employee), ConsentSubject::Texts);
    text_consents::insert_consent(u.tx, TextConsentId::generate(&u.ids), whom, &said)?;
    Ok(true)
}
