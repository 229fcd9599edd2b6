//! The field by which a list is narrowed to one person: looked for by what is typed, chosen where several fit.

use crate::{
    domain::ids::{EmployeeId, WorkspaceId},
    service::{
        StoreError,
        roster::employees::{self, Cursor, EmployeeFilter, EmployeePage},
    },
    web::Web,
};

/// As many of those who fit are shown to choose from.
const MAX_PEOPLE_SHOWN: usize = 20;

/// Whom a list is narrowed to, or who fits what was typed.
#[derive(Debug, Clone, Default)]
pub struct PersonFilter {
    /// Whom the list is narrowed to.
    pub chosen: Option<ChosenPerson>,
    /// What was typed, where it has not led to one person.
    pub find: String,
    /// Who fits that: the address of each one's list, and their name with their number.
    pub fitting: Vec<(String, String)>,
    /// How many fit who are not shown.
    pub more: usize,
}

/// The employee whom a list is narrowed to.
#[derive(Debug, Clone)]
pub struct ChosenPerson {
    /// The id, as the address has it.
    pub id: EmployeeId,
    /// `None` where the workspace has nobody with this id.
    pub name: Option<String>,
}

impl PersonFilter {
    /// Reads whom a list is narrowed to; `None` when the id cannot be one. What is typed goes before whoever was chosen
    /// before.
    pub async fn read(
        web: &Web,
        workspace: WorkspaceId,
        (find, employee): (&str, &str),
        address: impl Fn(EmployeeId) -> String,
    ) -> Result<Option<Self>, StoreError> {
        let find = find.trim();
        if find.is_empty() {
            return match (employee, EmployeeId::parse(employee)) {
                ("", _) => Ok(Some(Self::default())),
                (_, None) => Ok(None),
                (_, Some(id)) => {
                    let name = web.store.read(move |tx| employees::find_name(tx, workspace, id)).await?;
                    Ok(Some(Self { chosen: Some(ChosenPerson { id, name }), ..Self::default() }))
                }
            };
        }
        let filter = EmployeeFilter { search: find.to_owned(), active: None, ..EmployeeFilter::default() };
        let EmployeePage { employees, count, .. } =
            web.store.read(move |tx| employees::list_page(tx, workspace, &filter, Cursor::Start)).await?;
        let mut fitting: Vec<_> = employees.into_iter().map(|listed| listed.employee).collect();
        if fitting.len() == 1
            && let Some(only) = fitting.pop()
        {
            let chosen = Some(ChosenPerson { id: only.id, name: Some(only.details.name) });
            return Ok(Some(Self { chosen, ..Self::default() }));
        }
        fitting.truncate(MAX_PEOPLE_SHOWN);
        let more = count.saturating_sub(fitting.len());
        let fitting = fitting.into_iter().map(|person| {
            let name = match person.details.employee_number {
                Some(number) => format!("{}, {number}", person.details.name),
                None => person.details.name,
            };
            (address(person.id), name)
        });
        Ok(Some(Self { chosen: None, find: find.to_owned(), fitting: fitting.collect(), more }))
    }

    /// The id of the employee to whom the list is narrowed.
    #[must_use]
    pub fn employee(&self) -> Option<EmployeeId> {
        self.chosen.as_ref().map(|chosen| chosen.id)
    }

    /// Whether it is still open who is meant, so that there is no list to show.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.find.is_empty()
    }
}
