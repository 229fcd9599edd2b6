//! The span between an in and an out.

/// How far an entry has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryStatus {
    /// Clocked in, not yet out. At most one per employee.
    Open,
    /// Clocked in and out.
    Closed,
    /// A new shift was begun before this one was clocked out; it keeps no invented end.
    Unfinished,
}

impl EntryStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Unfinished];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Unfinished => "unfinished",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_that_is_stored_is_read_back() {
        let stored = EntryStatus::ALL.map(EntryStatus::name);
        assert_eq!(stored, ["open", "closed", "unfinished"]);
        assert_eq!(stored.map(EntryStatus::parse), EntryStatus::ALL.map(Some));
        assert_eq!(EntryStatus::parse("Open"), None);
    }
}
