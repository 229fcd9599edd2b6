//! The road of a pay period to payday, in words.

use crate::{
    domain::pen::Pen,
    service::overview::road::{Road, Stage},
    web::pages::pay_period::PeriodSwitch,
};

/// A part of the road as the page shows it.
pub(super) struct StageRow {
    /// What is to be done.
    pub name: &'static str,
    /// How far it has come.
    pub words: String,
    /// Where it is done.
    pub to: String,
    /// Whether nothing is left of it.
    pub done: bool,
    /// What the button says, where this is to be done next.
    pub next: Option<&'static str>,
}

/// What the start page says of a pay period.
pub(super) struct RoadView {
    /// The way to other periods.
    pub switch: PeriodSwitch,
    /// Whether anybody has anything in the period.
    pub is_empty: bool,
    /// The parts, in their order.
    pub stages: Vec<StageRow>,
}

impl RoadView {
    pub(super) fn new(road: &Road, pen: &Pen) -> Self {
        let next = road.next();
        let from = road.period.days.from;
        let stage = |stage: Stage| {
            let (name, to, button) = match stage {
                Stage::Exceptions => ("Exceptions", "/exceptions".to_owned(), "Resolve exceptions"),
                Stage::VoiceChecks => ("Voice checks", "/voice-checks".to_owned(), "Hear voice checks"),
                Stage::Approvals => ("Approvals", format!("/approvals?from={from}"), "Approve hours"),
                Stage::Export => ("Export", "/exports".to_owned(), "Export hours"),
            };
            let is_next = next == Some(stage);
            StageRow { name, words: words(road, stage), to, done: road.is_done(stage), next: is_next.then_some(button) }
        };
        Self {
            switch: PeriodSwitch::new("/home", Vec::new(), &road.period, pen),
            is_empty: road.people == 0,
            stages: Stage::ALL.map(stage).into(),
        }
    }
}

fn words(road: &Road, stage: Stage) -> String {
    let (all, serious) = match stage {
        Stage::Exceptions => road.exceptions,
        Stage::VoiceChecks => road.voice_checks,
        Stage::Approvals | Stage::Export => (0, 0),
    };
    match stage {
        Stage::Exceptions if all == 0 => "None open in this period".to_owned(),
        Stage::Exceptions if serious == 0 => format!("{all} open, none must be resolved before payroll"),
        Stage::Exceptions => format!("{all} open, {serious} must be resolved before payroll"),
        Stage::VoiceChecks if all == 0 => "All heard".to_owned(),
        Stage::VoiceChecks if serious == 0 => format!("{all} to hear, none flagged"),
        Stage::VoiceChecks => format!("{all} to hear, {serious} flagged"),
        Stage::Approvals if !road.period.is_over() => {
            format!("{} of {} approved; the period is still in progress", road.approved, road.people)
        }
        Stage::Approvals if road.clean > 0 => {
            format!("{} of {} approved, {} ready to approve", road.approved, road.people, road.clean)
        }
        Stage::Approvals => format!("{} of {} approved", road.approved, road.people),
        Stage::Export => match road.batches {
            0 => "Not exported yet".to_owned(),
            1 => "Exported once".to_owned(),
            batches => format!("Exported {batches} times"),
        },
    }
}
