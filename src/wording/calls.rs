//! The call log in words.

use crate::service::call_log::LoggedEvent;

/// The question that was open.
#[must_use]
pub fn asked(event: &LoggedEvent) -> &str {
    match event {
        LoggedEvent::Step { asked, .. } => asked,
        LoggedEvent::Fault { .. } => "the line",
    }
}

/// What the caller has keyed or said, or what the provider reports.
#[must_use]
pub fn input_text(event: &LoggedEvent) -> String {
    match event {
        LoggedEvent::Step { input, .. } => input.clone(),
        LoggedEvent::Fault { code: 0 } => {
            "an error of the telephone company; the call went on at the question that waited".to_owned()
        }
        LoggedEvent::Fault { code } => {
            format!("error {code} of the telephone company; the call went on at the question that waited")
        }
    }
}

/// The names of the prompts that were said, with blanks between them.
#[must_use]
pub fn prompts(event: &LoggedEvent) -> &str {
    match event {
        LoggedEvent::Step { said, .. } => said,
        LoggedEvent::Fault { .. } => "",
    }
}

/// What was said, prompt by prompt.
#[must_use]
pub fn said(event: &LoggedEvent) -> Vec<String> {
    prompts(event).split(' ').filter_map(in_words).collect()
}

/// What each prompt says, in short.
const WORDS: [(&str, &str); 39] = [
    ("greeting", "greeted the caller"),
    ("offer-language", "offered the other language"),
    ("ask-id", "asked for the phone clock ID"),
    ("nothing-heard", "nothing was entered"),
    ("id-not-understood", "that cannot be an ID"),
    ("ask-pin", "asked for the PIN"),
    ("no-match", "ID and PIN do not match"),
    ("too-many-failures", "too many failed sign-ins"),
    ("one-moment", "asked to hold on"),
    ("ask-pin-again", "asked for the PIN once more"),
    ("clocked-in", "clocked in, with the time"),
    ("clocked-out", "clocked out, with the time and the hours"),
    ("clocked-out-alone", "clocked out, with the time alone"),
    ("forgotten-clock-out", "still clocked in: new shift or clock out?"),
    ("just-clocked-in", "clocked in a moment ago: keep that or clock out?"),
    ("just-clocked-out", "clocked out a moment ago: keep that or clock in?"),
    ("not-a-choice", "that key was not offered"),
    ("kept", "nothing was changed"),
    ("ask-job", "asked for the job code"),
    ("ask-job-or-skip", "asked for the job code, or pound"),
    ("ask-next-job", "offered to go straight to another job"),
    ("job-not-found", "there is no such job code"),
    ("job-required", "a job code is needed"),
    ("job-is", "read back the job"),
    ("clocked-in-to", "clocked in to the other job"),
    ("notice", "your recording notice"),
    ("ask-name", "asked for the name, to be recorded"),
    ("thank-you", "thanked the caller"),
    ("goodbye", "said goodbye"),
    ("time-is-up", "the call reached its time limit"),
    ("apology", "apologized: something failed inside"),
    ("call-again", "asked to call again: the connection had failed"),
    ("(hang", "hung up"),
    ("code-refused", "said that the code does not work"),
    ("ask-new-pin", "asked for a new PIN"),
    ("ask-new-pin-again", "asked for the new PIN once more"),
    ("new-pin-refused", "refused the new PIN"),
    ("new-pins-differ", "said that the two entries differ"),
    ("new-pin-set", "said that the PIN is set, and the phone clock ID"),
];

/// A word of [`prompts`] for people; its parenthesized remarks are worth no mention where nothing was said.
fn in_words(name: &str) -> Option<String> {
    if matches!(name, "" | "up)" | "(go" | "on)" | "(pause)") {
        return None;
    }
    if name == "(record)" {
        return Some("recorded".to_owned());
    }
    let words = WORDS.iter().find(|(known, _)| *known == name).map(|(_, words)| (*words).to_owned());
    Some(words.unwrap_or_else(|| name.replace('-', " ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::script::samples;

    #[test]
    fn every_prompt_has_words_for_the_log() {
        for utterance in samples() {
            let name = utterance.message();
            assert!(WORDS.iter().any(|(known, _)| *known == name), "{name}");
        }
        assert_eq!(in_words("a-prompt-to-come").unwrap(), "a prompt to come");
    }

    #[test]
    fn remarks_about_the_line_are_left_out_or_put_in_words() {
        let words: Vec<_> =
            "(pause) (go on) ask-name (record) goodbye (hang up)".split(' ').filter_map(in_words).collect();
        assert_eq!(words, ["asked for the name, to be recorded", "recorded", "said goodbye", "hung up"]);
    }
}
