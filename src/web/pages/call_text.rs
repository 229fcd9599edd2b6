//! A call step by step, in words, on the wall clock of a zone.

use super::written::WrittenTime;
use crate::{
    domain::{caller::Caller, pen::Pen, workspace::Zone},
    service::call_log::{CallView, LoggedEvent, LoggedStep},
    wording::{
        admin::AdminWords,
        calls::{asked, input_text, said},
    },
};

/// A call as pages show it.
pub(super) struct CallText {
    pub answered: WrittenTime,
    /// The caller's number, all but its end masked.
    pub caller: String,
    /// How long it took; `None` while it goes on.
    pub secs: Option<i64>,
    pub steps: Vec<StepText>,
}

/// One step of it.
pub(super) struct StepText {
    pub at: String,
    pub asked: String,
    pub input: String,
    pub said: Vec<String>,
}

impl CallText {
    pub(super) fn new(call: &CallView, zone: &Zone, pen: &Pen) -> Self {
        let words = AdminWords::of(pen.language);
        Self {
            answered: WrittenTime::moment(pen, call.answered_at, zone),
            caller: match &call.caller {
                Caller::Number(number) => number.masked(),
                Caller::Withheld => words.calls.withheld.clone(),
            },
            secs: call.ended_at.map(|ended| ended.duration_since(call.answered_at).as_secs().max(0)),
            steps: call.steps.iter().map(|step| StepText::new(words, step, zone)).collect(),
        }
    }
}

impl StepText {
    fn new(words: &AdminWords, step: &LoggedStep, zone: &Zone) -> Self {
        Self {
            at: zone.local(step.at).strftime("%H:%M:%S").to_string(),
            asked: match &step.event {
                LoggedEvent::Step { asked, .. } if asked == "ringing" => words.calls.answered.clone(),
                LoggedEvent::Step { .. } | LoggedEvent::Fault { .. } => asked(words, &step.event).to_owned(),
            },
            input: input_text(words, &step.event),
            said: said(words, &step.event),
        }
    }
}
