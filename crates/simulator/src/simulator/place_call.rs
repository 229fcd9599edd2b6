//! What the provider knows of a call before it is placed.

use std::time::Duration;

use phoneclock_core::domain::secret::Secret;
use url::Url;

use super::{
    brand::{Brand, signing::SigningClock},
    faults::Faults,
};

/// One call to a gateway, as the provider's number and account are configured.
#[derive(Debug, Clone)]
pub struct PlaceCall {
    /// Which brand the provider is.
    pub brand: Brand,
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
    /// What time they are signed for, where the brand signs the time.
    pub clock: SigningClock,
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
    /// What the provider serves by itself.
    pub hosted: Vec<HostedDocument>,
    /// Where the provider asks, once in a call, when the gateway gives it nothing that it can use.
    pub fallback: Option<Url>,
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
            brand: Brand::Twilio,
            webhook_url,
            public_url: None,
            status_callback: None,
            account_sid: account_sid.to_owned(),
            auth_token,
            clock: SigningClock::default(),
            from: from.to_owned(),
            to: to.to_owned(),
            api_base,
            extra_fields: Vec::new(),
            delivery: DeliveryLimits::default(),
            faults: Faults::default(),
            hosted: Vec::new(),
            fallback: None,
            max_webhooks: 200,
        }
    }
}

/// A document that the provider serves by itself, whatever it is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedDocument {
    /// Its address.
    pub address: Url,
    /// The document.
    pub xml: String,
}

/// Limits on one delivery, and what is tried again (Twilio: connections that failed, once).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryLimits {
    /// For making the connection alone.
    pub connect_timeout: Duration,
    /// For the whole exchange.
    pub timeout: Duration,
    /// How often a failed connection is tried again.
    pub retries: u32,
    /// How long to wait before each try.
    pub retry_after: Duration,
}

impl Default for DeliveryLimits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
            retries: 1,
            retry_after: Duration::ZERO,
        }
    }
}
