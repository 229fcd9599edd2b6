//! A person who clocks.

pub mod entered;
pub mod fields;
pub mod name;

use super::{
    caller::E164,
    ids::{EmployeeId, WorkspaceId},
    language::Language,
    text::cleaned,
    workspace::{Settings, Zone},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    pub id: EmployeeId,
    pub workspace: WorkspaceId,
    pub details: Details,
    pub active: bool,
}

/// What an admin enters about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub name: String,
    /// The part of the name that is the last name, where somebody said so; otherwise it is guessed.
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<E164>,
    /// The number on the badge; the employer's, unlike the phone clock ID.
    pub employee_number: Option<String>,
    /// What the payroll system calls them.
    pub payroll_id: Option<String>,
    pub language: Language,
    /// The workspace's zone where absent.
    pub zone: Option<Zone>,
    /// Whether the spoken name is recorded; as the workspace has it where absent.
    pub voice_check: Option<bool>,
}

impl Details {
    /// Whether the call asks for the name: as it is set for this person, else as the workspace has it.
    #[must_use]
    pub fn says_name(&self, workspace: &Settings) -> bool {
        self.voice_check.unwrap_or(workspace.voice_check)
    }

    /// First and last name, as payroll systems want them.
    #[must_use]
    pub fn first_and_last(&self) -> Option<(String, String)> {
        name::first_and_last(&self.name, self.last_name.as_deref())
    }

    /// With every text in the one form in which it is stored and compared.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let text = |text: &str| cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let if_any = |given: Option<String>| given.map(|given| text(&given)).filter(|given| !given.is_empty());
        Self {
            name: text(&self.name),
            last_name: if_any(self.last_name),
            email: if_any(self.email),
            employee_number: if_any(self.employee_number),
            payroll_id: if_any(self.payroll_id),
            ..self
        }
    }
}
