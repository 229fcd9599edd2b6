//! The digits that connect a device, the browsers that have keyed them, and digits that were keyed and are none.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{DeviceId, KioskCodeId, KioskId, UserId, WorkspaceId};

/// An offer to connect a device to a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskCode {
    /// Its own id.
    pub id: KioskCodeId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The kiosk that the device is to stand at.
    pub kiosk: KioskId,
    /// The keyed hash of the digits.
    pub code_hash: Vec<u8>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it can be keyed; once it was keyed, until when it can be confirmed.
    pub ends_at: Timestamp,
    /// Who made it; none for a command.
    pub user: Option<UserId>,
    /// The name of whoever made it.
    pub maker: String,
    /// The browser that has keyed it.
    pub browser: Option<KeyedBrowser>,
    /// When somebody has said yes or no.
    pub decided_at: Option<Timestamp>,
    /// The device that was approved; none where it was refused.
    pub device: Option<DeviceId>,
}

/// A browser in which the digits were keyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedBrowser {
    /// SHA-256 of the cookie that it was given.
    pub cookie_hash: Vec<u8>,
    /// A point of P-256, uncompressed.
    pub public_key: Vec<u8>,
    /// The number that it shows, and the page of whoever confirms.
    pub number: u32,
    /// What it calls itself.
    pub browser: String,
    /// Its network address.
    pub address: String,
    /// When the digits were keyed.
    pub keyed_at: Timestamp,
}

const COLUMNS: &str = "c.id, c.workspace_id, c.kiosk_id, c.code_hash, c.made_at, c.ends_at, c.user_id, c.maker, \
                       c.decided_at, c.device_id, c.cookie_hash, c.public_key, c.number, c.browser, c.address, c.keyed_at";

fn read(row: &Row) -> Result<KioskCode, StoreError> {
    let keyed_at: Option<Timestamp> = row.get(15)?;
    let browser = keyed_at.map(|keyed_at| {
        Ok::<_, StoreError>(KeyedBrowser {
            cookie_hash: row.get(10)?,
            public_key: row.get(11)?,
            number: row.get(12)?,
            browser: row.get(13)?,
            address: row.get(14)?,
            keyed_at,
        })
    });
    Ok(KioskCode {
        id: row.get(0)?,
        workspace: row.get(1)?,
        kiosk: row.get(2)?,
        code_hash: row.get(3)?,
        made_at: row.get(4)?,
        ends_at: row.get(5)?,
        user: row.get(6)?,
        maker: row.get(7)?,
        browser: browser.transpose()?,
        decided_at: row.get(8)?,
        device: row.get(9)?,
    })
}

/// Adds an offer that nobody has keyed.
///
/// # Errors
/// When another one that waits has the same digits.
pub fn insert_code(tx: &mut dyn Tx, code: &KioskCode) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_code (id, workspace_id, kiosk_id, code_hash, made_at, ends_at, user_id, maker) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let KioskCode { id, workspace, kiosk, code_hash, made_at, ends_at, user, maker, .. } = code;
    execute_one(tx, SQL, params![*id, *workspace, *kiosk, code_hash.as_slice(), *made_at, *ends_at, *user, maker])
}

/// The offer with these digits that waits, in whichever workspace; it may have ended.
pub fn find_waiting(tx: &mut dyn Tx, code_hash: &[u8]) -> Result<Option<KioskCode>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk_code c WHERE c.code_hash = ?1 AND c.decided_at IS NULL");
    find_one(tx, &sql, params![code_hash], read)
}

/// The offer that was keyed in the browser with this cookie.
pub fn find_by_cookie(tx: &mut dyn Tx, cookie_hash: &[u8]) -> Result<Option<KioskCode>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk_code c WHERE c.cookie_hash = ?1");
    find_one(tx, &sql, params![cookie_hash], read)
}

/// An offer of the workspace.
pub fn find_code(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskCodeId) -> Result<Option<KioskCode>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk_code c WHERE c.workspace_id = ?1 AND c.id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// The newest offer for a kiosk that nobody has decided and that has not ended at `now`.
pub fn find_open_of_kiosk(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    now: Timestamp,
) -> Result<Option<KioskCode>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_code c WHERE c.workspace_id = ?1 AND c.kiosk_id = ?2 \
         AND c.decided_at IS NULL AND c.ends_at > ?3 ORDER BY c.made_at DESC, c.id DESC LIMIT 1"
    );
    find_one(tx, &sql, params![workspace, kiosk, now], read)
}

/// Notes the browser in which the digits were keyed, and until when it can be confirmed.
///
/// # Errors
/// When there is no such offer.
pub fn set_keyed(
    tx: &mut dyn Tx,
    id: KioskCodeId,
    browser: &KeyedBrowser,
    ends_at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_code SET cookie_hash = ?2, public_key = ?3, number = ?4, browser = ?5, \
                       address = ?6, keyed_at = ?7, ends_at = ?8 WHERE id = ?1 AND decided_at IS NULL";
    let KeyedBrowser { cookie_hash, public_key, number, browser, address, keyed_at } = browser;
    let (cookie, key) = (cookie_hash.as_slice(), public_key.as_slice());
    execute_one(tx, SQL, params![id, cookie, key, *number, browser, address, *keyed_at, ends_at])
}

/// Notes that somebody has said yes, with the device, or no; whether nobody had before.
pub fn set_decided(
    tx: &mut dyn Tx,
    id: KioskCodeId,
    device: Option<DeviceId>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE kiosk_code SET decided_at = ?2, device_id = ?3 WHERE id = ?1 AND decided_at IS NULL";
    Ok(tx.execute(SQL, params![id, now, device])? == 1)
}

/// Takes every offer for a kiosk back that nobody has decided.
pub fn end_open_of_kiosk(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE kiosk_code SET decided_at = ?3 \
                       WHERE workspace_id = ?1 AND kiosk_id = ?2 AND decided_at IS NULL";
    tx.execute(SQL, params![workspace, kiosk, now])
}

/// Notes that digits were keyed that are no offer's.
pub fn insert_failure(tx: &mut dyn Tx, address: &str, now: Timestamp) -> Result<(), StoreError> {
    execute_one(tx, "INSERT INTO failed_kiosk_code (address, at) VALUES (?1, ?2)", params![address, now])
}

/// Wrong digits within a time: from one network address, and from all of them.
pub fn count_failures(
    tx: &mut dyn Tx,
    address: &str,
    (since, until): (Timestamp, Timestamp),
) -> Result<(u32, u32), StoreError> {
    const BY_ADDRESS: &str = "SELECT count(*) FROM failed_kiosk_code WHERE address = ?1 AND at > ?2 AND at <= ?3";
    const BY_ALL: &str = "SELECT count(*) FROM failed_kiosk_code WHERE at > ?1 AND at <= ?2";
    let by_address = find_one(tx, BY_ADDRESS, params![address, since, until], |row| row.get(0))?;
    let by_all = find_one(tx, BY_ALL, params![since, until], |row| row.get(0))?;
    Ok((by_address.unwrap_or_default(), by_all.unwrap_or_default()))
}

/// Forgets wrong digits that were keyed before a moment.
pub fn prune_failures(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failed_kiosk_code WHERE at < ?1", params![before])
}
