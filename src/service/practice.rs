//! The practice line: a throw-away copy of the gateway for one call. The call goes through the same code as any other,
//! in a database of its own; only IDs, PINs and locks are asked of the real one, and failures counted there.

use std::{path::Path, sync::Arc};

use url::Url;

mod gate;

use self::gate::PracticeGate;
use super::{
    gateway::{Gateway, Parts},
    kernel::recordings::{Recordings, RecordingsError},
};
pub use crate::store::practice::Outcome;
use crate::{
    dialog::script::{Script, ScriptError},
    domain::{
        ids::{EmployeeId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
    },
    mail::{Folder, Mailer},
    provider::Provider,
    store::{
        Db, StoreError, employees,
        migrate::{MigrateError, migrate},
        phone_clock_ids, practice,
    },
};

#[derive(Debug, thiserror::Error)]
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

/// Who practises, as far as the real gateway has to know.
#[derive(Debug, Clone)]
pub struct Practising {
    /// The only ID that there is in the call; whether anybody has it is not said.
    pub clock_id: Option<PhoneClockId>,
    /// The network address that failures count against.
    pub address: String,
    /// Whether the ID was typed by whoever came along, and not known from a setup link or an admin.
    pub anybody: bool,
}

/// The employee of a practice call, and their language.
#[derive(Debug, Clone)]
pub struct Practiser {
    pub language: Language,
    pub clock_id: PhoneClockId,
}

impl Gateway {
    /// The employee who is to practise; `None` for those who cannot call.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_practiser(
        &self,
        workspace: WorkspaceId,
        employee: EmployeeId,
    ) -> Result<Option<Practiser>, StoreError> {
        self.db
            .read(move |tx| {
                let Some(employee) = employees::find_employee(tx, workspace, employee)? else { return Ok(None) };
                let clock_id = phone_clock_ids::find_of_employee(tx, employee.id)?.filter(|_| employee.active);
                Ok(clock_id.map(|clock_id| Practiser { language: employee.details.language, clock_id }))
            })
            .await
    }

    /// A copy of this gateway in an empty folder, with nobody in it: the owner of the ID comes in with the right PIN, so
    /// that nothing before it takes longer where the ID is somebody's.
    ///
    /// # Errors
    /// When the folder cannot be used, or a database fails.
    pub async fn copy_for_practice(
        self: &Arc<Self>,
        folder: &Path,
        who: Practising,
        language: Language,
        provider: Arc<dyn Provider>,
        public_url: Url,
    ) -> Result<Arc<Self>, PracticeError> {
        let file = folder.join("practice.db");
        let opened = tokio::task::spawn_blocking(move || {
            migrate(&file)?;
            Ok::<_, PracticeError>(Db::open(&file)?)
        });
        let db = opened.await.map_err(|_| StoreError::Panicked)??;
        let gate = Arc::new(PracticeGate { real: Arc::clone(self), copy: self.store.beside(db.clone()), who });
        let parts = Parts {
            db,
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
            pins: self.pins.clone(),
            links: self.links.clone(),
            mailer: Mailer::Folder(Folder::at(folder.join("outbox"))),
            mail_from: self.outbox.sender().clone(),
            script: Script::embedded()?,
            recordings: Recordings::in_folder(&folder.join("recordings"))?,
            providers: vec![provider],
            public_url,
            dial_in_number: self.dial_in_number.clone(),
            default_language: language,
        };
        Ok(Self::with_gate(parts, gate))
    }

    /// How the call of a practice copy went so far.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn practice_outcome(&self) -> Result<Outcome, StoreError> {
        self.db.read(practice::find_outcome).await
    }

    /// Code and name of the jobs that the owner of an ID can name on the phone; none where nobody has it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_own_codes(&self, id: PhoneClockId) -> Result<Vec<(String, String)>, PracticeError> {
        let listed: Result<_, StoreError> = self
            .db
            .read(move |tx| match phone_clock_ids::find_credential(tx, &id)? {
                Some(owner) => practice::list_codes(tx, owner.workspace, owner.employee),
                None => Ok(Vec::new()),
            })
            .await;
        Ok(listed?)
    }
}
