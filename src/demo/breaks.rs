//! The demo's breaks: behind the three weeks people can go for lunch, and payroll adds what was written on paper before.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{Broken, cast::JOBS, history::History};
use crate::{
    domain::{
        breaks::MealRule,
        entry_change::{ChangeReason, Reason},
        ids::{BreakId, BreakKindId, EmployeeId, EntryId},
    },
    service::{
        Hold, Unit,
        audit::Actor,
        roster::break_kinds::{self, BreakKindDetails},
        timesheets::changes::{self, BreakDetails, Correction, ExpectedEntry, NewEntry},
    },
    store::{StoreError, Tx, entries, entry_record},
};

/// People who have worked on Sunday, with their lunch in minutes: the one is too short to be a meal, the other too long.
const SUNDAY_LUNCHES: [(usize, i64); 2] = [(1, 10), (2, 95)];

/// What is known of an entry on paper.
struct OnPaper {
    employee: EmployeeId,
    in_at: Timestamp,
    out_at: Timestamp,
    lunch: (Timestamp, Option<Timestamp>),
}

/// Lunch as a kind of break, a rule for meals, and entries on paper of that Sunday; somebody has just gone home from
/// lunch.
pub(super) async fn set_up(history: &History, payroll: &Actor, sunday: Date, now: Timestamp) -> Result<(), Broken> {
    let (hold, actor) = (Hold::Workspace(history.workspace), Actor::at_the_machine(history.workspace));
    let kind = BreakKindId::generate(&history.services.store.ids());
    let add = move |u: &mut Unit<'_>| {
        let lunch = BreakKindDetails { name: "Lunch".to_owned(), min_mins: Some(30), max_mins: Some(60) };
        break_kinds::add(u, &actor, kind, (&lunch, false))?;
        break_kinds::set_meal_rule(u, &actor, Some(MealRule { after_secs: 6 * 3600, mins: 30 }))
    };
    history.services.store.write(hold, add).await?;
    for (person, mins) in SUNDAY_LUNCHES {
        let employee = history.people.get(person).ok_or("nobody is that")?.id;
        let noon = history.at(sunday, 12, 0);
        let lunch = (noon, Some(noon.saturating_add(SignedDuration::from_mins(mins))?));
        let (in_at, out_at) = (history.at(sunday, 7, 0), history.at(sunday, 15, 30));
        write_down(history, payroll, kind, OnPaper { employee, in_at, out_at, lunch }).await?;
    }
    let ago = |mins| now.saturating_sub(SignedDuration::from_mins(mins));
    if let Some(employee) = find_away(history, (ago(180)?, now)).await? {
        let on_paper = OnPaper { employee, in_at: ago(150)?, out_at: ago(5)?, lunch: (ago(30)?, None) };
        write_down(history, payroll, kind, on_paper).await?;
    }
    Ok(())
}

/// Somebody who has not been in since that moment.
async fn find_away(history: &History, (since, now): (Timestamp, Timestamp)) -> Result<Option<EmployeeId>, StoreError> {
    let (workspace, people) = (history.workspace, history.people.clone());
    let find = move |tx: &mut dyn Tx| {
        for person in &people {
            let last = entries::find_last_clocked(tx, (workspace, person.id), now)?;
            let is_in = entries::find_open(tx, workspace, person.id)?.is_some();
            if !is_in && last.is_some_and(|(_, at)| at < since) {
                return Ok(Some(person.id));
            }
        }
        Ok(None)
    };
    history.services.store.read(find).await
}

/// Adds an entry with its lunch; where nobody knows how long that was, it is one that goes on until the entry ends.
async fn write_down(history: &History, payroll: &Actor, kind: BreakKindId, paper: OnPaper) -> Result<(), Broken> {
    let OnPaper { employee, in_at, out_at, lunch: (begin_at, end_at) } = paper;
    let ids = history.services.store.ids();
    let (entry, lunch) = (EntryId::generate(&ids), BreakId::generate(&ids));
    let why = |note| ChangeReason::parse(Reason::WorkedElsewhere.name(), note).map_err(|_| "the reason will not do");
    let (added, ended) = (why("from the sheet at the depot")?, why("has gone home from lunch")?);
    let job = JOBS.first().and_then(|(_, code)| history.jobs.get(code)).copied();
    let new = NewEntry { id: entry, employee, in_at, out_at: end_at.map(|_| out_at), job };
    let actor = payroll.clone();
    let write = move |u: &mut Unit<'_>| {
        changes::add(u, &actor, &new, &added)?;
        let version = version_of(u, &actor, entry)?;
        let details = BreakDetails { kind, begin_at, end_at };
        changes::add_break(u, &actor, (&ExpectedEntry { id: entry, version }, lunch), &details, &added)?;
        if end_at.is_none() {
            let version = version_of(u, &actor, entry)?;
            let correction = Correction { in_at, out_at: Some(out_at), job, claimed_in: None, claimed_out: None };
            changes::correct(u, &actor, &ExpectedEntry { id: entry, version }, &correction, &ended)?;
        }
        Ok::<_, Broken>(())
    };
    history.services.store.write(Hold::Workspace(history.workspace), write).await
}

fn version_of(u: &mut Unit<'_>, actor: &Actor, id: EntryId) -> Result<String, Broken> {
    let found = entry_record::find_decided(u.tx, actor.workspace, id)?.ok_or("there is no such entry")?;
    Ok(found.version())
}
