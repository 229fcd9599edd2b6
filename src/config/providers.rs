//! Whose webhooks the gateway answers.

use super::TwilioSettings;

/// The settings of one telephony brand, checked. Each brand has its own arguments and its own variant.
#[derive(Debug, Clone)]
pub enum ProviderConfig {
    Twilio(TwilioSettings),
}
