//! What users are told by mail of what happens at kiosks: one notice, and a mail to each of those whom it concerns.

use super::{
    Unit,
    outbox::{self, LinkMail},
};
pub use crate::store::notices::{Notice, NoticeKind};
use crate::{
    domain::{
        ids::{DeviceId, EmployeeId, KioskId, NoticeId, WorkspaceId},
        user::Role,
    },
    store::{StoreError, mails::MailKind, notices, users},
};

/// Whom what happens with PINs, badges and devices concerns.
pub const OWNERS_AND_ADMINS: &[Role] = &[Role::Owner, Role::Admin];

/// What there is to tell. It happened now.
#[derive(Debug, Clone)]
pub(in crate::service) struct NewNotice {
    /// What it is about.
    pub kind: NoticeKind,
    /// The employee whom it is about.
    pub employee: Option<EmployeeId>,
    /// The kiosk at which it happened.
    pub kiosk: Option<KioskId>,
    /// The device at which it happened.
    pub device: Option<DeviceId>,
    /// The name of whoever did it.
    pub actor: Option<String>,
    /// How many people, or tries.
    pub count: Option<u32>,
}

impl NewNotice {
    /// A notice that is about nobody and nothing yet.
    pub const fn of(kind: NoticeKind) -> Self {
        Self { kind, employee: None, kiosk: None, device: None, actor: None, count: None }
    }
}

/// Writes a notice down, and queues a mail about it to every active user with one of these roles.
pub(in crate::service) fn tell(
    u: &mut Unit<'_>,
    workspace: WorkspaceId,
    new: NewNotice,
    roles: &[Role],
) -> Result<(), StoreError> {
    let NewNotice { kind, employee, kiosk, device, actor, count } = new;
    let id = NoticeId::generate(&u.ids);
    notices::insert_notice(u.tx, &Notice { id, workspace, kind, at: u.now, employee, kiosk, device, actor, count })?;
    let users = users::list_users(u.tx, workspace)?.into_iter().map(|(user, _)| user);
    for user in users.filter(|user| user.active && roles.contains(&user.role)) {
        let (kind, link, recipient) = (MailKind::Notice, *id.as_bytes(), user.email);
        outbox::queue(u, LinkMail { workspace, kind, link, employee: None, recipient })?;
    }
    Ok(())
}
