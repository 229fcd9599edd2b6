use jiff::civil::date;

use super::*;

fn scope(from: Date, to: Date) -> ReportScope {
    let workspace = WorkspaceId::from_bytes([1; 16]);
    let zone = Zone::parse("America/Chicago").unwrap();
    ReportScope { workspace, days: Period { from, to }, policy: Policy::default(), zone }
}

#[test]
fn weeks_follow_each_other_and_only_the_ends_are_cut() {
    let weeks = |from, to| scope(from, to).weeks().map(|week| (week.from.day(), week.to.day())).collect::<Vec<_>>();
    assert_eq!(weeks(date(2026, 11, 4), date(2026, 11, 17)), [(4, 8), (9, 15), (16, 17)]);
    assert_eq!(weeks(date(2026, 11, 9), date(2026, 11, 15)), [(9, 15)]);
    assert_eq!(weeks(date(2026, 11, 9), date(2026, 11, 9)), [(9, 9)]);
    assert_eq!(weeks(date(2026, 11, 9), date(2026, 11, 8)), []);
}

#[test]
fn days_end_where_the_next_begins_on_the_wall_clock() {
    let day = Period { from: date(2026, 11, 1), to: date(2026, 11, 1) };
    let (_, from, to) = scope(day.from, day.to).within(day);
    // The day on which clocks go back.
    assert_eq!(to.duration_since(from).as_hours(), 25);
}

#[test]
fn a_pay_period_has_pay_periods_beside_it_and_other_days_as_many() {
    let span = |from, to| ReportSpan::new(Period { from, to }, &Policy::default(), date(2026, 11, 17));
    let week = span(date(2026, 11, 9), date(2026, 11, 15));
    assert!(week.is_pay_period && week.is_over);
    assert_eq!(week.next, Period { from: date(2026, 11, 16), to: date(2026, 11, 22) });
    let days = span(date(2026, 11, 10), date(2026, 11, 19));
    assert!(!days.is_pay_period && !days.is_over);
    assert_eq!(days.previous, Period { from: date(2026, 10, 31), to: date(2026, 11, 9) });
    assert_eq!(days.next, Period { from: date(2026, 11, 20), to: date(2026, 11, 29) });
    assert_eq!(length(days.next), 10);
}

#[test]
fn every_report_is_found_by_its_name() {
    for report in Report::ALL {
        assert_eq!(Report::parse(report.name()), Some(report));
    }
    assert_eq!(Report::parse("payroll"), None);
}
