//! A person who clocks.

pub mod entered;

use super::{
    caller::E164,
    ids::{EmployeeId, WorkspaceId},
    language::Language,
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
}

/// A name as lists are ordered and searched by: lower case in any script.
#[must_use]
pub fn sort_name(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case_of_any_script() {
        for (name, sorted) in [("ÁNGEL Núñez", "ángel núñez"), ("ИВАН", "иван"), ("محمد علي", "محمد علي"), ("李", "李")]
        {
            assert_eq!(sort_name(name), sorted);
        }
    }
}
