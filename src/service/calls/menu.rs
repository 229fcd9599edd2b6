//! What the phone's menu is made of, and what is done out of it.

use jiff::Timestamp;

use super::crew;
use crate::{
    dialog::{
        menu::{MenuEffect, MenuEntry, MenuResult, OfferedBreak, OpenBreak, PhoneMenu, ToldPunch},
        session::SignedInEmployee,
        utterance::{LastPunch, SpokenDay},
    },
    domain::{
        breaks::MAX_KINDS,
        entry::EntryStatus,
        payroll::hours::{self, count},
        punch_time,
        workspace::Zone,
    },
    service::{
        AfterCommit, Unit,
        punching::{ClockedBreak, PunchWriter, hold_person},
    },
    store::{
        StoreError, break_kinds,
        calls::Call,
        employees, entries, entry_breaks, payroll_policies,
        timesheets::{self as sheet_entries, SheetEntry},
        told_punches, workspaces,
    },
};

/// Times that are told again: the last one in full, and those before it.
const TOLD: usize = 3;

/// Carries out what the menu asks for, for whoever has signed in.
pub(super) fn carry_out(
    u: &mut Unit<'_>,
    call: &Call,
    who: SignedInEmployee,
    effect: &MenuEffect,
) -> Result<MenuResult, StoreError> {
    match effect {
        MenuEffect::Open => Ok(MenuResult::Opened(open(u, call, who)?)),
        MenuEffect::TellHours => tell_hours(u, call, who),
        MenuEffect::ChangePin => {
            let settings = workspaces::get_workspace(u.tx, who.workspace)?.settings;
            Ok(MenuResult::MayChoose { min_digits: u8::try_from(settings.pin_min_digits).unwrap_or(u8::MAX) })
        }
        MenuEffect::StartBreak { entry, kind } => {
            let started = writer(u, call, who)?.start_break(u, *entry, *kind)?;
            Ok(started.map_or(MenuResult::Changed, |started| in_result(&started)))
        }
        MenuEffect::EndBreak { entry } => {
            let ended = writer(u, call, who)?.end_break(u, *entry)?;
            Ok(ended.map_or(MenuResult::Changed, |ended| in_result(&ended)))
        }
    }
}

/// Whatever is written, the board of the workspace shows it.
fn writer<'a>(u: &mut Unit<'_>, call: &'a Call, who: SignedInEmployee) -> Result<PunchWriter<'a>, StoreError> {
    hold_person(u, who.workspace, who.employee)?;
    u.after(AfterCommit::BoardChanged(who.workspace));
    Ok(PunchWriter::of_call(call, who))
}

fn in_result(clocked: &ClockedBreak) -> MenuResult {
    let at = clocked.zone.local(clocked.at).datetime();
    match clocked.secs {
        Some(secs) => MenuResult::BreakEnded { at, secs },
        None => MenuResult::BreakStarted { at, name: clocked.name.clone() },
    }
}

fn open(u: &mut Unit<'_>, call: &Call, who: SignedInEmployee) -> Result<PhoneMenu, StoreError> {
    let (kinds, leads) = (break_kinds::list_kinds(u.tx, who.workspace)?, crew::leads(u.tx, who)?);
    let Some(open) = entries::find_open(u.tx, who.workspace, who.employee)? else {
        return Ok(PhoneMenu { open: None, on_break: None, kinds: Vec::new(), leads });
    };
    let at = punch_time::answered(call.answered_at, u.now);
    let since = open.zone.local(open.in_at);
    let day = SpokenDay::new(since.date(), open.zone.local(at).date());
    let on_break = entry_breaks::find_open(u.tx, open.id)?.map(|on| OpenBreak {
        name: kinds.iter().find(|kind| kind.id == on.kind).map(|kind| kind.name.clone()).unwrap_or_default(),
        since: open.zone.local(on.begin_at).datetime(),
    });
    let offered = kinds.into_iter().filter(|kind| kind.archived_at.is_none()).take(MAX_KINDS);
    Ok(PhoneMenu {
        open: Some(MenuEntry { entry: open.id, since: since.datetime(), day }),
        on_break,
        kinds: offered.map(|kind| OfferedBreak { kind: kind.id, name: kind.name }).collect(),
        leads,
    })
}

/// The hours of the workweek so far, counted as timesheets are, and the last punches.
fn tell_hours(u: &mut Unit<'_>, call: &Call, who: SignedInEmployee) -> Result<MenuResult, StoreError> {
    let employee = employees::get_employee(u.tx, who.workspace, who.employee)?;
    let settings = workspaces::get_workspace(u.tx, who.workspace)?.settings;
    let zone: Zone = employee.details.zone.unwrap_or(settings.zone);
    let at = punch_time::answered(call.answered_at, u.now);
    let (policy, today) = (payroll_policies::get_policy(u.tx, who.workspace)?, zone.local(at).date());
    let week = policy.workweek_of(today);
    let people = [who.employee];
    let first = hours::needed_from(&policy, week);
    let mut listed = sheet_entries::list_entries_of(u.tx, who.workspace, &people, (first, week.to))?;
    // Whoever is clocked in has worked until now, unless since so long ago that nobody knows when it ended.
    let so_far = |in_at: Timestamp| in_at < at && at.duration_since(in_at).as_secs() <= settings.forgotten_after_secs;
    for entry in listed.iter_mut().filter(|entry| entry.status == EntryStatus::Open && so_far(entry.in_at)) {
        entry.out_at = Some(at);
    }
    let worked: Vec<_> = listed.iter().filter_map(SheetEntry::worked).collect();
    let latest: Timestamp = punch_time::latest_before(call.answered_at, u.now);
    let last = told_punches::list_last(u.tx, (who.workspace, who.employee), latest, TOLD)?.into_iter().map(|moment| {
        let local = zone.local(moment.at);
        let punch = LastPunch { way: moment.way, day: SpokenDay::new(local.date(), today), at: local.datetime() };
        ToldPunch { punch, job: moment.job, place: moment.place }
    });
    Ok(MenuResult::Hours { secs: count(&policy, week, &worked).counted_secs, last: last.collect() })
}
