//! The owners of what is slow or outside, put together once at the start. Nothing is decided here.

use std::{future::Future, sync::Arc, time::Duration};

use ipnet::IpNet;
use url::Url;

use super::{
    access::SignIn,
    calls::Calls,
    credentials::{
        Verifier,
        gate::{PinGate, TelephoneGate},
    },
    hooks::Hooks,
    kernel::{Store, keys::LinkKey, line_health::LineHealth, outbox::Outbox, recordings::Recordings, texts::Texter},
    kiosks::{identify::Identifier, issue::Issuer, kept::Keeper, universal::UniversalPins, user_pins::UserPins},
    pin_hash::PinHasher,
    timesheets::board::Boards,
    voice_checks::fetch::Fetcher,
};
use crate::{
    dialog::script::Script,
    domain::{
        caller::E164, clock::Clock, entropy::Entropy, ids::ReplicaId, language::Language, offered::OfferedLanguages,
        texting::Texting,
    },
    mail::{Mailer, Sender},
    provider::Provider,
    store::{Db, deadline::within},
};

/// Answers somebody who is not to wait for longer than this for a program that holds the database, over all that is
/// asked of it.
pub async fn in_time<F: Future>(limit: Duration, answer: F) -> F::Output {
    within(limit, answer).await
}

/// One owner for each slow or outside thing, and the database that they share.
pub struct Services {
    /// The database, with clock, randomness and keys.
    pub store: Store,
    /// Answers the webhooks of calls.
    pub calls: Arc<Calls>,
    /// The threads that hash PINs and passwords.
    pub pins: PinHasher,
    /// Lets users in by a password.
    pub sign_in: SignIn,
    /// Hashes PINs that are chosen on pages and set by commands.
    pub verifier: Verifier,
    /// Sets the PINs of users, and lets users in by them.
    pub user_pins: UserPins,
    /// Generates, sets and shows the Universal PINs of kiosks.
    pub universal_pins: UniversalPins,
    /// Makes kiosk PINs and badges.
    pub issuer: Issuer,
    /// Checks what is shown and keyed at kiosks.
    pub identifier: Identifier,
    /// Takes what kiosks have kept while their network was gone.
    pub keeper: Keeper,
    /// Sends mails.
    pub outbox: Outbox,
    /// Sends texts.
    pub texter: Texter,
    /// Tells other programs what has happened.
    pub hooks: Hooks,
    /// Tells those who watch who is in.
    pub boards: Boards,
    /// Counts how webhooks fare.
    pub line: LineHealth,
    /// Fetches recordings from the providers.
    pub fetcher: Fetcher,
    /// Keeps recordings.
    pub recordings: Recordings,
    /// The telephone services that this gateway answers.
    pub providers: Vec<Arc<dyn Provider>>,
    /// Where the provider reaches this gateway; no slash at the end of its path.
    pub public_url: Url,
    /// The number that workers call, where this gateway is on the telephone.
    pub dial_in_number: Option<E164>,
    /// The id of this run of the program, by which its background work and its PIN checks are known.
    pub replica: ReplicaId,
}

/// What the services of a gateway are put together from.
pub struct ServiceParts {
    /// The database, brought to the schema of this program.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The threads that hash PINs and passwords.
    pub pins: PinHasher,
    /// Makes the tokens of links and the hashes of one-time codes.
    pub links: LinkKey,
    /// Where mails go.
    pub mailer: Mailer,
    /// The sender of mails.
    pub mail_from: Sender,
    /// What callers hear.
    pub script: Script,
    /// Where recordings are kept.
    pub recordings: Recordings,
    /// The telephone services that are answered.
    pub providers: Vec<Arc<dyn Provider>>,
    /// Where the provider and browsers reach this gateway.
    pub public_url: Url,
    /// The number that workers call; none for a gateway that is not on the telephone.
    pub dial_in_number: Option<E164>,
    /// The language of what callers hear whom nobody knows yet.
    pub default_language: Language,
    /// The languages that callers can choose, in the order of their keys.
    pub offered: OfferedLanguages,
    /// From what texts go; none are sent without a sender.
    pub texting: Texting,
    /// The networks that webhooks may lead to beside the public Internet.
    pub webhook_networks: Vec<IpNet>,
}

impl Services {
    /// The services of a gateway whose calls check PINs themselves.
    #[must_use]
    pub fn new(parts: ServiceParts) -> Arc<Self> {
        let gate = Arc::new(TelephoneGate(parts.pins.clone()));
        Self::with_gate(parts, gate)
    }

    /// The same with another gate for the PINs of its calls.
    pub(super) fn with_gate(parts: ServiceParts, gate: Arc<dyn PinGate>) -> Arc<Self> {
        let ServiceParts { db, clock, entropy, pins, links, mailer, mail_from, script, recordings, providers, .. } =
            parts;
        let (public_url, dial_in_number) = (parts.public_url, parts.dial_in_number);
        let store = Store::new(db, clock, entropy, links);
        let replica = ReplicaId::generate(&store.ids());
        let (url, languages) = (public_url.clone(), (parts.default_language, parts.offered));
        Arc::new(Self {
            calls: Arc::new(Calls::new(store.clone(), (gate, pins.clone()), (script, url), languages, replica)),
            sign_in: SignIn::new(store.clone(), pins.clone()),
            verifier: Verifier::new(store.clone(), pins.clone()),
            user_pins: UserPins::new(store.clone(), pins.clone()),
            universal_pins: UniversalPins::new(store.clone(), pins.clone()),
            issuer: Issuer::new(store.clone(), pins.clone()),
            identifier: Identifier::new(store.clone(), pins.clone()),
            keeper: Keeper::new(store.clone(), pins.clone()),
            texter: Texter::new(store.clone(), providers.clone(), parts.texting, &public_url),
            outbox: Outbox::new(store.clone(), mailer, mail_from, &public_url, dial_in_number.as_ref()),
            hooks: Hooks::new(store.clone(), parts.webhook_networks),
            boards: Boards::new(store.clone()),
            line: LineHealth::default(),
            fetcher: Fetcher { store: store.clone(), recordings: recordings.clone(), providers: providers.clone() },
            store,
            pins,
            recordings,
            providers,
            public_url,
            dial_in_number,
            replica,
        })
    }

    /// The provider of that name.
    #[must_use]
    pub fn provider(&self, name: &str) -> Option<Arc<dyn Provider>> {
        self.providers.iter().find(|provider| provider.name() == name).cloned()
    }
}
