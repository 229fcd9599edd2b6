//! A photo taken at a kiosk after a punch: what becomes of it, and what it may be. People look at it; nothing compares
//! faces.

use core::ops::RangeInclusive;

use jiff::SignedDuration;

use super::{jpeg::Sides, voice_check::Verdict};

/// The largest photo that is kept, in bytes.
pub const MAX_BYTES: usize = 40 * 1024;
/// How long or short a side may be, in pixels.
pub const SIDE: RangeInclusive<u16> = 64..=1024;
/// How long after its punch a photo is taken in; what has not come by then is missing.
pub const ARRIVAL_WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// Whether a picture has a size that a person can look at.
#[must_use]
pub fn is_fit(sides: Sides) -> bool {
    SIDE.contains(&sides.width) && SIDE.contains(&sides.height)
}

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhotoStatus {
    /// The punch asks for one; nothing has come yet.
    Expected,
    /// It is kept.
    Stored,
    /// There is none, and none will come; the reason stands beside it.
    Missing,
}

impl PhotoStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Expected, Self::Stored, Self::Missing];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Stored => "stored",
            Self::Missing => "missing",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// Why there is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoPhoto {
    /// The device has no camera, or another program has it.
    NoCamera,
    /// Nobody has allowed the screen to use the camera, or somebody has refused it.
    Denied,
    /// Hardly any light fell into the camera, as where it is covered.
    TooDark,
    /// The camera has given no picture in time.
    TimedOut,
    /// Whoever clocked had gone, and the next one was there, before it could be taken.
    Gone,
    /// It could not be made small enough, or what came was too large.
    TooLarge,
    /// What came was no picture, or held more than a picture.
    Unusable,
    /// Something else went wrong on the device.
    Failed,
    /// Nothing has come in time.
    NotSent,
}

impl NoPhoto {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::NoCamera,
        Self::Denied,
        Self::TooDark,
        Self::TimedOut,
        Self::Gone,
        Self::TooLarge,
        Self::Unusable,
        Self::Failed,
        Self::NotSent,
    ];

    /// The text it is stored as, and said by a device.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoCamera => "no camera",
            Self::Denied => "denied",
            Self::TooDark => "too dark",
            Self::TimedOut => "timed out",
            Self::Gone => "gone",
            Self::TooLarge => "too large",
            Self::Unusable => "unusable",
            Self::Failed => "failed",
            Self::NotSent => "not sent",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Whether a device may say it; the others are for the gateway to find.
    #[must_use]
    pub const fn is_said_by_devices(self) -> bool {
        match self {
            Self::NoCamera
            | Self::Denied
            | Self::TooDark
            | Self::TimedOut
            | Self::Gone
            | Self::TooLarge
            | Self::Failed => true,
            Self::Unusable | Self::NotSent => false,
        }
    }
}

/// What may be made of a photo, in the order in which it is offered.
pub const VERDICTS: [Verdict; 3] = [Verdict::SamePerson, Verdict::NotThisPerson, Verdict::CannotTell];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_of_a_photo_is_read_back() {
        for status in PhotoStatus::ALL {
            assert_eq!(PhotoStatus::parse(status.name()), Some(status));
        }
        for reason in NoPhoto::ALL {
            assert_eq!(NoPhoto::parse(reason.name()), Some(reason));
        }
        assert_eq!((PhotoStatus::parse("refused"), NoPhoto::parse("")), (None, None));
        assert!(!VERDICTS.contains(&Verdict::NobodySpeaks));
    }

    #[test]
    fn a_photo_is_neither_a_dot_nor_a_poster() {
        for (width, height, fit) in
            [(400, 300, true), (64, 1024, true), (63, 300, false), (400, 1025, false), (1, 1, false)]
        {
            assert_eq!(is_fit(Sides { width, height }), fit, "{width} by {height}");
        }
    }
}
