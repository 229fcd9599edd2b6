//! The mail about a notice: to one of the users whom it concerns.

use super::Recipient;
use crate::{
    domain::ids::{DeviceId, EmployeeId, KioskId, NoticeId, WorkspaceId},
    mail::{
        self,
        letter::{NoticeAbout, NoticeLetter},
    },
    store::{
        StoreError, Tx, employees, kiosk_devices, kiosks,
        mails::NewMail,
        notices::{self, Notice, NoticeKind},
        users, workspaces,
    },
};

/// Where a notice leads.
const KIOSKS: &str = "/time-tracking/kiosks";

/// Whom a notice is for, and what it says; nobody, where the user is no longer active.
pub(super) fn find(tx: &mut dyn Tx, mail: &NewMail, base: &str) -> Result<Option<Recipient>, StoreError> {
    let Some(notice) = notices::find_notice(tx, NoticeId::from_bytes(mail.link))? else { return Ok(None) };
    let found = users::find_user_by_email(tx, &mail.recipient)?.map(|(user, _)| user);
    let Some(user) = found.filter(|user| user.active && user.workspace == mail.workspace) else { return Ok(None) };
    let Notice { workspace, employee, kiosk, device, actor, count, .. } = notice;
    let at_kiosk = kiosk.map_or_else(|| KIOSKS.to_owned(), |kiosk| format!("{KIOSKS}/{kiosk}"));
    let (about, path) = match (notice.kind, employee) {
        (NoticeKind::ForgottenPin, Some(employee)) => {
            let name = employee_name(tx, workspace, employee)?;
            (NoticeAbout::ForgottenPin(name), format!("/employees/{employee}/kiosk"))
        }
        (NoticeKind::ForgottenPin, None) => return Ok(None),
        (NoticeKind::AssigneesExported, _) => {
            (NoticeAbout::AssigneesExported(actor.unwrap_or_default(), count.unwrap_or(0)), at_kiosk)
        }
        (NoticeKind::DeviceSuspended, _) => {
            (NoticeAbout::DeviceSuspended(device_name(tx, workspace, device)?), at_kiosk)
        }
        (NoticeKind::DeviceOverAllowance, _) => {
            let name = device_name(tx, workspace, device)?;
            (NoticeAbout::DeviceOverAllowance(name, count.unwrap_or(0)), at_kiosk)
        }
    };
    let letter = NoticeLetter {
        name: user.name.clone(),
        workspace: workspaces::get_workspace(tx, workspace)?.settings.name,
        link: format!("{base}{path}"),
        kiosk: kiosk_name(tx, workspace, kiosk)?,
        about,
    };
    Ok(Some(Recipient { name: user.name, letter: mail::Letter::Notice(letter), language: user.language.spoken() }))
}

fn employee_name(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<String, StoreError> {
    Ok(employees::get_employee(tx, workspace, id)?.details.name)
}

/// Empty for one that was deleted meanwhile.
fn kiosk_name(tx: &mut dyn Tx, workspace: WorkspaceId, id: Option<KioskId>) -> Result<String, StoreError> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(kiosks::find_kiosk(tx, workspace, id)?.map(|kiosk| kiosk.name).unwrap_or_default())
}

/// As above.
fn device_name(tx: &mut dyn Tx, workspace: WorkspaceId, id: Option<DeviceId>) -> Result<String, StoreError> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(kiosk_devices::find_device(tx, workspace, id)?.map(|device| device.name).unwrap_or_default())
}
