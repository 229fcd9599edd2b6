//! What a worker's own page says, in the worker's language; the words are in `prompts/<language>/pages.ftl`.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        entry_change::{Reason, RevisionKind},
        exception::ExceptionKind,
        how_punched::HowPunched,
        kiosk::Proof,
        language::Language,
        workspace::Zone,
    },
    words,
    words::{BuiltInWords, DateWords, EachLanguage, WordsError},
};

words! {
    /// Every text in one language.
    pub struct WorkerPageWords {
        texts {
            title,
            not_in,
            week,
            period,
            day,
            hours,
            total,
            regular,
            overtime,
            none_yet,
            punches,
            no_punches,
            clock_in,
            clock_out,
            still_in,
            no_out,
            removed,
            by_phone,
            by_office,
            proof_pin,
            proof_badge,
            proof_badge_and_pin,
            proof_name_only,
            proof_universal,
            proof_supervisor,
            reason_forgot_out,
            reason_forgot_in,
            reason_forgot_break,
            reason_wrong_job,
            reason_no_job,
            reason_elsewhere,
            reason_line,
            reason_twice,
            reason_test,
            standing,
            nothing_standing,
            x_time,
            x_no_out,
            x_question,
            x_no_job,
            x_overlap,
            x_long,
            x_locked,
            x_name,
            x_edited,
            x_checked,
            x_break_open,
            x_break_short,
            x_break_long,
            x_no_meal,
            reports,
            waiting,
            report_title,
            report_intro,
            report_which,
            report_in,
            report_out,
            report_day,
            report_time,
            report_note,
            report_position,
            report_position_hint,
            report_position_given,
            report_position_failed,
            report_send,
            report_sent,
            wrong_time,
            wrong_future,
            wrong_old,
            wrong_many,
            confirm,
            confirm_look,
            not_said,
            confirm_intro,
            right,
            wrong,
            wrong_what,
            tell,
            answered,
            changed_since,
            changed_now,
            no_note,
            many_answers,
            not_over,
            approved,
            back,
            yours_alone,
            spent_title,
            spent_ask,
            busy_title,
            busy_ask,
        }
        phrases {
            in_since(when),
            clocked_at(when),
            length(h, m),
            date(weekday, month, day),
            time(clock, half),
            moment(day, time),
            span(from, to),
            at_kiosk(kiosk, proof),
            at_kiosk_by(kiosk, who),
            by_phone_of(who),
            changed_by(who, when),
            added_by(who, when),
            removed_by(who, when),
            said_in(when),
            said_out(when),
            accepted_by(who),
            refused_by(who),
            said_right(when),
            said_wrong(when),
            link_ends(day),
        }
    }
}

static WORDS: BuiltInWords<WorkerPageWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| WorkerPageWords::read(catalog, "my")));

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()
}

impl WorkerPageWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    /// `Tue, Nov 17`.
    #[must_use]
    pub fn on(&self, day: Date) -> String {
        let names = DateWords::of(self.language);
        self.date(names.weekday(day.weekday()), names.month(day.month()), day.day())
    }

    /// `7:02 AM`, with the zone where it is another than the one that a reader takes it for.
    #[must_use]
    pub fn clock(&self, at: Timestamp, zone: &Zone, own: &Zone) -> String {
        let local = zone.local(at);
        let hour = match local.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let half = DateWords::of(self.language).half(local.hour());
        let time = self.time(format!("{hour}:{:02}", local.minute()), half);
        if zone == own { time } else { format!("{time} {}", local.strftime("%Z")) }
    }

    /// `Tue, Nov 17, 7:02 AM`.
    #[must_use]
    pub fn at(&self, at: Timestamp, zone: &Zone, own: &Zone) -> String {
        self.moment(self.on(zone.local(at).date()), self.clock(at, zone, own))
    }

    /// `38 h 15 min`; what is left of a minute is left out.
    #[must_use]
    pub fn hours_of(&self, secs: i64) -> String {
        self.length(secs / 3600, secs % 3600 / 60)
    }

    /// How a punch was made.
    #[must_use]
    pub fn how(&self, how: &HowPunched) -> String {
        match how {
            HowPunched::Phone => self.by_phone.clone(),
            HowPunched::PhoneBy(by) => self.by_phone_of(by),
            HowPunched::Admin => self.by_office.clone(),
            HowPunched::Kiosk { kiosk, clocked_by: Some(by), .. } => self.at_kiosk_by(kiosk, by),
            HowPunched::Kiosk { kiosk, proof, clocked_by: None } => self.at_kiosk(
                kiosk,
                match proof {
                    Proof::Pin | Proof::UserPin => &self.proof_pin,
                    Proof::Badge => &self.proof_badge,
                    Proof::BadgeAndPin => &self.proof_badge_and_pin,
                    Proof::NameOnly => &self.proof_name_only,
                    Proof::UniversalPin => &self.proof_universal,
                    Proof::Supervisor => &self.proof_supervisor,
                },
            ),
        }
    }

    /// Who has changed an entry.
    #[must_use]
    pub fn changed(&self, kind: RevisionKind, who: &str, when: &str) -> String {
        match kind {
            RevisionKind::Added => self.added_by(who, when),
            RevisionKind::Voided => self.removed_by(who, when),
            RevisionKind::Clocked | RevisionKind::Corrected | RevisionKind::Split | RevisionKind::Restored => {
                self.changed_by(who, when)
            }
        }
    }

    /// Why somebody has changed an entry; nothing where only their note says it.
    #[must_use]
    pub fn reason(&self, reason: &str) -> Option<&str> {
        match Reason::parse(reason)? {
            Reason::ForgotToClockOut => Some(&self.reason_forgot_out),
            Reason::ForgotToClockIn => Some(&self.reason_forgot_in),
            Reason::ForgotBreak => Some(&self.reason_forgot_break),
            Reason::WrongJob => Some(&self.reason_wrong_job),
            Reason::NoJob => Some(&self.reason_no_job),
            Reason::WorkedElsewhere => Some(&self.reason_elsewhere),
            Reason::LineTrouble => Some(&self.reason_line),
            Reason::ClockedTwice => Some(&self.reason_twice),
            Reason::Test => Some(&self.reason_test),
            Reason::Other => None,
        }
    }

    /// What the office is checking. Whoever clocks for others learns nothing of how that is noticed.
    #[must_use]
    pub fn about(&self, kind: ExceptionKind) -> &str {
        match kind {
            ExceptionKind::TimeInDoubt => &self.x_time,
            ExceptionKind::MissingClockOut => &self.x_no_out,
            ExceptionKind::UnansweredQuestion => &self.x_question,
            ExceptionKind::JobMissing => &self.x_no_job,
            ExceptionKind::Overlapping => &self.x_overlap,
            ExceptionKind::ImpossiblyLong => &self.x_long,
            ExceptionKind::LockedOut => &self.x_locked,
            ExceptionKind::VoiceCheckMissing
            | ExceptionKind::VoiceCheckSilent
            | ExceptionKind::VoiceCheckTooShort
            | ExceptionKind::VoiceCheckClipped
            | ExceptionKind::VoiceCheckUnreadable => &self.x_name,
            ExceptionKind::EditedAfterApproval => &self.x_edited,
            ExceptionKind::NotThisPerson
            | ExceptionKind::UnrecognizedCaller
            | ExceptionKind::TwoKiosks
            | ExceptionKind::UnusualHours
            | ExceptionKind::ManyAtOnce
            | ExceptionKind::UnrecognizedLocation
            | ExceptionKind::KeptOffline => &self.x_checked,
            ExceptionKind::BreakLeftOpen => &self.x_break_open,
            ExceptionKind::BreakTooShort => &self.x_break_short,
            ExceptionKind::BreakTooLong => &self.x_break_long,
            ExceptionKind::MealMissed => &self.x_no_meal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_read_as_people_write_them() {
        let [chicago, denver] = ["America/Chicago", "America/Denver"].map(|name| Zone::parse(name).unwrap());
        let at: Timestamp = "2026-11-17T13:02:59Z".parse().unwrap();
        let (en, es) = (WorkerPageWords::of(Language::En), WorkerPageWords::of(Language::Es));
        assert_eq!(en.at(at, &chicago, &chicago), "Tue, Nov 17, 7:02 AM");
        assert_eq!(es.at(at, &chicago, &chicago), "mar 17 nov, 7:02 a. m.");
        assert_eq!(en.clock(at, &denver, &chicago), "6:02 AM MST");
        let noon: Timestamp = "2026-11-17T18:00:00Z".parse().unwrap();
        assert_eq!(en.clock(noon, &chicago, &chicago), "12:00 PM");
        assert_eq!(en.clock("2026-11-18T06:30:00Z".parse().unwrap(), &chicago, &chicago), "12:30 AM");
        assert_eq!(en.hours_of(38 * 3600 + 15 * 60 + 59), "38 h 15 min");
    }

    #[test]
    fn whoever_clocks_for_others_does_not_learn_what_gave_them_away() {
        let words = WorkerPageWords::of(Language::En);
        let told = [ExceptionKind::NotThisPerson, ExceptionKind::TwoKiosks, ExceptionKind::ManyAtOnce];
        assert!(told.iter().all(|kind| words.about(*kind) == words.about(ExceptionKind::UnusualHours)));
    }
}
