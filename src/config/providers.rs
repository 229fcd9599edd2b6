//! The telephone services whose webhooks the gateway can answer.

use super::TwilioSettings;

/// The settings of one telephone service, checked. Each service has arguments and a variant of its own.
#[derive(Debug, Clone)]
pub enum ProviderConfig {
    /// Twilio Voice.
    Twilio(TwilioSettings),
}
