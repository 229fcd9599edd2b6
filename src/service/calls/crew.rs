//! A crew that its supervisor clocks in one call. Each one has a part of the call: with the time of their own key, and a
//! voice check of their own.

use jiff::{RoundMode, TimestampRound, Unit as TimeUnit};
use serde_json::json;

use super::job_rule::find_job_rule;
use crate::{
    dialog::{
        crew::{CrewEffect, CrewMember, CrewResult},
        effect::{PunchKind, RaisedException},
        event::{JobRule, PunchResult, Standing},
        session::{Session, SignedInEmployee},
        utterance::{CrewDoubt, Way},
    },
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        ids::{CallId, EmployeeId, ProviderCallId, ProviderRecordingId, WorkspaceId},
        workspace::Workspace,
    },
    provider::RecordingOutcome,
    service::{
        AfterCommit, Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
        punching::{PunchContext, PunchWriter, hold_person, seen_in_call},
    },
    store::{
        Hold, StoreError, Tx,
        calls::{self, Call},
        crews, employees,
        entries::way_name,
        phone_clock_ids, voice_checks, workspaces,
    },
};

/// Carries out what a supervisor asks for.
pub(super) fn carry_out(
    u: &mut Unit<'_>,
    call: &Call,
    who: SignedInEmployee,
    effect: &CrewEffect,
) -> Result<CrewResult, StoreError> {
    let lead = (who.workspace, who.employee);
    Ok(match effect {
        CrewEffect::Next { after } => {
            let workspace = workspaces::get_workspace(u.tx, who.workspace)?;
            CrewResult::Found(find_next(u, call, (&workspace, who.employee), *after)?)
        }
        CrewEffect::Find { clock_id } => {
            let known = phone_clock_ids::find_owner(u.tx, clock_id)?;
            CrewResult::Found(match known.filter(|(workspace, _)| *workspace == who.workspace) {
                Some((_, employee)) => {
                    let workspace = workspaces::get_workspace(u.tx, who.workspace)?;
                    find_member(u, call, (&workspace, who.employee), employee)?
                }
                None => None,
            })
        }
        CrewEffect::Clock { employee, way, forgotten } => clock(u, call, lead, (*employee, (*way, *forgotten)))?,
    })
}

/// Whether somebody has a crew to clock.
pub(super) fn leads(tx: &mut dyn Tx, who: SignedInEmployee) -> Result<bool, StoreError> {
    crews::leads(tx, who.workspace, who.employee)
}

/// Who may be clocked behind somebody, in the order of names.
fn find_next(
    u: &mut Unit<'_>,
    call: &Call,
    (workspace, lead): (&Workspace, EmployeeId),
    after: Option<EmployeeId>,
) -> Result<Option<CrewMember>, StoreError> {
    let members = crews::list_members(u.tx, workspace.id, lead)?;
    let first = match after {
        None => 0,
        // Whoever has left the crew meanwhile leaves no place to go on from: the call is through.
        Some(after) => match members.iter().position(|(id, _)| *id == after) {
            Some(place) => place.saturating_add(1),
            None => return Ok(None),
        },
    };
    for (employee, _) in members.into_iter().skip(first) {
        if let Some(member) = find_member(u, call, (workspace, lead), employee)? {
            return Ok(Some(member));
        }
    }
    Ok(None)
}

/// Somebody of the crew who may clock today.
fn find_clocking(
    u: &mut Unit<'_>,
    (workspace, lead): (&Workspace, EmployeeId),
    employee: EmployeeId,
) -> Result<Option<Employee>, StoreError> {
    if !crews::is_member(u.tx, workspace.id, (lead, employee))? {
        return Ok(None);
    }
    let found = employees::find_employee(u.tx, workspace.id, employee)?;
    Ok(found.filter(|employee| employee.active && !employee.is_pending(&workspace.settings.zone, u.now)))
}

fn find_member(
    u: &mut Unit<'_>,
    call: &Call,
    (workspace, lead): (&Workspace, EmployeeId),
    employee: EmployeeId,
) -> Result<Option<CrewMember>, StoreError> {
    let Some(employee) = find_clocking(u, (workspace, lead), employee)? else { return Ok(None) };
    let context = PunchContext::find(u.tx, workspace, &employee, (u.now, u.now), &seen_in_call(call))?;
    let Standing { open, just_clocked, .. } = context.standing(workspace);
    let (way, doubt) = match open {
        Some(open) if open.forgotten => (Way::In, Some(CrewDoubt::Forgotten)),
        Some(_) => (Way::Out, just_clocked.map(|_| CrewDoubt::JustClocked)),
        None => (Way::In, just_clocked.map(|_| CrewDoubt::JustClocked)),
    };
    Ok(Some(CrewMember { employee: employee.id, name: employee.details.name, way, doubt }))
}

/// Clocks somebody of the crew, at the moment of the key.
fn clock(
    u: &mut Unit<'_>,
    call: &Call,
    lead: (WorkspaceId, EmployeeId),
    (employee, (way, forgotten)): (EmployeeId, (Way, bool)),
) -> Result<CrewResult, StoreError> {
    hold_person(u, lead.0, employee)?;
    let workspace = workspaces::get_workspace(u.tx, lead.0)?;
    let Some(employee) = find_clocking(u, (&workspace, lead.1), employee)? else { return Ok(CrewResult::Changed) };
    let supervisor = employees::get_employee(u.tx, lead.0, lead.1)?.details.name;
    let voice_check = employee.details.says_name(&workspace.settings);
    let Some(part) = part_of(u, call, (lead.0, employee.id)) else { return Ok(CrewResult::Changed) };
    let context = PunchContext::find(u.tx, &workspace, &employee, (part.answered_at, u.now), &seen_in_call(&part))?;
    let open = context.standing(&workspace).open;
    let clocking = match (way, open) {
        (Way::In, None) if !forgotten => PunchKind::In,
        (Way::In, Some(open)) if forgotten && open.forgotten => PunchKind::NewShift { unfinished: open.entry },
        (Way::Out, Some(open)) if !open.forgotten => PunchKind::Out { entry: open.entry },
        (Way::In | Way::Out, Some(_) | None) => return Ok(CrewResult::Changed),
    };
    let must_have_job = find_job_rule(u.tx, &workspace, employee.id)? == JobRule::Required;
    calls::insert_part(u.tx, &part, call.id)?;
    u.after(AfterCommit::BoardChanged(lead.0));
    let writer = PunchWriter::of_crew(&part, (lead.0, employee.id), (&supervisor, voice_check));
    let (at, job) = match writer.clock(u, &clocking, Some(context))? {
        PunchResult::In { at, entry, job } => {
            // Nobody is asked for it in such a call.
            if job.is_none() && must_have_job {
                writer.raise(u, RaisedException { kind: ExceptionKind::JobMissing, entry })?;
            }
            (at, job)
        }
        PunchResult::Out { at, .. } => (at, None),
        PunchResult::Changed => return Ok(CrewResult::Changed),
    };
    note(u, (lead.0, &supervisor), &employee, way)?;
    Ok(CrewResult::Clocked { at, voice_check, job })
}

/// Writes down who has clocked whom.
fn note(
    u: &mut Unit<'_>,
    (workspace, supervisor): (WorkspaceId, &str),
    employee: &Employee,
    way: Way,
) -> Result<(), StoreError> {
    let change = AuditChange {
        action: "clock crew member",
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: NO_FIELDS,
        after: Some(json!({ "clocked": way_name(way) })),
    };
    audit::note(u, &Actor::employee(workspace, supervisor, "telephone"), change)
}

/// The part of the call that is theirs: it has begun with the key, and nothing waits in it. The provider knows nothing
/// of it.
fn part_of(u: &Unit<'_>, call: &Call, (workspace, employee): (WorkspaceId, EmployeeId)) -> Option<Call> {
    let id = format!("{}.{}", call.provider_call_id.as_str(), call.step);
    Some(Call {
        id: CallId::generate(&u.ids),
        provider: call.provider.clone(),
        provider_call_id: ProviderCallId::parse(&id).ok()?,
        caller: call.caller.clone(),
        dialed: call.dialed.clone(),
        // A punch is to the second.
        answered_at: u
            .now
            .round(TimestampRound::new().smallest(TimeUnit::Second).mode(RoundMode::Trunc))
            .unwrap_or(u.now),
        ended_at: Some(u.now),
        step: call.step,
        token: String::new(),
        session: serde_json::to_string(&Session::default()).ok()?,
        workspace: Some(workspace),
        employee: Some(employee),
        last_heard_at: u.now,
    })
}

/// Notes which recording is the name of whoever was clocked last.
pub(super) fn note_recording(u: &mut Unit<'_>, call: &Call, recording: &ProviderRecordingId) -> Result<(), StoreError> {
    let Some(part) = calls::list_parts(u.tx, call.id)?.pop() else { return Ok(()) };
    if let Some(workspace) = call.workspace {
        u.hold(Hold::WorkspaceShared(workspace))?;
    }
    let Some(check) = voice_checks::find_of_call(u.tx, part.id)? else { return Ok(()) };
    voice_checks::set_provider_recording(u.tx, check.id, recording)
}

/// The part of a supervisor's call that a recording belongs to: the one whose recording it is known to be, else the
/// last one that waits for one.
pub(super) fn part_of_recording(
    u: &mut Unit<'_>,
    call: &Call,
    outcome: &RecordingOutcome,
) -> Result<Option<Call>, StoreError> {
    let mut last = None;
    for part in calls::list_parts(u.tx, call.id)? {
        let Some(check) = voice_checks::find_of_call(u.tx, part.id)? else { continue };
        match (outcome, &check.provider_recording) {
            (RecordingOutcome::Completed(recording), Some(known)) if *known == recording.id => return Ok(Some(part)),
            (_, None) => last = Some(part),
            (_, Some(_)) => {}
        }
    }
    Ok(last)
}
