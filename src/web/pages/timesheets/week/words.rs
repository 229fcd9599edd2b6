//! The cells of the grid in words: in and out, totals, marks, and how far overtime is.

use jiff::civil::Date;

use crate::{
    domain::{
        entry::EntryStatus,
        payroll::{Pay, Period, Policy, policy::write_hours},
        pen::Pen,
    },
    service::timesheets::sheets::{SheetEntry, WeekRow},
    web::pages::reports::chart,
    wording::admin::{AdminWords, WeekWords},
};

/// A bar of a day is full with so many hours.
const LONG_DAY_SECS: i64 = 12 * 3600;
/// What is left before overtime is worth a warning when it is no more than this.
const NEAR_SECS: i64 = 4 * 3600;

/// One day of one person.
pub(super) struct CellView {
    /// What the column is called, for a page that shows the cells below each other.
    pub day: String,
    /// Where its entries are changed.
    pub to: String,
    /// In and out of each entry that began on the day.
    pub spans: Vec<String>,
    /// Hours on the day; none where there are none.
    pub total: Option<String>,
    pub bar: String,
    pub marks: Vec<Mark>,
}

/// A word about a cell.
pub(super) struct Mark {
    pub tone: &'static str,
    pub word: String,
}

/// The cells of a person's week.
pub(super) fn cells(
    row: &WeekRow,
    week: Period,
    by: (&Pen, &AdminWords),
    to: impl Fn(Date) -> String,
) -> Vec<CellView> {
    week.days().map(|day| cell(row, day, by, to(day))).collect()
}

fn cell(row: &WeekRow, day: Date, (pen, words): (&Pen, &AdminWords), to: String) -> CellView {
    let timesheet = &row.timesheet;
    let began = || timesheet.entries.iter().filter(move |entry| entry.work_date == day);
    let secs = |pay| -> i64 {
        let lines = timesheet.sheet.lines.iter().filter(|line| line.day == day && line.pay == pay);
        lines.map(|line| line.secs).sum()
    };
    let (regular, overtime) = (secs(Pay::Regular), secs(Pay::Overtime));
    let mut marks = Vec::new();
    let about_day = timesheet.standing.iter().filter(|one| began().any(|entry| one.entry == Some(entry.id)));
    let (blocking, other): (Vec<_>, Vec<_>) = about_day.partition(|one| one.kind.blocks_approval());
    for (found, tone) in [(blocking, "bad"), (other, "warn")] {
        match found.as_slice() {
            [] => {}
            [only] => marks.push(Mark { tone, word: words.exception_kind(only.kind).to_owned() }),
            several => marks.push(Mark { tone, word: words.week.mark_exceptions(several.len()) }),
        }
    }
    if began().any(|entry| entry.status == EntryStatus::Open) {
        let (tone, word) = if row.is_in { ("good", &words.week.mark_in) } else { ("warn", &words.week.mark_still_in) };
        marks.push(Mark { tone, word: word.clone() });
    }
    if began().any(|entry| row.changed.contains(&entry.id)) {
        marks.push(Mark { tone: "", word: words.week.mark_corrected.clone() });
    }
    CellView {
        day: pen.weekday_and_day(day),
        to,
        spans: began().map(|entry| span(entry, pen)).collect(),
        total: (regular + overtime > 0).then(|| pen.hours(regular + overtime)),
        bar: if regular + overtime > 0 { chart::small(&[regular, overtime], LONG_DAY_SECS) } else { String::new() },
        marks,
    }
}

/// `7:02a–3:41p`.
fn span(entry: &SheetEntry, pen: &Pen) -> String {
    let from = pen.short_time(entry.in_at, &entry.zone);
    match (entry.status, entry.out_at) {
        (_, Some(out_at)) => format!("{from}–{}", pen.short_time(out_at, &entry.zone)),
        (EntryStatus::Open, None) => format!("{from}–"),
        (EntryStatus::Unfinished | EntryStatus::Closed, None) => format!("{from}–?"),
    }
}

/// The week as a bar, full where overtime begins; twelve hours a day where none does.
pub(super) fn bar_of_week(row: &WeekRow, policy: &Policy) -> String {
    let regular = row.outlook.so_far_secs - row.outlook.overtime_secs;
    let most = policy.weekly_overtime_after_secs.map_or(5 * LONG_DAY_SECS, |limit| limit * 5 / 4);
    chart::small(&[regular, row.outlook.overtime_secs], most)
}

/// How far overtime is.
pub(super) struct OvertimeView {
    pub tone: &'static str,
    /// Empty where there is nothing to say.
    pub words: String,
}

impl OvertimeView {
    pub fn new(row: &WeekRow, policy: &Policy, pen: &Pen, words: &WeekWords) -> Self {
        let outlook = &row.outlook;
        if outlook.overtime_secs > 0 {
            return Self { tone: "bad", words: words.overtime(pen.hours(outlook.overtime_secs)) };
        }
        let zone = row.timesheet.open.first().map(|open| &open.zone);
        match (outlook.left_secs, row.overtime_at, zone) {
            (None, ..) => Self { tone: "", words: String::new() },
            (Some(left), Some(at), Some(zone)) if left <= NEAR_SECS => {
                Self { tone: "warn", words: words.until_at(pen.hours(left), pen.short_time(at, zone)) }
            }
            // A day has its own limit, which says nothing of the week before it has begun.
            (Some(left), _, _) if policy.weekly_overtime_after_secs.is_none() => {
                Self { tone: "", words: words.until_today(pen.hours(left)) }
            }
            (Some(left), ..) => {
                let tone = if left <= NEAR_SECS { "warn" } else { "" };
                Self { tone, words: words.until(pen.hours(left)) }
            }
        }
    }
}

impl WeekWords {
    /// When hours are overtime here.
    pub(super) fn rules(&self, policy: &Policy) -> String {
        match (policy.weekly_overtime_after_secs, policy.daily_overtime_after_secs) {
            (Some(week), Some(day)) => self.rules_both(write_hours(week), write_hours(day)),
            (Some(week), None) => self.rules_week(write_hours(week)),
            (None, Some(day)) => self.rules_day(write_hours(day)),
            (None, None) => self.rules_none.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn the_rules_say_what_the_policy_has() {
        let policy = Policy { weekly_overtime_after_secs: Some(144_000), ..Policy::default() };
        let daily = Policy { daily_overtime_after_secs: Some(28_800), ..policy.clone() };
        let never = Policy { weekly_overtime_after_secs: None, daily_overtime_after_secs: None, ..policy };
        let words = &AdminWords::of(OfficeLanguage::En).week;
        assert_eq!(words.rules(&daily), "Overtime begins after 40 hours a week or 8 hours a day.");
        assert_eq!(words.rules(&never), "This workspace counts no overtime.");
    }
}
