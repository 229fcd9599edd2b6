//! The telephone services of the settings, each made ready.

use std::sync::Arc;

use crate::{
    config::{ProviderConfig, TwilioSettings},
    provider::{
        Provider,
        twilio::{Twilio, TwilioConfig, TwilioConfigError, Voices},
    },
};

/// Makes the providers, in the order of the settings.
///
/// `public_url` is the setting letter by letter: it is what the providers were given, and what they sign. Fails for the
/// first setting that cannot work, in words that name it.
pub(super) fn build(configs: Vec<ProviderConfig>, public_url: &str) -> anyhow::Result<Vec<Arc<dyn Provider>>> {
    let build = |config| match config {
        ProviderConfig::Twilio(settings) => Ok(Arc::new(twilio(settings, public_url)?) as Arc<dyn Provider>),
    };
    configs.into_iter().map(build).collect()
}

fn twilio(settings: TwilioSettings, public_url: &str) -> Result<Twilio, TwilioConfigError> {
    let TwilioSettings { account_sid, auth_tokens, api_base, voice_en, voice_es } = settings;
    let voices = Voices::parse(voice_en.as_deref(), voice_es.as_deref())?;
    Twilio::new(TwilioConfig::new(&account_sid, auth_tokens, &api_base, public_url, voices)?)
}
