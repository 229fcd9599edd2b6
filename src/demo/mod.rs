//! The demo's data: a made-up workspace with three weeks behind it, made in a database of its own and put in its place
//! whole. And the keys to it: whoever tries the demo signs in as somebody made up with one press.

mod breaks;
mod calendar;
mod cast;
mod crews;
mod doors;
mod faces;
mod history;
mod kiosk;
mod kiosk_days;
pub mod mark;
mod office;
mod places;
mod shift;
mod sound;
mod tape;
mod twists;
mod weeks;

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use cast::{CastMember, JOBS, PASSWORD, PEOPLE, PLAYABLE_COUNT, WEST_JOB_CODE};
use jiff::Timestamp;

pub use self::kiosk::{KioskBook, KioskPerson};
use self::{calendar::Zones, history::History, tape::Tape};
use crate::{
    dialog::script::Script,
    domain::{clock::ManualClock, entropy::SeededEntropy, ids::WorkspaceId, texting::Texting, workspace::Zone},
    mail::{MailFolder, Mailer},
    service::{
        AfterCommit, Hold, Services, Unit,
        access::{AccountError, NewSession, Visitor, sessions, users},
        kernel::recordings::Recordings,
        services::ServiceParts,
    },
    store::{Db, StoreError, gateway as keys, kept_files, migrate::migrate, snapshot, voice_checks::RecordingFile},
};

/// The name of the demo's workspace.
pub const WORKSPACE: &str = "Lopez Roofing";
/// The number that people call, kept for fiction.
pub const NUMBER: &str = "+15555550111";
const SEED: u64 = 5;

/// Whatever a step of making the data fails with.
type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Why the demo's data could not be made, or nobody could be signed in.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum DemoError {
    #[error("the demo's data could not be made: {0}")]
    Broken(Broken),
    #[error("the demo is being reset already")]
    Busy,
    #[error("the demo has no kiosk that can be used")]
    NoKiosk,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl From<Broken> for DemoError {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// The user whom a visitor signs in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the user with the role of that name")]
pub enum Desk {
    Owner,
    Admin,
    Payroll,
}

impl Desk {
    /// Every one that there is.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Admin, Self::Payroll];

    /// By what name it is known in addresses and forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Payroll => "payroll",
        }
    }

    /// The one that is known by this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|desk| desk.name() == name)
    }

    /// The name of the made-up user.
    #[must_use]
    pub const fn person(self) -> &'static str {
        self.user().0
    }

    const fn user(self) -> (&'static str, &'static str) {
        match self {
            Self::Owner => cast::OWNER,
            Self::Admin => cast::ADMIN,
            Self::Payroll => cast::PAYROLL,
        }
    }
}

/// Where a demo keeps its database and its recordings.
#[derive(Debug, Clone)]
pub struct DemoFiles {
    /// The database file.
    pub database: PathBuf,
    /// The folder of the recordings.
    pub recordings: PathBuf,
}

/// A running demo. Only `phoneclock demo` makes one, and without one no page knows of any of this.
#[derive(Clone)]
pub struct Demo(Arc<Inner>);

struct Inner {
    services: Arc<Services>,
    place: DemoFiles,
    turn: tokio::sync::Mutex<()>,
}

impl Demo {
    /// A demo whose gateway is this one.
    #[must_use]
    pub fn new(services: Arc<Services>, place: DemoFiles) -> Self {
        Self(Arc::new(Inner { services, place, turn: tokio::sync::Mutex::default() }))
    }

    /// The demo's workspace, made where it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made; nothing is left of it then.
    pub async fn fill(&self) -> Result<WorkspaceId, DemoError> {
        let email = Desk::Owner.user().1;
        match self.0.services.store.read(move |tx| users::find_by_email(tx, email)).await? {
            Some(user) => Ok(user.workspace),
            None => self.reset().await,
        }
    }

    /// Makes the data anew, up to now, and puts it in the place of everything that was there, in one go: whoever looks
    /// meanwhile sees the old, then the new. Everybody is signed out.
    ///
    /// # Errors
    /// When somebody else does so just now, or it cannot be made; everything is as it was then.
    pub async fn reset(&self) -> Result<WorkspaceId, DemoError> {
        let _turn = self.0.turn.try_lock().map_err(|_| DemoError::Busy)?;
        let new = self.0.place.database.with_file_name("demo-in-the-making.db");
        remove_database(&new).map_err(Broken::from)?;
        let made = self.make(&new, SEED, self.0.services.store.now()).await;
        let put = match made {
            Ok(workspace) => self.put(&new, workspace).await.map(|()| workspace),
            Err(error) => Err(error),
        };
        remove_database(&new).map_err(Broken::from)?;
        Ok(put?)
    }

    async fn make(&self, database: &Path, seed: u64, now: Timestamp) -> Result<WorkspaceId, Broken> {
        let live = &self.0.services;
        migrate(database)?;
        let db = Db::open_scratch(database)?;
        if let Some(bound) = live.store.db().read(keys::find_key_fingerprint).await? {
            db.write(Hold::Gateway, move |tx| keys::insert_key_fingerprint(tx, &bound)).await?;
        }
        let clock = Arc::new(ManualClock::starting_at(now));
        let provider = live.providers.first().ok_or("there is no provider")?;
        let tape = Arc::new(Tape::new(Arc::clone(provider)));
        let services = Services::new(ServiceParts {
            db,
            clock: Arc::clone(&clock) as _,
            entropy: Arc::new(SeededEntropy::new(seed)),
            pins: live.pins.clone(),
            links: live.store.keys().clone(),
            mailer: Mailer::Folder(MailFolder::new(database.with_file_name("outbox"))),
            mail_from: live.outbox.sender().clone(),
            script: Script::embedded()?,
            recordings: Recordings::scratch(&self.0.place.recordings)?,
            providers: vec![Arc::clone(&tape) as _],
            public_url: live.public_url.clone(),
            dial_in_number: live.dial_in_number.clone(),
            default_language: live.calls.default_language(),
            offered: live.calls.offered().clone(),
            texting: Texting::default(),
            webhook_networks: Vec::new(),
        });
        let zones = Zones { office: Zone::parse("America/Chicago")?, west: Zone::parse("America/Denver")? };
        let mut history = History::begin(services, clock, tape, zones, now).await?;
        weeks::unfold(&mut history, seed, now).await?;
        Ok(history.workspace)
    }

    /// Recordings of before that nothing names any more go last: a crash before that leaves them, and harms nobody.
    async fn put(&self, new: &Path, made: WorkspaceId) -> Result<(), Broken> {
        let live = &self.0.services;
        let data = self.0.place.database.parent().ok_or("the database is in no folder")?;
        // Both until the one has taken the other's place.
        mark::add(data, made)?;
        let before = live.store.db().read(kept_files::list_stored).await?;
        let (new, into) = (new.to_owned(), self.0.place.database.clone());
        let replaced = tokio::task::spawn_blocking(move || snapshot::replace(&new, &into, || Ok::<_, StoreError>(())));
        replaced.await??;
        mark::set(data, made)?;
        live.store.notify(AfterCommit::TasksQueued);
        let now = live.store.db().read(kept_files::list_stored).await?;
        let now: HashSet<_> = now.into_iter().map(|stored| stored.recording).collect();
        for RecordingFile { recording, .. } in before.iter().filter(|stored| !now.contains(&stored.recording)) {
            live.recordings.delete(recording).await?;
        }
        Ok(())
    }

    /// Signs a visitor in as one of the made-up users.
    ///
    /// # Errors
    /// When they are not there.
    pub async fn sign_in(&self, desk: Desk, visitor: Visitor) -> Result<NewSession, DemoError> {
        let email = desk.user().1;
        let begin = move |u: &mut Unit<'_>| sessions::begin_without_password(u, email, visitor);
        Ok(self.0.services.store.write(Hold::Nothing, begin).await?)
    }
}

fn remove_database(path: &Path) -> io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}
