//! The mail about alerts: to one user, with all that their message tells.

use super::Recipient;
use crate::{
    domain::ids::AlertLetterId,
    mail::{
        self,
        alert::{AlertLetter, AlertLine},
    },
    service::kernel::alerts::told::{self, ToldAlert, ToldAlerts},
    store::{StoreError, Tx, alert_letters, mails::NewMail, users},
};

/// Whom a message is for, and what it says; nobody, where the user is no longer active.
pub(super) fn find(tx: &mut dyn Tx, mail: &NewMail, base: &str) -> Result<Option<Recipient>, StoreError> {
    let Some(letter) = alert_letters::find_letter(tx, AlertLetterId::from_bytes(mail.link))? else { return Ok(None) };
    let user = users::find_user(tx, letter.workspace, letter.user)?;
    let Some(user) = user.filter(|user| user.active && user.workspace == mail.workspace) else { return Ok(None) };
    let ToldAlerts { workspace, pen, open, more_open, closed, more_closed } = told::find(tx, &letter, &user)?;
    let lines = |alerts: Vec<ToldAlert>| {
        let line = |ToldAlert { sentence, path }| AlertLine { sentence, link: format!("{base}{path}") };
        alerts.into_iter().map(line).collect()
    };
    let letter = AlertLetter {
        name: user.name.clone(),
        workspace,
        day: pen.day(pen.today),
        is_digest: letter.is_digest,
        open: lines(open),
        more_open,
        closed: lines(closed),
        more_closed,
        settings: format!("{base}/account/alerts"),
    };
    Ok(Some(Recipient { name: user.name, letter: mail::Letter::Alert(letter), language: user.language.spoken() }))
}
