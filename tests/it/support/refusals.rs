//! When pages say that they refuse a password: at once, unless a test holds them back.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use phoneclock::{
    domain::{entropy::Entropy, secret::Secret},
    service::pin_hash::{PinHasher, Threads, Wait},
};
use tokio::sync::watch;

#[derive(Clone)]
pub struct Refusals {
    held: watch::Sender<bool>,
    /// How long every password asked to be waited for.
    asked: watch::Sender<Vec<Duration>>,
}

impl Default for Refusals {
    fn default() -> Self {
        Self { held: watch::Sender::new(false), asked: watch::Sender::default() }
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

    fn wait(&self) -> Wait {
        let refusals = self.clone();
        Arc::new(move |time| {
            refusals.asked.send_modify(|asked| asked.push(time));
            let mut held = refusals.held.subscribe();
            async move { drop(held.wait_for(|held| !held).await) }.boxed()
        })
    }

    /// One thread, as on two cores.
    pub fn pin_hasher(&self, pepper: &Secret<Vec<u8>>, entropy: &dyn Entropy) -> PinHasher {
        let threads = Threads { count: 1, niceness: 0 };
        PinHasher::start(pepper, threads, entropy).unwrap().waiting_by(self.wait())
    }
}
