//! The accounts that a gateway of the tests has, one at each brand, and how each brand signs for them.

use std::{collections::BTreeMap, sync::Arc};

use phoneclock::{
    app::providers,
    config::{PlivoSettings, ProviderConfig, SignalWireSettings, TelnyxSettings, TwilioSettings},
    domain::{
        clock::{Clock, ManualClock},
        secret::Secret,
    },
    provider::{Provider, voices::ChosenVoices},
    simulator::{
        Brand,
        brand::signing::{self, SigningClock, Unsigned},
    },
};
use url::Url;

use super::{ACCOUNT, PUBLIC_URL, TOKEN};

/// Where the API of each brand is.
pub type Apis = BTreeMap<Brand, Url>;

/// Names the brand whose calls every test places that does not choose one: `twilio`, `signalwire`, `telnyx` or `plivo`.
const BRAND: &str = "PHONECLOCK_TEST_BRAND";

/// The brand that whoever runs the tests has chosen.
#[expect(clippy::disallowed_methods, reason = "a choice of whoever runs the tests")]
pub fn chosen() -> Brand {
    std::env::var(BRAND).ok().map_or(Brand::Twilio, |name| Brand::find(&name).expect("the name of a brand"))
}

/// The account's id at a brand.
pub const fn account(brand: Brand) -> &'static str {
    match brand {
        Brand::Twilio => ACCOUNT,
        Brand::SignalWire => "b08dacad-2f6a-4b1a-a7e1-6d2a3c3b4c5d",
        Brand::Telnyx => "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        Brand::Plivo => "MANWVLYTK4ZWU1YTY4QA",
    }
}

/// What the brand signs webhooks with.
pub const fn signing_key(brand: Brand) -> &'static str {
    match brand {
        Brand::Twilio => TOKEN,
        Brand::SignalWire => "PSK-not-a-real-key-but-a-test-one",
        // The bytes 0 to 31.
        Brand::Telnyx => "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        Brand::Plivo => "bm90LWEtcmVhbC10b2tlbi1idXQtYS10ZXN0LW9uZQ",
    }
}

/// What its API is asked with.
pub const fn api_token(brand: Brand) -> &'static str {
    match brand {
        Brand::Twilio | Brand::Plivo => signing_key(brand),
        Brand::SignalWire => "PT-not-a-real-token-but-a-test-one",
        Brand::Telnyx => "KEY-not-a-real-key-but-a-test-one",
    }
}

/// A provider of each brand, all of them at once.
pub fn all(apis: &Apis, clock: &Arc<ManualClock>) -> Vec<Arc<dyn Provider>> {
    let clock: Arc<dyn Clock> = clock.clone();
    let configs = apis.iter().map(|(brand, api)| settings(*brand, api)).collect();
    providers::build(configs, PUBLIC_URL, &clock).unwrap()
}

fn settings(brand: Brand, api: &Url) -> ProviderConfig {
    let (account, api_base, voices) = (account(brand).to_owned(), api.to_string(), ChosenVoices::default());
    let (token, key) = (Secret::from(api_token(brand)), Secret::from(signing_key(brand)));
    match brand {
        Brand::Twilio => {
            let auth_tokens = vec![token];
            ProviderConfig::Twilio(TwilioSettings { account_sid: account, auth_tokens, api_base, voices })
        }
        Brand::SignalWire => ProviderConfig::SignalWire(SignalWireSettings {
            project_id: account,
            space_url: api_base,
            api_tokens: vec![token],
            signing_keys: vec![key],
            voices,
        }),
        Brand::Telnyx => ProviderConfig::Telnyx(TelnyxSettings {
            account_sid: account,
            public_keys: vec![signing::telnyx_public_key(&key).unwrap()],
            api_keys: vec![token],
            api_base,
            voices,
        }),
        Brand::Plivo => {
            let auth_tokens = vec![token];
            ProviderConfig::Plivo(PlivoSettings { auth_id: account, auth_tokens, api_base, voices })
        }
    }
}

/// The brand whose webhooks come to this path.
pub fn of_target(target: &str) -> Brand {
    let name = target.strip_prefix("/voice/").and_then(|rest| rest.split(['/', '?']).next());
    name.and_then(Brand::find).unwrap_or_default()
}

/// The headers of a body sent to this path, as the brand that the path belongs to signs it at this moment.
pub fn headers(target: &str, body: &[u8], clock: &Arc<ManualClock>) -> String {
    headers_as(of_target(target), target, body, clock)
}

/// The same as this brand would sign it, whosever path it is.
pub fn headers_as(brand: Brand, target: &str, body: &[u8], clock: &Arc<ManualClock>) -> String {
    if brand == Brand::Twilio {
        // Of any bytes.
        return format!("X-Twilio-Signature: {}\r\n", super::by_hand::signature(target, body));
    }
    let address = Url::parse(&format!("{PUBLIC_URL}{target}")).unwrap();
    let form: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
    let body = std::str::from_utf8(body).unwrap_or_default();
    let request = Unsigned { address: &address, form: &form, body, nonce: "31627761595286130198" };
    let clock: Arc<dyn Clock> = clock.clone();
    let signed = signing::sign(brand, &signing_key(brand).into(), request, &SigningClock(Some(clock)));
    signed.into_iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}

/// What its library checks a signature with.
pub fn verifying_key(brand: Brand) -> String {
    let key = signing_key(brand);
    if brand == Brand::Telnyx { signing::telnyx_public_key(&key.into()).unwrap() } else { key.to_owned() }
}
