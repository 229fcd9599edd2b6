//! A punch as a text confirms it.

use jiff::Timestamp;

use super::{
    entries::read_way,
    tx::{StoreError, Tx, find_one, params},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{PunchId, WorkspaceId},
        workspace::Zone,
    },
};

/// A punch with what there is to say of it.
#[derive(Debug, Clone)]
pub struct ConfirmedPunch {
    /// In or out.
    pub way: Way,
    /// The time that counts.
    pub at: Timestamp,
    /// The zone in which it was heard.
    pub zone: Zone,
    /// Whether its entry still says what was punched.
    pub stands: bool,
    /// The job of the entry.
    pub job: Option<String>,
}

/// A punch as it is now.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, punch: PunchId) -> Result<Option<ConfirmedPunch>, StoreError> {
    const SQL: &str = "SELECT p.way, p.at, t.zone, t.in_at, t.out_at, t.voided_at, j.name FROM punch p \
                       JOIN time_entry t ON t.id = p.entry_id \
                       LEFT JOIN job j ON j.workspace_id = t.workspace_id AND j.id = t.job_id \
                       WHERE p.workspace_id = ?1 AND p.id = ?2";
    find_one(tx, SQL, params![workspace, punch], |row| {
        let (way, at): (String, Timestamp) = (row.get(0)?, row.get(1)?);
        let (in_at, out_at, voided_at): (Timestamp, Option<Timestamp>, Option<Timestamp>) =
            (row.get(3)?, row.get(4)?, row.get(5)?);
        let way = read_way(&way)?;
        let said = match way {
            Way::In => Some(in_at),
            Way::Out => out_at,
        };
        Ok(ConfirmedPunch {
            way,
            at,
            zone: row.get(2)?,
            stands: said == Some(at) && voided_at.is_none(),
            job: row.get(6)?,
        })
    })
}
