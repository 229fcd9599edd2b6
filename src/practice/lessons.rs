//! What there is to say after a practice call: how long it took, and three things to know, chosen by what happened.

use super::words::LessonWords;
use crate::{
    domain::language::Language,
    phone::PhoneEvent,
    service::practice::PracticeOutcome,
    simulator::{CallEnd, CallReport},
};

/// How a call went, as far as there is something to learn from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CallSummary {
    /// Whether the caller got past the PIN.
    pub signed_in: bool,
    /// Whether the caller has clocked in or out.
    pub clocked: bool,
    /// Whether a question was interrupted by its answer.
    pub typed_ahead: bool,
    /// Whether a question was left without an answer.
    pub silent: bool,
    /// Whether the caller has hung up, and not the gateway.
    pub hung_up: bool,
    /// Whether something was recorded.
    pub recorded: bool,
}

impl CallSummary {
    /// What there is to learn from a call, by the simulator's report and the copy's database.
    pub fn new(report: &CallReport, PracticeOutcome { signed_in, clocked }: PracticeOutcome) -> Self {
        Self {
            signed_in,
            clocked,
            typed_ahead: report.heard.iter().any(|heard| heard.interruptible && heard.cut),
            silent: report.webhooks.iter().any(|webhook| webhook.url.ends_with("/silence")),
            hung_up: report.ended == CallEnd::HungUpByCaller,
            recorded: report.recording.is_some(),
        }
    }
}

/// One thing to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lesson {
    SameWords,
    NotYet,
    AskedAgain,
    StarRepeats,
    KeyAhead,
    HangUp,
    HungUp,
    Pound,
    SayName,
    AnyPhone,
}

/// The first three lessons that fit, the most important one first.
fn chosen(seen: CallSummary) -> impl Iterator<Item = Lesson> {
    let all = [
        (Lesson::SameWords, !seen.signed_in),
        (Lesson::NotYet, !seen.clocked),
        (Lesson::AskedAgain, seen.silent),
        (Lesson::HungUp, seen.clocked && seen.hung_up),
        (Lesson::HangUp, seen.clocked && !seen.hung_up),
        (Lesson::KeyAhead, !seen.typed_ahead),
        (Lesson::StarRepeats, true),
        (Lesson::SayName, seen.clocked && !seen.recorded && !seen.hung_up),
        (Lesson::Pound, true),
        (Lesson::AnyPhone, true),
    ];
    all.into_iter().filter_map(|(lesson, fits)| fits.then_some(lesson)).take(3)
}

/// What is shown after a call of so many seconds.
pub(super) fn learned(language: Language, seen: CallSummary, secs: f64) -> PhoneEvent {
    let words = LessonWords::of(language);
    let secs = secs.max(0.0).round();
    let took = if secs == 1.0 { words.took_one.clone() } else { words.took(secs) };
    PhoneEvent::Learned { took, lessons: chosen(seen).map(|lesson| said(lesson, words).to_owned()).collect() }
}

fn said(lesson: Lesson, words: &LessonWords) -> &str {
    match lesson {
        Lesson::SameWords => &words.same_words,
        Lesson::NotYet => &words.not_yet,
        Lesson::AskedAgain => &words.asked_again,
        Lesson::StarRepeats => &words.star_repeats,
        Lesson::KeyAhead => &words.key_ahead,
        Lesson::HangUp => &words.hang_up,
        Lesson::HungUp => &words.hung_up,
        Lesson::Pound => &words.pound,
        Lesson::SayName => &words.say_name,
        Lesson::AnyPhone => &words.any_phone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCKED: CallSummary = CallSummary {
        signed_in: true,
        clocked: true,
        typed_ahead: false,
        silent: false,
        hung_up: false,
        recorded: false,
    };

    fn lessons(seen: CallSummary) -> Vec<Lesson> {
        chosen(seen).collect()
    }

    #[test]
    fn there_are_always_three_things_chosen_by_what_happened() {
        assert_eq!(lessons(CLOCKED), [Lesson::HangUp, Lesson::KeyAhead, Lesson::StarRepeats]);
        let knows = CallSummary { typed_ahead: true, hung_up: true, ..CLOCKED };
        assert_eq!(lessons(knows), [Lesson::HungUp, Lesson::StarRepeats, Lesson::Pound]);
        let slow = CallSummary { silent: true, ..CLOCKED };
        assert_eq!(lessons(slow), [Lesson::AskedAgain, Lesson::HangUp, Lesson::KeyAhead]);
        let refused = CallSummary { typed_ahead: true, ..CallSummary::default() };
        assert_eq!(lessons(refused), [Lesson::SameWords, Lesson::NotYet, Lesson::StarRepeats]);
        for bits in 0..64_u8 {
            let bit = |place: u8| bits >> place & 1 == 1;
            let seen = CallSummary {
                signed_in: bit(0),
                clocked: bit(1),
                typed_ahead: bit(2),
                silent: bit(3),
                hung_up: bit(4),
                recorded: bit(5),
            };
            assert_eq!(lessons(seen).len(), 3, "{seen:?}");
        }
    }

    #[test]
    fn they_are_said_in_the_language_of_the_employee() {
        let told = |language, secs| {
            let PhoneEvent::Learned { took, lessons } = learned(language, CLOCKED, secs) else {
                panic!("nothing learned")
            };
            (took, lessons)
        };
        let (took, english) = told(Language::En, 18.6);
        assert_eq!(
            (took.as_str(), english[0].as_str()),
            (
                "That took 19 seconds.",
                "On a real call you may hang up once you have heard the time: from then on it counts."
            )
        );
        let (took, spanish) = told(Language::Es, 1.0);
        assert_eq!((took.as_str(), spanish.len()), ("Eso tomó 1 segundo.", 3));
        assert!(english.iter().zip(&spanish).all(|(english, spanish)| english != spanish));
    }
}
