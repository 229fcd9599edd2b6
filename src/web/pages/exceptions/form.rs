//! The form that repairs an exception where it stands: only the fields that its kind asks for, with the reason chosen.

use jiff::civil::Date;
use serde::Deserialize;

use super::QueueQuery;
use crate::{
    domain::{
        entry_change::{ChangeReason, Reason},
        exception::ExceptionKind,
        pen::Pen,
    },
    service::timesheets::{
        changes::Correction,
        exceptions::{EntryToRepair, UsualTime},
    },
    web::pages::{
        field::SelectOption,
        form_errors::FormErrors,
        time_entries::form::{self, TimeReader, WhyFields},
        when::{self, TypedTimes, WhenField, day_and_time},
    },
    wording::admin::{AdminWords, ExceptionsWords},
};

/// So many jobs are offered beside each other, of which one is a click; more are a list to choose from.
const JOBS_IN_SIGHT: usize = 8;

/// What is typed, and the list in which it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedRepair {
    pub expected_version: String,
    #[serde(flatten)]
    times: TypedTimes,
    job: String,
    reason: String,
    reason_note: String,
    /// The row to go to afterwards.
    pub then: String,
    #[serde(flatten)]
    pub query: QueueQuery,
}

/// What a correction has to say to resolve a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// When it ended.
    End,
    /// When it began and ended.
    Times,
    /// What was worked on.
    Job,
}

const fn asked(kind: ExceptionKind) -> Asked {
    match kind {
        ExceptionKind::MissingClockOut | ExceptionKind::UnansweredQuestion => Asked::End,
        ExceptionKind::JobMissing => Asked::Job,
        ExceptionKind::TimeInDoubt
        | ExceptionKind::Overlapping
        | ExceptionKind::ImpossiblyLong
        | ExceptionKind::VoiceCheckMissing
        | ExceptionKind::VoiceCheckSilent
        | ExceptionKind::VoiceCheckTooShort
        | ExceptionKind::VoiceCheckClipped
        | ExceptionKind::VoiceCheckUnreadable
        | ExceptionKind::NotThisPerson
        | ExceptionKind::UnrecognizedCaller
        | ExceptionKind::LockedOut
        | ExceptionKind::EditedAfterApproval
        | ExceptionKind::TwoKiosks
        | ExceptionKind::UnusualHours
        | ExceptionKind::ManyAtOnce
        | ExceptionKind::UnrecognizedLocation
        | ExceptionKind::BreakLeftOpen
        | ExceptionKind::BreakTooShort
        | ExceptionKind::BreakTooLong
        | ExceptionKind::MealMissed
        | ExceptionKind::KeptOffline => Asked::Times,
    }
}

/// The reason that is most likely; it can be changed.
const fn likely_reason(kind: ExceptionKind) -> Option<Reason> {
    match kind {
        ExceptionKind::MissingClockOut | ExceptionKind::UnansweredQuestion | ExceptionKind::ImpossiblyLong => {
            Some(Reason::ForgotToClockOut)
        }
        ExceptionKind::JobMissing => Some(Reason::NoJob),
        ExceptionKind::Overlapping => Some(Reason::ClockedTwice),
        ExceptionKind::TimeInDoubt
        | ExceptionKind::VoiceCheckMissing
        | ExceptionKind::VoiceCheckSilent
        | ExceptionKind::VoiceCheckTooShort
        | ExceptionKind::VoiceCheckClipped
        | ExceptionKind::VoiceCheckUnreadable
        | ExceptionKind::NotThisPerson
        | ExceptionKind::UnrecognizedCaller
        | ExceptionKind::LockedOut
        | ExceptionKind::EditedAfterApproval
        | ExceptionKind::TwoKiosks
        | ExceptionKind::UnusualHours
        | ExceptionKind::ManyAtOnce
        | ExceptionKind::UnrecognizedLocation
        | ExceptionKind::BreakLeftOpen
        | ExceptionKind::BreakTooShort
        | ExceptionKind::BreakTooLong
        | ExceptionKind::MealMissed
        | ExceptionKind::KeptOffline => None,
    }
}

/// The form as it is shown.
pub(super) struct RepairForm {
    pub heading: &'static str,
    pub version: String,
    pub times: Vec<WhenField>,
    pub zone: String,
    /// The end that is usual, to be filled in by whoever takes it.
    pub usual: Option<UsualOffer>,
    /// None where it does not ask for one.
    pub jobs: Option<Vec<SelectOption>>,
    /// Whether they are beside each other.
    pub jobs_in_sight: bool,
    pub job_wrong: Option<String>,
    pub why: WhyFields,
    pub problem: Option<String>,
}

/// A suggestion: nothing of it is in the form before somebody takes it.
pub(super) struct UsualOffer {
    /// `Usually 3:41 PM on Tuesdays.`
    pub words: String,
    /// What the button says.
    pub button: String,
    pub date: String,
    pub time: String,
}

impl RepairForm {
    /// The form with what was typed; or as it is at first, where `fill_in` takes the suggestion.
    pub fn new(
        (kind, entry): (ExceptionKind, &EntryToRepair),
        pen: &Pen,
        (typed, errors): (Option<&TypedRepair>, &FormErrors),
        fill_in: bool,
    ) -> Self {
        let words = AdminWords::of(pen.language);
        let said = &words.exceptions;
        let usual = entry.usual.map(|usual| UsualOffer::new(said, usual, entry, pen));
        let taken = usual.as_ref().filter(|_| fill_in);
        let typed = typed.cloned().unwrap_or_else(|| at_first(kind, entry, taken));
        let asked = asked(kind);
        let field = |name, label, typed| WhenField::new(words, ("repair-", name, label), typed, &entry.zone, errors);
        let clock_in = || field("in", &words.when.clock_in, typed.times.clock_in()).required();
        let clock_out = field("out", &words.when.clock_out, typed.times.clock_out());
        let jobs = (asked == Asked::Job).then(|| form::jobs(words, &entry.jobs, &typed.job));
        Self {
            heading: match asked {
                Asked::End => &said.end_heading,
                Asked::Times => &said.times_heading,
                Asked::Job => &said.job_heading,
            },
            version: entry.version.clone(),
            times: match asked {
                Asked::End => vec![clock_out.required()],
                Asked::Times => vec![clock_in(), clock_out],
                Asked::Job => Vec::new(),
            },
            zone: entry.zone.name().to_owned(),
            usual: usual.filter(|_| asked != Asked::Job),
            jobs_in_sight: jobs.as_ref().is_some_and(|jobs| jobs.len() <= JOBS_IN_SIGHT + 1),
            jobs,
            job_wrong: errors.of("job").map(str::to_owned),
            why: WhyFields::new(words, &typed.reason, typed.reason_note, errors),
            problem: errors.of("").map(str::to_owned),
        }
    }
}

/// The day of the end is filled in, its time is not: nobody knows it yet.
fn at_first(kind: ExceptionKind, entry: &EntryToRepair, taken: Option<&UsualOffer>) -> TypedRepair {
    let clock_in = day_and_time(entry.in_at, &entry.zone);
    let out = entry.out_at.map(|out| day_and_time(out, &entry.zone));
    let usual_day = entry.usual.map(|usual| day_and_time(usual.at, &entry.zone).0);
    let clock_out = match (taken, out) {
        (Some(taken), _) => (taken.date.clone(), taken.time.clone(), String::new()),
        (None, Some(out)) => out,
        (None, None) => (usual_day.unwrap_or_else(|| clock_in.0.clone()), String::new(), String::new()),
    };
    TypedRepair {
        times: TypedTimes::new(clock_in, clock_out),
        job: entry.job.map(|job| job.to_string()).unwrap_or_default(),
        reason: likely_reason(kind).map(|reason| reason.name().to_owned()).unwrap_or_default(),
        ..TypedRepair::default()
    }
}

impl UsualOffer {
    fn new(words: &ExceptionsWords, UsualTime { at, on }: UsualTime, entry: &EntryToRepair, pen: &Pen) -> Self {
        let (date, time, _) = day_and_time(at, &entry.zone);
        let local = entry.zone.local(at);
        let clock = pen.time_of_day(local.time());
        let began: Date = entry.zone.local(entry.in_at).date();
        let said = match (local.date() == began, on.map(|day| words.on_days(day))) {
            (true, None) => words.usual(&clock),
            (true, Some(days)) => words.usual_on(&clock, days),
            (false, None) => words.usual_next_day(&clock),
            (false, Some(days)) => words.usual_next_day_on(&clock, days),
        };
        Self { words: said, button: words.use_usual(&clock), date, time }
    }
}

/// Reads the correction; what the form does not ask for stays as it is.
pub(super) fn read(
    words: &'static AdminWords,
    kind: ExceptionKind,
    typed: &TypedRepair,
    entry: &EntryToRepair,
) -> Result<(Correction, ChangeReason), FormErrors> {
    let mut reader = TimeReader { words, zone: &entry.zone, errors: FormErrors::default() };
    let (mut in_at, mut out_at, mut job) = (Some(entry.in_at), entry.out_at, entry.job);
    match asked(kind) {
        Asked::End => out_at = when::read_needed(&mut reader, "out", typed.times.clock_out(), entry.out_at),
        Asked::Times => {
            in_at = when::read_needed(&mut reader, "in", typed.times.clock_in(), Some(entry.in_at));
            out_at = when::read(&mut reader, "out", typed.times.clock_out(), entry.out_at);
        }
        Asked::Job => {
            job = reader.job(&typed.job);
            if job.is_none() && reader.errors.is_empty() {
                reader.errors.add("job", &words.exceptions.choose_job);
            }
        }
    }
    match (in_at, reader.why(&typed.reason, &typed.reason_note)) {
        (Some(in_at), Some(why)) if reader.errors.is_empty() => {
            Ok((Correction { in_at, out_at, job, claimed_in: None, claimed_out: None }, why))
        }
        (Some(_) | None, _) => Err(reader.errors),
    }
}
