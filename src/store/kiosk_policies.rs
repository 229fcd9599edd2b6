//! What holds for all kiosks of a workspace.

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    ids::WorkspaceId,
    kiosk::{CredentialKind, Method},
};

/// What holds for all kiosks of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KioskPolicy {
    /// Whether kiosks can be used at all.
    pub activated: bool,
    /// How people are found.
    pub method: Method,
    /// Digits of a PIN behind a name: 4 or 6.
    pub name_pin_digits: usize,
    /// Digits of a PIN behind an employee number: 4 to 6.
    pub number_pin_digits: usize,
    /// Digits of a PIN alone: 4 to 8.
    pub lone_pin_digits: usize,
    /// Whether admins may type a PIN for somebody.
    pub may_type: bool,
    /// Whether generated PINs and badges can be shown again.
    pub may_show_again: bool,
    /// The age at which a PIN is suggested to be renewed, in months.
    pub renew_after_months: Option<u32>,
    /// Whether users sign in by PIN on approved devices.
    pub sign_in_by_pin: bool,
    /// The salt of every slow tag of the workspace.
    pub tag_salt: [u8; 16],
}

/// Digits of the PIN that stands in for a badge.
const FALLBACK_DIGITS: usize = 6;

impl KioskPolicy {
    /// How many digits a PIN of a kind has; none for a badge. What stands in for a badge has 6.
    #[must_use]
    pub const fn digits_of(&self, kind: CredentialKind) -> Option<usize> {
        match kind {
            CredentialKind::NamePin if self.method.has_badge() => Some(FALLBACK_DIGITS),
            CredentialKind::NamePin => Some(self.name_pin_digits),
            CredentialKind::NumberPin => Some(self.number_pin_digits),
            CredentialKind::LonePin => Some(self.lone_pin_digits),
            CredentialKind::Badge => None,
        }
    }
}

const COLUMNS: &str = "activated, method, name_pin_digits, number_pin_digits, lone_pin_digits, may_type, \
                       may_show_again, renew_after_months, sign_in_by_pin, tag_salt";

fn read(row: &Row) -> Result<KioskPolicy, StoreError> {
    let salt: Vec<u8> = row.get(9)?;
    Ok(KioskPolicy {
        activated: row.get(0)?,
        method: row.get(1)?,
        name_pin_digits: row.get(2)?,
        number_pin_digits: row.get(3)?,
        lone_pin_digits: row.get(4)?,
        may_type: row.get(5)?,
        may_show_again: row.get(6)?,
        renew_after_months: row.get(7)?,
        sign_in_by_pin: row.get(8)?,
        tag_salt: salt.as_slice().try_into().map_err(|_| StoreError::Unreadable("the salt of tags"))?,
    })
}

/// The policy; none where kiosks were never activated.
pub fn find_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<KioskPolicy>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk_policy WHERE workspace_id = ?1");
    find_one(tx, &sql, params![workspace], read)
}

/// Writes the policy down, the salt only for the first time.
pub fn set_policy(tx: &mut dyn Tx, workspace: WorkspaceId, policy: &KioskPolicy) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_policy (workspace_id, activated, method, name_pin_digits, \
                       number_pin_digits, lone_pin_digits, may_type, may_show_again, renew_after_months, \
                       sign_in_by_pin, tag_salt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
                       ON CONFLICT (workspace_id) DO UPDATE SET activated = excluded.activated, \
                       method = excluded.method, name_pin_digits = excluded.name_pin_digits, \
                       number_pin_digits = excluded.number_pin_digits, lone_pin_digits = excluded.lone_pin_digits, \
                       may_type = excluded.may_type, may_show_again = excluded.may_show_again, \
                       renew_after_months = excluded.renew_after_months, sign_in_by_pin = excluded.sign_in_by_pin";
    let KioskPolicy { activated, method, may_type, may_show_again, renew_after_months, sign_in_by_pin, .. } = *policy;
    let KioskPolicy { name_pin_digits, number_pin_digits, lone_pin_digits, tag_salt, .. } = policy;
    let params = params![
        workspace,
        activated,
        &method,
        *name_pin_digits,
        *number_pin_digits,
        *lone_pin_digits,
        may_type,
        may_show_again,
        renew_after_months,
        sign_in_by_pin,
        tag_salt.as_slice()
    ];
    execute_one(tx, SQL, params)
}
