//! Hours counted from entries: which day, which job, regular or overtime.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    Pay, Period, Policy, Rounding,
    overtime::{self, WorkStretch},
    rounding::to_the_second,
};
use crate::domain::{
    breaks::{Span, work_without},
    ids::{EntryId, JobId},
    workspace::Zone,
};

/// What one entry says, once it has an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedEntry {
    /// The entry that was worked.
    pub entry: EntryId,
    /// What was worked on; None for hours without a job.
    pub job: Option<JobId>,
    /// When it began, not rounded.
    pub in_at: Timestamp,
    /// When it ended, not rounded.
    pub out_at: Timestamp,
    /// Where the days of the entry begin and end, and whose wall clock is rounded.
    pub zone: Zone,
    /// The breaks in it that are not paid, in any order, not rounded.
    pub unpaid: Vec<Span>,
}

/// Hours of one kind, on one job, on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoursLine {
    /// The local day, in the zone of the entry.
    pub day: Date,
    /// What was worked on; None for hours without a job.
    pub job: Option<JobId>,
    /// Regular or overtime.
    pub pay: Pay,
    /// Never 0.
    pub secs: i64,
}

/// The hours of one employee in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Ordered by day, job and pay; no two of the same.
    pub lines: Vec<HoursLine>,
    /// Between the times on the clock.
    pub worked_secs: i64,
    /// After rounding; the sum of the lines.
    pub counted_secs: i64,
    /// What rounding gave the employee, or took where negative.
    pub balance_secs: i64,
}

impl Sheet {
    /// Everything of one kind.
    #[must_use]
    pub fn secs(&self, pay: Pay) -> i64 {
        self.lines.iter().filter(|line| line.pay == pay).map(|line| line.secs).sum()
    }
}

/// The longest entry that a person can make, and that is looked for before a period.
pub const MAX_ENTRY_DAYS: i32 = 7;

/// Entries from this work date on are needed to count a period: those of its first workweek, which may begin before it,
/// and any that reaches into that.
#[must_use]
pub fn needed_from(policy: &Policy, period: Period) -> Date {
    policy.week_of(period.from).saturating_sub(MAX_ENTRY_DAYS.days())
}

/// Counts the hours of one employee. An entry's real seconds belong to the local days, in its zone, on which they were
/// worked; the period gets those of its days. `worked` holds every entry since [`needed_from`], in any order; what lies
/// after the period is ignored.
#[must_use]
pub fn count(policy: &Policy, period: Period, worked: &[WorkedEntry]) -> Sheet {
    let mut lines: BTreeMap<(Date, Option<JobId>, Pay), i64> = BTreeMap::new();
    for (piece, pay, secs) in divided(policy, period, worked) {
        *lines.entry((piece.day, piece.job, pay)).or_default() += secs;
    }
    let lines: Vec<_> = lines.into_iter().map(|((day, job, pay), secs)| HoursLine { day, job, pay, secs }).collect();
    let counted_secs = lines.iter().map(|line| line.secs).sum();
    let worked_secs = match policy.rounding {
        Rounding::None => counted_secs,
        Rounding::Five | Rounding::Six | Rounding::Fifteen => secs_within(Rounding::None, period, worked),
    };
    Sheet { lines, worked_secs, counted_secs, balance_secs: counted_secs - worked_secs }
}

/// The same hours entry by entry: what each of them gives to the period, regular and overtime apart.
#[must_use]
pub fn count_entries(policy: &Policy, period: Period, worked: &[WorkedEntry]) -> Vec<(EntryId, Pay, i64)> {
    divided(policy, period, worked).map(|(piece, pay, secs)| (piece.entry, pay, secs)).collect()
}

fn divided(
    policy: &Policy,
    period: Period,
    worked: &[WorkedEntry],
) -> impl Iterator<Item = (WorkStretch, Pay, i64)> + use<> {
    let first_week = policy.week_of(period.from);
    let mut pieces: Vec<WorkStretch> = worked.iter().flat_map(|worked| pieces(policy.rounding, worked)).collect();
    pieces.retain(|piece| first_week <= piece.day && piece.day <= period.to);
    pieces.sort_unstable();
    overtime::divide(policy, &pieces).into_iter().filter(move |(piece, _, _)| period.contains(piece.day))
}

/// What rounding gave an employee in a period, or took where negative. Overtime does not matter to it.
#[must_use]
pub fn balance(rounding: Rounding, period: Period, worked: &[WorkedEntry]) -> i64 {
    secs_within(rounding, period, worked) - secs_within(Rounding::None, period, worked)
}

fn secs_within(rounding: Rounding, period: Period, worked: &[WorkedEntry]) -> i64 {
    let pieces = worked.iter().flat_map(|worked| pieces(rounding, worked));
    pieces.filter(|piece| period.contains(piece.day)).map(|piece| piece.secs()).sum()
}

/// The days that an entry counts on, in order, and the seconds that each gets.
#[must_use]
pub fn by_day(rounding: Rounding, worked: &WorkedEntry) -> Vec<(Date, i64)> {
    let mut days: Vec<(Date, i64)> = Vec::new();
    for piece in pieces(rounding, worked) {
        match days.last_mut() {
            Some((day, secs)) if *day == piece.day => *secs += piece.secs(),
            Some(_) | None => days.push((piece.day, piece.secs())),
        }
    }
    days
}

/// What the unpaid breaks of an entry take from its days, in seconds; days from which they take nothing are not in it.
#[must_use]
pub fn unpaid_by_day(rounding: Rounding, worked: &WorkedEntry) -> Vec<(Date, i64)> {
    if worked.unpaid.is_empty() {
        return Vec::new();
    }
    let without_breaks = WorkedEntry { unpaid: Vec::new(), ..worked.clone() };
    let counted: BTreeMap<_, _> = by_day(rounding, worked).into_iter().collect();
    by_day(rounding, &without_breaks)
        .into_iter()
        .map(|(day, secs)| (day, secs - counted.get(&day).copied().unwrap_or_default()))
        .filter(|(_, secs)| *secs != 0)
        .collect()
}

/// An entry cut by its unpaid breaks and at every local midnight, after rounding.
///
/// A break is rounded as punches are: at its beginning as a clock-out, at its end as a clock-in. Whoever clocks out for
/// lunch and in again has the same hours as whoever starts a break and ends it, and of neither does the rounding favor
/// one side. Rounding the length of the break in the place of its ends would not: its ends would then lie where nobody
/// pressed a key.
fn pieces(rounding: Rounding, worked: &WorkedEntry) -> impl Iterator<Item = WorkStretch> {
    let WorkedEntry { entry, job, in_at, out_at, zone, unpaid } = worked;
    let counted = |at: Timestamp| match rounding {
        Rounding::None => to_the_second(at),
        Rounding::Five | Rounding::Six | Rounding::Fifteen => rounding.apply(at, zone),
    };
    let breaks = unpaid.iter().map(|(off, on)| (counted(*off), counted(*on))).collect();
    let work = work_without(counted(*in_at), counted(*out_at), breaks);
    work.into_iter().flat_map(move |span| cut_at_midnight(span, (*entry, *job), zone))
}

fn cut_at_midnight(
    (begin, end): Span,
    (entry, job): (EntryId, Option<JobId>),
    zone: &Zone,
) -> impl Iterator<Item = WorkStretch> {
    let mut next = Some((begin, zone.day(begin)));
    let piece = move || {
        let (from, day) = next.filter(|(from, _)| *from < end)?;
        let midnight = day.tomorrow().ok().map(|tomorrow| (zone.start_of(tomorrow).max(from), tomorrow));
        next = midnight;
        let to = midnight.map_or(end, |(midnight, _)| midnight.min(end));
        Some(WorkStretch { day, from, to, entry, job })
    };
    std::iter::from_fn(piece)
}

#[cfg(test)]
mod tests;
