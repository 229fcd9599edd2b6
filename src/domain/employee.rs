//! A person who clocks.

use super::{
    caller::E164,
    ids::{EmployeeId, WorkspaceId},
    language::Language,
    workspace::Zone,
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
    pub language: Language,
    /// The workspace's zone where absent.
    pub zone: Option<Zone>,
}
