//! The mail with an employee's badge. It is made of the key file when the mail is written, and kept nowhere.

use super::Recipient;
use crate::{
    domain::{
        employee::Employee,
        ids::BadgeLinkId,
        kiosk::{CredentialOrigin, badge::Badge},
    },
    mail::{self, letter},
    service::kernel::{
        keys::{DerivedFor, LinkKey},
        qr,
    },
    store::{StoreError, Tx, badge_links, employees, kiosk_credentials, kiosk_policies, mails::NewMail, workspaces},
};

/// Whom the badge of a mail is for; nobody, where it is not shown any more.
pub(super) fn find(
    tx: &mut dyn Tx,
    mail: &NewMail,
    base: &str,
    keys: &LinkKey,
) -> Result<Option<Recipient>, StoreError> {
    let Some(link) = badge_links::find_badge_link(tx, BadgeLinkId::from_bytes(mail.link))? else { return Ok(None) };
    let may_show = kiosk_policies::find_policy(tx, mail.workspace)?.is_some_and(|policy| policy.may_show_again);
    let credential = kiosk_credentials::find_by_id(tx, mail.workspace, link.credential)?;
    let credential = credential.filter(|credential| may_show && credential.origin == CredentialOrigin::Derived);
    let Employee { active, details, .. } = employees::get_employee(tx, mail.workspace, link.employee)?;
    let (true, Some(credential)) = (active, credential) else { return Ok(None) };
    let bytes = keys.derive(DerivedFor::KioskCredential, credential.id.as_bytes(), credential.attempt);
    let Some(picture) = qr::png(Badge::from_bytes(&bytes).expose()) else { return Ok(None) };
    let letter = letter::BadgeLetter {
        name: details.name.clone(),
        workspace: workspaces::get_workspace(tx, mail.workspace)?.settings.name,
        link: format!("{base}/badge/{}", keys.token(&mail.link)),
        picture,
    };
    let (name, language) = (details.name, details.language);
    Ok(Some(Recipient { name, letter: mail::Letter::Badge(letter), language }))
}
