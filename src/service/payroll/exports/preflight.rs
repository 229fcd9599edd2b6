//! What an export would tell a payroll system now, and whom it would leave out and why.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{
    ExportError, ExportProfile,
    judge::{Judgment, LeftOutPerson, Namesakes, PersonInPeriod, person},
    manifest::{ControlTotals, LeftOut},
};
use crate::{
    domain::{
        export::{
            Batch, EntryFacts, ExportLine, ExportPerson, JobRef, LineKey, PersonHours, Profile, differences, file_name,
            write,
        },
        ids::{EmployeeId, EntryId, ExportBatchId, JobId},
        payroll::{
            Pay, Rounding, WorkedEntry,
            hours::{by_day, unpaid_by_day},
        },
    },
    service::timesheets::sheets::{self, PayPeriod, SheetEntry, SheetProgress, Timesheet},
    store::{StoreError, Tx, employees, exports as store, exports::ExportBatch, jobs},
};

/// Lines of a file that are shown before it is made, and of how many people they are at most.
const PREVIEW_LINES: usize = 6;
const PREVIEW_PEOPLE: usize = 5;

/// The state of a period for one payroll system.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// The payroll system.
    pub profile: ExportProfile,
    /// The pay period.
    pub period: PayPeriod,
    /// Who would be in the file, in the order of names.
    pub hours: Vec<PersonHours>,
    /// Who would be left out, and why.
    pub left_out: Vec<LeftOutPerson>,
    /// Those whose hours the payroll system knows as they are.
    pub unchanged: usize,
    /// Hundredths of an hour that it was told.
    pub told: i64,
    /// The batches that told it, oldest first.
    pub earlier: Vec<ExportBatch>,
    /// What the batch would be known by.
    pub batch: String,
    /// A fingerprint of everything that is shown.
    pub version: String,
    jobs: BTreeMap<JobId, JobRef>,
    sheets: HashMap<EmployeeId, Timesheet>,
}

/// The first lines of a file that is not made yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstLines {
    /// What the file will be called.
    pub name: String,
    /// As they will stand in it.
    pub lines: Vec<String>,
    /// Whether others follow.
    pub has_more: bool,
}

/// A batch of another profile in which hours of the same people and days are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherBatch {
    /// The batch.
    pub id: ExportBatchId,
    /// As its payroll system knows it.
    pub batch: String,
    /// What the workspace calls that system.
    pub profile: String,
    /// How many of those who would be in this file.
    pub people: usize,
}

/// A period with what its file would begin with, and where else its hours are.
#[derive(Debug, Clone)]
pub struct CheckedExport {
    /// The period.
    pub preflight: Preflight,
    /// The first lines of the file; none where there would be none.
    pub first_lines: Option<FirstLines>,
    /// Batches of other profiles with hours of the same people and days.
    pub elsewhere: Vec<OtherBatch>,
}

/// Adds what somebody should see before the file is made.
///
/// # Errors
/// When a line cannot be written.
pub fn look_over(tx: &mut dyn Tx, preflight: Preflight) -> Result<CheckedExport, ExportError> {
    if preflight.hours.is_empty() {
        return Ok(CheckedExport { preflight, first_lines: None, elsewhere: Vec::new() });
    }
    let first_lines = Some(preflight.first_lines(tx)?);
    let elsewhere = preflight.told_elsewhere(tx)?;
    Ok(CheckedExport { preflight, first_lines, elsewhere })
}

/// How a name stands in a file that wants it in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitName {
    /// The employee.
    pub employee: EmployeeId,
    /// The name as a whole.
    pub name: String,
    /// What the file has as the first name.
    pub first: String,
    /// What the file has as the last name.
    pub last: String,
    /// Whether it was guessed among more than two words.
    pub guessed: bool,
}

impl Preflight {
    /// The names in two parts where the file has them so; those that were guessed come first.
    #[must_use]
    pub fn names_apart(&self) -> Vec<SplitName> {
        if !self.profile.profile.format.takes_names_apart() {
            return Vec::new();
        }
        let apart = self.hours.iter().filter_map(|hours| {
            let ExportPerson { id, name, last_name, .. } = &hours.person;
            let (first, last) = hours.person.first_and_last()?;
            let guessed = last_name.is_none() && name.split_whitespace().count() > 2 && !name.contains(',');
            Some(SplitName { employee: *id, name: name.clone(), first, last, guessed })
        });
        let mut apart: Vec<_> = apart.collect();
        apart.sort_by_key(|name| !name.guessed);
        apart
    }

    /// What the file would add up to.
    #[must_use]
    pub fn totals(&self) -> ControlTotals {
        ControlTotals::new(&self.profile.profile, &self.hours)
    }

    /// The file.
    pub(super) fn write(&self, tx: &mut dyn Tx) -> Result<Vec<u8>, ExportError> {
        self.write_of(tx, &self.hours)
    }

    /// The first lines of the file, written as the file will be.
    fn first_lines(&self, tx: &mut dyn Tx) -> Result<FirstLines, ExportError> {
        let name = file_name(&self.profile.profile, self.period.days, &self.batch);
        let hours = self.hours.get(..PREVIEW_PEOPLE.min(self.hours.len())).unwrap_or_default();
        let content = self.write_of(tx, hours)?;
        // IIF is in Windows-1252, all others in UTF-8.
        let text = match String::from_utf8(content) {
            Ok(text) => text,
            Err(latin) => latin.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
        };
        let mut lines = text.trim_start_matches('\u{FEFF}').lines().map(str::to_owned);
        let shown = lines.by_ref().take(PREVIEW_LINES).collect();
        let has_more = lines.next().is_some() || hours.len() < self.hours.len();
        Ok(FirstLines { name, lines: shown, has_more })
    }

    /// In which batches of other profiles hours of the same people and days are.
    fn told_elsewhere(&self, tx: &mut dyn Tx) -> Result<Vec<OtherBatch>, StoreError> {
        let here: BTreeSet<EmployeeId> = self.hours.iter().map(|hours| hours.person.id).collect();
        let told = store::list_told_elsewhere(tx, self.profile.workspace, self.profile.id, self.period.days)?;
        let mut batches: Vec<OtherBatch> = Vec::new();
        for told in told.into_iter().filter(|told| here.contains(&told.employee)) {
            match batches.last_mut().filter(|last| last.id == told.id) {
                Some(last) => last.people += 1,
                None => {
                    batches.push(OtherBatch { id: told.id, batch: told.batch, profile: told.profile, people: 1 });
                }
            }
        }
        Ok(batches)
    }

    fn write_of(&self, tx: &mut dyn Tx, hours: &[PersonHours]) -> Result<Vec<u8>, ExportError> {
        let by_entry = self.profile.profile.format.goes_by_entry();
        let entries = if by_entry { self.facts(tx, hours)? } else { BTreeMap::new() };
        let batch = Batch {
            id: &self.batch,
            period: self.period.days,
            profile: &self.profile.profile,
            hours,
            jobs: &self.jobs,
            entries: &entries,
        };
        Ok(write(&batch)?)
    }

    fn facts(&self, tx: &mut dyn Tx, hours: &[PersonHours]) -> Result<BTreeMap<EntryId, EntryFacts>, StoreError> {
        let told = hours.iter().flat_map(|hours| hours.lines.iter().filter_map(|line| line.key.entry));
        let ids: Vec<_> = told.collect::<BTreeSet<_>>().into_iter().collect();
        let mut histories = store::list_histories(tx, self.profile.workspace, &ids)?;
        let mut facts = BTreeMap::new();
        for sheet in self.sheets.values() {
            let (approved_by, approved_at) = match sheet.progress() {
                SheetProgress::Approved(approval) => (approval.approver.clone(), Some(approval.approved_at)),
                SheetProgress::Open | SheetProgress::Reopened(_) => (String::new(), None),
            };
            for entry in &sheet.entries {
                let Some(history) = histories.remove(&entry.id) else { continue };
                let within = |days: Vec<(Date, i64)>| {
                    days.into_iter().filter(|(day, _)| self.period.days.contains(*day)).map(|(_, secs)| secs).sum()
                };
                let worked = entry.worked();
                let secs = |days_of: &dyn Fn(&WorkedEntry) -> Vec<(Date, i64)>| {
                    within(worked.as_ref().map(days_of).unwrap_or_default())
                };
                let entry_facts = EntryFacts {
                    in_at: entry.in_at,
                    out_at: entry.out_at,
                    zone: entry.zone.clone(),
                    punch_in: history.punch_in,
                    punch_out: history.punch_out,
                    location_in: history.location_in,
                    location_out: history.location_out,
                    raw_secs: secs(&|worked| by_day(Rounding::None, worked)),
                    unpaid_secs: secs(&|worked| unpaid_by_day(Rounding::None, worked)),
                    rounded_secs: secs(&|worked| by_day(self.period.policy.rounding, worked)),
                    voice_in: history.voice_in,
                    voice_out: history.voice_out,
                    exceptions: history.exceptions,
                    revision: history.revision,
                    edit_reason: history.edit_reason,
                    approved_by: approved_by.clone(),
                    approved_at,
                };
                facts.insert(entry.id, entry_facts);
            }
        }
        Ok(facts)
    }
}

/// Counts a period for a payroll system.
pub(super) fn prepare(tx: &mut dyn Tx, profile: ExportProfile, period: PayPeriod) -> Result<Preflight, ExportError> {
    let (workspace, days) = (profile.workspace, period.days);
    let jobs = jobs::list_jobs(tx, workspace)?.into_iter();
    let jobs: BTreeMap<_, _> = jobs.map(|job| (job.id, JobRef { name: job.name, code: job.accounting_code })).collect();
    let mut told = store::list_told(tx, profile.id, days)?;
    let earlier = store::list_batches_of(tx, profile.id, days)?;
    let sheets: HashMap<_, _> =
        sheets::list_all(tx, workspace, days)?.into_iter().map(|sheet| (sheet.person.id, sheet)).collect();
    let people = employees::list_all(tx, workspace)?;
    let namesakes =
        Namesakes::among(&profile.profile, people.iter().filter(|one| one.active || sheets.contains_key(&one.id)));
    let told_hundredths = told.values().flat_map(BTreeMap::values).map(|told| told.hundredths).sum();
    let (mut hours, mut left_out, mut unchanged) = (Vec::new(), Vec::new(), 0);
    for employee in people {
        let told = told.remove(&employee.id).unwrap_or_default();
        let sheet = sheets.get(&employee.id);
        if sheet.is_none() && told.is_empty() {
            continue;
        }
        let current = sheet.map(|sheet| current(&profile.profile, &period, sheet)).unwrap_or_default();
        let lines = differences(&current, &told);
        let person = person(&employee);
        let standing = PersonInPeriod { sheet, told: &told };
        match standing.judge(&profile.profile, &period, PersonHours { person, lines }, &jobs, &namesakes) {
            Judgment::Unchanged => unchanged += 1,
            Judgment::Told(told) => hours.push(told),
            Judgment::LeftOut(left) => left_out.push(left),
        }
    }
    let batch = batch_id(&profile.profile, &period, &earlier, &hours)?;
    let version = version(&batch, &left_out)?;
    Ok(Preflight {
        profile,
        period,
        hours,
        left_out,
        unchanged,
        told: told_hundredths,
        earlier,
        batch,
        version,
        jobs,
        sheets,
    })
}

/// The days of an entry, as they count.
fn days_of(rounding: Rounding, entry: &SheetEntry) -> Vec<(Date, i64)> {
    entry.worked().map(|worked| by_day(rounding, &worked)).unwrap_or_default()
}

/// The seconds of a timesheet, told apart as far as the profile does.
fn current(profile: &Profile, period: &PayPeriod, sheet: &Timesheet) -> BTreeMap<LineKey, i64> {
    let mut current: BTreeMap<LineKey, i64> = BTreeMap::new();
    if !profile.format.goes_by_entry() {
        for line in &sheet.sheet.lines {
            let job = line.job.filter(|_| profile.has_jobs());
            *current.entry(LineKey { day: line.day, job, pay: line.pay, entry: None }).or_default() += line.secs;
        }
        return current;
    }
    // On one day regular hours are worked before overtime, so the entries of a day and job share them in that order.
    let mut regular: BTreeMap<_, i64> = BTreeMap::new();
    for line in sheet.sheet.lines.iter().filter(|line| line.pay == Pay::Regular) {
        *regular.entry((line.day, line.job)).or_default() += line.secs;
    }
    let mut entries: Vec<_> = sheet.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.in_at, entry.id));
    for entry in entries {
        for (day, secs) in days_of(period.policy.rounding, entry) {
            if !period.days.contains(day) {
                continue;
            }
            let left = regular.entry((day, entry.job)).or_default();
            let straight = secs.min(*left);
            *left -= straight;
            for (pay, secs) in [(Pay::Regular, straight), (Pay::Overtime, secs - straight)] {
                if secs > 0 {
                    *current.entry(LineKey { day, job: entry.job, pay, entry: Some(entry.id) }).or_default() += secs;
                }
            }
        }
    }
    current
}

/// The number of a batch, from what it says and follows and from nothing else: the same again is the same batch.
fn batch_id(
    profile: &Profile,
    period: &PayPeriod,
    earlier: &[ExportBatch],
    hours: &[PersonHours],
) -> Result<String, ExportError> {
    let mut digest = Sha256::new();
    digest.update(serde_json::to_vec(profile)?);
    digest.update(format!("{} {}", period.days.from, period.days.to));
    for batch in earlier {
        digest.update(&batch.sha256);
    }
    for PersonHours { person, lines } in hours {
        digest.update(serde_json::to_vec(&(&person.name, person.known_as(profile.named_by)))?);
        if let Some(last_name) = &person.last_name {
            digest.update(serde_json::to_vec(last_name)?);
        }
        for ExportLine { key, secs, hundredths, minutes } in lines {
            digest.update(format!(
                "{} {:?} {} {:?} {secs} {hundredths} {minutes};",
                key.day,
                key.job,
                key.pay.name(),
                key.entry
            ));
        }
    }
    let mut batch = base16ct::lower::encode_string(&digest.finalize());
    batch.truncate(8);
    Ok(batch)
}

/// A fingerprint of everything that is shown.
fn version(batch: &str, left_out: &[LeftOutPerson]) -> Result<String, ExportError> {
    let mut digest = Sha256::new();
    digest.update(batch);
    let left_out: Vec<_> = left_out.iter().map(LeftOut::from).collect();
    digest.update(serde_json::to_vec(&left_out)?);
    let mut version = base16ct::lower::encode_string(&digest.finalize());
    version.truncate(24);
    Ok(version)
}
