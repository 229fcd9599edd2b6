//! What somebody who was found can do, and whether they are asked.

use jiff::Timestamp;

use crate::{
    dialog::{
        event::{RecentPunch, Standing},
        utterance::Way,
    },
    domain::{employee::Employee, ids::IdentificationId, language::Language, workspace::Zone},
    service::{
        kiosks::{jobs::OfferedJob, place::Place},
        punching::PunchContext,
    },
    store::identifications::Identification,
};

/// One thing that somebody can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// To clock in.
    In,
    /// To clock out.
    Out,
    /// To begin a new shift, with the open one left without an end.
    NewShift,
    /// To clock out, and in to another job at that moment.
    SwitchJob,
    /// To leave it as it is.
    Keep,
}

/// Why somebody is asked who would have had one thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The open entry is older than the workspace's limit.
    Forgotten,
    /// The last punch is moments ago.
    JustClocked,
}

/// What somebody is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// By which the choice is made.
    pub identification: IdentificationId,
    /// The name of whoever was found.
    pub name: String,
    /// Their language.
    pub language: Language,
    /// Why they are asked; none where there is more than one thing to do.
    pub question: Option<Question>,
    /// Since when they have been in, or when they clocked last.
    pub since: Option<Timestamp>,
    /// The zone of the place.
    pub zone: Zone,
    /// What they can do.
    pub choices: Vec<Choice>,
    /// The jobs that they can go on to.
    pub jobs: Vec<OfferedJob>,
}

/// What there is to do for somebody, by where they stand.
pub(super) struct Possible {
    question: Option<Question>,
    since: Option<Timestamp>,
    choices: Vec<Choice>,
    confirm: bool,
}

/// By where somebody stands, and whether they could go on to another job. `confirm`: they are shown their name first.
pub(super) fn find(context: &PunchContext, place: &Place, jobs: &[OfferedJob], confirm: bool) -> Possible {
    let (question, choices) = match context.standing(&place.workspace) {
        Standing { just_clocked: Some(RecentPunch { way: Way::In, .. }), .. } => {
            (Some(Question::JustClocked), vec![Choice::Keep, Choice::Out])
        }
        Standing { just_clocked: Some(RecentPunch { way: Way::Out, .. }), .. } => {
            (Some(Question::JustClocked), vec![Choice::Keep, Choice::In])
        }
        Standing { open: Some(open), .. } if open.forgotten => {
            (Some(Question::Forgotten), vec![Choice::NewShift, Choice::Out])
        }
        Standing { open: Some(_), .. } if jobs.is_empty() => (None, vec![Choice::Out]),
        Standing { open: Some(_), .. } => (None, vec![Choice::Out, Choice::SwitchJob]),
        Standing { open: None, .. } => (None, vec![Choice::In]),
    };
    Possible { question, since: context.since(), choices, confirm }
}

impl Possible {
    /// The one thing to do, which is done without a question.
    pub fn at_once(&self) -> Option<Choice> {
        match self.choices.as_slice() {
            [only] if !self.confirm && self.question.is_none() => Some(*only),
            _ => None,
        }
    }

    pub fn has(&self, choice: Choice) -> bool {
        self.choices.contains(&choice)
    }

    pub fn of(
        self,
        place: &Place,
        identification: &Identification,
        employee: &Employee,
        offered: Vec<OfferedJob>,
    ) -> Choices {
        let jobs = if self.has(Choice::SwitchJob) || self.has(Choice::In) { offered } else { Vec::new() };
        Choices {
            identification: identification.id,
            name: employee.details.name.clone(),
            language: employee.details.language,
            question: self.question,
            since: self.since,
            zone: place.zone().clone(),
            choices: self.choices,
            jobs,
        }
    }
}
