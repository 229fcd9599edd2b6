//! What handlers share.

use std::{ops::Deref, sync::Arc};

use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    api::allowance::ApiAllowance, bodies::Bodies, client_address::TrustedProxies, kiosk::frame::FrameLimits,
    request_allowance::RequestAllowance, voice::patience::Patience,
};
use crate::{
    demo::Demo,
    phone::Phones,
    practice::PracticeLine,
    service::{
        Services, Store,
        access::SignIn,
        credentials::Verifier,
        kernel::{outbox::Outbox, recordings::Recordings},
        timesheets::board::Boards,
    },
};

/// What every handler is given. Every request clones it a few times, so it is one pointer.
#[derive(Clone)]
pub struct Web(Arc<WebParts>);

impl Deref for Web {
    type Target = WebParts;

    fn deref(&self) -> &WebParts {
        &self.0
    }
}

impl From<WebParts> for Web {
    fn from(parts: WebParts) -> Self {
        Self(Arc::new(parts))
    }
}

/// What the pages and webhooks of one gateway are made of.
pub struct WebParts {
    /// The database, with clock, randomness and keys.
    pub store: Store,
    /// Lets users in by a password.
    pub sign_in: SignIn,
    /// Hashes PINs that are chosen and set on pages.
    pub verifier: Verifier,
    /// Sends mails.
    pub outbox: Outbox,
    /// Keeps recordings.
    pub recordings: Recordings,
    /// Tells those who watch who is in.
    pub boards: Boards,
    /// The parts of the gateway.
    pub services: Arc<Services>,
    /// Runs what must outlive the connection it came over.
    pub tracker: TaskTracker,
    /// Ends what would otherwise go on for as long as somebody watches.
    pub stop: CancellationToken,
    /// Calls from the browser; only where the provider is a simulated one.
    pub phones: Option<Phones>,
    /// Calls for practice; a copy of a gateway that answers one of them has none.
    pub practice: Option<PracticeLine>,
    /// A demo, with its one-press sign-in and its reset.
    pub demo: Option<Demo>,
    /// What stands in front.
    pub edge: Edge,
    /// How long callers are put off while the database does not answer.
    pub patience: Patience,
}

impl WebParts {
    /// The pages and webhooks of these services, without phones, practice or a demo, and with nothing in front.
    #[must_use]
    pub fn new(services: Arc<Services>, tracker: TaskTracker, stop: CancellationToken) -> Self {
        Self {
            store: services.store.clone(),
            sign_in: services.sign_in.clone(),
            verifier: services.verifier.clone(),
            outbox: services.outbox.clone(),
            recordings: services.recordings.clone(),
            boards: services.boards.clone(),
            services,
            tracker,
            stop,
            phones: None,
            practice: None,
            demo: None,
            edge: Edge::default(),
            patience: Patience::default(),
        }
    }
}

/// What stands between the network and every handler.
#[derive(Debug, Default)]
pub struct Edge {
    /// The reverse proxies that are believed about visitors' addresses.
    pub proxies: TrustedProxies,
    /// The memory that there is for bodies.
    pub bodies: Bodies,
    /// What bounds the reading of badges from pictures.
    pub frames: FrameLimits,
    /// What bounds the opening of pages behind private links.
    pub links: RequestAllowance,
    /// What bounds what other programs ask.
    pub api: ApiAllowance,
}
