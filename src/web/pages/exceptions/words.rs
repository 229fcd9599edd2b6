//! Exceptions in words: what happened, what somebody decided, and why something was refused.

use jiff::civil::Weekday;

use crate::{
    domain::{entry::EntryStatus, entry_change::Reason, exception::ExceptionKind, pen::Pen, workspace::Zone},
    service::timesheets::{
        changes::{Correction, EntryError},
        exceptions::{
            AcceptOutcome, EntryToRepair, ExceptionEntry, NOTE_MAX_CHARS, ReopenError, RepairOutcome, SettleError,
            Settlement, meaning,
        },
    },
    web::pages::form_errors::capital,
    wording::{
        admin::{AdminWords, ExceptionsWords},
        refusals,
    },
};

impl ExceptionsWords {
    /// What happened.
    pub(super) fn happened(&self, kind: ExceptionKind) -> &str {
        match kind {
            ExceptionKind::TimeInDoubt => &self.why_time_in_doubt,
            ExceptionKind::MissingClockOut => &self.why_missing_clock_out,
            ExceptionKind::UnansweredQuestion => &self.why_unanswered_question,
            ExceptionKind::JobMissing => &self.why_job_missing,
            ExceptionKind::VoiceCheckMissing => &self.why_voice_check_missing,
            ExceptionKind::VoiceCheckSilent => &self.why_voice_check_silent,
            ExceptionKind::VoiceCheckTooShort => &self.why_voice_check_too_short,
            ExceptionKind::VoiceCheckClipped => &self.why_voice_check_clipped,
            ExceptionKind::VoiceCheckUnreadable => &self.why_voice_check_unreadable,
            ExceptionKind::NotThisPerson => &self.why_not_this_person,
            ExceptionKind::UnrecognizedCaller => &self.why_unrecognized_caller,
            ExceptionKind::LockedOut => &self.why_locked_out,
            ExceptionKind::Overlapping => &self.why_overlapping,
            ExceptionKind::ImpossiblyLong => &self.why_impossibly_long,
            ExceptionKind::EditedAfterApproval => &self.why_edited_after_approval,
            ExceptionKind::TwoKiosks => &self.why_two_kiosks,
            ExceptionKind::UnusualHours => &self.why_unusual_hours,
            ExceptionKind::ManyAtOnce => &self.why_many_at_once,
            ExceptionKind::UnrecognizedLocation => &self.why_unrecognized_location,
            ExceptionKind::BreakLeftOpen => &self.why_break_left_open,
            ExceptionKind::BreakTooShort => &self.why_break_too_short,
            ExceptionKind::BreakTooLong => &self.why_break_too_long,
            ExceptionKind::MealMissed => &self.why_meal_missed,
            ExceptionKind::KeptOffline => &self.why_kept_offline,
        }
    }

    /// What follows when it is accepted as it is, as a clause; `status` is the entry's.
    pub(super) fn meaning(&self, kind: ExceptionKind, status: Option<EntryStatus>) -> &str {
        match (kind, status) {
            (ExceptionKind::MissingClockOut | ExceptionKind::TimeInDoubt, Some(EntryStatus::Unfinished)) => {
                &self.means_no_hours
            }
            (ExceptionKind::UnansweredQuestion | ExceptionKind::TimeInDoubt, Some(EntryStatus::Open)) => {
                &self.means_stays_open
            }
            (ExceptionKind::TimeInDoubt, _) => &self.means_times_count,
            (ExceptionKind::MissingClockOut | ExceptionKind::UnansweredQuestion, _) => &self.means_stays,
            (ExceptionKind::JobMissing, _) => &self.means_no_job,
            (
                ExceptionKind::VoiceCheckMissing
                | ExceptionKind::VoiceCheckSilent
                | ExceptionKind::VoiceCheckTooShort
                | ExceptionKind::VoiceCheckClipped
                | ExceptionKind::VoiceCheckUnreadable,
                _,
            ) => &self.means_no_voice_check,
            (ExceptionKind::NotThisPerson, _) => &self.means_paid_although,
            (
                ExceptionKind::UnrecognizedCaller
                | ExceptionKind::TwoKiosks
                | ExceptionKind::UnusualHours
                | ExceptionKind::ManyAtOnce
                | ExceptionKind::UnrecognizedLocation
                | ExceptionKind::BreakTooShort
                | ExceptionKind::BreakTooLong
                | ExceptionKind::MealMissed
                | ExceptionKind::KeptOffline,
                _,
            ) => &self.means_as_clocked,
            (ExceptionKind::BreakLeftOpen, _) => &self.means_break_to_out,
            (ExceptionKind::LockedOut, _) => &self.means_lock_stays,
            (ExceptionKind::Overlapping, _) => &self.means_both_paid,
            (ExceptionKind::ImpossiblyLong, _) => &self.means_all_paid,
            (ExceptionKind::EditedAfterApproval, _) => &self.means_change_stands,
        }
    }

    /// What somebody decided, by the name that is stored.
    pub(in crate::web::pages) fn decision<'a>(&'a self, name: &'a str) -> &'a str {
        match name {
            "accepted" => &self.accepted,
            "corrected" => &self.corrected,
            "voided" => &self.voided,
            name => name,
        }
    }

    /// `Mondays`.
    pub(super) fn on_days(&self, day: Weekday) -> &str {
        match day {
            Weekday::Monday => &self.mondays,
            Weekday::Tuesday => &self.tuesdays,
            Weekday::Wednesday => &self.wednesdays,
            Weekday::Thursday => &self.thursdays,
            Weekday::Friday => &self.fridays,
            Weekday::Saturday => &self.saturdays,
            Weekday::Sunday => &self.sundays,
        }
    }
}

impl AdminWords {
    /// Why one was settled, as it was written down: what a decision means and the reason of a change in this language, a
    /// note behind them in its own.
    pub(in crate::web::pages) fn settled_because(&self, because: &str) -> String {
        let known = |clause: &str| {
            let reason = Reason::parse(clause).map(|reason| self.reason(reason));
            reason.or_else(|| {
                let [unfinished, open] = [EntryStatus::Unfinished, EntryStatus::Open].map(Some);
                let each =
                    ExceptionKind::ALL.into_iter().flat_map(|kind| [None, unfinished, open].map(|of| (kind, of)));
                let mut means = each.filter(|(kind, status)| meaning(*kind, *status) == clause);
                means.next().map(|(kind, status)| self.exceptions.meaning(kind, status))
            })
        };
        match (known(because), because.split_once(": ")) {
            (Some(words), _) => words.to_owned(),
            (None, Some((clause, note))) => format!("{}: {note}", known(clause).unwrap_or(clause)),
            (None, None) => because.to_owned(),
        }
    }
}

/// The entry that an exception is about.
pub(super) fn entry(words: &ExceptionsWords, entry: &ExceptionEntry, pen: &Pen) -> String {
    let from = words.in_at(pen.moment(entry.in_at, &entry.zone));
    let to = match (entry.status, entry.out_at) {
        (EntryStatus::Open, _) => words.entry_open.clone(),
        (EntryStatus::Closed, Some(out_at)) => words.out_at(pen.moment(out_at, &entry.zone)),
        (EntryStatus::Closed | EntryStatus::Unfinished, _) => words.entry_end_unknown.clone(),
    };
    let voided = entry.voided.then(|| words.entry_voided.clone());
    [from, to].into_iter().chain(voided).collect::<Vec<_>>().join(", ")
}

/// What came of accepting several.
pub(super) fn accepted(words: &AdminWords, accepted: AcceptOutcome) -> String {
    let AcceptOutcome { kind, count, already } = accepted;
    let done = words.exceptions.done_several(count, words.exception_kind(kind));
    if already == 0 { done } else { format!("{done} {}", words.exceptions.done_already(already)) }
}

/// Why something was not settled; the failures that have pages of their own say their error.
pub(super) fn not_settled(words: &AdminWords, error: &SettleError, pen: &Pen) -> String {
    match error {
        SettleError::NoteNeeded => words.exceptions.note_needed.clone(),
        SettleError::NoteTooLong => words.exceptions.note_long(NOTE_MAX_CHARS),
        SettleError::Already(settled, zone) => already(words, settled, zone, pen),
        SettleError::NotTogether => words.exceptions.not_together.clone(),
        SettleError::NotFound | SettleError::Store(_) => error.to_string(),
    }
}

pub(super) fn already(words: &AdminWords, settled: &Settlement, zone: &Zone, pen: &Pen) -> String {
    let (said, at) = (&words.exceptions, pen.moment(settled.at, zone));
    let because = words.settled_because(settled.because.trim_end_matches('.'));
    let why = match &settled.decision {
        Some(decision) => format!("{}, {because}", said.decision(decision)),
        None => because,
    };
    match &settled.settler {
        Some(who) => said.already_by(who, at, why),
        None => said.already_by_itself(at, why),
    }
}

/// What a correction has put in, in a few words.
pub(super) fn corrected_to(
    words: &ExceptionsWords,
    correction: &Correction,
    entry: &EntryToRepair,
    pen: &Pen,
) -> String {
    let mut said = Vec::new();
    if correction.in_at != entry.in_at {
        said.push(words.in_at(pen.moment(correction.in_at, &entry.zone)));
    }
    if let Some(out_at) = correction.out_at.filter(|out_at| Some(*out_at) != entry.out_at) {
        said.push(words.out_at(pen.moment(out_at, &entry.zone)));
    }
    let job = correction.job.filter(|job| Some(*job) != entry.job);
    said.extend(entry.jobs.jobs.iter().find(|(id, _)| Some(*id) == job).map(|(_, name)| name.clone()));
    said.join(", ")
}

/// What came of a repair.
pub(super) fn repaired(words: &AdminWords, outcome: &RepairOutcome, done: &str) -> String {
    let RepairOutcome { kind, name, is_open } = outcome;
    let kind = words.exception_kind(*kind);
    if *is_open {
        return words.exceptions.done_still_open(name, done, kind);
    }
    words.exceptions.done_corrected(kind, name, done)
}

/// Why an entry was not corrected, as a sentence.
pub(super) fn not_corrected(pen: &Pen, error: &EntryError) -> String {
    format!("{}.", capital(&refusals::entry(AdminWords::of(pen.language), Some(pen), error)))
}

/// Why a correction was not taken back.
pub(super) fn not_taken_back(pen: &Pen, error: &EntryError) -> String {
    match error {
        EntryError::ChangedMeanwhile => AdminWords::of(pen.language).exceptions.not_taken_back.clone(),
        EntryError::Store(_)
        | EntryError::NotFound
        | EntryError::Locked(..)
        | EntryError::OpenAlready { .. }
        | EntryError::Deactivated(_)
        | EntryError::Future(_)
        | EntryError::Backwards(_)
        | EntryError::TooLong
        | EntryError::NoJob
        | EntryError::UnknownJob
        | EntryError::NothingChanged
        | EntryError::Voided
        | EntryError::NotVoided
        | EntryError::SplitOutside
        | EntryError::UnknownBreakKind
        | EntryError::BreakOutside
        | EntryError::BreakLeftOutside
        | EntryError::BreaksOverlap
        | EntryError::Unfinished => not_corrected(pen, error),
    }
}

/// Why a decision was not taken back.
pub(super) fn not_reopened(words: &ExceptionsWords, error: &ReopenError, pen: &Pen) -> String {
    match error {
        ReopenError::Standing => words.standing.clone(),
        ReopenError::NotAccepted => words.not_accepted.clone(),
        ReopenError::Again => words.again.clone(),
        ReopenError::Approved(lock, zone) => words.approved(&lock.approver, pen.moment(lock.approved_at, zone)),
        ReopenError::NotFound | ReopenError::Store(_) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn every_kind_says_what_happened() {
        for language in OfficeLanguage::ALL {
            let words = &AdminWords::of(language).exceptions;
            for kind in ExceptionKind::ALL {
                assert!(words.happened(kind).ends_with('.'), "{kind:?}");
            }
        }
    }

    #[test]
    fn in_english_a_card_says_of_an_acceptance_what_is_written_down_with_it() {
        let words = &AdminWords::of(OfficeLanguage::En).exceptions;
        for kind in ExceptionKind::ALL {
            for status in [None, Some(EntryStatus::Open), Some(EntryStatus::Closed), Some(EntryStatus::Unfinished)] {
                assert_eq!(words.meaning(kind, status), meaning(kind, status), "{kind:?}");
            }
        }
    }

    #[test]
    fn why_one_was_settled_is_said_in_the_language_of_whoever_reads_and_a_note_in_its_own() {
        let said = |language, because| AdminWords::of(language).settled_because(because);
        for because in ["the entry stays open", "other: moved: see mail", "no longer overlaps", "by mistake: twice"] {
            assert_eq!(said(OfficeLanguage::En, because), because);
        }
        assert_eq!(said(OfficeLanguage::Es, "the entry stays open"), "el registro sigue abierto");
        assert_eq!(
            said(OfficeLanguage::Es, "no hours are paid for it: ask Ana"),
            "no se paga ninguna hora por él: ask Ana"
        );
        assert_eq!(said(OfficeLanguage::Es, "forgot to clock out: ask Ana"), "olvidó registrar la salida: ask Ana");
        assert_eq!(said(OfficeLanguage::Es, "by mistake: twice"), "by mistake: twice");
    }
}
