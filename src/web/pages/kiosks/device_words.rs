//! The words of the pages about devices.

use crate::{
    domain::kiosk::{DeviceStatus, Proof},
    service::kiosks::{
        codes::CodeError,
        devices::{DeviceError, NAME_MAX},
        sessions::SessionEnd,
    },
    wording::admin::{AdminWords, DevicesWords},
};

/// A status as a badge: its class and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) class: &'static str,
    pub(super) words: &'static str,
}

impl Shown {
    /// An approved one that was not seen for a working day.
    pub(super) fn silent(words: &'static DevicesWords) -> Self {
        Self { class: "warn", words: &words.silent }
    }

    pub(super) fn of(words: &'static DevicesWords, status: DeviceStatus) -> Self {
        let (class, words) = match status {
            DeviceStatus::Active => ("good", &words.approved),
            DeviceStatus::Suspended => ("bad", &words.suspended),
            DeviceStatus::Revoked => ("", &words.revoked),
            DeviceStatus::Deleted => ("", &words.deleted),
        };
        Self { class, words }
    }
}

impl DevicesWords {
    /// Why a device is out, where more is written down than that it is; what is written down is in English.
    pub(super) fn because(&self, status: DeviceStatus, written: String) -> String {
        match status {
            DeviceStatus::Suspended => self.copied.clone(),
            DeviceStatus::Deleted => self.kiosk_deleted.clone(),
            DeviceStatus::Active | DeviceStatus::Revoked => written,
        }
    }

    /// How somebody was found.
    pub(super) fn found_by(&self, proof: Proof) -> &str {
        match proof {
            Proof::Pin => &self.by_pin,
            Proof::Badge => &self.by_badge,
            Proof::BadgeAndPin => &self.by_badge_and_pin,
            Proof::NameOnly => &self.by_name_only,
            Proof::UniversalPin => &self.by_universal_pin,
            Proof::Supervisor => &self.by_supervisor,
            Proof::UserPin => &self.by_user_pin,
        }
    }

    /// What came of it.
    pub(super) fn outcome_of(&self, end: SessionEnd) -> &str {
        match end {
            SessionEnd::Refused => &self.ended_refused,
            SessionEnd::Found => &self.ended_found,
            SessionEnd::In => &self.ended_in,
            SessionEnd::Out => &self.ended_out,
            SessionEnd::OutAndIn => &self.ended_out_and_in,
            SessionEnd::Undone => &self.ended_undone,
            SessionEnd::Left => &self.ended_left,
            SessionEnd::Supervised => &self.ended_supervised,
            SessionEnd::Noted => &self.ended_noted,
            SessionEnd::SignedIn => &self.ended_signed_in,
            SessionEnd::Unlocked => &self.ended_unlocked,
        }
    }

    /// What is wrong with the name of a device; `None` for anything else.
    pub(super) fn name_refusal(&self, error: &DeviceError) -> Option<String> {
        match error {
            DeviceError::NoName => Some(self.no_name.clone()),
            DeviceError::NameTooLong => Some(self.name_too_long(NAME_MAX)),
            DeviceError::Store(_) | DeviceError::NotFound | DeviceError::Deactivated | DeviceError::Session(_) => None,
        }
    }
}

/// Why nothing was done about an offer, where it can be said on its page.
pub(super) fn offer_refusal(words: &AdminWords, error: &CodeError) -> Option<String> {
    match error {
        CodeError::Device(error) => words.devices.name_refusal(error),
        CodeError::Deactivated => Some(words.connect.deactivated.clone()),
        CodeError::NotKeyed => Some(words.connect.not_keyed.clone()),
        CodeError::Over => Some(words.connect.over.clone()),
        CodeError::Store(_) | CodeError::NotFound => None,
    }
}
