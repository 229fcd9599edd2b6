//! The telephone services whose webhooks the gateway can answer.

use super::{
    ConfigError, GatewayArgs, plivo::PlivoSettings, signalwire::SignalWireSettings, telnyx::TelnyxSettings,
    twilio::TwilioSettings,
};

/// The settings of one telephone service, checked. Each service has arguments and a variant of its own.
#[derive(Debug, Clone)]
pub enum ProviderConfig {
    /// Twilio Voice.
    Twilio(TwilioSettings),
    /// SignalWire's Compatibility API.
    SignalWire(SignalWireSettings),
    /// Telnyx' TeXML.
    Telnyx(TelnyxSettings),
    /// Plivo's Voice API.
    Plivo(PlivoSettings),
}

impl ProviderConfig {
    /// The name of the service in addresses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Twilio(_) => "twilio",
            Self::SignalWire(_) => "signalwire",
            Self::Telnyx(_) => "telnyx",
            Self::Plivo(_) => "plivo",
        }
    }
}

impl GatewayArgs {
    /// Every service of which something is set, by its name, each with all that it needs or what it lacks; Twilio where
    /// nothing is set of any.
    #[must_use]
    pub fn providers(&self) -> Vec<(&'static str, Result<ProviderConfig, ConfigError>)> {
        let Self { twilio, signalwire, telnyx, plivo, .. } = self.clone();
        let others = signalwire.is_given() || telnyx.is_given() || plivo.is_given();
        let mut providers = Vec::new();
        if twilio.is_given() || !others {
            providers.push(("Twilio", twilio.check().map(ProviderConfig::Twilio)));
        }
        if signalwire.is_given() {
            providers.push(("SignalWire", signalwire.check().map(ProviderConfig::SignalWire)));
        }
        if telnyx.is_given() {
            providers.push(("Telnyx", telnyx.check().map(ProviderConfig::Telnyx)));
        }
        if plivo.is_given() {
            providers.push(("Plivo", plivo.check().map(ProviderConfig::Plivo)));
        }
        providers
    }
}
