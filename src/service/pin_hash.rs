//! Hashing of PINs and passwords: argon2id on a few threads of its own, bounded in memory and in queue.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use subtle::ConstantTimeEq;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::domain::entropy::Entropy;

/// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const OUTPUT_BYTES: usize = 32;
const SALT_BYTES: usize = 16;
/// Checks that may wait. At some fifty a second and core this is more than a call's three minutes.
const QUEUE: usize = 20_000;

/// The threads that hash.
#[derive(Debug, Clone, Copy)]
pub struct Threads {
    /// How many; each keeps 19 MiB once it has hashed.
    pub count: usize,
    /// How far they stand back behind webhooks, as nice(2) counts; on Linux it is a thread's own (sched(7)). Little is
    /// enough to come second, and on a machine that does much else a high number would mean never.
    pub niceness: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    #[error("too many PINs are waiting to be checked")]
    Full,
    #[error("a stored PIN hash cannot be read")]
    Unreadable,
    #[error("a PIN could not be hashed")]
    Failed,
}

/// A PIN or a password in clear, wiped when dropped.
pub type Secret = Zeroizing<String>;

enum Work {
    Verify { secret: Option<Secret>, hash: String, answer: oneshot::Sender<Result<bool, HashError>> },
    Hash { secret: Secret, salt: [u8; SALT_BYTES], answer: oneshot::Sender<Result<String, HashError>> },
}

/// The threads and their queue. They end when the last clone is dropped.
#[derive(Clone)]
pub struct PinHasher {
    queue: mpsc::SyncSender<Work>,
    /// What is checked against when there is nothing to check against, so that it takes as long.
    nobody: Arc<str>,
    checked: Arc<AtomicU64>,
}

/// The answer to a check, once it is there.
pub type Verdict = oneshot::Receiver<Result<bool, HashError>>;

impl PinHasher {
    /// Starts the threads.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn start(pepper: &Zeroizing<Vec<u8>>, threads: Threads, entropy: &dyn Entropy) -> Result<Self, std::io::Error> {
        let (queue, waiting) = mpsc::sync_channel(QUEUE);
        let waiting = Arc::new(Mutex::new(waiting));
        let checked = Arc::new(AtomicU64::new(0));
        for _ in 0..threads.count.max(1) {
            let (waiting, checked) = (Arc::clone(&waiting), Arc::clone(&checked));
            let pepper = pepper.clone();
            thread::Builder::new().name("pin-hash".to_owned()).spawn(move || {
                stand_back(threads.niceness);
                work(&waiting, &pepper, &checked);
            })?;
        }
        let (mut salt, mut output) = ([0_u8; SALT_BYTES], [0_u8; OUTPUT_BYTES]);
        entropy.fill(&mut salt);
        entropy.fill(&mut output);
        let nobody = phc(&salt, &output).map_err(std::io::Error::other)?.into();
        Ok(Self { queue, nobody, checked })
    }

    /// How many checks were carried out since the start, whatever came of them.
    #[must_use]
    pub fn checks_done(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// Queues a check. Without a hash, or without a secret that could fit, it comes out false and takes as long.
    ///
    /// # Errors
    /// When the queue is full.
    pub fn verify(&self, secret: Option<Secret>, hash: Option<String>) -> Result<Verdict, HashError> {
        let (answer, verdict) = oneshot::channel();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        self.queue.try_send(Work::Verify { secret, hash, answer }).map_err(|_| HashError::Full)?;
        Ok(verdict)
    }

    /// Hashes a PIN or a password for keeping, in PHC form.
    ///
    /// # Errors
    /// When the queue is full or hashing fails.
    pub async fn hash(&self, secret: Secret, entropy: &dyn Entropy) -> Result<String, HashError> {
        let mut salt = [0_u8; SALT_BYTES];
        entropy.fill(&mut salt);
        let (answer, hashed) = oneshot::channel();
        self.queue.try_send(Work::Hash { secret, salt, answer }).map_err(|_| HashError::Full)?;
        hashed.await.map_err(|_| HashError::Failed)?
    }
}

/// A check fills a core for some 20 ms; webhooks without a PIN come first. Where that is not allowed they wait.
fn stand_back(niceness: i32) {
    if let Err(error) = rustix::process::nice(niceness) {
        tracing::debug!(error = &error as &dyn std::error::Error, "PIN checks run beside webhooks");
    }
}

fn work(waiting: &Mutex<mpsc::Receiver<Work>>, pepper: &[u8], checked: &AtomicU64) {
    let mut memory = Vec::new();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            // Whoever asked has hung up: no need to burn 20 ms.
            Ok(Work::Verify { answer, .. }) if answer.is_closed() => {}
            Ok(Work::Verify { secret, hash, answer }) => {
                let verdict = verify(secret.as_ref(), &hash, pepper, &mut memory);
                checked.fetch_add(1, Ordering::Relaxed);
                answer.send(verdict).ok();
            }
            Ok(Work::Hash { secret, salt, answer }) => {
                let hashed =
                    derive(&secret, &salt, params(), pepper, &mut memory).and_then(|output| phc(&salt, &output));
                answer.send(hashed).ok();
            }
            Err(_) => return,
        }
    }
}

fn verify(secret: Option<&Secret>, hash: &str, pepper: &[u8], memory: &mut Vec<Block>) -> Result<bool, HashError> {
    let stored = PasswordHash::new(hash).map_err(|_| HashError::Unreadable)?;
    let params = Params::try_from(&stored).map_err(|_| HashError::Unreadable)?;
    let (salt, expected) = stored.salt.zip(stored.hash).ok_or(HashError::Unreadable)?;
    let nothing = Secret::default();
    let output = derive(secret.unwrap_or(&nothing), &salt, params, pepper, memory)?;
    Ok(bool::from(output.ct_eq(expected.as_bytes())) && secret.is_some())
}

fn derive(
    secret: &Secret,
    salt: &[u8],
    params: Params,
    pepper: &[u8],
    memory: &mut Vec<Block>,
) -> Result<[u8; OUTPUT_BYTES], HashError> {
    memory.resize(params.block_count(), Block::default());
    let argon2 =
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).map_err(|_| HashError::Failed)?;
    let mut output = [0_u8; OUTPUT_BYTES];
    argon2
        .hash_password_into_with_memory(secret.as_bytes(), salt, &mut output, memory)
        .map_err(|_| HashError::Failed)?;
    Ok(output)
}

fn params() -> Params {
    #[expect(clippy::expect_used, reason = "the constants are within argon2's limits; every test that hashes shows it")]
    Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT_BYTES)).expect("constant parameters")
}

/// The string form that names algorithm, version, parameters and salt beside the hash.
fn phc(salt: &[u8], output: &[u8]) -> Result<String, HashError> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params()).map_err(|_| HashError::Failed)?,
        salt: Some(Salt::new(salt).map_err(|_| HashError::Failed)?),
        hash: Some(Output::new(output).map_err(|_| HashError::Failed)?),
    };
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entropy::SeededEntropy;

    fn hasher(pepper: &[u8]) -> PinHasher {
        PinHasher::start(&Zeroizing::new(pepper.to_vec()), Threads { count: 1, niceness: 0 }, &SeededEntropy::new(1))
            .unwrap()
    }

    fn pin(text: &str) -> Option<Secret> {
        Some(Secret::new(text.to_owned()))
    }

    #[tokio::test]
    async fn only_the_pin_with_the_same_pepper_fits_its_hash() {
        let ours = hasher(b"pepper");
        let hash = ours.hash(Secret::new("8352".to_owned()), &SeededEntropy::new(2)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(!hash.contains("8352"));
        let verify = async |hasher: &PinHasher, pin, hash| hasher.verify(pin, hash).unwrap().await.unwrap();
        assert_eq!(verify(&ours, pin("8352"), Some(hash.clone())).await, Ok(true));
        assert_eq!(verify(&ours, pin("8353"), Some(hash.clone())).await, Ok(false));
        assert_eq!(verify(&ours, None, Some(hash.clone())).await, Ok(false));
        assert_eq!(verify(&ours, pin("8352"), None).await, Ok(false));
        assert_eq!(verify(&hasher(b"other"), pin("8352"), Some(hash)).await, Ok(false));
        assert_eq!(verify(&ours, pin("8352"), Some("nonsense".to_owned())).await, Err(HashError::Unreadable));
    }
}
