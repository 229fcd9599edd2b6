//! The words of the pages about devices.

use crate::{
    domain::kiosk::{DeviceStatus, Proof},
    service::kiosks::{
        codes::CodeError,
        devices::{DeviceError, NAME_MAX},
        sessions::SessionEnd,
    },
};

/// A status as a badge: its class and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) class: &'static str,
    pub(super) words: &'static str,
}

impl Shown {
    /// An approved one that was not seen for a working day.
    pub(super) const SILENT: Self = Self { class: "warn", words: "Silent" };

    pub(super) const fn of(status: DeviceStatus) -> Self {
        let class = match status {
            DeviceStatus::Active => "good",
            DeviceStatus::Suspended => "bad",
            DeviceStatus::Revoked | DeviceStatus::Deleted => "",
        };
        Self { class, words: status.words() }
    }
}

/// How somebody was found.
pub(super) const fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Pin => "PIN",
        Proof::Badge => "Badge",
        Proof::BadgeAndPin => "Badge and PIN",
        Proof::NameOnly => "Name only",
        Proof::UniversalPin => "Universal PIN",
        Proof::Supervisor => "Supervisor code",
        Proof::UserPin => "Own supervisor code",
    }
}

/// What came of it.
pub(super) const fn outcome(end: SessionEnd) -> &'static str {
    match end {
        SessionEnd::Refused => "Refused",
        SessionEnd::Found => "Found; nothing clocked",
        SessionEnd::In => "Clocked in",
        SessionEnd::Out => "Clocked out",
        SessionEnd::OutAndIn => "Clocked out and in",
        SessionEnd::Undone => "Undone",
        SessionEnd::Left => "Left; nothing clocked",
        SessionEnd::Supervised => "Supervised",
        SessionEnd::Noted => "Left a note",
        SessionEnd::SignedIn => "Signed in",
        SessionEnd::Unlocked => "Unlocked",
    }
}

/// What is wrong with the name of a device; `None` for anything else.
pub(super) fn name_refusal(error: &DeviceError) -> Option<String> {
    match error {
        DeviceError::NoName => Some("Enter a name for the device.".to_owned()),
        DeviceError::NameTooLong => Some(format!("The name has at most {NAME_MAX} characters.")),
        DeviceError::Store(_) | DeviceError::NotFound | DeviceError::Deactivated | DeviceError::Session(_) => None,
    }
}

/// Why nothing was done about an offer, where it can be said on its page.
pub(super) fn offer_refusal(error: &CodeError) -> Option<String> {
    match error {
        CodeError::Device(error) => name_refusal(error),
        CodeError::Deactivated => Some("Kiosks are deactivated. Activate them first.".to_owned()),
        CodeError::NotKeyed => Some("The code was not entered on a device yet.".to_owned()),
        CodeError::Over => {
            Some("Nothing was changed: this code has expired, or was already used or canceled.".to_owned())
        }
        CodeError::Store(_) | CodeError::NotFound => None,
    }
}
