//! A list of people from a file: read and kept, looked over, and imported once.

pub mod assess;
pub mod columns;
pub mod leftovers;
pub mod records;
pub mod repair;
pub mod table;
pub mod text;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::assess::Assessment;
use self::{
    assess::{Known, assess},
    table::{NoTable, Skipped, Table},
    text::{Encoding, NoText},
};
use super::{
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, ImportDraftId, WorkspaceId},
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
pub(super) const DRAFT_LIVES: SignedDuration = SignedDuration::from_hours(24);

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(
        "this file is larger than 2 MiB, which is far more than 10,000 people; leave out what is not needed or split it"
    )]
    TooLarge,
    #[error(transparent)]
    NoText(#[from] NoText),
    #[error(transparent)]
    NoTable(#[from] NoTable),
    #[error("there is no such upload in this workspace")]
    NotFound,
    #[error("this upload has run out; upload the file again")]
    RanOut,
    #[error("an upload cannot be kept")]
    Json(#[from] serde_json::Error),
}

/// What is kept of an upload.
#[derive(Serialize, Deserialize)]
struct Content {
    file: String,
    /// Whether the encoding was guessed.
    guessed: bool,
    table: Table,
}

/// An upload as its preview shows it.
#[derive(Debug, Clone)]
pub enum Preview {
    Waiting {
        /// The name of the file.
        file: String,
        /// Whether letters beyond English may be wrong, because the file does not say how it is encoded.
        guessed: bool,
        left_out: Vec<String>,
        skipped: Vec<Skipped>,
        /// What else there is to know of the columns.
        notes: Vec<String>,
        assessment: Box<Assessment>,
    },
    /// It was confirmed before.
    Imported { added: usize },
}

/// What came of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    /// Whether this very confirmation added them.
    pub now: bool,
}

impl Gateway {
    /// Reads an uploaded file and keeps what it says for the preview. Nobody is added.
    ///
    /// # Errors
    /// When the file cannot be taken at all, in words for whoever uploaded it.
    pub async fn upload_people(
        self: &Arc<Self>,
        actor: Actor,
        file: String,
        bytes: Vec<u8>,
    ) -> Result<ImportDraftId, ImportError> {
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::TooLarge);
        }
        let (text, encoding) = text::decode(&bytes)?;
        drop(bytes);
        let now = self.now();
        let table = table::read(&text, now.to_zoned(jiff::tz::TimeZone::UTC).date())?;
        let content = Content { file, guessed: encoding == Encoding::Windows1252, table };
        drop(text);
        let draft = ImportDraft {
            id: ImportDraftId::mint(&self.ids()),
            workspace: actor.workspace,
            user: actor.user,
            ends_at: now.saturating_add(DRAFT_LIVES).unwrap_or(Timestamp::MAX),
            content: serde_json::to_string(&content)?,
            added: None,
        };
        let id = draft.id;
        self.db
            .write(move |tx| {
                import_drafts::prune_drafts(tx, now)?;
                import_drafts::insert_draft(tx, &draft, now)
            })
            .await?;
        Ok(id)
    }

    /// What importing an upload would do now.
    ///
    /// # Errors
    /// When there is no such upload, or it has run out.
    pub async fn preview_people(&self, workspace: WorkspaceId, id: ImportDraftId) -> Result<Preview, ImportError> {
        let now = self.now();
        self.db
            .read(move |tx| {
                let draft = get_draft(tx, workspace, id, now)?;
                if let Some(added) = draft.added {
                    return Ok(Preview::Imported { added });
                }
                let content: Content = serde_json::from_str(&draft.content)?;
                let assessment = assess_now(tx, workspace, &content.table)?;
                let Content { file, guessed, table } = content;
                let Table { left_out, skipped, notes, rows: _ } = table;
                Ok(Preview::Waiting { file, guessed, left_out, skipped, notes, assessment: Box::new(assessment) })
            })
            .await
    }

    /// Adds everybody on an upload whose line is good and who is not there yet, all or none. Confirming it
    /// again adds nobody.
    ///
    /// # Errors
    /// When there is no such upload, or it has run out.
    pub async fn import_people(self: &Arc<Self>, actor: Actor, id: ImportDraftId) -> Result<Imported, ImportError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                let draft = get_draft(tx, actor.workspace, id, now)?;
                if let Some(added) = draft.added {
                    return Ok(Imported { added, now: false });
                }
                let content: Content = serde_json::from_str(&draft.content)?;
                let Assessment { good, there, bad, gone: _, looks: _ } =
                    assess_now(tx, actor.workspace, &content.table)?;
                let added = good.len();
                for (_, details) in good {
                    let id = EmployeeId::mint(&gateway.ids());
                    let employee = Employee { id, workspace: actor.workspace, details, active: true };
                    gateway.insert_employee(tx, &actor, &employee)?;
                }
                import_drafts::set_imported(tx, id, added)?;
                let change = Change {
                    action: "import employees",
                    subject: &content.file,
                    employee: None,
                    before: NOTHING,
                    after: Some(json!({ "added": added, "there_already": there.len(), "bad_lines": bad.len() })),
                };
                gateway.note(tx, &actor, change)?;
                Ok(Imported { added, now: true })
            })
            .await
    }
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

fn assess_now(tx: &mut dyn Tx, workspace: WorkspaceId, table: &Table) -> Result<Assessment, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let known = Known::of(employees::list_employees(tx, workspace)?.into_iter().map(|listed| listed.employee));
    Ok(assess(table, &settings.languages, settings.language, &known))
}
