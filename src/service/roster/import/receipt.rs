//! What an import has done, kept for as long as it can be undone, and what was undone of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{changes::FieldChange, columns::ListKind};

/// What an import has done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// What the list was of.
    pub kind: ListKind,
    /// The name of the file.
    pub file: String,
    /// When it was imported.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
    /// Those who were added.
    pub added: Vec<AddedRow>,
    /// Those who were changed.
    pub changed: Vec<ChangedRow>,
    /// How many stayed as they were: the list says the same, or nobody wanted the change.
    pub unchanged: usize,
    /// How many were to be changed, and had changed otherwise since the list was looked over.
    pub overtaken: usize,
    /// Lines with mistakes, which were left out.
    pub bad: usize,
    /// What was undone.
    pub undone: Option<Undone>,
}

/// Somebody or something that an import has added.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddedRow {
    /// The id of the employee or the job.
    pub id: String,
    /// As the list has it.
    pub name: String,
    /// A fingerprint of everything that was known then.
    pub version: String,
}

/// Somebody or something that an import has changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangedRow {
    /// The id of the employee or the job.
    pub id: String,
    /// What they were called before.
    pub name: String,
    /// What was changed.
    pub changes: Vec<FieldChange>,
    /// Whether a job was taken back into use.
    #[serde(default)]
    pub reactivated: bool,
}

/// What was undone of an import.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Undone {
    /// When.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
    /// How many of those who were added were taken back.
    pub removed: usize,
    /// How many of those who were changed are as they were before.
    pub restored: usize,
    /// What could not be undone.
    pub kept: Vec<KeptRow>,
}

/// Somebody or something of which an import could not be undone, or not all of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptRow {
    /// The id of the employee or the job.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Why.
    pub why: KeptReason,
}

/// Why something of an import could not be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what was done since")]
pub enum KeptReason {
    Clocked,
    SetUp,
    Called,
    Assigned,
    Linked,
    Claimed,
    AtKiosks,
    Approved,
    /// Something was changed by hand, or by another import.
    Changed,
    /// What was there before belongs to somebody else by now.
    Taken,
    /// They are gone.
    Gone,
}
