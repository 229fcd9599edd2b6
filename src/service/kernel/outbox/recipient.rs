//! Whom a mail of the outbox is for and what it says, or why it is not sent any more.

mod alert;
mod badge;
mod notice;

use jiff::Timestamp;
use url::Url;

use crate::{
    domain::{caller::E164, employee::Employee, ids::MailId, language::Language, user::Email},
    mail::{self, Message, RenderedLetter, Sender, letter},
    service::kernel::keys::LinkKey,
    store::{
        StoreError, Tx, employees,
        mails::{self, LinkState, MailKind, MailStage, NewMail},
        phone_clocking, users, workspaces,
    },
};

/// What mails say of the gateway.
pub(super) struct Letterhead {
    /// Without a slash at its end.
    base: String,
    number: Option<String>,
}

impl Letterhead {
    pub(super) fn new(public_url: &Url, dial_in_number: Option<&E164>) -> Self {
        let base = public_url.as_str().trim_end_matches('/').to_owned();
        Self { base, number: dial_in_number.map(|number| number.as_str().to_owned()) }
    }
}

/// What to do with a mail of the outbox.
pub(super) enum NextMail {
    Send(Box<WrittenMail>),
    /// With the reason, in words for the admin.
    Drop(String),
    Nothing,
}

/// A mail in words, and whom it is for.
pub(super) struct WrittenMail {
    id: MailId,
    name: String,
    to: Email,
    written: RenderedLetter,
}

impl WrittenMail {
    /// As it is handed over.
    pub(super) fn from(self, from: Sender, at: Timestamp) -> Message {
        let Self { id, name, to, written: RenderedLetter { subject, text, html, picture } } = self;
        Message { id, from, name, to, at, subject, text, html, picture }
    }
}

/// Whom a mail is for, and what it says.
struct Recipient {
    name: String,
    letter: mail::Letter,
    language: Language,
}

/// What is to be done with a mail at `now`, by which links are judged.
pub(super) fn find_next(
    tx: &mut dyn Tx,
    id: MailId,
    letterhead: &Letterhead,
    (keys, now): (&LinkKey, Timestamp),
) -> Result<NextMail, StoreError> {
    let (mail, state) = mails::get_mail(tx, id)?;
    match state.state {
        MailStage::Waiting => {}
        MailStage::Sent | MailStage::Failed => return Ok(NextMail::Nothing),
    }
    let found = match mail.kind {
        MailKind::Notice => notice::find(tx, &mail, &letterhead.base)?,
        MailKind::Alert => alert::find(tx, &mail, &letterhead.base)?,
        MailKind::SetupLink
        | MailKind::PinChosen
        | MailKind::Invitation
        | MailKind::PasswordReset
        | MailKind::Badge
        | MailKind::WorkerPage => {
            let Some(link) = mails::find_link(tx, mail.kind, mail.link)? else {
                return Ok(NextMail::Drop("its link is gone".to_owned()));
            };
            if let Some(reason) = spent(&link, now).filter(|_| mail.kind.carries_link()) {
                return Ok(NextMail::Drop(reason.to_owned()));
            }
            about_link(tx, &mail, &link, letterhead, (keys, now))?
        }
    };
    let Some(Recipient { name, letter, language }) = found else {
        let reason = match mail.kind {
            MailKind::PinChosen => "the person is no longer active, or no longer has a PIN",
            MailKind::Badge => "the person is no longer active, or badges are no longer shown again",
            MailKind::SetupLink
            | MailKind::Invitation
            | MailKind::PasswordReset
            | MailKind::Notice
            | MailKind::Alert
            | MailKind::WorkerPage => "the person is no longer active",
        };
        return Ok(NextMail::Drop(reason.to_owned()));
    };
    Ok(match letter.write(language) {
        Ok(written) => NextMail::Send(Box::new(WrittenMail { id, name, to: mail.recipient, written })),
        Err(error) => NextMail::Drop(error.to_string()),
    })
}

/// Whom a mail about a link is for; nobody, where it is not sent any more.
fn about_link(
    tx: &mut dyn Tx,
    mail: &NewMail,
    link: &LinkState,
    letterhead: &Letterhead,
    (keys, now): (&LinkKey, Timestamp),
) -> Result<Option<Recipient>, StoreError> {
    match mail.kind {
        MailKind::SetupLink => invited(tx, mail, letterhead, keys),
        MailKind::PinChosen => ready_to_call(tx, mail, letterhead, now),
        MailKind::Badge => badge::find(tx, mail, &letterhead.base, keys),
        MailKind::WorkerPage => worker_page(tx, mail, letterhead, keys),
        MailKind::Invitation | MailKind::PasswordReset => user(tx, mail, link, letterhead, keys),
        MailKind::Notice | MailKind::Alert => Ok(None),
    }
}

/// Why a link is no longer worth a mail.
fn spent(link: &LinkState, now: Timestamp) -> Option<&'static str> {
    if link.used {
        Some("the link was used before the email was sent")
    } else if link.replaced {
        Some("replaced by a newer link")
    } else if link.ends_at <= now {
        Some("the link expired before the email was sent")
    } else {
        None
    }
}

/// An employee with a setup link; nobody, where they are not to get a mail any more.
fn invited(
    tx: &mut dyn Tx,
    mail: &NewMail,
    letterhead: &Letterhead,
    keys: &LinkKey,
) -> Result<Option<Recipient>, StoreError> {
    let Some(id) = mail.employee else { return Ok(None) };
    let Employee { active, details, .. } = employees::get_employee(tx, mail.workspace, id)?;
    if !active {
        return Ok(None);
    }
    let Letterhead { base, number } = letterhead;
    let letter = letter::SetupLink {
        name: details.name.clone(),
        workspace: workspaces::get_workspace(tx, mail.workspace)?.settings.name,
        link: format!("{base}/setup/{}", keys.token(&mail.link)),
        number: number.clone(),
        has_pin: mails::has_pin(tx, id)?,
        practice: format!("{base}/practice"),
    };
    let (name, language) = (details.name, details.language);
    Ok(Some(Recipient { name, letter: mail::Letter::SetupLink(letter), language }))
}

/// An employee with a link to their own page; nobody, where they are not to get a mail any more.
fn worker_page(
    tx: &mut dyn Tx,
    mail: &NewMail,
    letterhead: &Letterhead,
    keys: &LinkKey,
) -> Result<Option<Recipient>, StoreError> {
    let Some(id) = mail.employee else { return Ok(None) };
    let Employee { active, details, .. } = employees::get_employee(tx, mail.workspace, id)?;
    if !active {
        return Ok(None);
    }
    let letter = letter::WorkerPageLetter {
        name: details.name.clone(),
        workspace: workspaces::get_workspace(tx, mail.workspace)?.settings.name,
        link: format!("{}/my/{}", letterhead.base, keys.token(&mail.link)),
    };
    let (name, language) = (details.name, details.language);
    Ok(Some(Recipient { name, letter: mail::Letter::WorkerPage(letter), language }))
}

/// An employee who has chosen a PIN, as long as it and the ID are good.
fn ready_to_call(
    tx: &mut dyn Tx,
    mail: &NewMail,
    letterhead: &Letterhead,
    now: Timestamp,
) -> Result<Option<Recipient>, StoreError> {
    let Some(id) = mail.employee else { return Ok(None) };
    let Some(person) = phone_clocking::find_person(tx, mail.workspace, id, now)? else { return Ok(None) };
    let Employee { active, details, .. } = person.employee;
    let (true, Some(_), Some(clock_id)) = (active, person.pin_set_at, person.clock_id) else { return Ok(None) };
    let settings = workspaces::get_workspace(tx, mail.workspace)?.settings;
    let says_name = details.says_name(&settings);
    let letter = letter::ReadyToCall {
        name: details.name.clone(),
        workspace: settings.name,
        number: letterhead.number.clone(),
        clock_id: clock_id.to_string(),
        says_name,
        practice: format!("{}/practice", letterhead.base),
    };
    let (name, language) = (details.name, details.language);
    Ok(Some(Recipient { name, letter: mail::Letter::ReadyToCall(letter), language }))
}

/// A user with a password link.
fn user(
    tx: &mut dyn Tx,
    mail: &NewMail,
    link: &LinkState,
    letterhead: &Letterhead,
    keys: &LinkKey,
) -> Result<Option<Recipient>, StoreError> {
    let Some(id) = link.user else { return Ok(None) };
    let user = users::get_user(tx, id)?;
    if !user.active {
        return Ok(None);
    }
    let workspace = workspaces::get_workspace(tx, mail.workspace)?.settings.name;
    let link = format!("{}/welcome/{}", letterhead.base, keys.token(&mail.link));
    let letter = letter::Welcome { name: user.name.clone(), workspace, link };
    let letter = match mail.kind {
        MailKind::PasswordReset => mail::Letter::PasswordReset(letter),
        MailKind::Invitation
        | MailKind::SetupLink
        | MailKind::PinChosen
        | MailKind::Badge
        | MailKind::Notice
        | MailKind::Alert
        | MailKind::WorkerPage => mail::Letter::Invitation(letter),
    };
    Ok(Some(Recipient { name: user.name, letter, language: user.language.spoken() }))
}
