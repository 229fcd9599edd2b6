//! Whose rows a statement reads.

use super::tx::{Value, placeholders};
use crate::domain::ids::EmployeeId;

/// Some people, or everybody in a workspace, whose rows then are read in one go.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Everybody of the workspace.
    Everybody,
    /// These people.
    These(&'a [EmployeeId]),
}

impl Whose<'_> {
    /// Whether there is nothing to be asked: `IN ()` is no SQL.
    pub(super) const fn is_nobody(self) -> bool {
        matches!(self, Self::These([]))
    }

    /// One more condition where a column is to be of these people, with the ids as the next parameters.
    pub(super) fn narrow(self, column: &str, params: &mut Vec<Value>) -> String {
        match self {
            Self::Everybody => String::new(),
            Self::These(people) => {
                let ids = placeholders(params.len() + 1, people.len());
                params.extend(people.iter().copied().map(Value::from));
                format!(" AND {column} IN ({ids})")
            }
        }
    }
}

impl<'a> From<&'a [EmployeeId]> for Whose<'a> {
    fn from(people: &'a [EmployeeId]) -> Self {
        Self::These(people)
    }
}

impl<'a> From<&'a Vec<EmployeeId>> for Whose<'a> {
    fn from(people: &'a Vec<EmployeeId>) -> Self {
        Self::These(people)
    }
}

impl<'a, const N: usize> From<&'a [EmployeeId; N]> for Whose<'a> {
    fn from(people: &'a [EmployeeId; N]) -> Self {
        Self::These(people)
    }
}
