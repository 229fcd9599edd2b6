//! What every use case works with, put together once at the start.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::Notify;
use url::Url;

use super::{
    audit::{self, Actor, Change},
    board::Boards,
    kernel::Store,
    keys::LinkKey,
    new_pins::NewPins,
    pin_hash::PinHasher,
    practice::Practice,
    recordings::Recordings,
    sign_in::Check,
};
use crate::{
    dialog::script::Script,
    domain::{
        caller::E164,
        clock::Clock,
        entropy::Entropy,
        ids::{AuditId, CallId, Ids, ProviderCallId},
        language::Language,
    },
    mail::{Mailer, Sender},
    provider::Provider,
    store::{Db, StoreError, Tx, patience::within},
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
    pub links: LinkKey,
    pub mailer: Mailer,
    /// Whom mails are from.
    pub mail_from: Sender,
    pub script: Script,
    pub recordings: Recordings,
    pub providers: Vec<Arc<dyn Provider>>,
    /// Where the provider reaches this gateway; no slash at the end of its path.
    pub public_url: Url,
    /// The number that workers call, where this gateway is on the telephone.
    pub dial_in_number: Option<E164>,
    /// Spoken to callers nobody knows yet.
    pub default_language: Language,
    pub(super) turns: Turns,
    pub(super) checks: PinChecks,
    pub(super) boards: Boards,
    pub(super) new_pins: NewPins,
    /// What a gateway that lives for one practice call is a copy of.
    pub(super) practice: Option<Practice>,
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
        Self::practising(parts, None)
    }

    pub(super) fn practising(parts: Parts, practice: Option<Practice>) -> Arc<Self> {
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
        Arc::new(Self {
            work_queued: Arc::clone(store.tasks_queued()),
            store,
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
            turns: Turns::default(),
            checks: PinChecks::default(),
            boards: Boards::default(),
            new_pins: NewPins::default(),
            practice,
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

    pub(super) fn ends_after(&self, lives: jiff::SignedDuration) -> Timestamp {
        self.store.clock().ends_after(lives)
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

    /// Writes a change down in the transaction that makes it.
    pub(super) fn note<B: Serialize, A: Serialize>(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        change: Change<'_, B, A>,
    ) -> Result<(), StoreError> {
        audit::write_down(tx, (AuditId::mint(&self.ids()), self.now()), actor, change)
    }

    #[must_use]
    pub fn provider(&self, name: &str) -> Option<Arc<dyn Provider>> {
        self.providers.iter().find(|provider| provider.name() == name).cloned()
    }
}

/// Lets one webhook of a call in at a time, so that a redelivered one waits for the answer instead
/// of hashing the PIN once more. The database decides; this only saves work.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<ProviderCallId, Weak<tokio::sync::Mutex<()>>>>);

impl Turns {
    pub(super) fn of(&self, call: &ProviderCallId) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(call).and_then(Weak::upgrade) {
            return turn;
        }
        if turns.len() >= 1024 {
            turns.retain(|_, turn| turn.strong_count() > 0);
        }
        let turn = Arc::default();
        turns.insert(call.clone(), Arc::downgrade(&turn));
        turn
    }
}

/// PIN checks whose callers were asked to hold on. Lost in a restart, on purpose: a PIN is kept nowhere.
#[derive(Default)]
pub(super) struct PinChecks(Mutex<HashMap<CallId, Check>>);

impl PinChecks {
    pub(super) fn keep(&self, call: CallId, check: Check) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(call, check);
    }

    pub(super) fn take(&self, call: CallId) -> Option<Check> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&call)
    }
}
