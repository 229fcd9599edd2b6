//! When pages say that they refuse a password: at once, unless a test holds them back; and how much is hashed for all of
//! them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures::FutureExt;
use phoneclock::{
    domain::{entropy::Entropy, secret::Secret},
    service::pin_hash::{Around, Cost, Digest, HashError, HashFunction, PinHasher, Threads, Wait},
};
use tokio::sync::watch;

#[derive(Clone)]
pub struct Refusals {
    held: watch::Sender<bool>,
    /// How long every password asked to be waited for.
    asked: watch::Sender<Vec<Duration>>,
    hashed: Arc<AtomicU64>,
}

impl Default for Refusals {
    fn default() -> Self {
        Self { held: watch::Sender::new(false), asked: watch::Sender::default(), hashed: Arc::default() }
    }
}

/// What was computed from a pepper, a cost, a secret and a salt.
type Computed = (Vec<u8>, String, Vec<u8>, Vec<u8>);

/// Every gateway of the tests draws the same salts for the same PINs, and most of what the tests take would go into
/// hashing them again.
static COMPUTED: Mutex<BTreeMap<Computed, Digest>> = Mutex::new(BTreeMap::new());

/// Counts what is asked for, and computes it the first time.
struct Counted {
    pepper: Secret<Vec<u8>>,
    computer: Box<dyn HashFunction>,
    hashed: Arc<AtomicU64>,
}

impl HashFunction for Counted {
    fn compute(&mut self, cost: Cost, secret: &[u8], salt: &[u8]) -> Result<Digest, HashError> {
        let of = (self.pepper.to_vec(), format!("{cost:?}"), secret.to_vec(), salt.to_vec());
        let known = COMPUTED.lock().unwrap().get(&of).cloned();
        let digest = match known {
            Some(digest) => Ok(digest),
            None => self.computer.compute(cost, secret, salt).inspect(|digest| {
                COMPUTED.lock().unwrap().insert(of, digest.clone());
            }),
        };
        self.hashed.fetch_add(1, Ordering::Relaxed);
        digest
    }
}

impl Refusals {
    /// Nothing is refused until [`Refusals::release`].
    pub fn hold(&self) {
        self.held.send_replace(true);
    }

    pub fn release(&self) {
        self.held.send_replace(false);
    }

    pub fn asked(&self) -> Vec<Duration> {
        self.asked.borrow().clone()
    }

    /// Waits until so many passwords have come.
    pub async fn until_asked(&self, times: usize) {
        let come = tokio::time::timeout(Duration::from_secs(60), async {
            self.asked.subscribe().wait_for(|asked| asked.len() >= times).await.map(drop)
        });
        come.await.expect("so many passwords").unwrap();
    }

    /// How many PINs and passwords were hashed so far, to be checked or to be kept.
    pub fn hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    fn wait(&self) -> Wait {
        let refusals = self.clone();
        Arc::new(move |time| {
            refusals.asked.send_modify(|asked| asked.push(time));
            let mut held = refusals.held.subscribe();
            async move { drop(held.wait_for(|held| !held).await) }.boxed()
        })
    }

    /// One thread, as on one core.
    pub fn pin_hasher(&self, pepper: &Secret<Vec<u8>>, entropy: &dyn Entropy) -> PinHasher {
        let threads = Threads { count: 1, niceness: 0 };
        let (own, hashed) = (pepper.clone(), Arc::clone(&self.hashed));
        let around: Around =
            Arc::new(move |computer| Box::new(Counted { pepper: own.clone(), computer, hashed: Arc::clone(&hashed) }));
        PinHasher::start_around(pepper, threads, entropy, &around).unwrap().waiting_by(self.wait())
    }
}
