//! What a message about alerts says, whether it goes by mail or as a text.

use super::{AlertAbout, AlertView, AlertViewer};
use crate::{
    domain::{pen::Pen, user::User},
    mail::alert::AlertSentence,
    store::{
        StoreError, Tx,
        alert_letters::{self, AlertLetter, LetterPart},
        workspaces,
    },
};

/// Alerts that are named in one part of a message; the others are counted.
const MOST_NAMED: usize = 50;

/// What a message tells.
pub struct ToldAlerts {
    /// The workspace's name.
    pub workspace: String,
    /// How its dates are written, for the user.
    pub pen: Pen,
    /// What was raised, or is open.
    pub open: Vec<ToldAlert>,
    /// How many more.
    pub more_open: usize,
    /// What is over.
    pub closed: Vec<ToldAlert>,
    /// How many more.
    pub more_closed: usize,
}

/// One alert.
pub struct ToldAlert {
    /// What there is to say.
    pub sentence: AlertSentence,
    /// The page on which something can be done about it.
    pub path: String,
}

/// What a message tells its user.
pub fn find(tx: &mut dyn Tx, letter: &AlertLetter, user: &User) -> Result<ToldAlerts, StoreError> {
    let settings = workspaces::get_workspace(tx, letter.workspace)?.settings;
    let pen = Pen::new(settings.formats, settings.zone, user.language, letter.at);
    let told = alert_letters::list_told(tx, letter.id)?;
    let mut viewer = AlertViewer::new(tx, letter.workspace)?;
    let mut part = |part: LetterPart| -> Result<(Vec<ToldAlert>, usize), StoreError> {
        let alerts: Vec<_> = told.iter().filter(|(_, of)| *of == part).map(|(alert, _)| alert).collect();
        let named = alerts.iter().take(MOST_NAMED).map(|alert| {
            let view = viewer.view(tx, alert)?;
            Ok(ToldAlert { sentence: sentence(&pen, &view, part), path: view.path() })
        });
        Ok((named.collect::<Result<_, StoreError>>()?, alerts.len().saturating_sub(MOST_NAMED)))
    };
    let (open, more_open) = part(LetterPart::Open)?;
    let (closed, more_closed) = part(LetterPart::Closed)?;
    Ok(ToldAlerts { workspace: settings.name, pen, open, more_open, closed, more_closed })
}

/// What is said of an alert: how it was when it was raised, or how it ended.
fn sentence(pen: &Pen, alert: &AlertView, part: LetterPart) -> AlertSentence {
    let at = pen.since(alert.at, &alert.zone, alert.opened_at);
    let over = match part {
        LetterPart::Open => None,
        LetterPart::Closed => Some(alert.over_at().map(|over| pen.since(over, &alert.zone, alert.opened_at))),
    };
    let has_lapsed = part == LetterPart::Closed && alert.has_lapsed();
    match &alert.about {
        AlertAbout::InTooLong { employee, .. } => {
            AlertSentence::InTooLong { employee: employee.name.clone(), since: at, over, has_lapsed }
        }
        AlertAbout::NearOvertime { employee, worked_secs, limit_secs } => AlertSentence::NearOvertime {
            employee: employee.name.clone(),
            hours: pen.hours(*worked_secs),
            limit: limit_secs.map(|limit| pen.hours(limit)),
            over: over.is_some(),
            has_lapsed,
        },
        AlertAbout::NotHere { employee } => {
            AlertSentence::NotHere { employee: employee.name.clone(), expected: at, over, has_lapsed }
        }
        AlertAbout::KioskSilent { device, kiosk } => AlertSentence::KioskSilent {
            device: device.clone(),
            kiosk: kiosk.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            since: at,
            over,
            has_lapsed,
        },
        AlertAbout::LineFailing { trouble, count } => {
            let (trouble, count, over) = (*trouble, *count, over.is_some());
            AlertSentence::LineFailing { trouble, count, since: at, over, has_lapsed }
        }
    }
}
