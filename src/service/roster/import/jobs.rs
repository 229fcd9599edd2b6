//! A list of jobs, line by line: new, there already and the same, there already and different, or bad and why.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{
    changes::{FieldChange, ListField},
    columns::ImportColumn,
    table::choice::JobRow,
    versions::short,
};
use crate::{
    domain::{
        ids::JobId,
        job::{Job, JobFormErrors, JobInput, PhoneCode},
        text::alike,
    },
    service::roster::jobs::{AssignedJob, JobDetails},
};

/// What importing a list of jobs would do.
#[derive(Debug, Clone, Default)]
pub struct JobAssessment {
    /// Lines about jobs that are added, by number, counted from 1.
    pub good: Vec<(u64, JobDetails)>,
    /// Lines about jobs that are there, and of which the list says nothing new.
    pub there: Vec<KnownJobLine>,
    /// Lines about jobs that are there, and of which the list says something else.
    pub updates: Vec<JobUpdate>,
    /// Lines that cannot be imported.
    pub bad: Vec<BadJobLine>,
}

/// A line about a job that stays as it is.
#[derive(Debug, Clone)]
pub struct KnownJobLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The job.
    pub id: JobId,
    /// What it is called.
    pub name: String,
}

/// A line about a job that would be changed, or taken back into use.
#[derive(Debug, Clone)]
pub struct JobUpdate {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The job.
    pub id: JobId,
    /// What it is called now.
    pub name: String,
    /// What would be changed; nothing where it is only taken back into use.
    pub changes: Vec<FieldChange>,
    /// Whether it is archived now, and would be taken back into use.
    pub archived: bool,
}

/// A line that cannot be imported.
#[derive(Debug, Clone)]
pub struct BadJobLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// Why.
    pub why: JobLineProblem,
}

/// Why a line with a job cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobLineProblem {
    /// What stands in one of its fields cannot be.
    Field(JobFormErrors),
    /// An earlier line is about the same job.
    SameAs(u64),
    /// An earlier line has the same phone code.
    CodeOfLine(u64),
    /// An active job has the phone code, which is called so.
    CodeTaken(String),
}

/// Sorts the lines of a list. A job is known by its accounting code, or else by its name.
#[must_use]
pub fn assess(rows: &[JobRow], known: &[Job], clears: bool, columns: &[ImportColumn]) -> JobAssessment {
    let mut assessment = JobAssessment::default();
    let jobs = KnownJobs::new(known);
    // Codes that the list itself gives away are free for others on it.
    let listed: HashSet<JobId> = rows.iter().filter_map(|row| jobs.find(row)).map(|job| job.id).collect();
    let (mut met, mut names, mut codes) = (HashMap::new(), HashMap::new(), HashMap::new());
    for row in rows {
        let line = row.line;
        let bad = |why| BadJobLine { line, name: row.name.clone(), why };
        let input = JobInput { name: &row.name, accounting_code: &row.accounting_code, phone_code: &row.phone_code };
        let (name, accounting_code, phone_code) = match input.parse() {
            Ok(parsed) => parsed,
            Err(errors) => {
                assessment.bad.push(bad(JobLineProblem::Field(errors)));
                continue;
            }
        };
        let job = jobs.find(row);
        let earlier = job.and_then(|job| met.get(&job.id)).or_else(|| names.get(&alike(&name)));
        if let Some(earlier) = earlier {
            assessment.bad.push(bad(JobLineProblem::SameAs(*earlier)));
            continue;
        }
        if let Some(earlier) = phone_code.as_ref().and_then(|code| codes.get(code.as_str())) {
            assessment.bad.push(bad(JobLineProblem::CodeOfLine(*earlier)));
            continue;
        }
        let holder = phone_code.as_ref().and_then(|code| jobs.holder(code));
        if let Some(holder) = holder.filter(|holder| !listed.contains(&holder.id)) {
            assessment.bad.push(bad(JobLineProblem::CodeTaken(holder.name.clone())));
            continue;
        }
        names.insert(alike(&name), line);
        if let Some(code) = &phone_code {
            codes.insert(code.as_str().to_owned(), line);
        }
        let Some(job) = job else {
            assessment.good.push((line, JobDetails { accounting_code, phone_code, ..JobDetails::named(&name) }));
            continue;
        };
        met.insert(job.id, line);
        let changes = changes(job, (name, accounting_code, phone_code), |column| clears && columns.contains(&column));
        let (id, name, archived) = (job.id, job.name.clone(), job.archived_at.is_some());
        if changes.is_empty() && !archived {
            assessment.there.push(KnownJobLine { line, id, name });
        } else {
            assessment.updates.push(JobUpdate { line, id, name, changes, archived });
        }
    }
    assessment
}

struct KnownJobs<'a> {
    by_name: HashMap<String, &'a Job>,
    by_accounting_code: HashMap<String, &'a Job>,
    by_phone_code: HashMap<String, &'a Job>,
}

impl<'a> KnownJobs<'a> {
    fn new(known: &'a [Job]) -> Self {
        let (mut by_name, mut by_accounting_code, mut by_phone_code) = (HashMap::new(), HashMap::new(), HashMap::new());
        // A job in use goes before one of old.
        let active = |job: &&Job| job.archived_at.is_none();
        for job in known.iter().filter(active).chain(known.iter().filter(|job| !active(job))) {
            by_name.entry(alike(&job.name)).or_insert(job);
            if let Some(code) = &job.accounting_code {
                by_accounting_code.entry(alike(code)).or_insert(job);
            }
            if let Some(code) = job.phone_code.as_ref().filter(|_| job.archived_at.is_none()) {
                by_phone_code.entry(code.as_str().to_owned()).or_insert(job);
            }
        }
        Self { by_name, by_accounting_code, by_phone_code }
    }

    /// By its code in accounting, which is one job's alone unless the names differ for two; or by its name.
    fn find(&self, row: &JobRow) -> Option<&'a Job> {
        let by_name = self.by_name.get(&alike(&row.name)).copied();
        let code = alike(&row.accounting_code);
        by_name.or_else(|| self.by_accounting_code.get(&code).filter(|_| !code.is_empty()).copied())
    }

    fn holder(&self, code: &PhoneCode) -> Option<&'a Job> {
        self.by_phone_code.get(code.as_str()).copied()
    }
}

fn text(code: Option<&PhoneCode>) -> String {
    code.map(PhoneCode::to_string).unwrap_or_default()
}

fn changes(
    job: &Job,
    (name, accounting_code, phone_code): (String, Option<String>, Option<PhoneCode>),
    empties: impl Fn(ImportColumn) -> bool,
) -> Vec<FieldChange> {
    let sides = [
        (ListField::Name, job.name.clone(), name, false),
        (
            ListField::PhoneCode,
            text(job.phone_code.as_ref()),
            text(phone_code.as_ref()),
            empties(ImportColumn::PhoneCode),
        ),
        (
            ListField::AccountingCode,
            job.accounting_code.clone().unwrap_or_default(),
            accounting_code.unwrap_or_default(),
            empties(ImportColumn::AccountingCode),
        ),
    ];
    let changed = sides
        .into_iter()
        .filter(|(_, before, after, empties)| alike(before) != alike(after) && (!after.is_empty() || *empties));
    changed.map(|(field, before, after, _)| FieldChange { field, before, after }).collect()
}

/// A job with changes put in, and everybody to whom it is assigned; `None` where they cannot be read.
pub(super) fn changed(job: &AssignedJob, changes: &[FieldChange]) -> Option<JobDetails> {
    put(job, changes.iter().map(|change| (change.field, change.after.as_str())))
}

/// A job with these fields put in.
pub(super) fn put<'a>(job: &AssignedJob, fields: impl Iterator<Item = (ListField, &'a str)>) -> Option<JobDetails> {
    let AssignedJob { job, assigned } = job;
    let mut entered =
        [job.name.clone(), job.accounting_code.clone().unwrap_or_default(), text(job.phone_code.as_ref())];
    for (field, value) in fields {
        let [name, accounting_code, phone_code] = &mut entered;
        match field {
            ListField::Name => value.clone_into(name),
            ListField::AccountingCode => value.clone_into(accounting_code),
            ListField::PhoneCode => value.clone_into(phone_code),
            ListField::LastName
            | ListField::Email
            | ListField::Phone
            | ListField::Number
            | ListField::PayrollId
            | ListField::Language
            | ListField::TimeZone
            | ListField::VoiceCheck
            | ListField::StartsOn => {}
        }
    }
    let [name, accounting_code, phone_code] = &entered;
    let (name, accounting_code, phone_code) = JobInput { name, accounting_code, phone_code }.parse().ok()?;
    let assigned = assigned.iter().map(|person| person.id).collect();
    Some(JobDetails { name, accounting_code, phone_code, everyone: job.everyone, assigned })
}

/// What is in a field of a job now, as somebody would have typed it.
pub(super) fn present(job: &Job, field: ListField) -> String {
    match field {
        ListField::Name => job.name.clone(),
        ListField::AccountingCode => job.accounting_code.clone().unwrap_or_default(),
        ListField::PhoneCode => text(job.phone_code.as_ref()),
        ListField::LastName
        | ListField::Email
        | ListField::Phone
        | ListField::Number
        | ListField::PayrollId
        | ListField::Language
        | ListField::TimeZone
        | ListField::VoiceCheck
        | ListField::StartsOn => String::new(),
    }
}

/// A fingerprint of what is known of a job.
pub(super) fn version(job: &Job) -> String {
    short(Sha256::new_with_prefix(format!(
        "{:?} {:?} {:?} {} {}",
        job.name,
        job.accounting_code,
        text(job.phone_code.as_ref()),
        job.everyone,
        job.archived_at.is_some()
    )))
}
