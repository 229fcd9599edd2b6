//! Breaks: started and ended by phone, at kiosks and on pages, counted wherever hours are, and what is found wrong.

mod exceptions;
mod kiosk;
mod pages;
mod phone;

use jiff::{SignedDuration, civil::date};
use phoneclock::{
    domain::{
        breaks::{BreakKind, MealRule},
        employee::Employee,
        ids::{BreakId, BreakKindId, EntryId},
    },
    service::{
        audit::Actor,
        roster::break_kinds::{self, BreakKindDetails},
        timesheets::sheets::{PeriodChoice, Timesheet},
    },
};

use crate::support::{TestGateway, office::timesheet};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A kind of break of the workspace.
async fn kind(test: &TestGateway, name: &str, paid: bool, limits: (Option<i64>, Option<i64>)) -> BreakKind {
    let (actor, id) = (Actor::at_the_machine(test.workspace.id), BreakKindId::generate(&test.store.ids()));
    let details = BreakKindDetails { name: name.to_owned(), min_mins: limits.0, max_mins: limits.1 };
    test.in_office(move |u| break_kinds::add(u, &actor, id, (&details, paid))).await.unwrap()
}

/// An unpaid lunch of 30 to 60 minutes.
async fn lunch(test: &TestGateway) -> BreakKind {
    kind(test, "Lunch", false, (Some(30), Some(60))).await
}

/// A meal of 30 minutes after six hours.
async fn ask_for_meals(test: &TestGateway) {
    let actor = Actor::at_the_machine(test.workspace.id);
    let rule = Some(MealRule { after_secs: 6 * 3600, mins: 30 });
    test.in_office(move |u| break_kinds::set_meal_rule(u, &actor, rule)).await.unwrap();
}

/// The hours of this week.
async fn week(test: &TestGateway, employee: &Employee) -> Timesheet {
    timesheet(&test.store, employee, PeriodChoice::Of(date(2026, 11, 17))).await.timesheet
}

async fn only_entry(test: &TestGateway) -> EntryId {
    test.column("SELECT id FROM time_entry").await.remove(0)
}

async fn break_ids(test: &TestGateway) -> Vec<BreakId> {
    test.column("SELECT id FROM entry_break ORDER BY begin_at").await
}

/// What was done with breaks, in order.
async fn deeds(test: &TestGateway) -> Vec<String> {
    test.column("SELECT what || ' ' || channel FROM break_revision ORDER BY at, revision").await
}
