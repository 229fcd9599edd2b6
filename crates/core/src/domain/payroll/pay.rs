//! Regular hours and overtime.

/// How hours are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pay {
    /// At the usual rate.
    Regular,
    /// Beyond the hours of a day or a workweek that the policy sets.
    Overtime,
}

impl Pay {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Overtime];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Overtime => "overtime",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pay| pay.name() == name)
    }
}
