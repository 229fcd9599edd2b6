//! Calls step by step, as admins and operators read them: what was asked, what came, never a PIN.

use jiff::Timestamp;

use crate::{
    dialog::{
        action::{Action, Reply},
        event::Event,
        questions::AnswerForm,
        session::State,
    },
    domain::{
        caller::Caller,
        ids::{CallId, WorkspaceId},
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        calls::{self, Call, CallRow, ProviderFault, Step},
    },
};

/// What came, for the call log. Keys are shown only where they cannot be a PIN.
pub(super) fn describe(asked: &State, event: &Event) -> String {
    match event {
        Event::Rang { throttled: true, .. } => "a call from a number that has failed too often".to_owned(),
        Event::Rang { .. } => "a call".to_owned(),
        Event::Keys(keys) => match asked.answer_form() {
            Some(AnswerForm::OneKey) if keys.only().is_some() => keys.as_str().to_owned(),
            // Keys typed ahead, or in the wrong order, may put a PIN at any question.
            Some(AnswerForm::OneKey | AnswerForm::Digits | AnswerForm::DigitsOrPound | AnswerForm::Voice) | None => {
                format!("{} keys", keys.as_str().chars().count())
            }
        },
        Event::Pound => "#".to_owned(),
        Event::Nothing => "nothing".to_owned(),
        Event::Recorded => "a recording".to_owned(),
        Event::HungUp => "a hang-up".to_owned(),
        Event::SignedIn(_)
        | Event::CodeOpened(_)
        | Event::PinKept(_)
        | Event::PinChosen(_)
        | Event::Clocked(_)
        | Event::JobFound(_)
        | Event::JobSet => String::new(),
    }
}

/// What was answered, as the names of prompts.
pub(super) fn said(reply: &Reply) -> String {
    let mut said = Vec::new();
    for action in &reply.actions {
        match action {
            Action::Say(line) => said.push(line.utterance.message()),
            Action::Gather(gather) => said.extend(gather.prompt.iter().map(|line| line.utterance.message())),
            Action::Record(_) => said.push("(record)"),
            Action::Pause { .. } => said.push("(pause)"),
            Action::Continue => said.push("(go on)"),
            Action::HangUp => said.push("(hang up)"),
        }
    }
    said.join(" ")
}

/// The steps of a call, with what the provider says went wrong among them.
fn list_logged(tx: &mut dyn Tx, call: CallId) -> Result<Vec<Step>, StoreError> {
    let mut steps = calls::list_steps(tx, call)?;
    for ProviderFault { step, code, at } in calls::list_faults(tx, call)? {
        let input = match code {
            0 => "an error of the telephone company; the call went on at the question that waited".to_owned(),
            code => format!("error {code} of the telephone company; the call went on at the question that waited"),
        };
        let (asked, said) = ("the line".to_owned(), String::new());
        steps.push(Step { step, token: String::new(), at, asked, input, said, reply: None, input_hash: None });
    }
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}

/// A call with its steps.
#[derive(Debug, Clone)]
pub struct LoggedCall {
    /// The call.
    pub listed: CallRow,
    /// Its steps, with what the provider says went wrong among them.
    pub steps: Vec<Step>,
}

/// The latest calls answered from `from` to before `to`, at most `limit`, latest first.
pub fn list(
    tx: &mut dyn Tx,
    workspace: Option<WorkspaceId>,
    (from, to): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<LoggedCall>, StoreError> {
    let listed = calls::list_calls(tx, workspace, from, to, limit)?.into_iter();
    listed.map(|listed| Ok(LoggedCall { steps: list_logged(tx, listed.call.id)?, listed })).collect()
}

/// A call as a page shows it, with nothing in it that could sign anybody in.
#[derive(Debug, Clone)]
pub struct CallView {
    /// The wall clock when it was answered.
    pub answered: String,
    /// The caller's number, all but its end masked.
    pub caller: String,
    /// How long it took; `None` while it goes on.
    pub secs: Option<i64>,
    /// Step by step.
    pub steps: Vec<StepView>,
}

/// One step of a call, in words.
#[derive(Debug, Clone)]
pub struct StepView {
    /// The wall clock when it was answered.
    pub at: String,
    /// The question that was open, by its name.
    pub asked: String,
    /// What the caller has keyed or said, without any digit of a PIN.
    pub input: String,
    /// What was said next, one text for each prompt.
    pub said: Vec<String>,
}

/// A call in words.
pub fn view(tx: &mut dyn Tx, call: &Call, zone: &Zone) -> Result<CallView, StoreError> {
    let steps = list_logged(tx, call.id)?;
    Ok(CallView {
        answered: zone.local(call.answered_at).strftime("%Y-%m-%d %H:%M:%S %Z").to_string(),
        caller: match &call.caller {
            Caller::Number(number) => number.masked(),
            Caller::Withheld => "a withheld number".to_owned(),
        },
        secs: call.ended_at.map(|ended| ended.duration_since(call.answered_at).as_secs().max(0)),
        steps: steps
            .into_iter()
            .map(|step| StepView {
                at: zone.local(step.at).strftime("%H:%M:%S").to_string(),
                asked: if step.asked == "ringing" { "the call was answered".to_owned() } else { step.asked },
                input: step.input,
                said: step.said.split(' ').filter_map(in_words).collect(),
            })
            .collect(),
    })
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

/// A prompt by its name in [`said`], in words for people; nothing for one that says nothing.
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
