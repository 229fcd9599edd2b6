//! Photos taken at kiosks: one for each identification that has clocked somebody, from the punch that asks for it to the
//! file that is kept.

use jiff::Timestamp;

use super::{
    entries::way_name,
    migrate,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
    voice_checks::RecordingFile,
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{DeviceId, EmployeeId, EntryId, IdentificationId, KioskId, PhotoId, WorkspaceId},
        jpeg::Sides,
        photo::{NoPhoto, PhotoStatus},
    },
};

/// What is known when a punch asks for a photo.
#[derive(Debug, Clone, Copy)]
pub struct NewPhoto {
    /// Its own id.
    pub id: PhotoId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Who should be on it.
    pub employee: EmployeeId,
    /// The identification that has clocked them.
    pub identification: IdentificationId,
    /// The kiosk.
    pub kiosk: KioskId,
    /// The device, which alone may send it.
    pub device: DeviceId,
    /// The entry that has begun, else the one that has ended.
    pub entry: EntryId,
    /// Which of them it is.
    pub way: Way,
    /// The time of the punch.
    pub at: Timestamp,
    /// Whether it is looked at whatever the share is.
    pub is_always_reviewed: bool,
}

/// A photo as its device and its keeping need it.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its own id.
    pub id: PhotoId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Who should be on it.
    pub employee: EmployeeId,
    /// The identification that has clocked them.
    pub identification: IdentificationId,
    /// The device, which alone may send it.
    pub device: DeviceId,
    /// The time of the punch.
    pub at: Timestamp,
    /// How far it has come.
    pub status: PhotoStatus,
    /// Where the JPEG is, or is being written, below the recordings' folder.
    pub file: Option<String>,
}

const COLUMNS: &str = "id, workspace_id, device_id, at, status, file, employee_id, identification_id";

fn read(row: &Row) -> Result<Photo, StoreError> {
    Ok(Photo {
        id: row.get(0)?,
        workspace: row.get(1)?,
        device: row.get(2)?,
        at: row.get(3)?,
        status: row.get(4)?,
        file: row.get(5)?,
        employee: row.get(6)?,
        identification: row.get(7)?,
    })
}

/// Adds the photo that a punch asks for.
///
/// # Errors
/// When its identification has one.
pub fn insert_expected(tx: &mut dyn Tx, photo: &NewPhoto) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO photo (id, workspace_id, employee_id, identification_id, kiosk_id, device_id, \
                       entry_id, way, at, status, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'expected', ?10)";
    let NewPhoto { id, workspace, employee, identification, kiosk, device, entry, way, at, is_always_reviewed } =
        *photo;
    let (way, sample) = (way_name(way), if is_always_reviewed { ALWAYS } else { sample(id) });
    execute_one(tx, SQL, params![id, workspace, employee, identification, kiosk, device, entry, way, at, sample])
}

/// Below every share.
const ALWAYS: i64 = -1;

/// 0 to 99, even over many photos: the end of an id is random.
fn sample(id: PhotoId) -> i64 {
    let [.., high, low] = *id.as_bytes();
    i64::from(u16::from_be_bytes([high, low])) % 100
}

/// Whether a photo is still waited for that an identification has asked for.
pub fn is_expected(tx: &mut dyn Tx, identification: IdentificationId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM photo WHERE identification_id = ?1 AND status = 'expected'";
    Ok(find_one(tx, SQL, params![identification], |_| Ok(()))?.is_some())
}

/// The photo that an identification at this device has asked for.
pub fn find_of_identification(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    identification: IdentificationId,
) -> Result<Option<Photo>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM photo WHERE identification_id = ?3 AND workspace_id = ?1 AND device_id = ?2");
    find_one(tx, &sql, params![workspace, device, identification], read)
}

/// A photo of this device.
pub fn find_photo(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    id: PhotoId,
) -> Result<Option<Photo>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM photo WHERE id = ?3 AND workspace_id = ?1 AND device_id = ?2");
    find_one(tx, &sql, params![workspace, device, id], read)
}

/// Notes where the JPEG will be, before it is there; false when another one is coming, or none is waited for any more.
pub fn set_coming(tx: &mut dyn Tx, id: PhotoId, file: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET file = ?2 WHERE id = ?1 AND status = 'expected' \
                       AND (file IS NULL OR file = ?2)";
    Ok(tx.execute(SQL, params![id, file])? == 1)
}

/// A JPEG that is safely in its place.
#[derive(Debug, Clone)]
pub struct StoredJpeg {
    /// Where it is, below the recordings' folder.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Of the picture.
    pub sides: Sides,
}

/// Notes that a photo is stored; false when it is not waited for any more.
pub fn set_stored(tx: &mut dyn Tx, id: PhotoId, kept: &StoredJpeg, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET status = 'stored', sha256 = ?3, bytes = ?4, width = ?5, height = ?6, \
                       stored_at = ?7 WHERE id = ?1 AND status = 'expected' AND file = ?2";
    let StoredJpeg { file, sha256, bytes, sides } = kept;
    let (width, height) = (i64::from(sides.width), i64::from(sides.height));
    Ok(tx.execute(SQL, params![id, file, sha256.as_slice(), *bytes, width, height, now])? == 1)
}

/// Notes that there is no photo, and why; false when it is not waited for any more. What may have been written of its
/// file is doomed.
pub fn set_missing(tx: &mut dyn Tx, id: PhotoId, because: NoPhoto, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET status = 'missing', missing_because = ?2, \
                       doomed_at = CASE WHEN file IS NOT NULL THEN CAST(?3 AS BIGINT) END \
                       WHERE id = ?1 AND status = 'expected'";
    Ok(tx.execute(SQL, params![id, &because, now])? == 1)
}

/// Photos that were waited for since before a moment, the oldest first.
pub fn list_overdue(tx: &mut dyn Tx, before: Timestamp, limit: usize) -> Result<Vec<Photo>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM photo WHERE status = 'expected' AND at < ?1 ORDER BY at LIMIT ?2");
    list(tx, &sql, params![before, limit], read)
}

/// The first schema with photos.
#[must_use]
pub fn first_schema() -> i64 {
    migrate::schema_of("photos")
}

/// Every photo whose file should be there; those whose period is over are left out.
pub fn list_stored(tx: &mut dyn Tx) -> Result<Vec<RecordingFile>, StoreError> {
    const SQL: &str = "SELECT file, sha256 FROM photo WHERE status = 'stored' AND doomed_at IS NULL ORDER BY id";
    list(tx, SQL, &[], |row| Ok(RecordingFile { recording: row.get(0)?, sha256: row.get(1)? }))
}

/// How many photos were deleted because their period was over.
pub fn count_deleted(tx: &mut dyn Tx) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM photo WHERE deleted_at IS NOT NULL AND status = 'stored'";
    Ok(find_one(tx, SQL, &[], |row| row.get(0))?.unwrap_or_default())
}

/// Whether no photo is taken of somebody.
pub fn is_without(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT without_photo FROM employee WHERE workspace_id = ?1 AND id = ?2";
    Ok(find_one(tx, SQL, params![workspace, employee], |row| row.get(0))?.unwrap_or(false))
}

/// Sets whether no photo is taken of somebody.
///
/// # Errors
/// When there is no such employee in the workspace.
pub fn set_without(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    without: bool,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE employee SET without_photo = ?3 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![workspace, employee, without])
}

/// Whether photos are taken at any kiosk of the workspace.
pub fn any_kiosk(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM kiosk WHERE workspace_id = ?1 AND photos = 1 AND deleted_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}
