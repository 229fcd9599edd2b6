//! What the pages about clocking by phone say of confirmations by text, and of the last text to somebody.

use crate::{
    domain::{pen::Pen, workspace::Zone},
    service::kernel::texts::{
        TextAbout, TextKind, TextMessage, TextStage,
        consents::{ConfirmationChoice, TextConsent},
    },
    wording::admin::TextsWords,
};

/// Whether punches are confirmed, and who has said so.
#[derive(Default)]
pub(super) struct ConfirmationsView {
    pub said: String,
    pub on: bool,
}

impl ConfirmationsView {
    /// To one employee.
    pub(super) fn of_employee(choice: &ConfirmationChoice, words: &TextsWords, pen: (&Pen, &Zone)) -> Self {
        let said = match (&choice.own, &choice.of_workspace) {
            (Some(own), _) if own.allowed => words.own_confirmed(by(own, pen)),
            (Some(own), _) => words.own_unconfirmed(by(own, pen)),
            (None, Some(all)) if all.allowed => words.all_confirmed(by(all, pen)),
            (None, Some(_) | None) => words.none_confirmed.clone(),
        };
        Self { said, on: choice.is_on() }
    }

    /// To everybody.
    pub(super) fn of_workspace(choice: &ConfirmationChoice, words: &TextsWords, pen: (&Pen, &Zone)) -> Self {
        let said = match &choice.of_workspace {
            Some(all) if all.allowed => words.all_confirmed(by(all, pen)),
            Some(all) => words.all_unconfirmed(by(all, pen)),
            None => words.none_confirmed.clone(),
        };
        Self { said, on: choice.is_on() }
    }
}

fn by(said: &TextConsent, (pen, zone): (&Pen, &Zone)) -> String {
    format!("{}, {}", said.actor, pen.moment(said.at, zone))
}

/// The last text to somebody: what and when, how far it has come, and why no further.
pub(super) struct LastText {
    pub what: String,
    pub problem: Option<String>,
}

impl LastText {
    pub(super) fn new(
        (text, at): (TextMessage, jiff::Timestamp),
        words: &TextsWords,
        (pen, zone): (&Pen, &Zone),
    ) -> Self {
        let kind = match text.about {
            TextAbout::Link(TextKind::SetupLink, ..) => &words.kind_setup,
            TextAbout::Link(TextKind::WorkerPage, ..) => &words.kind_page,
            TextAbout::Confirmation(..) => &words.kind_confirmation,
            TextAbout::Alerts(..) => &words.kind_alert,
            TextAbout::Reply(..) => &words.kind_reply,
        };
        let stage = match text.stage {
            TextStage::Waiting => &words.stage_waiting,
            TextStage::Accepted => &words.stage_accepted,
            TextStage::Sent => &words.stage_sent,
            TextStage::Delivered => &words.stage_delivered,
            TextStage::Undelivered | TextStage::Failed => &words.stage_failed,
        };
        Self { what: words.last_text(kind, pen.moment(at, zone), stage), problem: text.problem }
    }
}
