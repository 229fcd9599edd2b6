//! What users are told by mail of what happens at kiosks.

use jiff::Timestamp;

use super::{
    tx::{StoreError, Tx, execute_one, find_one, params},
    value::{FromValue, Value},
};
use crate::domain::ids::{DeviceId, EmployeeId, KioskId, NoticeId, WorkspaceId};

/// What users are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody has forgotten their PIN, and said so at a kiosk.
    ForgottenPin,
    /// The people of a kiosk were exported with their PINs or badges.
    AssigneesExported,
    /// A device was suspended: two browsers had its cookie and its key, or so it seems.
    DeviceSuspended,
    /// A device had more failed tries than it may have.
    DeviceOverAllowance,
}

impl NoticeKind {
    /// Every one that there is.
    pub const ALL: [Self; 4] =
        [Self::ForgottenPin, Self::AssigneesExported, Self::DeviceSuspended, Self::DeviceOverAllowance];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ForgottenPin => "forgotten pin",
            Self::AssigneesExported => "assignees exported",
            Self::DeviceSuspended => "device suspended",
            Self::DeviceOverAllowance => "device over allowance",
        }
    }
}

impl FromValue for NoticeKind {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        let name = String::from_value(value)?;
        let known = Self::ALL.into_iter().find(|kind| kind.name() == name);
        known.ok_or(StoreError::Unreadable("what a notice is about"))
    }
}

/// Something that users are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its own id.
    pub id: NoticeId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What it is about.
    pub kind: NoticeKind,
    /// When it happened.
    pub at: Timestamp,
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

/// Writes a notice down.
pub fn insert_notice(tx: &mut dyn Tx, notice: &Notice) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO notice (id, workspace_id, kind, at, employee_id, kiosk_id, device_id, actor, count) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Notice { id, workspace, kind, at, employee, kiosk, device, actor, count } = notice;
    let params =
        params![*id, *workspace, kind.name(), *at, *employee, *kiosk, *device, actor.as_ref(), count.map(i64::from)];
    execute_one(tx, SQL, params)
}

/// The notice that a mail is about.
pub fn find_notice(tx: &mut dyn Tx, id: NoticeId) -> Result<Option<Notice>, StoreError> {
    const SQL: &str = "SELECT workspace_id, kind, at, employee_id, kiosk_id, device_id, actor, count FROM notice \
                       WHERE id = ?1";
    find_one(tx, SQL, params![id], |row| {
        Ok(Notice {
            id,
            workspace: row.get(0)?,
            kind: row.get(1)?,
            at: row.get(2)?,
            employee: row.get(3)?,
            kiosk: row.get(4)?,
            device: row.get(5)?,
            actor: row.get(6)?,
            count: row.get(7)?,
        })
    })
}

/// Whether there was a notice of a kind about an employee after the one moment, and not after the other: what a clock
/// that was ahead has written down keeps nothing quiet.
pub fn any_about_employee(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    kind: NoticeKind,
    (after, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM notice WHERE employee_id = ?1 AND kind = ?2 AND at > ?3 AND at <= ?4 LIMIT 1";
    Ok(find_one(tx, SQL, params![employee, kind.name(), after, until], |_| Ok(()))?.is_some())
}
