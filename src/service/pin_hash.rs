//! Hashing of PINs and passwords: argon2id on a few threads of its own, bounded in memory and in queue. Callers come
//! first.

mod lanes;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use argon2_rust::{
    Algorithm, Argon2, Error as Argon2Error, Hasher, Params, Version, encode_string_alloc,
    params::{Memory, TagLen},
};
use futures::future::{BoxFuture, FutureExt};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use self::lanes::Lanes;
pub use self::lanes::{Lane, Place, WebVisitor};
use crate::domain::entropy::Entropy;

/// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
const MEMORY: Memory = Memory::kib(19_456);
const PASSES: u32 = 2;
const LANES: u32 = 1;
const OUTPUT_BYTES: usize = 32;
const SALT_BYTES: usize = 16;
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
    #[error("too many PINs and passwords are waiting to be checked; try again in a moment")]
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
    #[error(
        "argon2id gives wrong answers on this processor; PINs cannot be checked here, run the gateway on another machine"
    )]
    WrongAnswer,
}

/// A PIN or a password in clear, wiped when dropped.
pub type Secret = Zeroizing<String>;

enum Work {
    Verify { secret: Option<Secret>, hash: String, answer: oneshot::Sender<Result<bool, HashError>> },
    Hash { secret: Secret, salt: [u8; SALT_BYTES], answer: oneshot::Sender<Result<String, HashError>> },
}

impl Work {
    /// Whether whoever asked has hung up.
    fn is_forsaken(&self) -> bool {
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
    asked: Arc<Asked>,
    wait: Wait,
    /// What is checked against when there is nothing to check against, so that it takes as long.
    nobody: Arc<str>,
    checked: Arc<AtomicU64>,
}

/// What waits for the threads, as those see it who ask.
struct Asked(Arc<Lanes>);

impl Drop for Asked {
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
    pub fn start(pepper: &Zeroizing<Vec<u8>>, threads: Threads, entropy: &dyn Entropy) -> Result<Self, StartError> {
        KNOWN.is_computed()?;
        let lanes = Arc::new(Lanes::default());
        let checked = Arc::new(AtomicU64::new(0));
        for _ in 0..threads.count.max(1) {
            let (lanes, checked) = (Arc::clone(&lanes), Arc::clone(&checked));
            let pepper = pepper.clone();
            thread::Builder::new().name("pin-hash".to_owned()).spawn(move || {
                stand_back(threads.niceness);
                work(&lanes, &pepper, &checked);
            })?;
        }
        let (mut salt, mut output) = ([0_u8; SALT_BYTES], [0_u8; OUTPUT_BYTES]);
        entropy.fill(&mut salt);
        entropy.fill(&mut output);
        let nobody = encode_string_alloc(Algorithm::Argon2id, Version::V0x13, &PARAMS, &salt, &output)
            .map_err(|_| StartError::WrongAnswer)?
            .into();
        let wait: Wait = Arc::new(|time| tokio::time::sleep(time).boxed());
        Ok(Self { asked: Arc::new(Asked(lanes)), wait, nobody, checked })
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
    pub fn take_place(&self, visitor: WebVisitor) -> Result<Place, HashError> {
        self.asked.0.take_place(visitor)
    }

    /// How many checks were carried out since the start, whatever came of them.
    #[must_use]
    pub fn checks_done(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// Queues a check. Without a hash, or without a secret that could fit, it comes out false and takes as long.
    ///
    /// # Errors
    /// When the lane is full.
    pub fn verify(&self, lane: Lane, secret: Option<Secret>, hash: Option<String>) -> Result<Verdict, HashError> {
        let (answer, verdict) = oneshot::channel();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        self.asked.0.push(lane, Work::Verify { secret, hash, answer })?;
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
        self.asked.0.push(lane, Work::Hash { secret, salt, answer })?;
        hashed.await.map_err(|_| HashError::Failed)?
    }
}

/// A check fills a core for some 8 ms; webhooks without a PIN come first. Where that is not allowed they wait.
fn stand_back(niceness: i32) {
    if let Err(error) = rustix::process::nice(niceness) {
        tracing::debug!(error = &error as &dyn std::error::Error, "PIN checks run beside webhooks");
    }
}

fn work(lanes: &Lanes, pepper: &[u8], checked: &AtomicU64) {
    let mut hasher = argon2id().hasher();
    while let Some((next, _place)) = lanes.next() {
        match next {
            Work::Verify { secret, hash, answer } => {
                let verdict = survived(&mut hasher, |hasher| verify(secret.as_ref(), &hash, pepper, hasher));
                checked.fetch_add(1, Ordering::Relaxed);
                answer.send(verdict).ok();
            }
            Work::Hash { secret, salt, answer } => {
                let hashed = survived(&mut hasher, |hasher| {
                    let hashed = hasher.hash_encoded_with_ad(secret.as_bytes(), &salt, pepper, NO_DATA);
                    hashed.map_err(|_| HashError::Failed)
                });
                answer.send(hashed).ok();
            }
        }
    }
}

/// What breaks off is one PIN's misfortune: the thread goes on, with memory of its own anew.
fn survived<T>(hasher: &mut Hasher, work: impl FnOnce(&mut Hasher) -> Result<T, HashError>) -> Result<T, HashError> {
    catch_unwind(AssertUnwindSafe(|| work(hasher))).unwrap_or_else(|_| {
        tracing::error!("a PIN check broke off");
        *hasher = argon2id().hasher();
        Err(HashError::Failed)
    })
}

/// argon2's associated data, of which a hash here has none.
const NO_DATA: &[u8] = &[];

/// With the parameters that the hash names: one that was tampered with cannot ask for more than [`MOST`].
fn verify(secret: Option<&Secret>, hash: &str, pepper: &[u8], hasher: &mut Hasher) -> Result<bool, HashError> {
    let tried = secret.map_or(&[][..], |secret| secret.as_bytes());
    match hasher.verify_encoded_bounded_with_ad(hash, tried, pepper, NO_DATA, Algorithm::Argon2id, &MOST) {
        Ok(()) => Ok(secret.is_some()),
        Err(Argon2Error::VerifyMismatch) => Ok(false),
        Err(Argon2Error::MemoryAllocationError) => Err(HashError::Failed),
        Err(_) => Err(HashError::Unreadable),
    }
}

const PARAMS: Params = Params::builder()
    .memory(MEMORY)
    .passes(PASSES)
    .lanes(LANES)
    .tag_len(TagLen::bytes(OUTPUT_BYTES as u64))
    .build_or_panic();

/// The most that a stored hash may ask for. Never to be lowered: the hashes that are stored ask for it.
const MOST: Params = PARAMS;

const fn argon2id() -> Argon2 {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

/// What RustCrypto's argon2 makes of a known secret, salt and pepper.
struct Known {
    secret: &'static str,
    salt: [u8; SALT_BYTES],
    pepper: &'static [u8],
    hash: &'static str,
}

const KNOWN: Known = Known {
    secret: "83526",
    salt: [9; SALT_BYTES],
    pepper: b"pepper",
    hash: "$argon2id$v=19$m=2048,t=2,p=1$CQkJCQkJCQkJCQkJCQkJCQ$vfh9ngdSY98p+zOG0WBRN81X4LBrIQcxxgx+M+sYq+0",
};

impl Known {
    /// The library picks its code by what the processor can do, and what it picked here may never have been tested.
    /// Less memory than for a PIN, but enough to go every way that a PIN goes.
    fn is_computed(&self) -> Result<(), StartError> {
        const SMALL: Params = PARAMS.to_builder().memory(Memory::mib(2)).build_or_panic();
        let mut hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, SMALL).hasher();
        let secret = Secret::new(self.secret.to_owned());
        let hashed = hasher.hash_encoded_with_ad(secret.as_bytes(), &self.salt, self.pepper, NO_DATA);
        let verdict = verify(Some(&secret), self.hash, self.pepper, &mut hasher);
        let right = hashed.is_ok_and(|hash| hash == self.hash) && verdict == Ok(true);
        if right { Ok(()) } else { Err(StartError::WrongAnswer) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

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
        let hash = ours.hash(Lane::Telephone, Secret::new("8352".to_owned()), &SeededEntropy::new(2)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(!hash.contains("8352"));
        let verify =
            async |hasher: &PinHasher, pin, hash| hasher.verify(Lane::Telephone, pin, hash).unwrap().await.unwrap();
        assert_eq!(verify(&ours, pin("8352"), Some(hash.clone())).await, Ok(true));
        assert_eq!(verify(&ours, pin("8353"), Some(hash.clone())).await, Ok(false));
        assert_eq!(verify(&ours, None, Some(hash.clone())).await, Ok(false));
        assert_eq!(verify(&ours, pin("8352"), None).await, Ok(false));
        assert_eq!(verify(&hasher(b"other"), pin("8352"), Some(hash)).await, Ok(false));
        assert_eq!(verify(&ours, pin("8352"), Some("nonsense".to_owned())).await, Err(HashError::Unreadable));
    }

    /// The PHC string that the RustCrypto implementation makes.
    fn reference(secret: &[u8], salt: &[u8], pepper: &[u8], memory_kib: u32, passes: u32) -> String {
        use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
        let params = argon2::Params::new(memory_kib, passes, LANES, Some(OUTPUT_BYTES)).unwrap();
        let params_string = ParamsString::try_from(&params).unwrap();
        let (algorithm, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
        let argon2 = argon2::Argon2::new_with_secret(pepper, algorithm, version, params).unwrap();
        let mut output = [0; OUTPUT_BYTES];
        argon2.hash_password_into(secret, salt, &mut output).unwrap();
        let hash = PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: params_string,
            salt: Some(Salt::new(salt).unwrap()),
            hash: Some(Output::new(&output).unwrap()),
        };
        hash.to_string()
    }

    #[test]
    fn a_processor_that_computes_something_else_is_noticed() {
        assert_eq!(KNOWN.hash, reference(KNOWN.secret.as_bytes(), &KNOWN.salt, KNOWN.pepper, 2_048, PASSES));
        assert!(KNOWN.is_computed().is_ok());
        for known in [Known { secret: "83527", ..KNOWN }, Known { pepper: b"salt", ..KNOWN }] {
            assert!(matches!(known.is_computed(), Err(StartError::WrongAnswer)));
        }
    }

    #[test]
    fn a_check_that_breaks_off_takes_no_other_with_it() {
        let mut hasher = argon2id().hasher();
        assert_eq!(survived(&mut hasher, |_| Ok::<(), _>(())), Ok(()));
        assert_eq!(
            survived(&mut hasher, |_| -> Result<(), _> { panic!("a fault of the library") }),
            Err(HashError::Failed)
        );
        let hash = reference(b"8352", &[9; SALT_BYTES], b"pepper", 8, 1);
        let verdict = survived(&mut hasher, |hasher| verify(pin("8352").as_ref(), &hash, b"pepper", hasher));
        assert_eq!(verdict, Ok(true));
    }

    #[test]
    fn hashes_are_those_of_the_reference() {
        let (secret, salt, pepper) = (b"83526", [9; SALT_BYTES], [7; 32]);
        let ours = argon2id().hasher().hash_encoded_with_ad(secret, &salt, &pepper, NO_DATA).unwrap();
        assert_eq!(ours, reference(secret, &salt, &pepper, 19_456, 2));
    }

    proptest! {
        #[test]
        fn hashes_of_the_reference_fit_their_secret_alone(
            (secret, other) in ("[0-9]{4,8}|.{8,40}", "[0-9]{4,8}|.{8,40}"),
            salt in vec(any::<u8>(), SALT_BYTES),
            pepper in vec(any::<u8>(), 1..64_usize),
            (memory_kib, passes) in (8..300_u32, 1..=PASSES),
        ) {
            let hash = reference(secret.as_bytes(), &salt, &pepper, memory_kib, passes);
            let mut hasher = argon2id().hasher();
            let mut verify = |tried: &str| verify(pin(tried).as_ref(), &hash, &pepper, &mut hasher);
            prop_assert_eq!(verify(&secret), Ok(true));
            prop_assert_eq!(verify(&other), Ok(other == secret));
            prop_assert_eq!(verify(&secret), Ok(true), "in memory that was used before");
        }
    }

    #[test]
    fn a_hash_that_asks_for_more_than_ours_is_refused_before_it_gets_it() {
        let dear = reference(b"8352", &[9; SALT_BYTES], b"pepper", 8, 1).replace("m=8,", "m=4194304,");
        let long = reference(b"8352", &[9; SALT_BYTES], b"pepper", 8, 1).replace("t=1,", "t=4194304,");
        for hash in [dear, long] {
            let verdict = verify(pin("8352").as_ref(), &hash, b"pepper", &mut argon2id().hasher());
            assert_eq!(verdict, Err(HashError::Unreadable), "{hash}");
        }
    }
}
