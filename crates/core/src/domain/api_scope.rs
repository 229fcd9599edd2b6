//! What a token may do in the API of a workspace.

use std::fmt;

/// One thing that a token may do. Whoever may change something may read it, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Sees employees.
    EmployeesRead,
    /// Adds, changes, deactivates and reactivates employees.
    EmployeesWrite,
    /// Sees jobs.
    JobsRead,
    /// Adds, changes, archives and reactivates jobs.
    JobsWrite,
    /// Sees clock locations and kiosks.
    PlacesRead,
    /// Sees time entries and exceptions.
    TimeRead,
    /// Adds, corrects and voids time entries, and accepts exceptions.
    TimeWrite,
    /// Sees hours and who has approved them.
    ApprovalsRead,
    /// Approves hours, and takes approvals back.
    ApprovalsWrite,
    /// Lists and downloads exports.
    ExportsRead,
    /// Makes exports.
    ExportsWrite,
}

impl Scope {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::EmployeesRead,
        Self::EmployeesWrite,
        Self::JobsRead,
        Self::JobsWrite,
        Self::PlacesRead,
        Self::TimeRead,
        Self::TimeWrite,
        Self::ApprovalsRead,
        Self::ApprovalsWrite,
        Self::ExportsRead,
        Self::ExportsWrite,
    ];

    /// As programs and the database write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EmployeesRead => "employees:read",
            Self::EmployeesWrite => "employees:write",
            Self::JobsRead => "jobs:read",
            Self::JobsWrite => "jobs:write",
            Self::PlacesRead => "places:read",
            Self::TimeRead => "time:read",
            Self::TimeWrite => "time:write",
            Self::ApprovalsRead => "approvals:read",
            Self::ApprovalsWrite => "approvals:write",
            Self::ExportsRead => "exports:read",
            Self::ExportsWrite => "exports:write",
        }
    }

    /// Takes what [`Self::name`] gave.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// What lets do the same and more.
    const fn wider(self) -> Option<Self> {
        match self {
            Self::EmployeesRead => Some(Self::EmployeesWrite),
            Self::JobsRead => Some(Self::JobsWrite),
            Self::TimeRead => Some(Self::TimeWrite),
            Self::ApprovalsRead => Some(Self::ApprovalsWrite),
            Self::ExportsRead => Some(Self::ExportsWrite),
            Self::EmployeesWrite
            | Self::JobsWrite
            | Self::PlacesRead
            | Self::TimeWrite
            | Self::ApprovalsWrite
            | Self::ExportsWrite => None,
        }
    }
}

/// All that a token may do, each thing once and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// These; `None` where there are none.
    #[must_use]
    pub fn new(scopes: impl IntoIterator<Item = Scope>) -> Option<Self> {
        let mut scopes: Vec<_> = scopes.into_iter().collect();
        scopes.sort_unstable();
        scopes.dedup();
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// Takes what `Display` gave. Names that this program does not know open nothing.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(text.split(' ').filter_map(Scope::parse)).unwrap_or_default()
    }

    /// Whether they let do this.
    #[must_use]
    pub fn allow(&self, scope: Scope) -> bool {
        self.0.contains(&scope) || scope.wider().is_some_and(|wider| self.0.contains(&wider))
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_read_as_it_is_written() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.name()), Some(scope));
        }
        let scopes = Scopes::new([Scope::TimeWrite, Scope::EmployeesRead, Scope::TimeWrite]).unwrap();
        assert_eq!(scopes.to_string(), "employees:read time:write");
        assert_eq!(Scopes::parse("employees:read time:write moon:read"), scopes);
    }

    #[test]
    fn whoever_may_change_something_may_read_it_and_nothing_else() {
        let scopes = Scopes::parse("employees:write");
        assert!(scopes.allow(Scope::EmployeesRead) && scopes.allow(Scope::EmployeesWrite));
        let others = Scope::ALL.into_iter().filter(|scope| !scope.name().starts_with("employees:"));
        assert!(others.into_iter().all(|scope| !scopes.allow(scope)));
        assert!(!Scopes::parse("employees:read").allow(Scope::EmployeesWrite));
        assert_eq!(Scopes::new([]), None);
    }
}
