//! Hashing of PINs and passwords: argon2id on a few threads of its own, bounded in memory and in queue. Callers come
//! first.

mod argon;
mod lanes;
pub mod renewal;
#[cfg(any(feature = "simd-argon2", test))]
mod simd;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, OnceLock},
    thread,
    time::Duration,
};

use futures::future::{BoxFuture, FutureExt};
use tokio::sync::{mpsc, oneshot};

use self::{
    argon::{Argon2id, COST, Match, OUTPUT_BYTES},
    lanes::Lanes,
    renewal::OutdatedHash,
};
pub use self::{
    argon::{Cost, Digest, HashFunction, SALT_BYTES},
    lanes::{HashPermit, Lane, WebVisitor},
};
pub use crate::domain::secret::Secret;
use crate::{
    domain::{entropy::Entropy, pin::Pin},
    service::audit::Actor,
};

/// When a page that refuses a password answers, whatever it was refused for, counted from when it was sent.
const REFUSAL_DELAY: Duration = Duration::from_millis(300);

/// The threads that hash.
#[derive(Debug, Clone, Copy)]
pub struct Threads {
    /// How many, at least one; each keeps 12 MiB once it has hashed.
    pub count: usize,
    /// How far they stand back behind webhooks, as nice(2) counts; on Linux it is a thread's own (sched(7)). Little is
    /// enough to come second, and on a machine that does much else a high number would mean never.
    pub niceness: i32,
}

/// Why a PIN or password was not checked or hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
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
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum StartError {
    #[error("a thread for PIN checks cannot be started")]
    Thread(#[from] std::io::Error),
    /// The code that is picked for this processor does not compute argon2id. Every PIN would be refused.
    #[error("argon2id gives wrong answers on this processor")]
    WrongAnswer,
}

/// What a PIN that names its holder by itself is found by.
pub type Tag = [u8; OUTPUT_BYTES];

enum HashJob {
    Verify { secret: Option<Secret>, hash: String, answer: oneshot::Sender<Result<bool, HashError>> },
    Hash { secret: Secret, salt: [u8; SALT_BYTES], answer: oneshot::Sender<Result<String, HashError>> },
    Tag { secret: Secret, salt: [u8; SALT_BYTES], answer: oneshot::Sender<Result<Tag, HashError>> },
}

impl HashJob {
    /// Whether whoever asked has hung up.
    fn is_abandoned(&self) -> bool {
        match self {
            Self::Verify { answer, .. } => answer.is_closed(),
            Self::Hash { answer, .. } => answer.is_closed(),
            Self::Tag { answer, .. } => answer.is_closed(),
        }
    }
}

/// Waits for so long from now on; how is up to tests.
pub type Wait = Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

/// Puts something around what computes on one of the threads; what is up to tests.
pub type Around = Arc<dyn Fn(Box<dyn HashFunction>) -> Box<dyn HashFunction> + Send + Sync>;

/// The threads and what waits for them. They end when the last clone is dropped.
#[derive(Clone)]
pub struct PinHasher {
    queue: Arc<QueueHandle>,
    wait: Wait,
    /// What is checked against when there is nothing to check against, so that it takes as long.
    dummy_hash: Arc<str>,
    outdated: Arc<OnceLock<mpsc::Sender<OutdatedHash>>>,
}

/// What waits for the threads, as those see it who ask.
struct QueueHandle(Arc<Lanes>);

impl Drop for QueueHandle {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The answer to a check, once it is there.
pub type MatchReceiver = oneshot::Receiver<Result<bool, HashError>>;

impl PinHasher {
    /// Starts the threads.
    ///
    /// # Errors
    /// When a thread cannot be started, or this processor gets a known answer wrong.
    pub fn start(pepper: &Secret<Vec<u8>>, threads: Threads, entropy: &dyn Entropy) -> Result<Self, StartError> {
        let nothing: Around = Arc::new(|computer| computer);
        Self::start_around(pepper, threads, entropy, &nothing)
    }

    /// The same with something around what computes.
    ///
    /// # Errors
    /// As those of [`PinHasher::start`].
    pub fn start_around(
        pepper: &Secret<Vec<u8>>,
        threads: Threads,
        entropy: &dyn Entropy,
        around: &Around,
    ) -> Result<Self, StartError> {
        argon::self_test()?;
        let lanes = Arc::new(Lanes::default());
        let outdated = Arc::new(OnceLock::new());
        for _ in 0..threads.count.max(1) {
            let lanes = Arc::clone(&lanes);
            let worker = HashThread::new(pepper.clone(), Arc::clone(around), Arc::clone(&outdated));
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
        Ok(Self { queue: Arc::new(QueueHandle(lanes)), wait, dummy_hash, outdated })
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
        (self.wait)(REFUSAL_DELAY)
    }

    /// A place for what a page needs hashed.
    ///
    /// # Errors
    /// When this visitor has as many as one may have.
    pub fn take_permit(&self, visitor: WebVisitor) -> Result<HashPermit, HashError> {
        self.queue.0.take_permit(visitor)
    }

    /// The lane of whoever sets a PIN: a user's page has its place, and a command waits for nobody.
    ///
    /// # Errors
    /// When this user has as many places as one may have.
    pub fn lane_of(&self, actor: &Actor) -> Result<Lane, HashError> {
        match actor.user {
            Some(user) => Ok(Lane::Pages(self.take_permit(WebVisitor::Known(format!("user {user}")))?)),
            None => Ok(Lane::Telephone),
        }
    }

    /// Whom to tell of right secrets whose hash has another cost than new ones have. The first to ask is told.
    fn send_outdated_to(&self, sender: mpsc::Sender<OutdatedHash>) {
        self.outdated.set(sender).ok();
    }

    /// Queues a check of a PIN. Without a hash, or without a PIN that could fit, it comes out false and takes as long.
    ///
    /// # Errors
    /// When the lane is full.
    pub fn verify_pin(&self, lane: Lane, pin: Option<Pin>, hash: Option<String>) -> Result<MatchReceiver, HashError> {
        self.verify(lane, pin.map(Pin::into_secret), hash)
    }

    /// The same for any secret.
    ///
    /// # Errors
    /// When the lane is full.
    pub fn verify(&self, lane: Lane, secret: Option<Secret>, hash: Option<String>) -> Result<MatchReceiver, HashError> {
        let (answer, verdict) = oneshot::channel();
        let hash = hash.unwrap_or_else(|| self.dummy_hash.to_string());
        self.queue.0.push(lane, HashJob::Verify { secret, hash, answer })?;
        Ok(verdict)
    }

    /// Hashes a PIN for keeping, in PHC form.
    ///
    /// # Errors
    /// When the lane is full or hashing fails.
    pub async fn hash_pin(&self, lane: Lane, pin: Pin, entropy: &dyn Entropy) -> Result<String, HashError> {
        self.hash(lane, pin.into_secret(), entropy).await
    }

    /// The same for any secret.
    ///
    /// # Errors
    /// When the lane is full or hashing fails.
    pub async fn hash(&self, lane: Lane, secret: Secret, entropy: &dyn Entropy) -> Result<String, HashError> {
        let mut salt = [0_u8; SALT_BYTES];
        entropy.fill(&mut salt);
        let (answer, hashed) = oneshot::channel();
        self.queue.0.push(lane, HashJob::Hash { secret, salt, answer })?;
        hashed.await.map_err(|_| HashError::Failed)?
    }

    /// The slow tag of a secret with a salt that many share, by which a PIN that names its holder is found: one hash
    /// whether there is somebody with it or not.
    ///
    /// # Errors
    /// When the lane is full or hashing fails.
    pub async fn tag(&self, lane: Lane, secret: Secret, salt: [u8; SALT_BYTES]) -> Result<Tag, HashError> {
        let (answer, tag) = oneshot::channel();
        self.queue.0.push(lane, HashJob::Tag { secret, salt, answer })?;
        tag.await.map_err(|_| HashError::Failed)?
    }
}

/// A check fills a core for some 14 ms; webhooks without a PIN come first. Where that is not allowed they wait.
fn lower_priority(niceness: i32) {
    if let Err(error) = rustix::process::nice(niceness) {
        tracing::debug!(error = &error as &dyn std::error::Error, "PIN checks run beside webhooks");
    }
}

/// One of the threads.
struct HashThread {
    pepper: Secret<Vec<u8>>,
    argon: Box<dyn HashFunction>,
    #[cfg(feature = "simd-argon2")]
    simd: Box<dyn HashFunction>,
    around: Around,
    outdated: Arc<OnceLock<mpsc::Sender<OutdatedHash>>>,
}

impl HashThread {
    fn new(pepper: Secret<Vec<u8>>, around: Around, outdated: Arc<OnceLock<mpsc::Sender<OutdatedHash>>>) -> Self {
        Self {
            argon: around(Box::new(Argon2id::new(&pepper))),
            #[cfg(feature = "simd-argon2")]
            simd: around(Box::new(simd::Simd::new(&pepper))),
            pepper,
            around,
            outdated,
        }
    }

    fn run(mut self, lanes: &Lanes) {
        // The lane holds a page's place until its work is done.
        while let Some((next, lane)) = lanes.next() {
            match next {
                HashJob::Verify { secret, hash, answer } => {
                    let found = self.catch_panic(&lane, |argon| argon::verify(argon, secret.as_ref(), &hash));
                    answer.send(found.map(|found| found != Match::Wrong)).ok();
                    if let (Ok(Match::RightButOutdated), Some(secret)) = (found, secret) {
                        self.send_outdated(secret, hash);
                    }
                }
                HashJob::Hash { secret, salt, answer } => {
                    let hashed = self.catch_panic(&lane, |argon| argon::hash(argon, secret.as_bytes(), &salt));
                    answer.send(hashed).ok();
                }
                HashJob::Tag { secret, salt, answer } => {
                    let tag = self.catch_panic(&lane, |argon| argon::tag(argon, secret.as_bytes(), &salt));
                    answer.send(tag.map(|tag| *tag)).ok();
                }
            }
        }
    }

    /// Where too many wait, or nobody listens, the secret is wiped here, and its next check comes back to it.
    fn send_outdated(&self, secret: Secret, hash: String) {
        if let Some(listener) = self.outdated.get() {
            listener.try_send(OutdatedHash { secret, hash }).ok();
        }
    }

    /// Carries out one check so that a panic ends this one alone: the thread goes on, with memory that it takes anew.
    fn catch_panic<T>(
        &mut self,
        lane: &Lane,
        work: impl FnOnce(&mut dyn HashFunction) -> Result<T, HashError>,
    ) -> Result<T, HashError> {
        catch_unwind(AssertUnwindSafe(|| work(self.computer(lane)))).unwrap_or_else(|_| {
            tracing::error!("a PIN check broke off");
            *self = Self::new(self.pepper.clone(), Arc::clone(&self.around), Arc::clone(&self.outdated));
            Err(HashError::Failed)
        })
    }

    /// What computes the hashes of a lane: the fast implementation for the telephone alone, where every secret is a
    /// PIN.
    #[cfg(feature = "simd-argon2")]
    fn computer(&mut self, lane: &Lane) -> &mut dyn HashFunction {
        match lane {
            Lane::Telephone => self.simd.as_mut(),
            Lane::Pages(_) | Lane::Renewals => self.argon.as_mut(),
        }
    }

    #[cfg(not(feature = "simd-argon2"))]
    fn computer(&mut self, _: &Lane) -> &mut dyn HashFunction {
        self.argon.as_mut()
    }
}

#[cfg(test)]
mod tests;
