//! The mail about alerts: to one user, with all that their message tells.

use super::Recipient;
use crate::{
    domain::{ids::AlertLetterId, pen::Pen},
    mail::{
        self,
        alert::{AlertLetter, AlertLine, AlertSentence},
    },
    service::kernel::alerts::{AlertAbout, AlertView, AlertViewer},
    store::{
        StoreError, Tx,
        alert_letters::{self, LetterPart},
        mails::NewMail,
        users, workspaces,
    },
};

/// Alerts that are named in one part of a mail; the others are counted.
const MOST_NAMED: usize = 50;

/// Whom a message is for, and what it says; nobody, where the user is no longer active.
pub(super) fn find(tx: &mut dyn Tx, mail: &NewMail, base: &str) -> Result<Option<Recipient>, StoreError> {
    let Some(letter) = alert_letters::find_letter(tx, AlertLetterId::from_bytes(mail.link))? else { return Ok(None) };
    let user = users::find_user(tx, letter.workspace, letter.user)?;
    let Some(user) = user.filter(|user| user.active && user.workspace == mail.workspace) else { return Ok(None) };
    let settings = workspaces::get_workspace(tx, letter.workspace)?.settings;
    let pen = Pen::new(settings.formats, settings.zone, user.language, letter.at);
    let told = alert_letters::list_told(tx, letter.id)?;
    let mut viewer = AlertViewer::new(tx, letter.workspace)?;
    let mut part = |part: LetterPart| -> Result<(Vec<AlertLine>, usize), StoreError> {
        let alerts: Vec<_> = told.iter().filter(|(_, of)| *of == part).map(|(alert, _)| alert).collect();
        let named = alerts.iter().take(MOST_NAMED).map(|alert| {
            let view = viewer.view(tx, alert)?;
            Ok(AlertLine { sentence: sentence(&pen, &view, part), link: format!("{base}{}", view.path()) })
        });
        Ok((named.collect::<Result<_, StoreError>>()?, alerts.len().saturating_sub(MOST_NAMED)))
    };
    let (open, more_open) = part(LetterPart::Open)?;
    let (closed, more_closed) = part(LetterPart::Closed)?;
    let letter = AlertLetter {
        name: user.name.clone(),
        workspace: settings.name,
        day: pen.day(pen.today),
        is_digest: letter.is_digest,
        open,
        more_open,
        closed,
        more_closed,
        settings: format!("{base}/account/alerts"),
    };
    Ok(Some(Recipient { name: user.name, letter: mail::Letter::Alert(letter), language: user.language }))
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
