//! A list of people or jobs from a file: read and kept, its columns said, looked over, imported once, and undone within
//! a day.

pub mod assess;
pub mod changes;
pub mod columns;
mod confirm;
pub mod jobs;
pub mod leftovers;
pub mod receipt;
pub mod records;
pub mod repair;
pub mod sheets;
pub mod table;
pub mod text;
pub mod undo;
mod versions;
pub mod workbook;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

pub use self::{
    assess::Assessment,
    columns::{ColumnChoice, ListKind},
    confirm::{ImportOutcome, UpdateChoice, confirm},
    versions::update_token,
};
use self::{
    assess::{KnownEmployees, assess},
    jobs::JobAssessment,
    leftovers::SkippedLine,
    receipt::Receipt,
    records::Sheet,
    table::{
        ColumnNote, ImportTable, TableError,
        choice::{self, ColumnSample},
    },
    text::TextError,
    workbook::WorkbookError,
};
use crate::{
    domain::ids::{ImportDraftId, WorkspaceId},
    service::{audit::Actor, kernel::Unit},
    store::{
        StoreError, Tx, employees,
        import_drafts::{self, ImportDraft},
        workspaces,
    },
};

/// Bytes of an uploaded file.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// How long an upload waits to be confirmed, and an import can be undone.
pub(in crate::service) const DRAFT_TTL: SignedDuration = SignedDuration::from_hours(24);

/// Why a list was not read, shown, imported or undone.
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
    Workbook(#[from] WorkbookError),
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
    kind: ListKind,
    file: String,
    /// Whether the encoding was guessed.
    guessed: bool,
    sheets: Vec<Sheet>,
    choice: ColumnChoice,
}

/// The columns of an upload, for somebody who says what they are.
#[derive(Debug, Clone)]
pub struct ColumnsView {
    /// The name of the file.
    pub file: String,
    /// The sheets of a workbook that hold something, by name; one without a name for a file of text.
    pub sheets: Vec<String>,
    /// What is believed now.
    pub choice: ColumnChoice,
    /// The columns of the chosen sheet.
    pub columns: Vec<ColumnSample>,
    /// Lines that may name the columns, by number, with what stands in them.
    pub heads: Vec<(u64, String)>,
    /// Why nothing can be imported with these columns, if so.
    pub problem: Option<TableError>,
}

/// An upload as its pages show it.
#[derive(Debug, Clone)]
pub enum Preview {
    /// It waits to be confirmed.
    Waiting(Box<WaitingList>),
    /// It was confirmed before.
    Imported(Box<Receipt>, Timestamp),
}

/// What importing an upload would do.
#[derive(Debug, Clone)]
pub struct WaitingList {
    /// The name of the file.
    pub file: String,
    /// Whether letters beyond English may be wrong, because the file does not say how it is encoded.
    pub guessed: bool,
    /// Names of columns that mean nothing here.
    pub left_out: Vec<String>,
    /// Lines that are about nobody.
    pub skipped: Vec<SkippedLine>,
    /// What else there is to know of the columns.
    pub notes: Vec<ColumnNote>,
    /// What importing it would do.
    pub lines: AssessedLines,
}

/// The lines of a list, sorted.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is called what it is called everywhere")]
pub enum AssessedLines {
    Employees(Assessment),
    Jobs(JobAssessment),
}

/// Reads an uploaded file, and guesses its columns; a last day counts as over by `today`.
///
/// # Errors
/// When the file cannot be taken at all. Columns that cannot be guessed are no reason: somebody may say them.
pub fn read(kind: ListKind, file: String, bytes: &[u8], today: Date) -> Result<Upload, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let (sheets, guessed) = sheets::read(bytes, kind)?;
    let choice = choice::guess(&sheets, kind);
    let upload = Upload { kind, file, guessed, sheets, choice };
    match upload.check(today) {
        Ok(()) | Err(TableError::NoName) => Ok(upload),
        Err(error) => Err(error.into()),
    }
}

impl Upload {
    /// Whether its columns are enough to read it.
    fn check(&self, today: Date) -> Result<(), TableError> {
        match self.kind {
            ListKind::Employees => choice::people(&self.sheets, &self.choice, today).map(drop),
            ListKind::Jobs => choice::jobs(&self.sheets, &self.choice).map(drop),
        }
    }

    fn columns(self, today: Date) -> ColumnsView {
        let problem = self.check(today).err();
        let (columns, heads) = choice::samples(&self.sheets, &self.choice, self.kind);
        let sheets = self.sheets.into_iter().map(|sheet| sheet.name).collect();
        ColumnsView { file: self.file, sheets, choice: self.choice, columns, heads, problem }
    }
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

/// The columns of an upload that waits; `None` where it was imported before.
///
/// # Errors
/// When there is no such upload of this kind, or it has run out.
pub fn columns(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kind: ListKind,
    id: ImportDraftId,
    now: Timestamp,
) -> Result<Option<ColumnsView>, ImportError> {
    Ok(match find(tx, workspace, kind, id, now)? {
        Kept::Waiting(upload) => Some(upload.columns(day_of(now))),
        Kept::Imported(..) => None,
    })
}

/// Keeps what somebody has said of the columns; whether they are to be looked over with that. Another sheet or another
/// line with their names is guessed first, and shown before it counts.
///
/// # Errors
/// When there is no such upload of this kind, or it has run out.
pub fn choose_columns(
    u: &mut Unit<'_>,
    actor: &Actor,
    kind: ListKind,
    id: ImportDraftId,
    said: ColumnChoice,
) -> Result<bool, ImportError> {
    let Kept::Waiting(mut upload) = find(u.tx, actor.workspace, kind, id, u.now)? else { return Ok(true) };
    let is_other_sheet = said.sheet != upload.choice.sheet && said.sheet < upload.sheets.len();
    let is_other_head = said.head != upload.choice.head;
    upload.choice = if is_other_sheet {
        choice::guess_on(&upload.sheets, kind, said.sheet)
    } else if is_other_head {
        choice::guess_below(&upload.sheets, kind, upload.choice.sheet, said.head)
    } else {
        ColumnChoice { sheet: upload.choice.sheet, ..said }
    };
    import_drafts::set_content(u.tx, id, &serde_json::to_string(&upload)?)?;
    Ok(!is_other_sheet && !is_other_head)
}

/// What importing an upload would do now.
///
/// # Errors
/// When there is no such upload of this kind, it has run out, or its columns are not known.
pub fn preview(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kind: ListKind,
    id: ImportDraftId,
    now: Timestamp,
) -> Result<Preview, ImportError> {
    let upload = match find(tx, workspace, kind, id, now)? {
        Kept::Waiting(upload) => upload,
        Kept::Imported(receipt, until) => return Ok(Preview::Imported(receipt, until)),
    };
    let (lines, left) = sorted(tx, workspace, &upload, day_of(now))?;
    let Upload { file, guessed, .. } = *upload;
    let Leftovers { left_out, skipped, notes } = left;
    Ok(Preview::Waiting(Box::new(WaitingList { file, guessed, left_out, skipped, notes, lines })))
}

/// What can still be undone in a workspace, or was, the latest first.
///
/// # Errors
/// When the database fails.
pub fn list_imported(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kind: ListKind,
    now: Timestamp,
) -> Result<Vec<(ImportDraftId, Receipt)>, StoreError> {
    let drafts = import_drafts::list_imported(tx, workspace, now)?.into_iter();
    let read = drafts.filter_map(|draft| Some((draft.id, serde_json::from_str::<Receipt>(&draft.content).ok()?)));
    Ok(read.filter(|(_, receipt)| receipt.kind == kind).collect())
}

struct Leftovers {
    left_out: Vec<String>,
    skipped: Vec<SkippedLine>,
    notes: Vec<ColumnNote>,
}

/// What importing an upload would do, line by line.
fn sorted(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    upload: &Upload,
    today: Date,
) -> Result<(AssessedLines, Leftovers), ImportError> {
    match upload.kind {
        ListKind::Employees => {
            let table = choice::people(&upload.sheets, &upload.choice, today)?;
            let settings = workspaces::get_workspace(tx, workspace)?.settings;
            let people = employees::list_employees(tx, workspace)?.into_iter().map(|listed| listed.employee);
            let known = KnownEmployees::new(people);
            let lines = assess(&table, &settings.languages, settings.language, &known, upload.choice.clears);
            let ImportTable { left_out, skipped, notes, rows: _, columns: _ } = table;
            Ok((AssessedLines::Employees(lines), Leftovers { left_out, skipped, notes }))
        }
        ListKind::Jobs => {
            let (rows, left_out) = choice::jobs(&upload.sheets, &upload.choice)?;
            let known = crate::store::jobs::list_jobs(tx, workspace)?;
            let lines = jobs::assess(&rows, &known, upload.choice.clears, &upload.choice.columns);
            Ok((AssessedLines::Jobs(lines), Leftovers { left_out, skipped: Vec::new(), notes: Vec::new() }))
        }
    }
}

/// What is kept under the id of an upload.
enum Kept {
    Waiting(Box<Upload>),
    /// Until when it can be undone.
    Imported(Box<Receipt>, Timestamp),
}

/// What an earlier version of the program has kept may be of another form: the file is soon uploaded again.
fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kind: ListKind,
    id: ImportDraftId,
    now: Timestamp,
) -> Result<Kept, ImportError> {
    let draft = import_drafts::find_draft(tx, workspace, id)?.ok_or(ImportError::NotFound)?;
    if draft.ends_at <= now {
        return Err(ImportError::RanOut);
    }
    let (kept, its_kind) = if draft.added.is_some() {
        let receipt: Receipt = serde_json::from_str(&draft.content).map_err(|_| ImportError::RanOut)?;
        let kind = receipt.kind;
        (Kept::Imported(Box::new(receipt), draft.ends_at), kind)
    } else {
        let upload: Upload = serde_json::from_str(&draft.content).map_err(|_| ImportError::RanOut)?;
        let kind = upload.kind;
        (Kept::Waiting(Box::new(upload)), kind)
    };
    if its_kind == kind { Ok(kept) } else { Err(ImportError::NotFound) }
}

fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}
