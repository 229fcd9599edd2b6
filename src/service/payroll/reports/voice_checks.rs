//! How many of the calls that were to leave a voice check did, and what came of listening to it, week by week.

use super::ReportScope;
use crate::{
    domain::{
        payroll::Period,
        voice_check::{Verdict, VoiceCheckStatus},
    },
    store::{StoreError, Tx, reports as store},
};

/// How many voice checks there are of some days: punches by when they were made, voice checks by when they were asked
/// for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VoiceCheckTally {
    /// Punches by phone.
    pub punches: i64,
    /// Calls that made them: each has one voice check at most, for all its punches.
    pub calls: i64,
    /// Still on their way from the provider.
    pub coming: i64,
    /// Stored, whatever their verdict.
    pub stored: i64,
    /// Given up, because no recording came.
    pub missing: i64,
    /// Refused, because what came was no recording that can be used.
    pub refused: i64,
    /// Judged to be the employee.
    pub same_person: i64,
    /// Judged to be somebody else.
    pub not_this_person: i64,
    /// Judged to be impossible to tell.
    pub cannot_tell: i64,
    /// Judged to have nobody speaking on them.
    pub nobody_speaks: i64,
}

impl VoiceCheckTally {
    /// Those with a verdict.
    #[must_use]
    pub const fn heard(&self) -> i64 {
        self.same_person + self.not_this_person + self.cannot_tell + self.nobody_speaks
    }

    /// Checks that were asked for: of callers whose name is asked for, one a call.
    #[must_use]
    pub const fn asked(&self) -> i64 {
        self.coming + self.stored + self.missing + self.refused
    }

    /// Of a hundred checks that were asked for, how many have a recording; none where none were. Whoever is not asked
    /// for their name leaves no gap.
    #[must_use]
    pub fn covered(&self) -> Option<i64> {
        (self.asked() > 0).then(|| self.stored * 100 / self.asked())
    }

    fn count(tx: &mut dyn Tx, scope: &ReportScope, days: Period) -> Result<Self, StoreError> {
        let within = scope.within(days);
        let (punches, calls) = store::count_punches_by_phone(tx, within)?;
        let mut checks = Self { punches, calls, ..Self::default() };
        for (status, verdict, count) in store::list_voice_checks(tx, within)? {
            match status {
                VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching => checks.coming += count,
                VoiceCheckStatus::Stored => checks.stored += count,
                VoiceCheckStatus::Missing => checks.missing += count,
                VoiceCheckStatus::Refused => checks.refused += count,
            }
            match verdict {
                Some(Verdict::SamePerson) => checks.same_person += count,
                Some(Verdict::NotThisPerson) => checks.not_this_person += count,
                Some(Verdict::CannotTell) => checks.cannot_tell += count,
                Some(Verdict::NobodySpeaks) => checks.nobody_speaks += count,
                None => {}
            }
        }
        Ok(checks)
    }

    fn add(&mut self, other: &Self) {
        self.punches += other.punches;
        self.calls += other.calls;
        self.coming += other.coming;
        self.stored += other.stored;
        self.missing += other.missing;
        self.refused += other.refused;
        self.same_person += other.same_person;
        self.not_this_person += other.not_this_person;
        self.cannot_tell += other.cannot_tell;
        self.nobody_speaks += other.nobody_speaks;
    }
}

/// What the report of voice checks has counted.
#[derive(Debug, Clone)]
pub struct VoiceCheckFigures {
    /// Every week, oldest first.
    pub weeks: Vec<(Period, VoiceCheckTally)>,
    /// All weeks together.
    pub all: VoiceCheckTally,
}

impl VoiceCheckFigures {
    pub(super) fn count(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Self, StoreError> {
        let weeks = scope.weeks().map(|week| Ok((week, VoiceCheckTally::count(tx, scope, week)?)));
        let weeks = weeks.collect::<Result<Vec<_>, StoreError>>()?;
        let mut all = VoiceCheckTally::default();
        weeks.iter().for_each(|(_, checks)| all.add(checks));
        Ok(Self { weeks, all })
    }
}
