//! The telephone services of the settings, each made ready.

use std::sync::Arc;

use crate::{
    config::{PlivoSettings, ProviderConfig, SignalWireSettings, TelnyxSettings, TwilioSettings},
    domain::clock::Clock,
    provider::{
        Provider,
        plivo::{Plivo, PlivoConfig},
        settings::ProviderSettingError,
        signalwire::{SignalWire, SignalWireConfig},
        telnyx::{Telnyx, TelnyxConfig},
        twilio::{Twilio, TwilioConfig, TwilioConfigError, Voices},
    },
};

/// Makes the providers, in the order of the settings.
///
/// `public_url` is the setting letter by letter: it is what the providers were given, and what they sign. By the clock
/// some of them tell how old a signature is.
///
/// # Errors
/// For the first setting that cannot work, in words that name it.
pub fn build(
    configs: Vec<ProviderConfig>,
    public_url: &str,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Vec<Arc<dyn Provider>>> {
    configs.into_iter().map(|config| one(config, public_url, clock)).collect()
}

/// Makes one provider.
///
/// # Errors
/// For the first setting that cannot work, in words that name it.
pub fn one(config: ProviderConfig, public_url: &str, clock: &Arc<dyn Clock>) -> anyhow::Result<Arc<dyn Provider>> {
    Ok(match config {
        ProviderConfig::Twilio(settings) => Arc::new(twilio(settings, public_url)?),
        ProviderConfig::SignalWire(settings) => Arc::new(signalwire(settings, public_url)?),
        ProviderConfig::Telnyx(settings) => Arc::new(telnyx(settings, clock)?),
        ProviderConfig::Plivo(settings) => Arc::new(plivo(settings, public_url)?),
    })
}

fn twilio(settings: TwilioSettings, public_url: &str) -> Result<Twilio, TwilioConfigError> {
    let TwilioSettings { account_sid, auth_tokens, api_base, voices } = settings;
    let voices = Voices::parse(&voices)?;
    Twilio::new(TwilioConfig::new(&account_sid, auth_tokens, &api_base, public_url, voices)?)
}

fn signalwire(settings: SignalWireSettings, public_url: &str) -> Result<SignalWire, ProviderSettingError> {
    let SignalWireSettings { project_id, space_url, api_tokens, signing_keys, voices } = settings;
    let secrets = (api_tokens, signing_keys);
    SignalWire::new(SignalWireConfig::new((&project_id, &space_url), secrets, public_url, &voices)?)
}

fn telnyx(settings: TelnyxSettings, clock: &Arc<dyn Clock>) -> Result<Telnyx, ProviderSettingError> {
    let TelnyxSettings { account_sid, public_keys, api_keys, api_base, voices } = settings;
    let keys: Vec<_> = public_keys.iter().map(String::as_str).collect();
    Telnyx::new(TelnyxConfig::new(&account_sid, &keys, (api_keys, &api_base), &voices)?, Arc::clone(clock))
}

fn plivo(settings: PlivoSettings, public_url: &str) -> Result<Plivo, ProviderSettingError> {
    let PlivoSettings { auth_id, auth_tokens, api_base, voices } = settings;
    Plivo::new(PlivoConfig::new(&auth_id, (auth_tokens, &api_base), public_url, &voices)?)
}
