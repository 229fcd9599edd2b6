use jiff::civil::date;
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::domain::payroll::Cycle;

const CHICAGO: &str = "America/Chicago";
/// A Monday.
const MONDAY: Date = date(2026, 11, 2);
const HOUR: i64 = 3600;

fn id<T>(number: u8, of: impl Fn([u8; 16]) -> T) -> T {
    of([number; 16])
}

fn job(number: u8) -> Option<JobId> {
    Some(id(number, JobId::from_bytes))
}

fn worked(number: u8, in_at: &str, out_at: &str) -> WorkedEntry {
    let (in_at, out_at) = (in_at.parse().unwrap(), out_at.parse().unwrap());
    WorkedEntry {
        entry: id(number, EntryId::from_bytes),
        job: None,
        in_at,
        out_at,
        zone: Zone::parse(CHICAGO).unwrap(),
        unpaid: Vec::new(),
    }
}

/// Local times in Chicago in November 2026, after the clocks went back.
fn shift(number: u8, day: i8, from: &str, hours: i64) -> WorkedEntry {
    let local = format!("2026-11-{day:02}T{from}-06:00[America/Chicago]");
    let in_at = local.parse::<jiff::Zoned>().unwrap().timestamp();
    let out_at = in_at + jiff::SignedDuration::from_hours(hours);
    WorkedEntry { in_at, out_at, ..worked(number, "2026-01-01T00:00Z", "2026-01-01T00:00Z") }
}

fn week() -> Period {
    Cycle::Weekly.period_of(MONDAY, MONDAY)
}

fn one_day(day: Date) -> Period {
    Period { from: day, to: day }
}

fn policy(weekly: Option<i64>, daily: Option<i64>, rounding: Rounding) -> Policy {
    Policy {
        weekly_overtime_after_secs: weekly.map(|hours| hours * HOUR),
        daily_overtime_after_secs: daily.map(|hours| hours * HOUR),
        rounding,
        ..Policy::default()
    }
}

fn by_day(sheet: &Sheet) -> Vec<(i8, &'static str, i64)> {
    sheet.lines.iter().map(|line| (line.day.day(), line.pay.name(), line.secs)).collect()
}

#[test]
fn a_pay_is_known_by_its_name() {
    for pay in Pay::ALL {
        assert_eq!(Pay::parse(pay.name()), Some(pay));
    }
    assert_eq!(Pay::parse("double"), None);
}

#[test]
fn no_entries_count_for_nothing() {
    assert_eq!(count(&Policy::default(), week(), &[]), Sheet::default());
}

#[test]
fn an_overnight_shift_belongs_to_both_its_days() {
    let sheet = count(&Policy::default(), week(), &[shift(1, 3, "22:00", 8)]);
    assert_eq!(by_day(&sheet), [(3, "regular", 2 * HOUR), (4, "regular", 6 * HOUR)]);
}

#[test]
fn a_night_when_the_clocks_change_counts_the_hours_that_were_worked() {
    // From 22:00 to 06:00 on the clock: 7 hours when an hour is left out, 9 when one comes twice.
    let spring = worked(1, "2026-03-08T04:00:00Z", "2026-03-08T11:00:00Z");
    let autumn = worked(2, "2026-11-01T03:00:00Z", "2026-11-01T12:00:00Z");
    for (night, day, hours) in [(spring, date(2026, 3, 8), 5), (autumn, date(2026, 11, 1), 7)] {
        assert_eq!(night.zone.local(night.out_at).hour(), 6);
        let sheet = count(&Policy::default(), one_day(day), &[night]);
        assert_eq!(sheet.counted_secs, hours * HOUR, "from midnight to six on {day}");
    }
}

#[test]
fn whole_days_of_twenty_three_and_twenty_five_hours_are_as_long_as_they_were() {
    for (day, from, to, hours) in [
        (date(2026, 3, 8), "2026-03-08T06:00:00Z", "2026-03-09T05:00:00Z", 23),
        (date(2026, 11, 1), "2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z", 25),
    ] {
        let sheet = count(&policy(None, None, Rounding::None), one_day(day), &[worked(1, from, to)]);
        assert_eq!(by_day(&sheet), [(day.day(), "regular", hours * HOUR)]);
    }
}

#[test]
fn a_shift_over_the_periods_end_gives_each_period_its_part() {
    let sunday_night = [shift(1, 8, "20:00", 10)];
    let next = Cycle::Weekly.period_of(MONDAY, date(2026, 11, 9));
    let parts = [week(), next].map(|period| count(&Policy::default(), period, &sunday_night).counted_secs);
    assert_eq!(parts, [4 * HOUR, 6 * HOUR]);
}

#[test]
fn hours_over_the_week_are_overtime_and_a_new_week_begins_afresh() {
    let mut shifts: Vec<_> = (2..=6).map(|day: i8| shift(day.unsigned_abs(), day, "07:00", 9)).collect();
    shifts.push(shift(9, 9, "07:00", 9));
    let sheet = count(&Policy::default(), Period { from: MONDAY, to: date(2026, 11, 15) }, &shifts);
    assert_eq!((sheet.secs(Pay::Regular), sheet.secs(Pay::Overtime)), (49 * HOUR, 5 * HOUR));
    assert_eq!(by_day(&sheet)[4..], [(6, "regular", 4 * HOUR), (6, "overtime", 5 * HOUR), (9, "regular", 9 * HOUR)]);
}

#[test]
fn a_shift_over_the_weeks_end_counts_in_both_weeks() {
    let mut shifts: Vec<_> = (3..=6).map(|day: i8| shift(day.unsigned_abs(), day, "07:00", 10)).collect();
    shifts.push(shift(8, 8, "22:00", 5));
    let sheet = count(&Policy::default(), Period { from: MONDAY, to: date(2026, 11, 15) }, &shifts);
    assert_eq!(by_day(&sheet)[4..], [(8, "overtime", 2 * HOUR), (9, "regular", 3 * HOUR)]);
}

#[test]
fn hours_that_are_overtime_by_the_day_are_not_counted_by_the_week_again() {
    let policy = policy(Some(40), Some(8), Rounding::None);
    // Ten hours on five days: two overtime a day leave 40 for the week, and nothing over.
    let mut shifts: Vec<_> = (2..=6).map(|day: i8| shift(day.unsigned_abs(), day, "07:00", 10)).collect();
    let sheet = count(&policy, week(), &shifts);
    assert_eq!((sheet.secs(Pay::Regular), sheet.secs(Pay::Overtime)), (40 * HOUR, 10 * HOUR));
    // Every hour of a sixth day is over the week.
    shifts.push(shift(7, 7, "07:00", 6));
    let sheet = count(&policy, week(), &shifts);
    assert_eq!((sheet.secs(Pay::Regular), sheet.secs(Pay::Overtime)), (40 * HOUR, 16 * HOUR));
}

#[test]
fn a_day_of_two_shifts_is_one_day() {
    let sheet =
        count(&policy(None, Some(8), Rounding::None), week(), &[shift(1, 2, "06:00", 5), shift(2, 2, "14:00", 5)]);
    assert_eq!(by_day(&sheet), [(2, "regular", 8 * HOUR), (2, "overtime", 2 * HOUR)]);
}

#[test]
fn the_job_of_the_last_hours_bears_the_overtime() {
    let on = |number, shift: WorkedEntry| WorkedEntry { job: job(number), ..shift };
    let sheet = count(
        &policy(None, Some(8), Rounding::None),
        week(),
        &[on(1, shift(2, 2, "14:00", 3)), on(2, shift(1, 2, "06:00", 6))],
    );
    let lines: Vec<_> = sheet.lines.iter().map(|line| (line.job, line.pay, line.secs / HOUR)).collect();
    assert_eq!(lines, [(job(1), Pay::Regular, 2), (job(1), Pay::Overtime, 1), (job(2), Pay::Regular, 6)]);
}

#[test]
fn a_week_that_began_before_the_period_counts_its_first_days_too() {
    let from = |day| Period { from: date(2026, 11, day), to: date(2026, 11, day + 3) };
    let shifts: Vec<_> = (9..=14).map(|day: i8| shift(day.unsigned_abs(), day, "07:00", 8)).collect();
    let sheet = count(&Policy::default(), from(13), &shifts);
    assert_eq!(by_day(&sheet), [(13, "regular", 8 * HOUR), (14, "overtime", 8 * HOUR)]);
    assert_eq!(needed_from(&Policy::default(), from(13)), date(2026, 11, 2));
    assert_eq!(needed_from(&Policy::default(), from(16)), date(2026, 11, 9));
}

#[test]
fn the_workweek_begins_on_the_anchors_day_of_the_week() {
    let saturdays = Policy { anchor: date(2026, 10, 31), ..Policy::default() };
    let shifts: Vec<_> = (2..=8).map(|day: i8| shift(day.unsigned_abs(), day, "07:00", 8)).collect();
    // Five days to Friday make 40 hours; the weekend is of the week after.
    assert_eq!(count(&saturdays, week(), &shifts).secs(Pay::Overtime), 0);
    assert_eq!(count(&Policy::default(), week(), &shifts).secs(Pay::Overtime), 16 * HOUR);
}

#[test]
fn rounding_goes_both_ways_and_the_balance_says_how_far() {
    let day = [worked(1, "2026-11-02T12:53:00Z", "2026-11-02T21:04:10Z")];
    for (rounding, counted) in [
        (Rounding::None, 8 * HOUR + 670),
        (Rounding::Five, 8 * HOUR + 600),
        (Rounding::Six, 8 * HOUR + 720),
        (Rounding::Fifteen, 8 * HOUR),
    ] {
        let policy = policy(Some(40), None, rounding);
        let sheet = count(&policy, week(), &day);
        assert_eq!((sheet.counted_secs, sheet.worked_secs), (counted, 8 * HOUR + 670), "{rounding:?}");
        assert_eq!(sheet.balance_secs, counted - sheet.worked_secs);
        assert_eq!(balance(rounding, week(), &day), sheet.balance_secs);
    }
}

#[test]
fn rounding_may_move_minutes_into_the_next_period_and_both_balances_say_so() {
    let evening = [worked(1, "2026-11-09T05:55:00Z", "2026-11-09T14:00:00Z")];
    let next = Cycle::Weekly.period_of(MONDAY, date(2026, 11, 9));
    let policy = policy(None, None, Rounding::Fifteen);
    let sheets = [week(), next].map(|period| count(&policy, period, &evening));
    assert_eq!(sheets.clone().map(|sheet| sheet.counted_secs), [0, 8 * HOUR]);
    assert_eq!(sheets.map(|sheet| sheet.balance_secs), [-300, 0]);
}

#[test]
fn a_person_who_changes_zones_works_each_entry_on_its_own_days() {
    let evening = shift(1, 3, "20:00", 3);
    // 22:00 in Los Angeles is midnight in Chicago: the day there is not over.
    let late = WorkedEntry { zone: Zone::parse("America/Los_Angeles").unwrap(), ..shift(2, 4, "00:00", 2) };
    assert_eq!(by_day(&count(&Policy::default(), week(), &[evening, late])), [(3, "regular", 5 * HOUR)]);
}

#[test]
fn an_entry_that_ends_before_it_begins_or_at_once_counts_for_nothing() {
    let backwards = worked(1, "2026-11-03T15:00:00Z", "2026-11-03T14:00:00Z");
    let at_once = worked(2, "2026-11-03T15:00:00Z", "2026-11-03T15:00:00Z");
    assert_eq!(count(&Policy::default(), week(), &[backwards, at_once]), Sheet::default());
}

/// Entries of up to a day and a half, within nine weeks around both changes of the clocks, in several zones.
fn entries() -> impl Strategy<Value = Vec<WorkedEntry>> {
    let start = proptest::sample::select(vec!["2026-03-01T00:00:00Z", "2026-10-20T00:00:00Z"]);
    let zone = proptest::sample::select(vec![CHICAGO, "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago"]);
    let entry = (start, 0..30 * 86_400_i64, 0..130_000_i64, 0..4_u8, zone);
    vec(entry, 0..40).prop_map(|entries| {
        let entries = entries.into_iter().enumerate().map(|(number, (start, after, secs, job, zone))| {
            let in_at = start.parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(after);
            WorkedEntry {
                entry: id(u8::try_from(number).unwrap(), EntryId::from_bytes),
                job: (job > 0).then(|| id(job, JobId::from_bytes)),
                in_at,
                out_at: in_at + jiff::SignedDuration::from_secs(secs),
                zone: Zone::parse(zone).unwrap(),
                unpaid: Vec::new(),
            }
        });
        entries.collect()
    })
}

fn policies() -> impl Strategy<Value = Policy> {
    let limit = |hours: std::ops::Range<i64>| proptest::option::of(hours.prop_map(|hours| hours * HOUR));
    let rounding = proptest::sample::select(Rounding::ALL.to_vec());
    let cycle = proptest::sample::select(Cycle::ALL.to_vec());
    (limit(1..60), limit(1..24), rounding, cycle, 0..40_i32).prop_map(|(weekly, daily, rounding, cycle, days)| Policy {
        cycle,
        anchor: MONDAY.saturating_add(days.days()),
        rounding,
        weekly_overtime_after_secs: weekly,
        daily_overtime_after_secs: daily,
        ..Policy::default()
    })
}

fn days() -> impl Strategy<Value = Date> {
    (0..300_i32).prop_map(|days| date(2026, 2, 20).saturating_add(days.days()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_lines_sum_to_what_is_counted_in_order_and_once_each(
        policy in policies(), day in days(), entries in entries(),
    ) {
        let period = policy.period_of(day);
        let sheet = count(&policy, period, &entries);
        prop_assert_eq!(sheet.lines.iter().map(|line| line.secs).sum::<i64>(), sheet.counted_secs);
        prop_assert_eq!(sheet.secs(Pay::Regular) + sheet.secs(Pay::Overtime), sheet.counted_secs);
        prop_assert_eq!(sheet.balance_secs, sheet.counted_secs - sheet.worked_secs);
        prop_assert_eq!(sheet.balance_secs, balance(policy.rounding, period, &entries));
        prop_assert!(sheet.lines.is_sorted_by(|one, next| (one.day, one.job, one.pay) < (next.day, next.job, next.pay)));
        prop_assert!(sheet.lines.iter().all(|line| line.secs > 0 && period.contains(line.day)));
    }

    #[test]
    fn what_is_regular_never_exceeds_a_day_or_a_week(policy in policies(), day in days(), entries in entries()) {
        let week = Cycle::Weekly.period_of(policy.anchor, day);
        let sheet = count(&policy, week, &entries);
        let regular = |day: Option<Date>| -> i64 {
            let of = sheet.lines.iter().filter(|line| line.pay == Pay::Regular && day.is_none_or(|day| line.day == day));
            of.map(|line| line.secs).sum()
        };
        let overtime: i64 = sheet.counted_secs - regular(None);
        if let Some(limit) = policy.weekly_overtime_after_secs {
            prop_assert!(regular(None) <= limit);
            prop_assert!(overtime >= sheet.counted_secs - limit, "the law's minimum");
        }
        if let Some(limit) = policy.daily_overtime_after_secs {
            prop_assert!(week.days().all(|day| regular(Some(day)) <= limit));
        }
        if policy.weekly_overtime_after_secs.is_none() && policy.daily_overtime_after_secs.is_none() {
            prop_assert_eq!(overtime, 0);
        }
    }

    #[test]
    fn the_parts_of_a_period_add_up_to_it(
        policy in policies(), day in days(), first in 0..30_i32, entries in entries(),
    ) {
        let whole = policy.period_of(day);
        let cut = whole.from.saturating_add(first.days()).min(whole.to);
        let first = count(&policy, Period { from: whole.from, to: cut }, &entries);
        let after = Period { from: cut.tomorrow().unwrap(), to: whole.to };
        let second = if after.from <= after.to { count(&policy, after, &entries) } else { Sheet::default() };
        let sheet = count(&policy, whole, &entries);
        prop_assert_eq!([first.lines, second.lines].concat(), sheet.lines);
        prop_assert_eq!(first.worked_secs + second.worked_secs, sheet.worked_secs);
        prop_assert_eq!(first.balance_secs + second.balance_secs, sheet.balance_secs);
    }

    #[test]
    fn the_order_of_entries_does_not_matter(
        policy in policies(), day in days(),
        (entries, shuffled) in entries().prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
    ) {
        let period = policy.period_of(day);
        prop_assert_eq!(count(&policy, period, &entries), count(&policy, period, &shuffled));
    }

    #[test]
    fn entries_before_those_needed_and_after_the_period_change_nothing(
        policy in policies(), day in days(), entries in entries(),
    ) {
        let period = policy.period_of(day);
        let from = needed_from(&policy, period);
        let began = |worked: &WorkedEntry| worked.zone.local(worked.in_at).date();
        let needed: Vec<_> = entries.iter().filter(|worked| (from..=period.to).contains(&began(worked))).cloned().collect();
        prop_assert_eq!(count(&policy, period, &needed), count(&policy, period, &entries));
    }

    #[test]
    fn every_second_of_an_entry_belongs_to_some_day(entries in entries(), rounding in proptest::sample::select(Rounding::ALL.to_vec())) {
        let always = Period { from: date(2026, 1, 1), to: date(2026, 12, 31) };
        let sheet = count(&policy(Some(40), None, rounding), always, &entries);
        let between = |one: Timestamp, other: Timestamp| other.as_second() - one.as_second();
        prop_assert_eq!(sheet.worked_secs, entries.iter().map(|worked| between(worked.in_at, worked.out_at)).sum::<i64>());
        let rounded = entries.iter().map(|worked| {
            between(rounding.apply(worked.in_at, &worked.zone), rounding.apply(worked.out_at, &worked.zone))
        });
        prop_assert_eq!(sheet.counted_secs, rounded.sum::<i64>());
    }
}

#[test]
fn entry_by_entry_the_hours_add_up_to_the_sheet() {
    let policy = policy(Some(40), Some(8), Rounding::Fifteen);
    let worked = [shift(1, 2, "07:00", 6), shift(2, 2, "14:00", 5), shift(3, 8, "22:00", 4)];
    let entries = count_entries(&policy, week(), &worked);
    let secs = |number: u8, pay: Pay| {
        let of =
            entries.iter().filter(|(entry, as_paid, _)| *entry == id(number, EntryId::from_bytes) && *as_paid == pay);
        of.map(|(_, _, secs)| secs).sum::<i64>()
    };
    assert_eq!((secs(1, Pay::Regular), secs(1, Pay::Overtime)), (6 * HOUR, 0));
    assert_eq!((secs(2, Pay::Regular), secs(2, Pay::Overtime)), (2 * HOUR, 3 * HOUR), "what is worked last");
    let sheet = count(&policy, week(), &worked);
    assert_eq!(entries.iter().map(|(_, _, secs)| secs).sum::<i64>(), sheet.counted_secs);
}

fn break_of(day: i8, from: &str, mins: i64) -> Span {
    let off = shift(1, day, from, 1).in_at;
    (off, off + jiff::SignedDuration::from_mins(mins))
}

fn with_breaks(worked: WorkedEntry, unpaid: &[Span]) -> WorkedEntry {
    WorkedEntry { unpaid: unpaid.to_vec(), ..worked }
}

#[test]
fn an_unpaid_break_is_not_worked_and_overtime_begins_that_much_later() {
    let policy = policy(Some(40), Some(8), Rounding::None);
    let lunch = [break_of(2, "12:00", 30), break_of(2, "15:00", 15)];
    let sheet = count(&policy, week(), &[with_breaks(shift(1, 2, "07:00", 10), &lunch)]);
    assert_eq!(by_day(&sheet), [(2, "regular", 8 * HOUR), (2, "overtime", 2 * HOUR - 45 * 60)]);
    assert_eq!((sheet.worked_secs, sheet.counted_secs), (10 * HOUR - 45 * 60, 10 * HOUR - 45 * 60));
    let five: Vec<_> =
        (2..=6).map(|day| with_breaks(shift(1, day, "07:00", 9), &[break_of(day, "12:00", 60)])).collect();
    let week_sheet = count(&self::policy(Some(40), None, Rounding::None), week(), &five);
    assert_eq!(week_sheet.secs(Pay::Overtime), 0, "nine hours with an hour of lunch, five times, are forty");
}

#[test]
fn a_break_over_midnight_is_taken_from_both_days() {
    let night = with_breaks(shift(1, 3, "20:00", 8), &[break_of(3, "23:45", 30)]);
    let days = super::by_day(Rounding::None, &night);
    assert_eq!(days, [(date(2026, 11, 3), 4 * HOUR - 900), (date(2026, 11, 4), 4 * HOUR - 900)]);
}

#[test]
fn a_break_over_the_hour_that_comes_twice_is_as_long_as_it_was() {
    // The clocks go back from 2:00 to 1:00 on 1 November: from 0:30 to 1:30 for the second time are two hours.
    let night = worked(1, "2026-11-01T03:00:00Z", "2026-11-01T11:00:00Z");
    let off = ("2026-11-01T05:30:00Z".parse().unwrap(), "2026-11-01T07:30:00Z".parse().unwrap());
    let days = super::by_day(Rounding::None, &with_breaks(night, &[off]));
    assert_eq!(days, [(date(2026, 10, 31), 2 * HOUR), (date(2026, 11, 1), 4 * HOUR)]);
}

#[test]
fn a_break_is_rounded_as_clocking_out_and_in_again_is() {
    for mins in 0..60 {
        let from = format!("12:{mins:02}");
        let (off, on) = break_of(2, &from, 33);
        let whole = shift(1, 2, "07:00", 9);
        let halves = [WorkedEntry { out_at: off, ..whole.clone() }, WorkedEntry { in_at: on, ..whole.clone() }];
        for rounding in Rounding::ALL {
            let policy = policy(None, None, rounding);
            let one = count(&policy, week(), &[with_breaks(whole.clone(), &[(off, on)])]);
            let two = count(&policy, week(), &halves);
            assert_eq!(
                (one.counted_secs, one.balance_secs),
                (two.counted_secs, two.balance_secs),
                "{from} {rounding:?}"
            );
        }
    }
}

#[test]
fn what_lies_outside_of_a_corrected_entry_takes_nothing_from_it() {
    let short = with_breaks(shift(1, 2, "07:00", 4), &[break_of(2, "12:00", 30), break_of(2, "06:30", 45)]);
    assert_eq!(super::by_day(Rounding::None, &short), [(MONDAY, 4 * HOUR - 900)]);
    let all = with_breaks(shift(1, 2, "07:00", 4), &[break_of(2, "06:00", 600)]);
    assert_eq!(super::by_day(Rounding::None, &all), []);
}
