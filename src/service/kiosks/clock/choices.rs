//! What somebody who was found can do, and whether they are asked.

use jiff::Timestamp;

use crate::{
    dialog::{
        event::{RecentPunch, Standing},
        utterance::Way,
    },
    domain::{
        employee::Employee,
        ids::{BreakKindId, IdentificationId},
        language::Language,
        workspace::Zone,
    },
    service::{
        kiosks::{jobs::OfferedJob, place::Place},
        punching::PunchContext,
    },
    store::{StoreError, Tx, break_kinds, identifications::Identification},
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
    /// To start a break of this kind.
    StartBreak(BreakKindId),
    /// To end the break that they are on.
    EndBreak,
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
    /// What the kinds of breaks are called that they can start.
    pub kinds: Vec<(BreakKindId, String)>,
}

/// What there is to do for somebody, by where they stand.
pub(super) struct Possible {
    question: Option<Question>,
    since: Option<Timestamp>,
    choices: Vec<Choice>,
    confirm: bool,
    breaks: Breaks,
}

/// The kinds of breaks that somebody who is in and on none can start.
pub(super) struct Breaks {
    kinds: Vec<(BreakKindId, String)>,
}

impl Breaks {
    pub fn find(tx: &mut dyn Tx, place: &Place, context: &PunchContext) -> Result<Self, StoreError> {
        if context.open_entry().is_none() || context.is_on_break() {
            return Ok(Self { kinds: Vec::new() });
        }
        let kinds = break_kinds::list_kinds(tx, place.workspace.id)?.into_iter();
        let in_use = kinds.filter(|kind| kind.archived_at.is_none()).map(|kind| (kind.id, kind.name));
        Ok(Self { kinds: in_use.collect() })
    }
}

/// By where somebody stands, and whether they could go on to another job or start a break. `confirm`: they are shown their name first.
pub(super) fn find(
    context: &PunchContext,
    place: &Place,
    (jobs, breaks): (&[OfferedJob], Breaks),
    confirm: bool,
) -> Possible {
    let (question, choices) = match context.standing(&place.workspace) {
        // Whoever is on a break comes back from it, before they go on to another job.
        Standing { open: Some(open), on_break: true, .. } if !open.forgotten => {
            (None, vec![Choice::EndBreak, Choice::Out])
        }
        Standing { just_clocked: Some(RecentPunch { way: Way::In, .. }), .. } => {
            (Some(Question::JustClocked), vec![Choice::Keep, Choice::Out])
        }
        Standing { just_clocked: Some(RecentPunch { way: Way::Out, .. }), .. } => {
            (Some(Question::JustClocked), vec![Choice::Keep, Choice::In])
        }
        Standing { open: Some(open), .. } if open.forgotten => {
            (Some(Question::Forgotten), vec![Choice::NewShift, Choice::Out])
        }
        Standing { open: Some(_), .. } => {
            let switch = Some(Choice::SwitchJob).filter(|_| !jobs.is_empty());
            let start = breaks.kinds.iter().map(|(kind, _)| Choice::StartBreak(*kind));
            (None, [Choice::Out].into_iter().chain(start).chain(switch).collect())
        }
        Standing { open: None, .. } => (None, vec![Choice::In]),
    };
    Possible { question, since: context.since(), choices, confirm, breaks }
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
            kinds: self.breaks.kinds,
        }
    }
}
