//! Who is in a file, who is left out of it, and why.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        export::{Exported, Hours, JobRef, Key, Line, NamedBy, Person, Profile, Refusal, refuse},
        ids::{EmployeeId, JobId},
        payroll::{Pay, Period},
    },
    service::timesheets::sheets::{PayPeriod, Progress, Timesheet},
};

/// Somebody who is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutPerson {
    pub employee: EmployeeId,
    pub name: String,
    /// What the payroll system is not told, in hundredths of an hour.
    pub regular: i64,
    pub overtime: i64,
    /// At least one.
    pub obstacles: Vec<Obstacle>,
}

/// What keeps somebody's hours out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    NothingToTell,
    /// What was told would have to be taken back, and nobody approved that.
    NoHoursAnyMore,
    NotApproved,
    Reopened {
        by: String,
    },
    /// The approval is of these days alone.
    ApprovedInPart(Period),
    ChangedSinceApproval,
    ClockedIn,
    /// Exceptions that block approval, worst first.
    Unsettled(Vec<ExceptionKind>),
    /// They lack what the payroll system knows people by.
    NotKnownBy(NamedBy),
    SharedWith {
        by: NamedBy,
        other: String,
    },
    /// What the form of the file cannot carry.
    File(Refusal),
}

/// An employee as files know them.
pub(super) fn person(employee: &Employee) -> Person {
    let details = &employee.details;
    Person {
        id: employee.id,
        name: details.name.clone(),
        last_name: details.last_name.clone(),
        number: details.employee_number.clone(),
        email: details.email.clone(),
        payroll_id: details.payroll_id.clone(),
    }
}

/// Who shares what the payroll system goes by with somebody else.
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

    fn of(&self, profile: &Profile, person: &Person) -> Option<&str> {
        let sharing = self.0.get(&goes_by(profile, person)?)?;
        sharing.iter().find(|(id, _)| *id != person.id).map(|(_, name)| name.as_str())
    }
}

fn goes_by(profile: &Profile, person: &Person) -> Option<String> {
    let by = if profile.needs_name() { profile.named_by } else { NamedBy::Name };
    person.known_as(by).map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty())
}

/// What is done with somebody.
pub(super) enum Judgment {
    Unchanged,
    Told(Hours),
    LeftOut(LeftOutPerson),
}

/// Where somebody stands in a period.
pub(super) struct Standing<'a> {
    pub sheet: Option<&'a Timesheet>,
    pub told: &'a BTreeMap<Key, Exported>,
}

impl Standing<'_> {
    pub(super) fn judge(
        &self,
        profile: &Profile,
        period: &PayPeriod,
        hours: Hours,
        jobs: &BTreeMap<JobId, JobRef>,
        namesakes: &Namesakes,
    ) -> Judgment {
        let mut obstacles = self.obstacles(period);
        let is_told =
            |line: &Line| if profile.format.is_in_minutes() { line.minutes != 0 } else { line.hundredths != 0 };
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
            Progress::Open => obstacles.push(Obstacle::NotApproved),
            Progress::Reopened(approval) => {
                let by = approval.reopened.as_ref().map(|reopened| reopened.reopener.clone()).unwrap_or_default();
                obstacles.push(Obstacle::Reopened { by });
            }
            Progress::Approved(approval) if approval.period != period.days => {
                obstacles.push(Obstacle::ApprovedInPart(approval.period));
            }
            Progress::Approved(approval) => {
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

fn left_out(of: &Hours, obstacles: Vec<Obstacle>) -> LeftOutPerson {
    let sum = |pay| of.lines.iter().filter(|line| line.key.pay == pay).map(|line| line.hundredths).sum();
    LeftOutPerson {
        employee: of.person.id,
        name: of.person.name.clone(),
        regular: sum(Pay::Regular),
        overtime: sum(Pay::Overtime),
        obstacles,
    }
}
