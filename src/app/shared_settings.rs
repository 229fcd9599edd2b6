//! The settings that must be the same in every gateway on a database, to be compared without being told.

use std::path;

use sha2::{Digest, Sha256};

use super::clips::Clips;
use crate::{
    config::{GatewayConfig, ProviderConfig, StorageArgs},
    domain::secret::Secret,
    service::{kernel::keys::LinkKey, upkeep::replicas::SettingHashes},
};

/// Settings by name, each as bytes that are the same where the setting is. There are secrets among them.
pub(super) struct SharedSettings(Vec<(&'static str, Secret<Vec<u8>>)>);

impl SharedSettings {
    /// Those of a gateway, as far as another one must have the same.
    pub(super) fn new(config: &GatewayConfig, storage: &StorageArgs, clips: &Clips) -> Self {
        let GatewayConfig { mail, texting, providers, .. } = config;
        let shown = |value: &dyn std::fmt::Debug| Secret::new(format!("{value:?}").into_bytes());
        let recordings = path::absolute(&storage.recordings).unwrap_or_else(|_| storage.recordings.clone());
        let outbox = mail.outbox.as_ref().filter(|_| mail.smtp.is_none());
        let mut settings = vec![
            ("PHONECLOCK_PUBLIC_URL", Secret::new(config.public_url_typed.clone().into_bytes())),
            ("PHONECLOCK_DIAL_IN_NUMBER", shown(&config.dial_in_number.as_str())),
            ("PHONECLOCK_LANGUAGE", shown(&config.language)),
            ("PHONECLOCK_CLIPS", Secret::new(content_of(clips))),
            ("PHONECLOCK_RECORDINGS", shown(&recordings)),
            ("PHONECLOCK_TRUSTED_PROXIES", shown(&config.trusted_proxies)),
            ("PHONECLOCK_SMTP_URL", whole(mail.smtp_typed.as_slice())),
            ("PHONECLOCK_OUTBOX", shown(&outbox)),
            ("PHONECLOCK_MAIL_FROM", shown(&mail.from)),
            ("PHONECLOCK_TEXT_SENDERS", shown(&texting.senders)),
            ("PHONECLOCK_TEXT_PRICE", shown(&texting.price)),
        ];
        for provider in providers {
            match provider {
                ProviderConfig::Twilio(twilio) => settings.extend([
                    ("PHONECLOCK_TWILIO_ACCOUNT_SID", shown(&twilio.account_sid)),
                    ("PHONECLOCK_TWILIO_AUTH_TOKEN", whole(&twilio.auth_tokens)),
                    ("PHONECLOCK_TWILIO_API_BASE", shown(&twilio.api_base)),
                    ("PHONECLOCK_TWILIO_VOICE_EN", shown(&twilio.voice_en)),
                    ("PHONECLOCK_TWILIO_VOICE_ES", shown(&twilio.voice_es)),
                ]),
            }
        }
        Self(settings)
    }

    /// What others may see of them.
    pub(super) fn hashed(&self, keys: &LinkKey) -> SettingHashes {
        SettingHashes::new(keys, self.0.iter().map(|(name, value)| (*name, value.as_slice())))
    }
}

/// Secrets do not print themselves.
fn whole(secrets: &[Secret]) -> Secret<Vec<u8>> {
    Secret::new(secrets.iter().flat_map(|secret| secret.expose().bytes().chain([0])).collect())
}

fn content_of(clips: &Clips) -> Vec<u8> {
    let each = clips.played.iter().map(|(path, content)| (path.as_bytes(), Sha256::digest(content)));
    each.flat_map(|(path, hash)| path.iter().copied().chain([0]).chain(hash).collect::<Vec<_>>()).collect()
}
