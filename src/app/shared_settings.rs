//! The settings that must be the same in every gateway on a database, to be compared without being told.

use std::path;

use sha2::{Digest, Sha256};

use super::clips::Clips;
use crate::{
    config::{GatewayConfig, ProviderConfig, StorageArgs},
    domain::{dialed::DialedNumber, language::Language, secret::Secret},
    service::{kernel::keys::LinkKey, upkeep::replicas::SettingHashes},
};

/// Settings by name, each as bytes that are the same where the setting is. There are secrets among them.
pub(super) struct SharedSettings(Vec<(&'static str, Secret<Vec<u8>>)>);

impl SharedSettings {
    /// Those of a gateway, as far as another one must have the same.
    pub(super) fn new(config: &GatewayConfig, storage: &StorageArgs, clips: &Clips) -> Self {
        let GatewayConfig { mail, texting, providers, .. } = config;
        let recordings = path::absolute(&storage.recordings).unwrap_or_else(|_| storage.recordings.clone());
        let outbox = mail.outbox.as_ref().filter(|_| mail.smtp.is_none());
        let mut settings = vec![
            ("PHONECLOCK_PUBLIC_URL", Secret::new(config.public_url_typed.clone().into_bytes())),
            ("PHONECLOCK_DIAL_IN_NUMBER", shown(&config.dial_in_number.as_str())),
            ("PHONECLOCK_NUMBERS", Secret::new(content_of_numbers(&config.numbers))),
            ("PHONECLOCK_LANGUAGE", shown(&config.language)),
            ("PHONECLOCK_LANGUAGES", shown(&config.offered)),
            ("PHONECLOCK_CLIPS", Secret::new(content_of(clips))),
            ("PHONECLOCK_RECORDINGS", shown(&recordings)),
            ("PHONECLOCK_TRUSTED_PROXIES", shown(&config.trusted_proxies)),
            ("PHONECLOCK_WEBHOOK_NETWORKS", shown(&config.webhook_networks)),
            ("PHONECLOCK_SMTP_URL", whole(mail.smtp_typed.as_slice())),
            ("PHONECLOCK_OUTBOX", shown(&outbox)),
            ("PHONECLOCK_MAIL_FROM", shown(&mail.from)),
            ("PHONECLOCK_TEXT_SENDERS", shown(&texting.senders)),
            ("PHONECLOCK_TEXT_PRICE", shown(&texting.price)),
        ];
        settings.extend(providers.iter().flat_map(of_provider));
        Self(settings)
    }

    /// What others may see of them.
    pub(super) fn hashed(&self, keys: &LinkKey) -> SettingHashes {
        SettingHashes::new(keys, self.0.iter().map(|(name, value)| (*name, value.as_slice())))
    }
}

/// Those of one telephone service.
fn of_provider(config: &ProviderConfig) -> Vec<(&'static str, Secret<Vec<u8>>)> {
    match config {
        ProviderConfig::Twilio(twilio) => vec![
            ("PHONECLOCK_TWILIO_ACCOUNT_SID", shown(&twilio.account_sid)),
            ("PHONECLOCK_TWILIO_AUTH_TOKEN", whole(&twilio.auth_tokens)),
            ("PHONECLOCK_TWILIO_API_BASE", shown(&twilio.api_base)),
            ("PHONECLOCK_TWILIO_VOICE_EN", shown(twilio.voices.of(Language::En))),
            ("PHONECLOCK_TWILIO_VOICE_ES", shown(twilio.voices.of(Language::Es))),
            ("PHONECLOCK_TWILIO_VOICE_PT", shown(twilio.voices.of(Language::Pt))),
        ],
        ProviderConfig::SignalWire(signalwire) => vec![
            ("PHONECLOCK_SIGNALWIRE_PROJECT_ID", shown(&signalwire.project_id)),
            ("PHONECLOCK_SIGNALWIRE_SPACE_URL", shown(&signalwire.space_url)),
            ("PHONECLOCK_SIGNALWIRE_API_TOKEN", whole(&signalwire.api_tokens)),
            ("PHONECLOCK_SIGNALWIRE_SIGNING_KEY", whole(&signalwire.signing_keys)),
            ("PHONECLOCK_SIGNALWIRE_VOICE_EN", shown(signalwire.voices.of(Language::En))),
            ("PHONECLOCK_SIGNALWIRE_VOICE_ES", shown(signalwire.voices.of(Language::Es))),
            ("PHONECLOCK_SIGNALWIRE_VOICE_PT", shown(signalwire.voices.of(Language::Pt))),
        ],
        ProviderConfig::Telnyx(telnyx) => vec![
            ("PHONECLOCK_TELNYX_ACCOUNT_SID", shown(&telnyx.account_sid)),
            ("PHONECLOCK_TELNYX_PUBLIC_KEY", shown(&telnyx.public_keys)),
            ("PHONECLOCK_TELNYX_API_KEY", whole(&telnyx.api_keys)),
            ("PHONECLOCK_TELNYX_API_BASE", shown(&telnyx.api_base)),
            ("PHONECLOCK_TELNYX_VOICE_EN", shown(telnyx.voices.of(Language::En))),
            ("PHONECLOCK_TELNYX_VOICE_ES", shown(telnyx.voices.of(Language::Es))),
            ("PHONECLOCK_TELNYX_VOICE_PT", shown(telnyx.voices.of(Language::Pt))),
        ],
        ProviderConfig::Plivo(plivo) => vec![
            ("PHONECLOCK_PLIVO_AUTH_ID", shown(&plivo.auth_id)),
            ("PHONECLOCK_PLIVO_AUTH_TOKEN", whole(&plivo.auth_tokens)),
            ("PHONECLOCK_PLIVO_API_BASE", shown(&plivo.api_base)),
            ("PHONECLOCK_PLIVO_VOICE_EN", shown(plivo.voices.of(Language::En))),
            ("PHONECLOCK_PLIVO_VOICE_ES", shown(plivo.voices.of(Language::Es))),
            ("PHONECLOCK_PLIVO_VOICE_PT", shown(plivo.voices.of(Language::Pt))),
        ],
    }
}

fn shown(value: &dyn std::fmt::Debug) -> Secret<Vec<u8>> {
    Secret::new(format!("{value:?}").into_bytes())
}

/// Secrets do not print themselves.
fn whole(secrets: &[Secret]) -> Secret<Vec<u8>> {
    Secret::new(secrets.iter().flat_map(|secret| secret.expose().bytes().chain([0])).collect())
}

/// A number does not print itself whole.
fn content_of_numbers(numbers: &[DialedNumber]) -> Vec<u8> {
    numbers.iter().flat_map(|one| format!("{} {one:?}\n", one.number.as_str()).into_bytes()).collect()
}

fn content_of(clips: &Clips) -> Vec<u8> {
    let each = clips.played.iter().map(|(path, content)| (path.as_bytes(), Sha256::digest(content)));
    each.flat_map(|(path, hash)| path.iter().copied().chain([0]).chain(hash).collect::<Vec<_>>()).collect()
}
