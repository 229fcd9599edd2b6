//! The practice line: a throw-away copy of the gateway for one call. The call goes through the same code as any other,
//! in a database of its own; only IDs, PINs and locks are asked of the real one, and failures counted there.

use std::{path::Path, sync::Arc};

use url::Url;

mod gate;

use self::gate::PracticeGate;
pub use super::credentials::throttle::PracticeVisitor;
use super::{
    kernel::recordings::{Recordings, RecordingsError},
    services::{ServiceParts, Services},
};
pub use crate::store::practice::PracticeOutcome;
use crate::{
    dialog::script::{Script, ScriptError},
    domain::{
        ids::{EmployeeId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
        texting::Texting,
    },
    mail::{MailFolder, Mailer},
    provider::Provider,
    store::{
        Db, StoreError, Tx, employees,
        migrate::{MigrateError, migrate},
        phone_clock_ids, practice,
    },
};

/// Why there is no copy of the gateway for a practice call.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PracticeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the database of a practice call cannot be made")]
    Migrate(#[from] MigrateError),
    #[error("the folder of a practice call cannot be used")]
    Folder(#[from] std::io::Error),
    #[error("the recordings of a practice call cannot be kept")]
    Recordings(#[from] RecordingsError),
    #[error("the prompts cannot be read")]
    Script(#[from] ScriptError),
}

/// The employee of a practice call, and their language.
#[derive(Debug, Clone)]
pub struct PracticeEmployee {
    /// What they are spoken to in.
    pub language: Language,
    /// The ID that they call with.
    pub clock_id: PhoneClockId,
}

/// The employee who is to practice; `None` for those who cannot call.
pub fn find_practice_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<PracticeEmployee>, StoreError> {
    let Some(employee) = employees::find_employee(tx, workspace, employee)? else { return Ok(None) };
    let clock_id = phone_clock_ids::find_of_employee(tx, employee.id)?.filter(|_| employee.active);
    Ok(clock_id.map(|clock_id| PracticeEmployee { language: employee.details.language, clock_id }))
}

/// A copy of a gateway's services in an empty folder, with nobody in it. The owner of the ID comes in with the right
/// PIN, so that nothing before it takes longer for an ID that somebody has.
///
/// # Errors
/// When the folder cannot be used.
pub async fn copy_services(
    real: &Services,
    folder: &Path,
    who: PracticeVisitor,
    language: Language,
    provider: Arc<dyn Provider>,
    public_url: Url,
) -> Result<Arc<Services>, PracticeError> {
    let file = folder.join("practice.db");
    let opened = tokio::task::spawn_blocking(move || {
        migrate(&file)?;
        Ok::<_, PracticeError>(Db::open(&file)?)
    });
    let db = opened.await.map_err(|_| StoreError::Panicked)??;
    let (copy, pins) = (real.store.beside(db.clone()), real.pins.clone());
    let gate = PracticeGate { real: real.store.clone(), pins, copy, who };
    let parts = ServiceParts {
        db,
        clock: real.store.clock().clock(),
        entropy: Arc::clone(real.store.entropy()),
        pins: real.pins.clone(),
        links: real.store.keys().clone(),
        mailer: Mailer::Folder(MailFolder::new(folder.join("outbox"))),
        mail_from: real.outbox.sender().clone(),
        script: Script::embedded()?,
        recordings: Recordings::in_folder(&folder.join("recordings"))?,
        providers: vec![provider],
        public_url,
        dial_in_number: real.dial_in_number.clone(),
        default_language: language,
        offered: real.calls.offered().clone(),
        texting: Texting::default(),
        webhook_networks: Vec::new(),
    };
    Ok(Services::with_gate(parts, Arc::new(gate)))
}

/// How the call of a practice copy went so far.
pub fn find_outcome(tx: &mut dyn Tx) -> Result<PracticeOutcome, StoreError> {
    practice::find_outcome(tx)
}

/// Code and name of the jobs that the owner of an ID can name on the phone; none for an ID that nobody has.
pub fn list_own_codes(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<Vec<(String, String)>, StoreError> {
    match phone_clock_ids::find_credential(tx, id)? {
        Some(owner) => practice::list_codes(tx, owner.workspace, owner.employee),
        None => Ok(Vec::new()),
    }
}
