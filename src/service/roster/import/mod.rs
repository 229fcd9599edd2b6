//! A list of people from a file: read and kept, looked over, and imported once.

pub mod assess;
pub mod columns;
pub mod leftovers;
pub mod records;
pub mod repair;
pub mod table;
pub mod text;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::assess::Assessment;
use self::{
    assess::{KnownEmployees, assess},
    leftovers::SkippedLine,
    table::{ColumnNote, ImportTable, TableError},
    text::{Encoding, TextError},
};
use crate::{
    domain::ids::{EmployeeId, ImportDraftId, WorkspaceId},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
        roster,
    },
    store::{
        StoreError, Tx, employees,
        import_drafts::{self, ImportDraft},
        workspaces,
    },
};

/// Bytes of an uploaded file.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// How long an upload waits to be confirmed.
pub(in crate::service) const DRAFT_TTL: SignedDuration = SignedDuration::from_hours(24);

/// Why a list was not read, shown or imported.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ImportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    #[error(transparent)]
    Text(#[from] TextError),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("there is no such upload in the workspace")]
    NotFound,
    #[error("the upload has run out")]
    RanOut,
    #[error("an upload cannot be kept")]
    Json(#[from] serde_json::Error),
}

/// What was read of an uploaded file, and is kept until it is confirmed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Upload {
    file: String,
    /// Whether the encoding was guessed.
    guessed: bool,
    table: ImportTable,
}

/// An upload as its preview shows it.
#[derive(Debug, Clone)]
pub enum Preview {
    /// It waits to be confirmed.
    Waiting {
        /// The name of the file.
        file: String,
        /// Whether letters beyond English may be wrong, because the file does not say how it is encoded.
        guessed: bool,
        /// Names of columns that mean nothing here.
        left_out: Vec<String>,
        /// Lines that are about nobody.
        skipped: Vec<SkippedLine>,
        /// What else there is to know of the columns.
        notes: Vec<ColumnNote>,
        /// What importing it would do.
        assessment: Box<Assessment>,
    },
    /// It was confirmed before.
    Imported {
        /// How many people were added.
        added: usize,
    },
}

/// What came of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportOutcome {
    /// How many people were added.
    pub added: usize,
    /// Whether this very confirmation added them.
    pub now: bool,
}

/// Reads an uploaded file; a last day counts as over by `today`.
///
/// # Errors
/// When the file cannot be taken at all.
pub fn read(file: String, bytes: &[u8], today: Date) -> Result<Upload, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let (text, encoding) = text::decode(bytes)?;
    let table = table::read(&text, today)?;
    Ok(Upload { file, guessed: encoding == Encoding::Windows1252, table })
}

/// Keeps what a file says for the preview. Nobody is added.
///
/// # Errors
/// When it cannot be written as JSON, which would be a mistake of the program.
pub fn keep(u: &mut Unit<'_>, actor: &Actor, upload: &Upload) -> Result<ImportDraftId, ImportError> {
    let draft = ImportDraft {
        id: ImportDraftId::generate(&u.ids),
        workspace: actor.workspace,
        user: actor.user,
        ends_at: u.now.saturating_add(DRAFT_TTL).unwrap_or(Timestamp::MAX),
        content: serde_json::to_string(upload)?,
        added: None,
    };
    import_drafts::prune_drafts(u.tx, u.now)?;
    import_drafts::insert_draft(u.tx, &draft, u.now)?;
    Ok(draft.id)
}

/// What importing an upload would do now.
///
/// # Errors
/// When there is no such upload, or it has run out.
pub fn preview(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ImportDraftId,
    now: Timestamp,
) -> Result<Preview, ImportError> {
    let draft = get_draft(tx, workspace, id, now)?;
    if let Some(added) = draft.added {
        return Ok(Preview::Imported { added });
    }
    let Upload { file, guessed, table } = read_draft(&draft)?;
    let assessment = Box::new(assess_now(tx, workspace, &table)?);
    let ImportTable { left_out, skipped, notes, rows: _ } = table;
    Ok(Preview::Waiting { file, guessed, left_out, skipped, notes, assessment })
}

/// Adds everybody on an upload whose line is good and who is not there yet, all or none. Confirming it again adds nobody.
///
/// # Errors
/// When there is no such upload, or it has run out.
pub fn confirm(u: &mut Unit<'_>, actor: &Actor, id: ImportDraftId) -> Result<ImportOutcome, ImportError> {
    let draft = get_draft(u.tx, actor.workspace, id, u.now)?;
    if let Some(added) = draft.added {
        return Ok(ImportOutcome { added, now: false });
    }
    let Upload { file, guessed: _, table } = read_draft(&draft)?;
    let Assessment { good, there, bad, gone: _, looks: _ } = assess_now(u.tx, actor.workspace, &table)?;
    let added = good.len();
    for (_, details) in good {
        let id = EmployeeId::generate(&u.ids);
        roster::employees::insert(u, actor, id, details)?;
    }
    import_drafts::set_imported(u.tx, id, added)?;
    let change = AuditChange {
        action: "import employees",
        subject: &file,
        employee: None,
        before: NO_FIELDS,
        after: Some(json!({ "added": added, "there_already": there.len(), "bad_lines": bad.len() })),
    };
    audit::note(u, actor, change)?;
    Ok(ImportOutcome { added, now: true })
}

fn get_draft(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ImportDraftId,
    now: Timestamp,
) -> Result<ImportDraft, ImportError> {
    let draft = import_drafts::find_draft(tx, workspace, id)?.ok_or(ImportError::NotFound)?;
    if draft.ends_at <= now { Err(ImportError::RanOut) } else { Ok(draft) }
}

/// What an earlier version of the program has kept may be of another form: the file is soon uploaded again.
fn read_draft(draft: &ImportDraft) -> Result<Upload, ImportError> {
    serde_json::from_str(&draft.content).map_err(|_| ImportError::RanOut)
}

fn assess_now(tx: &mut dyn Tx, workspace: WorkspaceId, table: &ImportTable) -> Result<Assessment, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let known =
        KnownEmployees::new(employees::list_employees(tx, workspace)?.into_iter().map(|listed| listed.employee));
    Ok(assess(table, &settings.languages, settings.language, &known))
}
