//! What a write is about, said before it begins.
//!
//! SQLite has one writer and needs none of this. A database with several writers takes each hold as a lock that goes
//! with the transaction, so that whoever reads, decides and writes under the same hold does so alone.

use crate::domain::{
    caller::Caller,
    ids::{DeviceId, EmployeeId, ProviderCallId, WorkspaceId},
};

/// One thing that a write is about. Holds are taken in the order in which they stand here, so that two writes never
/// wait for each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// Nothing: every statement of the write is right by itself, whatever is written beside it.
    Nothing,
    /// What there is once for the whole gateway: workspaces, users' addresses, selectors of one-time codes, the clock.
    Gateway,
    /// Tries that count against a network address or an email address.
    Address(String),
    /// One call, as its provider names it.
    Call(String, ProviderCallId),
    /// Failures that count against a phone.
    Caller(Caller),
    /// A device of a kiosk: the chain of its nonces, what it asked, and whom it found.
    Device(DeviceId),
    /// A workspace that must stay as it is, while something of one of its people is written.
    WorkspaceShared(WorkspaceId),
    /// All of a workspace: whatever its office changes.
    Workspace(WorkspaceId),
    /// One person's entries, PIN and locks.
    Employee(EmployeeId),
}

impl Hold {
    /// The hold of a call.
    #[must_use]
    pub fn call(provider: &str, call: &ProviderCallId) -> Self {
        Self::Call(provider.to_owned(), call.clone())
    }

    /// This hold and another one.
    #[must_use]
    pub fn and(self, other: Self) -> Holds {
        Holds::from(self).and(other)
    }
}

/// Everything that a write is about, in the order in which it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds(Vec<Hold>);

impl Holds {
    /// These holds and another one.
    #[must_use]
    pub fn and(mut self, other: Hold) -> Self {
        self.0.push(other);
        self.0.sort();
        self.0.dedup();
        self
    }

    /// Each hold, in the order in which it is taken.
    pub fn iter(&self) -> impl Iterator<Item = &Hold> {
        self.0.iter()
    }
}

impl From<Hold> for Holds {
    fn from(hold: Hold) -> Self {
        Self(vec![hold])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_are_taken_in_one_order_however_they_are_named() {
        let (workspace, employee) = (WorkspaceId::from_bytes([1; 16]), EmployeeId::from_bytes([2; 16]));
        let call = Hold::call("twilio", &ProviderCallId::parse("CA1").unwrap());
        let named = Hold::Employee(employee).and(call.clone()).and(Hold::WorkspaceShared(workspace)).and(Hold::Gateway);
        let taken: Vec<_> = named.and(Hold::Gateway).iter().cloned().collect();
        assert_eq!(taken, [Hold::Gateway, call, Hold::WorkspaceShared(workspace), Hold::Employee(employee)]);
    }
}
