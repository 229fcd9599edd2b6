//! By what ways a message about alerts reaches a user: by mail, and as a text to who wants that as well. What is told, and
//! to whom, is decided before.

use crate::{
    service::kernel::{
        Unit,
        outbox::{self, LinkMail},
        texts::{self, TextAbout},
    },
    store::{StoreError, alert_choices::AlertReader, alert_letters::AlertLetter, mails::MailKind},
};

/// Hands a message over to what sends it, in the transaction that has written it down.
pub(super) fn hand_over(u: &mut Unit<'_>, letter: &AlertLetter, reader: &AlertReader) -> Result<(), StoreError> {
    let (workspace, link, recipient) = (letter.workspace, *letter.id.as_bytes(), reader.email.clone());
    outbox::queue(u, LinkMail { workspace, kind: MailKind::Alert, link, employee: None, recipient })?;
    if let Some(number) = reader.delivery.texted_at() {
        texts::queue(u, workspace, TextAbout::Alerts(letter.id, reader.user), number.clone())?;
    }
    Ok(())
}
