//! What there is to say after a practice call: how long it took, and three things to know, chosen by what happened.

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
    let secs = secs.max(0.0).round();
    let took = match language {
        Language::En if secs == 1.0 => "That took 1 second.".to_owned(),
        Language::En => format!("That took {secs} seconds."),
        Language::Es if secs == 1.0 => "Eso tomó 1 segundo.".to_owned(),
        Language::Es => format!("Eso tomó {secs} segundos."),
    };
    PhoneEvent::Learned { took, lessons: chosen(seen).map(|lesson| words(lesson, language).to_owned()).collect() }
}

const fn words(lesson: Lesson, language: Language) -> &'static str {
    match (lesson, language) {
        (Lesson::SameWords, Language::En) => {
            "A wrong ID and a wrong PIN sound the same. After three wrong PINs in a row your ID is locked for a while; your manager can unlock it."
        }
        (Lesson::SameWords, Language::Es) => {
            "Una identificación y un PIN equivocados suenan igual. Después de tres PIN equivocados seguidos, su identificación queda bloqueada un rato; su supervisor puede desbloquearla."
        }
        (Lesson::NotYet, Language::En) => {
            "A real call counts once you have heard your time. Hung up before that, it does not."
        }
        (Lesson::NotYet, Language::Es) => {
            "Una llamada de verdad cuenta cuando usted escucha su hora. Si cuelga antes, no cuenta."
        }
        (Lesson::AskedAgain, Language::En) => {
            "Take your time: a question that you do not answer is asked again before the call ends."
        }
        (Lesson::AskedAgain, Language::Es) => {
            "Tómese su tiempo: una pregunta sin respuesta se repite antes de que termine la llamada."
        }
        (Lesson::StarRepeats, Language::En) => "The star key (*) repeats the question.",
        (Lesson::StarRepeats, Language::Es) => "La tecla de asterisco (*) repite la pregunta.",
        (Lesson::KeyAhead, Language::En) => "You may key ahead without waiting for the end of a sentence.",
        (Lesson::KeyAhead, Language::Es) => "Puede marcar sin esperar a que termine la frase.",
        (Lesson::HangUp, Language::En) => {
            "On a real call you may hang up once you have heard the time: from then on it counts."
        }
        (Lesson::HangUp, Language::Es) => {
            "En una llamada de verdad puede colgar cuando haya escuchado la hora: desde ese momento cuenta."
        }
        (Lesson::HungUp, Language::En) => {
            "You hung up after the time, and that is fine: on a real call it counts from then on."
        }
        (Lesson::HungUp, Language::Es) => "Colgó después de la hora, y está bien: en una llamada de verdad ya cuenta.",
        (Lesson::Pound, Language::En) => "The pound key (#) ends what you key in, and saves waiting.",
        (Lesson::Pound, Language::Es) => "La tecla de numeral (#) termina lo que marca, y así no espera.",
        (Lesson::SayName, Language::En) => "If you are asked for your name, say it after the tone and press #.",
        (Lesson::SayName, Language::Es) => "Si le piden su nombre, dígalo después del tono y oprima #.",
        (Lesson::AnyPhone, Language::En) => "You can call from any phone.",
        (Lesson::AnyPhone, Language::Es) => "Puede llamar desde cualquier teléfono.",
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
