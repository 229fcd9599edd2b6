//! Exceptions raised and settled, by kind and week.

use std::collections::BTreeMap;

use super::ReportScope;
use crate::{
    domain::{exception::ExceptionKind, payroll::Period},
    store::{StoreError, Tx, reports as store},
};

/// Exceptions of some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExceptionTally {
    /// By the moment they are about.
    pub raised: i64,
    /// By when they were settled, whenever they were raised.
    pub settled: i64,
    /// Those settled by somebody's decision; the others settled themselves.
    pub decided: i64,
}

impl ExceptionTally {
    fn add(&mut self, other: &Self) {
        self.raised += other.raised;
        self.settled += other.settled;
        self.decided += other.decided;
    }

    fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        all.for_each(|one| sum.add(one));
        sum
    }
}

/// One week: the kinds that there were, worst first.
#[derive(Debug, Clone)]
pub struct ExceptionWeek {
    /// Its days: seven, unless a first or last week is cut short by the days asked for.
    pub days: Period,
    /// How many of each kind.
    pub kinds: Vec<(ExceptionKind, ExceptionTally)>,
    /// How many of all kinds together.
    pub all: ExceptionTally,
}

/// What the report of exceptions has counted.
#[derive(Debug, Clone)]
pub struct ExceptionFigures {
    /// Every week, oldest first.
    pub weeks: Vec<ExceptionWeek>,
    /// The kinds that there were, worst first.
    pub kinds: Vec<(ExceptionKind, ExceptionTally)>,
    /// How many of all kinds and weeks together.
    pub all: ExceptionTally,
    /// How many stand at this moment, whenever they were raised.
    pub standing: i64,
}

impl ExceptionWeek {
    fn count(tx: &mut dyn Tx, scope: &ReportScope, days: Period) -> Result<Self, StoreError> {
        let within = scope.within(days);
        let mut kinds = Kinds::default();
        for (kind, raised) in store::list_raised(tx, within)? {
            kinds.of(kind).raised += raised;
        }
        for (kind, settled, decided) in store::list_settled(tx, within)? {
            kinds.of(kind).add(&ExceptionTally { raised: 0, settled, decided });
        }
        let kinds = kinds.worst_first();
        Ok(Self { days, all: ExceptionTally::sum(kinds.iter().map(|(_, tally)| tally)), kinds })
    }
}

/// Tallies by rank, which no two kinds have in common.
#[derive(Default)]
struct Kinds(BTreeMap<i64, (Option<ExceptionKind>, ExceptionTally)>);

impl Kinds {
    fn of(&mut self, kind: ExceptionKind) -> &mut ExceptionTally {
        let (known, tally) = self.0.entry(kind.rank()).or_default();
        *known = Some(kind);
        tally
    }

    fn worst_first(self) -> Vec<(ExceptionKind, ExceptionTally)> {
        self.0.into_values().filter_map(|(kind, tally)| Some((kind?, tally))).collect()
    }
}

impl ExceptionFigures {
    pub(super) fn count(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Self, StoreError> {
        let weeks = scope.weeks().map(|week| ExceptionWeek::count(tx, scope, week));
        let weeks = weeks.collect::<Result<Vec<_>, StoreError>>()?;
        let mut kinds = Kinds::default();
        for (kind, tally) in weeks.iter().flat_map(|week| &week.kinds) {
            kinds.of(*kind).add(tally);
        }
        Ok(Self {
            all: ExceptionTally::sum(weeks.iter().map(|week| &week.all)),
            kinds: kinds.worst_first(),
            standing: store::count_standing(tx, scope.workspace)?,
            weeks,
        })
    }
}
