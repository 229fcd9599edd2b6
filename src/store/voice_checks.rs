//! Voice checks: one a call, from the punch that asks for it to the file that is kept.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{CallId, EmployeeId, EntryId, ProviderRecordingId, VoiceCheckId, WorkspaceId},
    voice_check::{Measures, VoiceCheckStatus},
};

/// A voice check, as the work behind it needs it.
#[derive(Debug, Clone)]
pub struct VoiceCheck {
    /// Its own id.
    pub id: VoiceCheckId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose voice it should be.
    pub employee: EmployeeId,
    /// The call that it came from.
    pub call: CallId,
    /// The entry of the call's first punch; exceptions go there.
    pub entry: EntryId,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// The provider's name for the recording, once it is known.
    pub provider_recording: Option<ProviderRecordingId>,
    /// How long the provider says that its recording is, in whole seconds.
    pub provider_secs: Option<u32>,
    /// Where the WAV is, below the recordings' folder.
    pub recording: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<Vec<u8>>,
    /// Length in seconds; none before it was measured.
    pub secs: Option<f64>,
}

const COLUMNS: &str = "id, workspace_id, employee_id, call_id, entry_id, status, provider_recording_id, recording, \
                       sha256, secs, provider_secs";

fn read(row: &Row) -> Result<VoiceCheck, StoreError> {
    Ok(VoiceCheck {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        call: row.get(3)?,
        entry: row.get(4)?,
        status: row.get(5)?,
        provider_recording: row.get(6)?,
        recording: row.get(7)?,
        sha256: row.get(8)?,
        secs: row.get(9)?,
        provider_secs: row.get(10)?,
    })
}

/// What is known when a punch asks for a voice check.
#[derive(Debug, Clone, Copy)]
pub struct NewVoiceCheck {
    /// Its own id.
    pub id: VoiceCheckId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose voice it should be.
    pub employee: EmployeeId,
    /// The call that it is recorded in.
    pub call: CallId,
    /// The entry that is clocked.
    pub entry: EntryId,
}

/// Adds the voice check that a punch asks for; false when its call has one already.
pub fn insert_expected(tx: &mut dyn Tx, expected: &NewVoiceCheck, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO voice_check (id, workspace_id, employee_id, call_id, entry_id, status, expected_at, \
                       sample, job_id) VALUES (?1, ?2, ?3, ?4, ?5, 'expected', ?6, ?7, \
                       (SELECT t.job_id FROM time_entry t WHERE t.id = ?5)) ON CONFLICT (call_id) DO NOTHING";
    let NewVoiceCheck { id, workspace, employee, call, entry } = *expected;
    Ok(tx.execute(SQL, params![id, workspace, employee, call, entry, now, sample(id)])? == 1)
}

/// 0 to 99, even over many checks: the end of an id is random.
fn sample(id: VoiceCheckId) -> i64 {
    let [.., high, low] = *id.as_bytes();
    i64::from(u16::from_be_bytes([high, low])) % 100
}

/// A voice check, where it is certain that there is one.
///
/// # Errors
/// When there is no such voice check.
pub fn get_voice_check(tx: &mut dyn Tx, id: VoiceCheckId) -> Result<VoiceCheck, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM voice_check WHERE id = ?1"), params![id], read)?
        .ok_or(StoreError::Unreadable("a voice check is missing"))
}

/// The voice check of a call.
pub fn find_of_call(tx: &mut dyn Tx, call: CallId) -> Result<Option<VoiceCheck>, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM voice_check WHERE call_id = ?1"), params![call], read)
}

/// Notes by which name the provider knows the recording that a voice check waits for, where nothing is known of one.
pub fn set_provider_recording(
    tx: &mut dyn Tx,
    id: VoiceCheckId,
    recording: &ProviderRecordingId,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE voice_check SET provider_recording_id = ?2 \
                       WHERE id = ?1 AND status = 'expected' AND provider_recording_id IS NULL";
    tx.execute(SQL, params![id, recording]).map(drop)
}

/// Notes that a recording is being fetched; false when it was neither waited for nor given up too early.
pub fn set_fetching(tx: &mut dyn Tx, id: VoiceCheckId, recording: &ProviderRecordingId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET status = 'fetching', provider_recording_id = ?2, refused_because = NULL \
                       WHERE id = ?1 AND status IN ('expected', 'missing')";
    Ok(tx.execute(SQL, params![id, recording])? == 1)
}

/// Notes how long the provider says that its recording is.
///
/// # Errors
/// When there is no such voice check.
pub fn set_provider_secs(tx: &mut dyn Tx, id: VoiceCheckId, secs: u32) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE voice_check SET provider_secs = ?2 WHERE id = ?1", params![id, secs])
}

/// A WAV that is safely in its place.
#[derive(Debug, Clone)]
pub struct StoredWav {
    /// Where the WAV is, below the recordings' folder.
    pub recording: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Size of the file in bytes.
    pub bytes: usize,
    /// What was measured of the sound.
    pub measures: Measures,
}

/// Notes that a recording is stored; false when it was not being fetched.
pub fn set_stored(tx: &mut dyn Tx, id: VoiceCheckId, kept: &StoredWav, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET status = 'stored', recording = ?2, sha256 = ?3, bytes = ?4, secs = ?5, \
                       level_dbfs = ?6, peak_dbfs = ?7, speech_share = ?8, clipped_share = ?9, stored_at = ?10 \
                       WHERE id = ?1 AND status = 'fetching'";
    let StoredWav { recording, sha256, bytes, measures } = kept;
    let params = params![
        id,
        recording,
        sha256.as_slice(),
        *bytes,
        measures.secs,
        measures.level_dbfs,
        measures.peak_dbfs,
        measures.speech_share,
        measures.clipped_share,
        now,
    ];
    Ok(tx.execute(SQL, params)? == 1)
}

/// Ends a voice check without a recording; false when it had come to its end before.
pub fn set_ended_without(
    tx: &mut dyn Tx,
    id: VoiceCheckId,
    status: VoiceCheckStatus,
    because: Option<&str>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET status = ?2, refused_because = ?3 \
                       WHERE id = ?1 AND status IN ('expected', 'fetching')";
    Ok(tx.execute(SQL, params![id, status.name(), because])? == 1)
}

/// Notes that the provider's copy is deleted.
///
/// # Errors
/// When there is no such voice check.
pub fn set_deleted_at_provider(tx: &mut dyn Tx, id: VoiceCheckId, now: Timestamp) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE voice_check SET deleted_at_provider_at = ?2 WHERE id = ?1", params![id, now])
}

/// The voice check beside one punch of an entry.
#[derive(Debug, Clone)]
pub struct PunchVoiceCheck {
    /// `in` or `out`.
    pub way: String,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// Where the WAV is, below the recordings' folder, once it is stored.
    pub recording: Option<String>,
    /// Length in seconds; none before it was measured.
    pub secs: Option<f64>,
}

/// The voice checks of an entry's punches, in before out.
pub fn list_of_entry(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<PunchVoiceCheck>, StoreError> {
    const SQL: &str = "SELECT p.way, v.status, v.recording, v.secs FROM punch p \
                       JOIN voice_check v ON v.call_id = p.call_id WHERE p.entry_id = ?1 ORDER BY p.way";
    list(tx, SQL, params![entry], |row| {
        Ok(PunchVoiceCheck { way: row.get(0)?, status: row.get(1)?, recording: row.get(2)?, secs: row.get(3)? })
    })
}

/// The voice check beside one punch of an entry, with what a reviewer made of it.
#[derive(Debug, Clone)]
pub struct JudgedVoiceCheck {
    /// Its own id.
    pub id: VoiceCheckId,
    /// `in` or `out`.
    pub way: String,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// Length in seconds; none before it was measured.
    pub secs: Option<f64>,
    /// What the reviewer said, by name, where somebody has.
    pub verdict: Option<String>,
    /// When the verdict was given.
    pub verdict_at: Option<Timestamp>,
}

/// The voice checks of an entry's punches with their verdicts, in before out.
pub fn list_judged_of_entry(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<JudgedVoiceCheck>, StoreError> {
    const SQL: &str = "SELECT v.id, p.way, v.status, v.secs, v.verdict, v.verdict_at FROM punch p \
                       JOIN voice_check v ON v.call_id = p.call_id WHERE p.entry_id = ?1 ORDER BY p.way, p.at, p.id";
    list(tx, SQL, params![entry], |row| {
        Ok(JudgedVoiceCheck {
            id: row.get(0)?,
            way: row.get(1)?,
            status: row.get(2)?,
            secs: row.get(3)?,
            verdict: row.get(4)?,
            verdict_at: row.get(5)?,
        })
    })
}

/// A recording, or a photo, that should be in the recordings' folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingFile {
    /// Where the file is, below the recordings' folder.
    pub recording: String,
    /// SHA-256 of the file.
    pub sha256: Vec<u8>,
}

/// Every recording whose file should be there; those whose period is over are left out.
pub fn list_stored(tx: &mut dyn Tx) -> Result<Vec<RecordingFile>, StoreError> {
    const SQL: &str = "SELECT recording, sha256 FROM voice_check \
                       WHERE status = 'stored' AND audio_doomed_at IS NULL ORDER BY id";
    list(tx, SQL, &[], |row| Ok(RecordingFile { recording: row.get(0)?, sha256: row.get(1)? }))
}

/// How many recordings were deleted because their period was over.
pub fn count_deleted(tx: &mut dyn Tx) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM voice_check WHERE audio_deleted_at IS NOT NULL";
    Ok(find_one(tx, SQL, &[], |row| row.get(0))?.unwrap_or_default())
}
