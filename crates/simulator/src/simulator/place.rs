//! Places calls: what the provider knows of a call, and the loop between the line, the caller and the gateway.

use std::sync::Arc;

use futures::{FutureExt, future::ready};
use phoneclock_core::domain::secret::Secret;
use url::Url;

use super::{
    conversation::Conversation,
    faults::Faults,
    handset::Handset,
    recordings::RecordingShelf,
    report::{CallReport, Observed},
    script::{CallerScript, ScriptedHandset},
    webhook::{DeliveryLimits, Observer, Wire},
};
use phoneclock_core::domain::entropy::Entropy;

/// The call could not even be placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimulatorError {
    /// The webhook's address is not plain HTTP, or names no machine.
    #[error("the simulator reaches gateways over plain http only, such as http://127.0.0.1:8080/voice/twilio, not {0}")]
    NotPlainHttp(String),
    /// The public address names no machine, or cannot be combined with the webhook's.
    #[error("the public URL is not the address of a gateway")]
    PublicUrl,
    /// The HTTP client cannot be set up, with the reason.
    #[error("no HTTP client could be made: {0}")]
    Client(String),
}

/// One call to a gateway, as the provider's number and account are configured.
#[derive(Debug, Clone)]
pub struct PlaceCall {
    /// Where the gateway really answers, plain HTTP: `http://127.0.0.1:8080/voice/twilio`.
    pub webhook_url: Url,
    /// The gateway's own public address, when it differs: it is what is signed, and what addresses in answers begin
    /// with. Everything below it is looked for at the origin of `webhook_url`.
    pub public_url: Option<Url>,
    /// Told that the call is over; given either way.
    pub status_callback: Option<Url>,
    /// The account that the number belongs to, at the provider.
    pub account_sid: String,
    /// What webhooks are signed with.
    pub auth_token: Secret,
    /// Any text: a number, `anonymous`, a SIP address.
    pub from: String,
    /// The number that is called.
    pub to: String,
    /// What recording addresses begin with.
    pub api_base: Url,
    /// More fields of every webhook of the call, such as `StirVerstat`.
    pub extra_fields: Vec<(String, String)>,
    /// Time limits of webhooks, and what is tried again.
    pub delivery: DeliveryLimits,
    /// What goes wrong on the way.
    pub faults: Faults,
    /// A call that asks more often than this is ended, as it would go in circles for hours.
    pub max_webhooks: usize,
}

impl PlaceCall {
    /// A call of an account from one number to another, without faults, as the provider makes it unless told otherwise.
    #[must_use]
    pub fn new(webhook_url: Url, account_sid: &str, auth_token: Secret, from: &str, to: &str) -> Self {
        #[expect(clippy::expect_used, reason = "a constant that is an address")]
        let api_base = Url::parse("https://api.twilio.com/").expect("an address");
        Self {
            webhook_url,
            public_url: None,
            status_callback: None,
            account_sid: account_sid.to_owned(),
            auth_token,
            from: from.to_owned(),
            to: to.to_owned(),
            api_base,
            extra_fields: Vec::new(),
            delivery: DeliveryLimits::default(),
            faults: Faults::default(),
            max_webhooks: 200,
        }
    }
}

/// The simulated provider's switchboard. Cheap to clone; calls may run side by side.
#[derive(Clone)]
pub struct Simulator {
    entropy: Arc<dyn Entropy>,
    shelf: RecordingShelf,
}

impl Simulator {
    /// A provider that draws its ids from `entropy` and puts recordings onto `shelf`.
    #[must_use]
    pub fn new(entropy: Arc<dyn Entropy>, shelf: RecordingShelf) -> Self {
        Self { entropy, shelf }
    }

    /// Places a call with a scripted caller and follows it to its end, callbacks included. No time is waited: a silence
    /// that the gateway is told of is over at once.
    ///
    /// # Errors
    /// When the addresses cannot be used. Whatever the gateway does wrong is in the report.
    pub async fn place(&self, call: &PlaceCall, script: CallerScript) -> Result<CallReport, SimulatorError> {
        self.place_with(call, &mut ScriptedHandset::new(script, Arc::new(|_| ready(()).boxed())), &mut |_: Observed<
            '_,
        >| {})
            .await
    }

    /// The same with any handset, and with somebody watching.
    ///
    /// # Errors
    /// See [`Simulator::place`].
    pub async fn place_with(
        &self,
        call: &PlaceCall,
        handset: &mut dyn Handset,
        observer: &mut dyn Observer,
    ) -> Result<CallReport, SimulatorError> {
        let wire = Wire::new(call, observer)?;
        Ok(Conversation::new(wire, handset, &*self.entropy, &self.shelf).run().await)
    }
}
