//! Changes of time entries by people: what may be changed, and what is written down about it. Nothing is overwritten.

mod add;
mod breaks;
mod checks;
mod correct;
mod end;
mod split;
mod take_back;
mod undo;
mod void;
mod writer;

use jiff::{SignedDuration, Timestamp, civil::Date};

pub(super) use self::end::{EntryEnd, end_open};
pub use self::{
    add::{NewEntry, add, find_clocking_employee},
    breaks::{BreakDetails, ExpectedBreak, add_break, correct_break, remove_break},
    correct::{Correction, correct},
    split::{EntrySplit, split},
    take_back::{TAKE_BACK_WINDOW, take_back},
    void::{restore, void},
};
pub(in crate::service) use self::{
    take_back::can_take_back,
    undo::{UndonePunch, undo},
};
pub use crate::store::approvals::ApprovalLock;
use crate::{
    domain::{entry::EntryStatus, how_punched::who_clocked, ids::EntryId, workspace::Zone},
    store::{
        StoreError,
        entries::Entry,
        entry_record::{DecidedEntry, EntryPunch},
        entry_revisions::Revision,
    },
};

/// The longest entry that a person can make: a week is a slip of the finger.
pub const MAX_ENTRY_LENGTH: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An entry to be changed, and the version of it that whoever changes it has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedEntry {
    /// Its id.
    pub id: EntryId,
    /// The version that the form was shown with.
    pub version: String,
}

/// Why an entry was not changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum EntryError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such time entry in the workspace")]
    NotFound,
    #[error("the entry has changed since it was shown")]
    ChangedMeanwhile,
    /// With the zone of the entry.
    #[error("the hours of the entry are approved")]
    Locked(ApprovalLock, Zone),
    #[error("the employee is clocked in already")]
    OpenAlready { name: String, since: Timestamp, zone: Zone },
    /// With the name of whoever it is.
    #[error("the employee is deactivated, and the entry has no clock-out")]
    Deactivated(String),
    #[error("a time of the entry is still to come")]
    Future(EntryTime),
    #[error("the clock-out is not later than the clock-in")]
    Backwards(EntryTime),
    #[error("the entry is longer than 7 days")]
    TooLong,
    #[error("the workspace needs a job with every entry")]
    NoJob,
    #[error("there is no such job in use")]
    UnknownJob,
    #[error("the correction changes nothing")]
    NothingChanged,
    #[error("the entry is voided")]
    Voided,
    #[error("the entry is not voided")]
    NotVoided,
    #[error("the entry is split outside of its clock-in and clock-out")]
    SplitOutside,
    #[error("the entry has no clock-out")]
    Unfinished,
    #[error("there is no such kind of break in use")]
    UnknownBreakKind,
    #[error("the break lies outside of the entry")]
    BreakOutside,
    #[error("a break of the entry would lie outside of it")]
    BreakLeftOutside,
    #[error("the break is at the same time as another one")]
    BreaksOverlap,
}

/// The time that something is wrong with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after the field of the form")]
pub enum EntryTime {
    In,
    Out,
    ClaimedIn,
    ClaimedOut,
    BreakBegin,
    BreakEnd,
}

/// The local days that an entry touches, both included; an open one reaches to now.
pub(super) fn days(entry: &Entry, now: Timestamp) -> (Date, Date) {
    let end = match entry.status {
        EntryStatus::Open => now,
        EntryStatus::Closed | EntryStatus::Unfinished => entry.out_at.unwrap_or(entry.in_at),
    };
    // Who leaves at midnight has worked nothing of the new day.
    let last = if end > entry.in_at { end - SignedDuration::from_millis(1) } else { entry.in_at };
    (entry.work_date(), entry.zone.local(last).date())
}

/// Whether an entry still says what that revision says, so that nothing was clocked since.
pub(in crate::service) fn says(revision: &Revision, decided: &DecidedEntry) -> bool {
    let Entry { status, in_at, out_at, job, .. } = &decided.entry;
    (revision.status, revision.in_at, revision.out_at, revision.job, revision.voided)
        == (*status, *in_at, *out_at, *job, decided.voided_at.is_some())
}

/// Who has clocked since a revision was written down; who clocked last, where nobody has.
pub(super) fn who_clocked_since(punches: &[EntryPunch], since: Option<Timestamp>, employee: &str) -> String {
    let new = punches.iter().filter(|punch| since.is_none_or(|since| punch.at > since));
    match (new.clone().next(), punches.last()) {
        (None, Some(last)) => last.how.who(employee),
        (None, None) => employee.to_owned(),
        (Some(_), _) => who_clocked(new.map(|punch| &punch.how), employee),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EmployeeId, WorkspaceId};

    #[test]
    fn an_entry_touches_the_local_days_on_which_it_was_worked() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let entry = |status, in_at: &str, out_at: Option<&str>| Entry {
            id: EntryId::from_bytes([1; 16]),
            workspace: WorkspaceId::from_bytes([2; 16]),
            employee: EmployeeId::from_bytes([3; 16]),
            status,
            in_at: at(in_at),
            out_at: out_at.map(at),
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        let now = at("2026-11-04T12:00:00Z");
        for (entry, expected) in [
            (
                entry(EntryStatus::Closed, "2026-11-02T03:00:00Z", Some("2026-11-02T06:00:00Z")),
                ("2026-11-01", "2026-11-01"),
            ),
            (
                entry(EntryStatus::Closed, "2026-11-02T03:00:00Z", Some("2026-11-02T06:00:01Z")),
                ("2026-11-01", "2026-11-02"),
            ),
            (
                entry(EntryStatus::Closed, "2026-11-02T06:00:00Z", Some("2026-11-02T06:00:00Z")),
                ("2026-11-02", "2026-11-02"),
            ),
            (entry(EntryStatus::Open, "2026-11-02T03:00:00Z", None), ("2026-11-01", "2026-11-04")),
            (entry(EntryStatus::Unfinished, "2026-11-02T03:00:00Z", None), ("2026-11-01", "2026-11-01")),
        ] {
            let (from, to) = days(&entry, now);
            assert_eq!((from.to_string().as_str(), to.to_string().as_str()), expected);
        }
    }
}
