//! Who is in a file, who is left out of it, and why.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        export::{
            ExportLine, ExportPerson, ExportRefusal, ExportedHours, JobRef, LineKey, NamedBy, PersonHours, Profile,
            refuse,
        },
        ids::{EmployeeId, JobId},
        payroll::{Pay, Period},
    },
    service::timesheets::sheets::{PayPeriod, SheetProgress, Timesheet},
};

/// Somebody who is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutPerson {
    /// The employee.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// Regular hours that the payroll system is not told, in hundredths of an hour.
    pub regular: i64,
    /// The same of overtime.
    pub overtime: i64,
    /// At least one.
    pub obstacles: Vec<Obstacle>,
}

/// What keeps somebody's hours out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// There are no hours to tell, and none were told before.
    NothingToTell,
    /// What was told would have to be taken back, and nobody approved that.
    NoHoursAnyMore,
    /// The timesheet is not approved.
    NotApproved,
    /// The approval was taken back.
    Reopened {
        /// Who has taken it back, as they were called then.
        by: String,
    },
    /// The approval is of these days alone.
    ApprovedInPart(Period),
    /// The hours are no longer those that were approved.
    ChangedSinceApproval,
    /// The employee is still clocked in.
    ClockedIn,
    /// Exceptions that block approval, worst first.
    Unsettled(Vec<ExceptionKind>),
    /// They lack what the payroll system knows people by.
    NotKnownBy(NamedBy),
    /// Somebody else has the same.
    SharedWith {
        /// What both have in common, and the payroll system knows people by.
        by: NamedBy,
        /// The other one's name.
        other: String,
    },
    /// What the form of the file cannot carry.
    File(ExportRefusal),
}

/// An employee as files know them.
pub(super) fn person(employee: &Employee) -> ExportPerson {
    let details = &employee.details;
    ExportPerson {
        id: employee.id,
        name: details.name.clone(),
        last_name: details.last_name.clone(),
        number: details.employee_number.clone(),
        email: details.email.clone(),
        payroll_id: details.payroll_id.clone(),
    }
}

/// Who has in common with somebody else what the payroll system knows people by.
pub(super) struct Namesakes(HashMap<String, Vec<(EmployeeId, String)>>);

impl Namesakes {
    pub(super) fn among<'a>(profile: &Profile, people: impl Iterator<Item = &'a Employee>) -> Self {
        let mut known: HashMap<String, Vec<(EmployeeId, String)>> = HashMap::new();
        for employee in people {
            if let Some(key) = goes_by(profile, &person(employee)) {
                known.entry(key).or_default().push((employee.id, employee.details.name.clone()));
            }
        }
        Self(known)
    }

    fn of(&self, profile: &Profile, person: &ExportPerson) -> Option<&str> {
        let sharing = self.0.get(&goes_by(profile, person)?)?;
        sharing.iter().find(|(id, _)| *id != person.id).map(|(_, name)| name.as_str())
    }
}

fn goes_by(profile: &Profile, person: &ExportPerson) -> Option<String> {
    let by = if profile.needs_name() { profile.named_by } else { NamedBy::Name };
    person.known_as(by).map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty())
}

/// What is done with somebody's hours.
pub(super) enum Judgment {
    Unchanged,
    Told(PersonHours),
    LeftOut(LeftOutPerson),
}

/// What is known of somebody in a period.
pub(super) struct PersonInPeriod<'a> {
    /// Their timesheet; none where they have nothing in the period any more.
    pub sheet: Option<&'a Timesheet>,
    /// What the payroll system was told of them.
    pub told: &'a BTreeMap<LineKey, ExportedHours>,
}

impl PersonInPeriod<'_> {
    pub(super) fn judge(
        &self,
        profile: &Profile,
        period: &PayPeriod,
        hours: PersonHours,
        jobs: &BTreeMap<JobId, JobRef>,
        namesakes: &Namesakes,
    ) -> Judgment {
        let mut obstacles = self.obstacles(period);
        let is_told =
            |line: &ExportLine| if profile.format.is_in_minutes() { line.minutes != 0 } else { line.hundredths != 0 };
        if !hours.lines.iter().any(is_told) {
            // What is too little to be told waits until it has become more.
            if obstacles.is_empty() && !self.told.is_empty() {
                return Judgment::Unchanged;
            }
            if obstacles.is_empty() {
                obstacles.push(Obstacle::NothingToTell);
            }
            return Judgment::LeftOut(left_out(&hours, obstacles));
        }
        let by = profile.named_by;
        if profile.needs_name() && hours.person.known_as(by).is_none_or(|name| name.trim().is_empty()) {
            obstacles.push(Obstacle::NotKnownBy(by));
        } else {
            if let Some(other) = namesakes.of(profile, &hours.person) {
                let by = if profile.needs_name() { by } else { NamedBy::Name };
                obstacles.push(Obstacle::SharedWith { by, other: other.to_owned() });
            }
            obstacles.extend(refuse(profile, &hours, jobs).into_iter().map(Obstacle::File));
        }
        if obstacles.is_empty() { Judgment::Told(hours) } else { Judgment::LeftOut(left_out(&hours, obstacles)) }
    }

    /// What stands between the timesheet and pay.
    fn obstacles(&self, period: &PayPeriod) -> Vec<Obstacle> {
        let mut obstacles = Vec::new();
        let Some(sheet) = self.sheet else { return vec![Obstacle::NoHoursAnyMore] };
        match sheet.progress() {
            SheetProgress::Open => obstacles.push(Obstacle::NotApproved),
            SheetProgress::Reopened(approval) => {
                let by = approval.reopened.as_ref().map(|reopened| reopened.reopener.clone()).unwrap_or_default();
                obstacles.push(Obstacle::Reopened { by });
            }
            SheetProgress::Approved(approval) if approval.period != period.days => {
                obstacles.push(Obstacle::ApprovedInPart(approval.period));
            }
            SheetProgress::Approved(approval) => {
                let now = (sheet.regular_secs(), sheet.overtime_secs());
                if now != (approval.regular_secs, approval.overtime_secs) {
                    obstacles.push(Obstacle::ChangedSinceApproval);
                }
            }
        }
        if !sheet.open.is_empty() {
            obstacles.push(Obstacle::ClockedIn);
        }
        let mut kinds: Vec<_> = sheet.blocking().map(|standing| standing.kind).collect();
        kinds.dedup();
        if !kinds.is_empty() {
            obstacles.push(Obstacle::Unsettled(kinds));
        }
        obstacles
    }
}

fn left_out(of: &PersonHours, obstacles: Vec<Obstacle>) -> LeftOutPerson {
    let sum = |pay| of.lines.iter().filter(|line| line.key.pay == pay).map(|line| line.hundredths).sum();
    LeftOutPerson {
        employee: of.person.id,
        name: of.person.name.clone(),
        regular: sum(Pay::Regular),
        overtime: sum(Pay::Overtime),
        obstacles,
    }
}
