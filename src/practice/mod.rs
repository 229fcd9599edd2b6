//! The practice line: calls from a page to throw-away copies of the gateway. Nothing that is done there counts.
//!
//! Each call gets a copy with a database of its own (`service::practice`), answered on this machine alone, and is placed
//! by the simulator over signed HTTP as any other. The copy goes when the call is over.

mod copy;
mod lessons;
mod passes;
pub mod words;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{net::TcpListener, sync::Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use self::{copy::Copies, passes::Passes};
pub use self::{copy::PracticeCopyError, passes::Pass};
use crate::{
    domain::phone_clock_id::PhoneClockId,
    phone::{Limits, LiveCall, Person, PhoneBook, Phones, PlaceCallError, RealTimer, Switchboard, Timer},
    service::{
        Services,
        practice::{PracticeError, PracticeVisitor, list_own_codes},
    },
};

/// Practice calls at once, each with a database of its own.
const MAX_CALLS: usize = 5;
/// How many of them may be of people who came along and typed an ID, so that they leave room for those who were sent.
const MAX_CALLS_WITH_TYPED_ID: usize = 3;
/// Calls of people who came along, from one network address within [`WINDOW`].
const MAX_CALLS_FROM_ADDRESS: usize = 20;
const WINDOW: Duration = Duration::from_mins(15);

/// Lets a copy of the gateway answer at a listener until the token is canceled.
pub type CopyServer = Arc<dyn Fn(TcpListener, Arc<Services>, CancellationToken) + Send + Sync>;

/// Why nobody can make a practice call now.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PracticeLineError {
    #[error("nobody has said whose practice call it is")]
    NoPass,
    #[error("all practice lines are taken")]
    Busy,
    #[error("too many practice calls came from one network address")]
    TooMany,
    #[error(transparent)]
    Failed(#[from] PracticeCopyError),
}

/// Where practice calls are placed and found. Cheap to clone.
#[derive(Clone)]
pub struct PracticeLine(Arc<Inner>);

struct Inner {
    services: Arc<Services>,
    copies: Copies,
    phones: Phones,
    timer: Arc<dyn Timer>,
    passes: Passes,
    everybodys: Arc<Semaphore>,
    anybodys: Arc<Semaphore>,
    /// When calls of people who came along were placed, by network address.
    placed: Mutex<HashMap<String, Vec<Duration>>>,
}

impl PracticeLine {
    /// The practice line, with copies in a folder that is nobody else's. What a crash has left there is removed.
    ///
    /// # Errors
    /// When the folder cannot be made or emptied.
    pub fn new(
        services: Arc<Services>,
        folder: PathBuf,
        answer: CopyServer,
        tracker: TaskTracker,
        stop: CancellationToken,
    ) -> Result<Self, PracticeCopyError> {
        let timer: Arc<dyn Timer> = Arc::new(RealTimer::default());
        let copies = Copies::new(Arc::clone(&services), folder, answer, stop.clone())?;
        let board = Switchboard {
            simulator: copies.simulator(),
            number: copies.nowhere()?,
            entropy: Arc::clone(services.store.entropy()),
            timer: Arc::clone(&timer),
            tracker,
            stop,
        };
        // The permits are the limit; a call that is just ending is still counted there.
        let limits = Limits { calls: 2 * MAX_CALLS, ..Limits::default() };
        let phones = Phones::new(board, limits, PhoneBook::default());
        Ok(Self(Arc::new(Inner {
            services,
            copies,
            phones,
            passes: Passes::new(Arc::clone(&timer)),
            timer,
            everybodys: Arc::new(Semaphore::new(MAX_CALLS)),
            anybodys: Arc::new(Semaphore::new(MAX_CALLS_WITH_TYPED_ID)),
            placed: Mutex::default(),
        })))
    }

    /// Lets a visit practice as somebody, for half an hour; the network address is written as throttles count it.
    pub fn admit(&self, visit: &str, address: &str, pass: Pass) {
        self.0.passes.give(visit, address, pass);
    }

    /// As whom the visit may practice; none without a pass, or when it has run out.
    #[must_use]
    pub fn pass(&self, visit: &str) -> Option<Pass> {
        self.0.passes.find(visit)
    }

    /// A call that the visit has placed.
    #[must_use]
    pub fn find(&self, visit: &str, id: &str) -> Option<LiveCall> {
        self.0.phones.find(visit, id)
    }

    /// Places a practice call, and gives the id by which the visit finds it.
    ///
    /// # Errors
    /// When the visit has no pass, or no line is free.
    pub async fn place(&self, visit: &str, address: &str) -> Result<String, PracticeLineError> {
        let pass = self.pass(visit).ok_or(PracticeLineError::NoPass)?;
        let mut permits = Vec::new();
        for lines in [Some(&self.0.everybodys), pass.anybody.then_some(&self.0.anybodys)].into_iter().flatten() {
            permits.push(Arc::clone(lines).try_acquire_owned().map_err(|_| PracticeLineError::Busy)?);
        }
        if pass.anybody {
            self.count(address)?;
        }
        let book = self.book(&pass).await?;
        let who = PracticeVisitor {
            clock_id: Some(pass.clock_id.clone()),
            address: address.to_owned(),
            anybody: pass.anybody,
        };
        let mut through = self.0.copies.make(who, pass.language, permits).await?;
        (through.book, through.wire) = (book, pass.wire);
        self.0.phones.place_through(visit, through).map_err(|refused| match refused {
            PlaceCallError::Busy | PlaceCallError::UnknownCaller => PracticeLineError::Busy,
        })
    }

    /// One's own ID and job codes are no secret on one's own page. Job codes would tell whoever only typed an ID that
    /// somebody has it.
    async fn book(&self, pass: &Pass) -> Result<PhoneBook, PracticeCopyError> {
        let own = Person {
            name: String::new(),
            id: pass.clock_id.as_str().to_owned(),
            pin: String::new(),
            phone: String::new(),
            language: String::new(),
        };
        let jobs = if pass.anybody { Vec::new() } else { self.codes(&pass.clock_id).await? };
        Ok(PhoneBook { people: vec![own], jobs, ..PhoneBook::default() })
    }

    /// Code and name of the jobs that the owner of an ID can name on the phone.
    pub async fn codes(&self, id: &PhoneClockId) -> Result<Vec<(String, String)>, PracticeCopyError> {
        let id = id.clone();
        let listed: Result<_, PracticeError> = self.0.services.store.read(move |tx| Ok(list_own_codes(tx, &id)?)).await;
        Ok(listed?)
    }

    fn count(&self, address: &str) -> Result<(), PracticeLineError> {
        let now = self.0.timer.now();
        let mut placed = self.0.placed.lock().unwrap_or_else(PoisonError::into_inner);
        placed.retain(|_, times| {
            times.retain(|at| now.saturating_sub(*at) < WINDOW);
            !times.is_empty()
        });
        let times = placed.entry(address.to_owned()).or_default();
        if times.len() >= MAX_CALLS_FROM_ADDRESS {
            return Err(PracticeLineError::TooMany);
        }
        times.push(now);
        Ok(())
    }
}
