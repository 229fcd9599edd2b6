//! What every use case works with, put together once at the start.

use std::{future::Future, sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::sync::Notify;
use url::Url;

use super::{
    access::SignIn,
    calls::{CallLocks, HeldChecks},
    credentials::{
        Verifier,
        gate::{PinGate, TelephoneGate},
    },
    kernel::{Store, keys::LinkKey, outbox::Outbox, recordings::Recordings},
    pin_hash::PinHasher,
    timesheets::board::Boards,
};
use crate::{
    dialog::script::Script,
    domain::{
        caller::E164,
        clock::Clock,
        entropy::Entropy,
        ids::{Ids, ReplicaId},
        language::Language,
    },
    mail::{Mailer, Sender},
    provider::Provider,
    store::{Db, StoreError, patience::within},
};

/// How long one webhook waits for a program that holds the database, over all its steps: whoever is on the line is to
/// hear words before the provider gives up.
const WEBHOOK: Duration = Duration::from_secs(8);

/// Answers a webhook, in time for whoever is on the line.
pub async fn in_time<F: Future>(answer: F) -> F::Output {
    within(WEBHOOK, answer).await
}

pub struct Gateway {
    pub store: Store,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub pins: PinHasher,
    pub sign_in: SignIn,
    pub links: LinkKey,
    pub verifier: Verifier,
    pub outbox: Outbox,
    pub script: Script,
    pub recordings: Recordings,
    pub providers: Vec<Arc<dyn Provider>>,
    /// Where the provider reaches this gateway; no slash at the end of its path.
    pub public_url: Url,
    /// The number that workers call, where this gateway is on the telephone.
    pub dial_in_number: Option<E164>,
    /// Spoken to callers nobody knows yet.
    pub default_language: Language,
    pub(super) call_locks: CallLocks,
    pub(super) held_checks: HeldChecks,
    pub boards: Boards,
    /// Where PINs are checked.
    pub(super) gate: Arc<dyn PinGate>,
    /// By what background work and PIN checks that are under way are known to be this run's.
    pub replica: ReplicaId,
    /// Told whenever background work was queued.
    pub work_queued: Arc<Notify>,
}

/// The parts of a gateway.
pub struct Parts {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub pins: PinHasher,
    pub links: LinkKey,
    pub mailer: Mailer,
    pub mail_from: Sender,
    pub script: Script,
    pub recordings: Recordings,
    pub providers: Vec<Arc<dyn Provider>>,
    pub public_url: Url,
    pub dial_in_number: Option<E164>,
    pub default_language: Language,
}

impl Gateway {
    #[must_use]
    pub fn new(parts: Parts) -> Arc<Self> {
        let gate = Arc::new(TelephoneGate(parts.pins.clone()));
        Self::with_gate(parts, gate)
    }

    pub(super) fn with_gate(parts: Parts, gate: Arc<dyn PinGate>) -> Arc<Self> {
        let Parts {
            db,
            clock,
            entropy,
            pins,
            links,
            mailer,
            mail_from,
            script,
            recordings,
            providers,
            public_url,
            dial_in_number,
            default_language,
        } = parts;
        let store = Store::new(db.clone(), Arc::clone(&clock), Arc::clone(&entropy), links.clone());
        let replica = ReplicaId::mint(&Ids::new(clock.as_ref(), entropy.as_ref()));
        let verifier = Verifier::new(store.clone(), pins.clone());
        let outbox = Outbox::new(store.clone(), mailer, mail_from, &public_url, dial_in_number.as_ref());
        Arc::new(Self {
            replica,
            work_queued: Arc::clone(store.tasks_queued()),
            sign_in: SignIn::new(store.clone(), pins.clone()),
            boards: Boards::new(store.clone()),
            store,
            held_checks: HeldChecks::new(replica),
            db,
            clock,
            entropy,
            pins,
            links,
            verifier,
            outbox,
            script,
            recordings,
            providers,
            public_url,
            dial_in_number,
            default_language,
            call_locks: CallLocks::default(),
            gate,
        })
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn is_clock_in_doubt(&self) -> bool {
        self.store.clock().is_in_doubt()
    }

    pub fn time_for_ends(&self) -> Timestamp {
        self.store.clock().time_for_ends()
    }

    /// Whether the database answers and takes writes.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check_store(&self) -> Result<(), StoreError> {
        self.db.read(|tx| tx.query("SELECT 1", &[]).map(drop)).await?;
        self.db.check_writes().await
    }

    #[must_use]
    pub fn ids(&self) -> Ids<'_> {
        Ids::new(self.clock.as_ref(), self.entropy.as_ref())
    }

    #[must_use]
    pub fn provider(&self, name: &str) -> Option<Arc<dyn Provider>> {
        self.providers.iter().find(|provider| provider.name() == name).cloned()
    }
}
