//! Hashing of PINs and passwords: argon2id on a few threads of its own, bounded in memory and in queue. Callers come
//! first.

mod argon;
mod lanes;
pub mod renewal;
#[cfg(feature = "simd-argon2")]
mod simd;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use futures::future::{BoxFuture, FutureExt};
use tokio::sync::{mpsc, oneshot};

pub use self::lanes::{HashPermit, Lane, WebVisitor};
use self::{
    argon::{Argon2id, COST, Compute, Match, OUTPUT_BYTES, SALT_BYTES},
    lanes::Lanes,
    renewal::Outdated,
};
use crate::domain::entropy::Entropy;
pub use crate::domain::secret::Secret;

/// When a page that refuses a password answers, whatever it was refused for, counted from when it was sent.
const REFUSED_AFTER: Duration = Duration::from_millis(300);

/// The threads that hash.
#[derive(Debug, Clone, Copy)]
pub struct Threads {
    /// How many, at least one; each keeps 19 MiB once it has hashed.
    pub count: usize,
    /// How far they stand back behind webhooks, as nice(2) counts; on Linux it is a thread's own (sched(7)). Little is
    /// enough to come second, and on a machine that does much else a high number would mean never.
    pub niceness: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    #[error("too many PINs and passwords are waiting to be checked")]
    Full,
    #[error("a stored PIN hash cannot be read")]
    Unreadable,
    #[error("a PIN could not be hashed")]
    Failed,
}

/// Why the threads could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("a thread for PIN checks cannot be started")]
    Thread(#[from] std::io::Error),
    /// The code that is picked for this processor does not compute argon2id. Every PIN would be refused.
    #[error("argon2id gives wrong answers on this processor")]
    WrongAnswer,
}

enum Work {
    Verify { secret: Option<Secret>, hash: String, answer: oneshot::Sender<Result<bool, HashError>> },
    Hash { secret: Secret, salt: [u8; SALT_BYTES], answer: oneshot::Sender<Result<String, HashError>> },
}

impl Work {
    /// Whether whoever asked has hung up.
    fn is_abandoned(&self) -> bool {
        match self {
            Self::Verify { answer, .. } => answer.is_closed(),
            Self::Hash { answer, .. } => answer.is_closed(),
        }
    }
}

/// Waits for so long from now on; how is up to tests.
pub type Wait = Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

/// The threads and what waits for them. They end when the last clone is dropped.
#[derive(Clone)]
pub struct PinHasher {
    queue: Arc<QueueHandle>,
    wait: Wait,
    /// What is checked against when there is nothing to check against, so that it takes as long.
    dummy_hash: Arc<str>,
    checked: Arc<AtomicU64>,
    outdated: Arc<OnceLock<mpsc::Sender<Outdated>>>,
}

/// What waits for the threads, as those see it who ask.
struct QueueHandle(Arc<Lanes>);

impl Drop for QueueHandle {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The answer to a check, once it is there.
pub type Verdict = oneshot::Receiver<Result<bool, HashError>>;

impl PinHasher {
    /// Starts the threads.
    ///
    /// # Errors
    /// When a thread cannot be started, or this processor gets a known answer wrong.
    pub fn start(pepper: &Secret<Vec<u8>>, threads: Threads, entropy: &dyn Entropy) -> Result<Self, StartError> {
        argon::self_test()?;
        let lanes = Arc::new(Lanes::default());
        let checked = Arc::new(AtomicU64::new(0));
        let outdated = Arc::new(OnceLock::new());
        for _ in 0..threads.count.max(1) {
            let lanes = Arc::clone(&lanes);
            let worker = Worker::new(pepper.clone(), Arc::clone(&checked), Arc::clone(&outdated));
            thread::Builder::new().name("pin-hash".to_owned()).spawn(move || {
                lower_priority(threads.niceness);
                worker.run(&lanes);
            })?;
        }
        let (mut salt, mut output) = ([0_u8; SALT_BYTES], [0_u8; OUTPUT_BYTES]);
        entropy.fill(&mut salt);
        entropy.fill(&mut output);
        let dummy_hash = argon::encode(COST, &salt, &output).map_err(|_| StartError::WrongAnswer)?.into();
        let wait: Wait = Arc::new(|time| tokio::time::sleep(time).boxed());
        Ok(Self { queue: Arc::new(QueueHandle(lanes)), wait, dummy_hash, checked, outdated })
    }

    /// With another way to wait.
    #[must_use]
    pub fn waiting_by(self, wait: Wait) -> Self {
        Self { wait, ..self }
    }

    /// When a page may say that it refuses a password: unknown, wrong and not even looked at, all after the same time,
    /// and nobody keeps a core busy for it. To be called when the password comes.
    #[must_use]
    pub fn time_to_refuse(&self) -> BoxFuture<'static, ()> {
        (self.wait)(REFUSED_AFTER)
    }

    /// A place for what a page needs hashed.
    ///
    /// # Errors
    /// When this visitor has as many as one may have.
    pub fn take_permit(&self, visitor: WebVisitor) -> Result<HashPermit, HashError> {
        self.queue.0.take_permit(visitor)
    }

    /// How many checks were carried out since the start, whatever came of them.
    #[must_use]
    pub fn checks_done(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// Whom to tell of right secrets whose hash has another cost than new ones have. The first to ask is told.
    fn tell_outdated_to(&self, sender: mpsc::Sender<Outdated>) {
        self.outdated.set(sender).ok();
    }

    /// Queues a check. Without a hash, or without a secret that could fit, it comes out false and takes as long.
    ///
    /// # Errors
    /// When the lane is full.
    pub fn verify(&self, lane: Lane, secret: Option<Secret>, hash: Option<String>) -> Result<Verdict, HashError> {
        let (answer, verdict) = oneshot::channel();
        let hash = hash.unwrap_or_else(|| self.dummy_hash.to_string());
        self.queue.0.push(lane, Work::Verify { secret, hash, answer })?;
        Ok(verdict)
    }

    /// Hashes a PIN or a password for keeping, in PHC form.
    ///
    /// # Errors
    /// When the lane is full or hashing fails.
    pub async fn hash(&self, lane: Lane, secret: Secret, entropy: &dyn Entropy) -> Result<String, HashError> {
        let mut salt = [0_u8; SALT_BYTES];
        entropy.fill(&mut salt);
        let (answer, hashed) = oneshot::channel();
        self.queue.0.push(lane, Work::Hash { secret, salt, answer })?;
        hashed.await.map_err(|_| HashError::Failed)?
    }
}

/// A check fills a core for some 16 ms; webhooks without a PIN come first. Where that is not allowed they wait.
fn lower_priority(niceness: i32) {
    if let Err(error) = rustix::process::nice(niceness) {
        tracing::debug!(error = &error as &dyn std::error::Error, "PIN checks run beside webhooks");
    }
}

/// One of the threads.
struct Worker {
    pepper: Secret<Vec<u8>>,
    argon: Argon2id,
    #[cfg(feature = "simd-argon2")]
    simd: simd::Simd,
    checked: Arc<AtomicU64>,
    outdated: Arc<OnceLock<mpsc::Sender<Outdated>>>,
}

impl Worker {
    fn new(pepper: Secret<Vec<u8>>, checked: Arc<AtomicU64>, outdated: Arc<OnceLock<mpsc::Sender<Outdated>>>) -> Self {
        Self {
            argon: Argon2id::new(&pepper),
            #[cfg(feature = "simd-argon2")]
            simd: simd::Simd::new(&pepper),
            pepper,
            checked,
            outdated,
        }
    }

    fn run(mut self, lanes: &Lanes) {
        // The lane holds a page's place until its work is done.
        while let Some((next, lane)) = lanes.next() {
            match next {
                Work::Verify { secret, hash, answer } => {
                    let found = self.catch_panic(&lane, |argon| argon::verify(argon, secret.as_ref(), &hash));
                    self.checked.fetch_add(1, Ordering::Relaxed);
                    answer.send(found.map(|found| found != Match::Wrong)).ok();
                    if let (Ok(Match::RightButOutdated), Some(secret)) = (found, secret) {
                        self.tell_outdated(secret, hash);
                    }
                }
                Work::Hash { secret, salt, answer } => {
                    let hashed = self.catch_panic(&lane, |argon| argon::hash(argon, secret.as_bytes(), &salt));
                    answer.send(hashed).ok();
                }
            }
        }
    }

    /// Where too many wait, or nobody listens, the secret is wiped here, and its next check comes back to it.
    fn tell_outdated(&self, secret: Secret, hash: String) {
        if let Some(listener) = self.outdated.get() {
            listener.try_send(Outdated { secret, hash }).ok();
        }
    }

    /// What breaks off is one PIN's misfortune: the thread goes on, with memory of its own anew.
    fn catch_panic<T>(
        &mut self,
        lane: &Lane,
        work: impl FnOnce(&mut dyn Compute) -> Result<T, HashError>,
    ) -> Result<T, HashError> {
        catch_unwind(AssertUnwindSafe(|| work(self.computer(lane)))).unwrap_or_else(|_| {
            tracing::error!("a PIN check broke off");
            *self = Self::new(self.pepper.clone(), Arc::clone(&self.checked), Arc::clone(&self.outdated));
            Err(HashError::Failed)
        })
    }

    /// The telephone has PINs alone.
    #[cfg(feature = "simd-argon2")]
    fn computer(&mut self, lane: &Lane) -> &mut dyn Compute {
        match lane {
            Lane::Telephone => &mut self.simd,
            Lane::Pages(_) | Lane::Renewals => &mut self.argon,
        }
    }

    #[cfg(not(feature = "simd-argon2"))]
    fn computer(&mut self, _: &Lane) -> &mut dyn Compute {
        &mut self.argon
    }
}

#[cfg(test)]
mod tests;
