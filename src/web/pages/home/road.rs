//! The road of a pay period to payday, in words.

use crate::{
    domain::pen::Pen,
    service::overview::road::{Road, Stage},
    web::pages::pay_period::PeriodSwitch,
    wording::admin::{AdminWords, RoadWords},
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
    pub(super) fn new(road: &Road, words: &'static AdminWords, pen: &Pen) -> Self {
        let next = road.next();
        let from = road.period.days.from;
        let stage = |stage: Stage| {
            let (frame, road_words) = (&words.frame, &words.road);
            let (name, to, button) = match stage {
                Stage::Exceptions => (&frame.exceptions, "/exceptions".to_owned(), &road_words.next_exceptions),
                Stage::VoiceChecks => (&frame.voice_checks, "/voice-checks".to_owned(), &road_words.next_voice_checks),
                Stage::Approvals => (&frame.approvals, format!("/approvals?from={from}"), &road_words.next_approvals),
                Stage::Export => (&road_words.export, "/exports".to_owned(), &road_words.next_export),
            };
            StageRow {
                name,
                words: how_far(road, stage, road_words),
                to,
                done: road.is_done(stage),
                next: (next == Some(stage)).then_some(button),
            }
        };
        Self {
            switch: PeriodSwitch::new("/home", Vec::new(), &road.period, pen),
            is_empty: road.people == 0,
            stages: Stage::ALL.map(stage).into(),
        }
    }
}

fn how_far(road: &Road, stage: Stage, words: &RoadWords) -> String {
    let (all, serious) = match stage {
        Stage::Exceptions => road.exceptions,
        Stage::VoiceChecks => road.voice_checks,
        Stage::Approvals | Stage::Export => (0, 0),
    };
    match stage {
        Stage::Exceptions if all == 0 => words.none_open.clone(),
        Stage::Exceptions if serious == 0 => words.open_none_serious(all),
        Stage::Exceptions => words.open_serious(all, serious),
        Stage::VoiceChecks if all == 0 => words.all_heard.clone(),
        Stage::VoiceChecks if serious == 0 => words.to_hear(all),
        Stage::VoiceChecks => words.to_hear_flagged(all, serious),
        Stage::Approvals if !road.period.is_over() => words.approved_so_far(road.approved, road.people),
        Stage::Approvals if road.clean > 0 => words.approved_and_ready(road.approved, road.people, road.clean),
        Stage::Approvals => words.approved(road.approved, road.people),
        Stage::Export if road.batches == 0 => words.not_exported.clone(),
        Stage::Export => words.exported(road.batches),
    }
}
