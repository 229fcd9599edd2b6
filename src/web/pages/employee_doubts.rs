//! What may be a slip in what was typed about a person, said once before it is saved.

use crate::{
    domain::{
        employee::{Details, Employee, fields::spreadsheet_hint},
        ids::{EmployeeId, WorkspaceId},
    },
    service::{StoreError, roster::employees},
    web::Web,
    wording::{admin::AdminWords, entered::spreadsheet},
};

/// Something that may be a slip, and whom it is about.
#[derive(Debug, Clone)]
pub struct DetailsWarning {
    /// A sentence that says what it is.
    pub text: String,
    /// Somebody who has the same, where there is somebody.
    pub about: Option<SimilarEmployee>,
}

/// Somebody else, who may be the same person.
#[derive(Debug, Clone)]
pub struct SimilarEmployee {
    /// The employee.
    pub id: EmployeeId,
    /// Their name.
    pub name: String,
    /// Whether they are active.
    pub active: bool,
}

/// What may be a slip in these details, apart from what is known already.
pub(super) async fn doubts(
    (web, words): (&Web, &AdminWords),
    workspace: WorkspaceId,
    (id, known): (EmployeeId, Option<&Employee>),
    details: &Details,
) -> Result<Vec<DetailsWarning>, StoreError> {
    let mut doubts = Vec::new();
    let is_new = |field: fn(&Details) -> &Option<String>| {
        field(details).clone().filter(|new| known.is_none_or(|known| field(&known.details).as_ref() != Some(new)))
    };
    if let Some(email) = is_new(|details| &details.email) {
        let others = web.store.read(move |tx| employees::list_others_with_email(tx, workspace, &email, id));
        for Employee { id, details, active, .. } in others.await? {
            let text = match active {
                true => words.doubts.same_email(&details.name),
                false => words.doubts.inactive_same_email(&details.name),
            };
            doubts.push(DetailsWarning { text, about: Some(SimilarEmployee { id, name: details.name, active }) });
        }
    }
    if let Some(number) = is_new(|details| &details.employee_number) {
        let hint = spreadsheet_hint(&number).map(|hint| spreadsheet(words, hint, &number));
        doubts.extend(hint.map(|text| DetailsWarning { text, about: None }));
        let sought = number.clone();
        let other = web.store.read(move |tx| employees::find_number_but_for_zeros(tx, workspace, &sought));
        if let Some(other) = other.await?
            && other.id != id
        {
            let Employee { id, details, active, .. } = other;
            let has = details.employee_number.unwrap_or_default();
            let text = words.doubts.zeros(&details.name, has, number);
            doubts.push(DetailsWarning { text, about: Some(SimilarEmployee { id, name: details.name, active }) });
        }
    }
    if let Some(number) = is_new(|details| &details.payroll_id) {
        let hint = spreadsheet_hint(&number).map(|hint| spreadsheet(words, hint, &number));
        doubts.extend(hint.map(|text| DetailsWarning { text, about: None }));
    }
    Ok(doubts)
}
