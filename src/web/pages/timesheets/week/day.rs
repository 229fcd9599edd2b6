//! The cell that is open: its entries with their times to correct, and a form for one that is missing.

use jiff::Timestamp;
use serde::Deserialize;

use super::WeekQuery;
use crate::{
    domain::{
        entry_change::{ChangeReason, Reason},
        ids::{EmployeeId, EntryId, Ids, JobId},
        workspace::Zone,
    },
    service::timesheets::{
        changes::Correction,
        day::{DayEntry, EmployeeDay},
        entry_record::JobChoices,
    },
    web::{
        guard::SignedIn,
        pages::{
            field::SelectOption,
            form_errors::{FormErrors, capital},
            time_entries::form::{self, TimeReader, WhyFields},
            when::{self, TypedTimes, WhenField, day_and_time},
            written::WrittenHours,
        },
    },
    wording::{admin::AdminWords, refusals},
};

/// What is typed about an entry, and the grid in which it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedEntry {
    pub expected_version: String,
    /// Of a new entry.
    pub id: String,
    #[serde(flatten)]
    times: TypedTimes,
    job: String,
    reason: String,
    note: String,
    #[serde(flatten)]
    pub query: WeekQuery,
}

/// A change that was refused: of which entry, none for a new one; what was typed, and what is wrong.
#[derive(Debug)]
pub(super) struct RefusedChange {
    pub entry: Option<EntryId>,
    pub typed: TypedEntry,
    pub errors: FormErrors,
}

/// A day that is open.
pub(super) struct DayCard {
    pub title: String,
    pub employee: EmployeeId,
    pub entries: Vec<EntryCard>,
    /// None where nothing may be added.
    pub add: Option<EntryForm>,
    /// Why nothing can be added.
    pub locked: Option<String>,
}

/// An entry of the day.
pub(super) struct EntryCard {
    pub id: EntryId,
    /// What its unpaid breaks take from its hours.
    pub unpaid: Option<WrittenHours>,
    /// None where it may not be changed.
    pub form: Option<EntryForm>,
    /// Why it cannot be changed.
    pub locked: Option<String>,
}

/// Fields for an entry.
pub(super) struct EntryForm {
    /// The beginning of its ids in the page.
    pub key: String,
    /// Of an entry that is there.
    pub version: String,
    /// Of a new one.
    pub id: String,
    pub times: Vec<WhenField>,
    pub jobs: Vec<SelectOption>,
    pub job_wrong: Option<String>,
    pub why: WhyFields,
    pub problem: Option<String>,
    /// Whether it was refused, and so is open.
    pub open: bool,
}

impl DayCard {
    pub fn new(
        (ids, signed_in): (&Ids<'_>, &SignedIn),
        day: &EmployeeDay,
        may_change: bool,
        refused: Option<RefusedChange>,
    ) -> Self {
        let words = signed_in.words();
        let of = |entry: Option<EntryId>| refused.as_ref().filter(|refused| refused.entry == entry);
        let said =
            |lock, zone: &Zone| format!("{}.", capital(&refusals::locked(words, Some(signed_in.pen()), lock, zone)));
        let entries = day.entries.iter().map(|entry| EntryCard {
            id: entry.id,
            unpaid: Some(entry.unpaid_secs)
                .filter(|secs| *secs != 0)
                .map(|secs| WrittenHours::new(signed_in.pen(), secs)),
            form: (may_change && entry.lock.is_none()).then(|| {
                let key = format!("e{}-", entry.id);
                EntryForm::new(words, key, (&entry.zone, &day.jobs), of(Some(entry.id)), || as_it_is(entry))
            }),
            locked: entry.lock.as_ref().map(|lock| said(lock, &entry.zone)),
        });
        let at_no_time = || (day.day.to_string(), String::new(), String::new());
        let empty = || TypedEntry {
            id: EntryId::generate(ids).to_string(),
            times: TypedTimes::new(at_no_time(), at_no_time()),
            reason: Reason::ForgotToClockIn.name().to_owned(),
            ..TypedEntry::default()
        };
        Self {
            title: format!("{}, {}", day.employee.details.name, signed_in.pen().day(day.day)),
            employee: day.employee.id,
            entries: entries.collect(),
            add: (may_change && day.lock.is_none())
                .then(|| EntryForm::new(words, "add-".to_owned(), (&day.zone, &day.jobs), of(None), empty)),
            locked: day.lock.as_ref().map(|lock| said(lock, &day.zone)),
        }
    }
}

fn as_it_is(entry: &DayEntry) -> TypedEntry {
    let clock_in = day_and_time(entry.in_at, &entry.zone);
    let clock_out = match entry.out_at {
        Some(out_at) => day_and_time(out_at, &entry.zone),
        None => (clock_in.0.clone(), String::new(), String::new()),
    };
    TypedEntry {
        expected_version: entry.version.clone(),
        times: TypedTimes::new(clock_in, clock_out),
        job: entry.job.map(|job| job.to_string()).unwrap_or_default(),
        ..TypedEntry::default()
    }
}

impl EntryForm {
    fn new(
        words: &'static AdminWords,
        key: String,
        (zone, jobs): (&Zone, &JobChoices),
        refused: Option<&RefusedChange>,
        fresh: impl FnOnce() -> TypedEntry,
    ) -> Self {
        let errors = refused.map(|refused| refused.errors.clone()).unwrap_or_default();
        let typed = refused.map_or_else(fresh, |refused| refused.typed.clone());
        let field = |name, label, typed| WhenField::new(words, (&key, name, label), typed, zone, &errors);
        Self {
            version: typed.expected_version.clone(),
            id: typed.id.clone(),
            times: vec![
                field("in", &words.week.clock_in, typed.times.clock_in()).required(),
                field("out", &words.week.clock_out, typed.times.clock_out()),
            ],
            jobs: form::jobs(words, jobs, &typed.job),
            job_wrong: errors.of("job").map(str::to_owned),
            why: WhyFields::new(words, &typed.reason, typed.note, &errors),
            problem: errors.of("").map(str::to_owned),
            open: refused.is_some(),
            key,
        }
    }
}

/// What was typed, read.
pub(super) struct ReadEntry {
    pub in_at: Timestamp,
    pub out_at: Option<Timestamp>,
    pub job: Option<JobId>,
    pub why: ChangeReason,
}

impl ReadEntry {
    pub const fn correction(&self) -> Correction {
        Correction { in_at: self.in_at, out_at: self.out_at, job: self.job, claimed_in: None, claimed_out: None }
    }
}

/// Reads an entry; `current` is what its form has shown.
pub(super) fn read(
    words: &'static AdminWords,
    typed: &TypedEntry,
    zone: &Zone,
    current: Option<(Timestamp, Option<Timestamp>)>,
) -> Result<ReadEntry, FormErrors> {
    let mut reader = TimeReader { words, zone, errors: FormErrors::default() };
    let in_at = when::read_needed(&mut reader, "in", typed.times.clock_in(), current.map(|(in_at, _)| in_at));
    let out_at = when::read(&mut reader, "out", typed.times.clock_out(), current.and_then(|(_, out_at)| out_at));
    let job = reader.job(&typed.job);
    match (in_at, reader.why(&typed.reason, &typed.note)) {
        (Some(in_at), Some(why)) if reader.errors.is_empty() => Ok(ReadEntry { in_at, out_at, job, why }),
        (Some(_) | None, _) => Err(reader.errors),
    }
}
