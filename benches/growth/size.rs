//! How many people and shifts make a size.

use std::fmt;

/// The workspace that is looked at has this many shifts of each of its people in the smallest size: the twelve weeks that
/// the longest page looks back. With 160 people and those who are in that is some ten thousand entries.
pub const SHIFTS: u64 = 62;
/// People of each of the other workspaces.
pub const PEOPLE_BESIDE: u64 = 50;

/// A gateway grows in two ways: a workspace keeps clocking, and others come to the number. A tenth of what is beyond the
/// first ten thousand entries is a longer history of the same people (at most ten years of it); the rest is
/// in other workspaces, of fifty people with a year to two each.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub entries: u64,
    /// People of the workspace that is looked at.
    pub people: u64,
    /// Shifts of each person of the workspace that is looked at.
    pub shifts: u64,
    /// Other workspaces, and the shifts of each of their people.
    pub beside: u64,
    pub shifts_beside: u64,
}

impl Size {
    pub fn of(entries: u64, people: u64) -> Self {
        let more = entries.saturating_sub(10_000.max(people * SHIFTS));
        let shifts = SHIFTS + (more / 10 / people).min(2_500);
        let left = more - people * (shifts - SHIFTS);
        let shifts_beside = if left > 2_000_000 { 500 } else { 200 };
        let beside = left.div_ceil(PEOPLE_BESIDE * shifts_beside);
        Self { entries, people, shifts, beside, shifts_beside }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entries, people, shifts, beside, shifts_beside } = self;
        write!(f, "{entries} entries ({shifts} each of {people} people")?;
        match beside {
            0 => write!(f, ")"),
            _ => write!(f, "; {shifts_beside} each of {PEOPLE_BESIDE} in {beside} other workspaces)"),
        }
    }
}
