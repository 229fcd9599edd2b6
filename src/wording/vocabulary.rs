//! What kinds of things are called on pages, in the language of whoever reads.

use jiff::{SignedDuration, civil::Weekday};

use super::admin::AdminWords;
use crate::domain::{
    clock_watch::{ClockDoubt, DoubtCause, length_in_units},
    entry_change::{Reason, RevisionKind},
    exception::ExceptionKind,
    formats::HoursStyle,
    how_punched::HowPunched,
    kiosk::Proof,
    language::Language,
    user::Role,
};

impl AdminWords {
    /// What a role is called.
    #[must_use]
    pub fn role(&self, role: Role) -> &str {
        let words = &self.terms;
        match role {
            Role::Owner => &words.owner,
            Role::Admin => &words.admin,
            Role::Manager => &words.manager,
            Role::Payroll => &words.payroll,
        }
    }

    /// What people call a language.
    #[must_use]
    pub fn language_name(&self, language: Language) -> &str {
        match language {
            Language::En => &self.terms.english,
            Language::Es => &self.terms.spanish,
            Language::Pt => &self.terms.portuguese,
        }
    }

    /// What an exception is about, in a word or two.
    #[must_use]
    pub fn exception_kind(&self, kind: ExceptionKind) -> &str {
        let words = &self.terms;
        match kind {
            ExceptionKind::TimeInDoubt => &words.x_time_in_doubt,
            ExceptionKind::MissingClockOut => &words.x_missing_clock_out,
            ExceptionKind::UnansweredQuestion => &words.x_unanswered_question,
            ExceptionKind::JobMissing => &words.x_job_missing,
            ExceptionKind::VoiceCheckMissing => &words.x_voice_check_missing,
            ExceptionKind::VoiceCheckSilent => &words.x_voice_check_silent,
            ExceptionKind::VoiceCheckTooShort => &words.x_voice_check_too_short,
            ExceptionKind::VoiceCheckClipped => &words.x_voice_check_clipped,
            ExceptionKind::VoiceCheckUnreadable => &words.x_voice_check_unreadable,
            ExceptionKind::NotThisPerson => &words.x_not_this_person,
            ExceptionKind::UnrecognizedCaller => &words.x_unrecognized_caller,
            ExceptionKind::LockedOut => &words.x_locked_out,
            ExceptionKind::Overlapping => &words.x_overlapping,
            ExceptionKind::ImpossiblyLong => &words.x_impossibly_long,
            ExceptionKind::EditedAfterApproval => &words.x_edited_after_approval,
            ExceptionKind::TwoKiosks => &words.x_two_kiosks,
            ExceptionKind::UnusualHours => &words.x_unusual_hours,
            ExceptionKind::ManyAtOnce => &words.x_many_at_once,
            ExceptionKind::UnrecognizedLocation => &words.x_unrecognized_location,
            ExceptionKind::BreakLeftOpen => &words.x_break_left_open,
            ExceptionKind::BreakTooShort => &words.x_break_too_short,
            ExceptionKind::BreakTooLong => &words.x_break_too_long,
            ExceptionKind::MealMissed => &words.x_meal_missed,
            ExceptionKind::KeptOffline => &words.x_kept_offline,
        }
    }

    /// By what somebody showed at a kiosk who they are.
    #[must_use]
    pub fn proof(&self, proof: Proof) -> &str {
        let words = &self.terms;
        match proof {
            Proof::Pin => &words.proof_pin,
            Proof::Badge => &words.proof_badge,
            Proof::BadgeAndPin => &words.proof_badge_and_pin,
            Proof::NameOnly => &words.proof_name_only,
            Proof::UniversalPin => &words.proof_universal_pin,
            Proof::Supervisor => &words.proof_supervisor,
            Proof::UserPin => &words.proof_user_pin,
        }
    }

    /// How a punch was made, as the end of a sentence: "by phone", "at the kiosk Gate, by PIN".
    #[must_use]
    pub fn how_punched(&self, how: &HowPunched) -> String {
        let words = &self.terms;
        match how {
            HowPunched::Phone => words.by_phone.clone(),
            HowPunched::PhoneBy(by) => words.by_phone_of(by),
            HowPunched::Admin => words.by_admin.clone(),
            HowPunched::Kiosk { kiosk, clocked_by: Some(by), .. } => words.at_kiosk_by(kiosk, by),
            HowPunched::Kiosk { kiosk, proof: Proof::UniversalPin, clocked_by: None } => words.by_universal_pin(kiosk),
            HowPunched::Kiosk { kiosk, proof: Proof::NameOnly, clocked_by: None } => words.at_kiosk_by_name(kiosk),
            HowPunched::Kiosk { kiosk, proof, clocked_by: None } => words.at_kiosk_by(kiosk, self.proof(*proof)),
        }
    }

    /// The mark that lists show: who it was is not proven, or was proven by somebody else.
    #[must_use]
    pub fn punch_mark(&self, how: &HowPunched) -> Option<&str> {
        let words = &self.terms;
        match how {
            HowPunched::Phone | HowPunched::Admin => None,
            HowPunched::Kiosk { clocked_by: Some(_), .. } | HowPunched::PhoneBy(_) => Some(&words.mark_by_other),
            HowPunched::Kiosk { proof, clocked_by: None, .. } => match proof {
                Proof::NameOnly => Some(&words.proof_name_only),
                Proof::UniversalPin => Some(&words.proof_universal_pin),
                Proof::Supervisor => Some(&words.mark_by_other),
                Proof::Pin | Proof::Badge | Proof::BadgeAndPin | Proof::UserPin => None,
            },
        }
    }

    /// Why a person has changed an entry.
    #[must_use]
    pub fn reason(&self, reason: Reason) -> &str {
        let words = &self.terms;
        match reason {
            Reason::ForgotToClockOut => &words.reason_forgot_out,
            Reason::ForgotToClockIn => &words.reason_forgot_in,
            Reason::ForgotBreak => &words.reason_forgot_break,
            Reason::WrongJob => &words.reason_wrong_job,
            Reason::NoJob => &words.reason_no_job,
            Reason::WorkedElsewhere => &words.reason_elsewhere,
            Reason::LineTrouble => &words.reason_line,
            Reason::ClockedTwice => &words.reason_twice,
            Reason::Test => &words.reason_test,
            Reason::Other => &words.reason_other,
        }
    }

    /// A reason as it was written down: one of those that are offered, or somebody's own words.
    #[must_use]
    pub fn reason_written<'a>(&'a self, reason: &'a str) -> &'a str {
        Reason::parse(reason).map_or(reason, |reason| self.reason(reason))
    }

    /// What a revision of an entry came from.
    #[must_use]
    pub fn revision_kind(&self, kind: RevisionKind) -> &str {
        let words = &self.terms;
        match kind {
            RevisionKind::Clocked => &words.revision_clocked,
            RevisionKind::Added => &words.revision_added,
            RevisionKind::Corrected => &words.revision_corrected,
            RevisionKind::Split => &words.revision_split,
            RevisionKind::Voided => &words.revision_voided,
            RevisionKind::Restored => &words.revision_restored,
        }
    }

    /// What a weekday is called, in a sentence.
    #[must_use]
    pub fn weekday(&self, day: Weekday) -> &str {
        let words = &self.terms;
        match day {
            Weekday::Monday => &words.monday,
            Weekday::Tuesday => &words.tuesday,
            Weekday::Wednesday => &words.wednesday,
            Weekday::Thursday => &words.thursday,
            Weekday::Friday => &words.friday,
            Weekday::Saturday => &words.saturday,
            Weekday::Sunday => &words.sunday,
        }
    }

    /// How hours are written, as a caption begins.
    #[must_use]
    pub fn hours_unit(&self, style: HoursStyle) -> &str {
        match style {
            HoursStyle::Minutes => &self.terms.hours_and_minutes,
            HoursStyle::Decimal => &self.terms.decimal_hours,
        }
    }

    /// What speaks against the gateway's clock, as the end of a sentence.
    #[must_use]
    pub fn clock_doubt(&self, doubt: &ClockDoubt) -> String {
        let (words, by) = (&self.terms, self.length(doubt.by));
        match (doubt.cause, doubt.by.is_negative()) {
            (DoubtCause::Jumped, false) => words.clock_set_ahead(by),
            (DoubtCause::Jumped, true) => words.clock_set_back(by),
            (DoubtCause::BehindStored, _) => words.clock_behind(by),
        }
    }

    /// A length of time in two units: `2 days 3 h`.
    #[must_use]
    pub fn length(&self, length: SignedDuration) -> String {
        length_in_units(length, [&self.terms.day, &self.terms.days])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{entry_change::NOTE_MAX, language::OfficeLanguage};

    #[test]
    fn pages_in_english_call_things_what_commands_and_files_call_them() {
        let words = AdminWords::of(OfficeLanguage::En);
        for kind in ExceptionKind::ALL {
            assert_eq!(words.exception_kind(kind), kind.words());
        }
        for reason in Reason::ALL {
            assert_eq!(words.reason(reason), reason.name());
        }
        for kind in RevisionKind::ALL {
            assert_eq!(words.revision_kind(kind), kind.name());
        }
        for role in Role::ALL {
            assert_eq!(words.role(role), role.name());
        }
        for proof in Proof::ALL {
            assert_eq!(words.proof(proof), proof.words());
            for clocked_by in [None, Some("Ana".to_owned())] {
                let how = HowPunched::Kiosk { kiosk: "Gate".to_owned(), proof, clocked_by };
                assert_eq!(words.punch_mark(&how), how.mark());
            }
        }
    }

    #[test]
    fn a_reason_of_somebodys_own_stays_as_it_was_written() {
        let words = AdminWords::of(OfficeLanguage::Es);
        assert_eq!(words.reason_written("forgot to clock out"), "olvidó registrar la salida");
        let own = "x".repeat(NOTE_MAX);
        assert_eq!(words.reason_written(&own), own);
        assert_eq!(words.length(SignedDuration::from_hours(50)), "2 días 2 h");
    }
}
