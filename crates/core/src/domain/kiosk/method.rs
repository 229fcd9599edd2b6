//! The one method by which a workspace's people are found at its kiosks.

use serde::{Deserialize, Serialize};

/// How people are found at the kiosks of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By a name on the list, and a PIN.
    NameAndPin,
    /// By the number on the badge of the employer, and a PIN.
    NumberAndPin,
    /// By a PIN that nobody else has.
    PinAlone,
    /// By a badge.
    Badge,
    /// By a badge, and a PIN.
    BadgeAndPin,
}

impl Method {
    /// Every method, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::NameAndPin, Self::NumberAndPin, Self::PinAlone, Self::Badge, Self::BadgeAndPin];

    /// What the database and forms call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NameAndPin => "name and pin",
            Self::NumberAndPin => "number and pin",
            Self::PinAlone => "pin alone",
            Self::Badge => "badge",
            Self::BadgeAndPin => "badge and pin",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// What everybody has under this method, the one they are found by first. With a badge there is a PIN behind the
    /// name, too, for the day on which the camera or the badge fails.
    #[must_use]
    pub const fn credentials(self) -> &'static [CredentialKind] {
        match self {
            Self::NameAndPin => &[CredentialKind::NamePin],
            Self::NumberAndPin => &[CredentialKind::NumberPin],
            Self::PinAlone => &[CredentialKind::LonePin],
            Self::Badge | Self::BadgeAndPin => &[CredentialKind::Badge, CredentialKind::NamePin],
        }
    }

    /// The PIN that everybody has under this method: what is keyed first, or what stands in for a badge.
    #[must_use]
    pub const fn pin(self) -> CredentialKind {
        match self {
            Self::NameAndPin | Self::Badge | Self::BadgeAndPin => CredentialKind::NamePin,
            Self::NumberAndPin => CredentialKind::NumberPin,
            Self::PinAlone => CredentialKind::LonePin,
        }
    }

    /// Whether people show a badge under this method.
    #[must_use]
    pub const fn has_badge(self) -> bool {
        match self {
            Self::Badge | Self::BadgeAndPin => true,
            Self::NameAndPin | Self::NumberAndPin | Self::PinAlone => false,
        }
    }

    /// Whether this kind of credential is awake under the method.
    #[must_use]
    pub fn wakes(self, kind: CredentialKind) -> bool {
        self.credentials().contains(&kind)
    }
}

/// What somebody shows or keys at kiosks. One person has at most one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// A PIN that is keyed after a name was chosen.
    NamePin,
    /// A PIN that is keyed after an employee number.
    NumberPin,
    /// A PIN that names its holder by itself.
    LonePin,
    /// A QR code.
    Badge,
}

impl CredentialKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::NamePin, Self::NumberPin, Self::LonePin, Self::Badge];

    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NamePin => "name pin",
            Self::NumberPin => "number pin",
            Self::LonePin => "lone pin",
            Self::Badge => "badge",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a PIN or a badge comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialOrigin {
    /// It follows from the key file and its id, and can be shown again.
    Derived,
    /// It was drawn at random, and shown once.
    Random,
    /// An admin has typed it, and nobody can show it.
    Typed,
}

impl CredentialOrigin {
    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Derived => "derived",
            Self::Random => "random",
            Self::Typed => "typed",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Derived, Self::Random, Self::Typed].into_iter().find(|origin| origin.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        assert!(Method::ALL.into_iter().all(|method| Method::parse(method.name()) == Some(method)));
        assert!(CredentialKind::ALL.into_iter().all(|kind| CredentialKind::parse(kind.name()) == Some(kind)));
        assert_eq!((Method::parse("face"), CredentialOrigin::parse("face")), (None, None));
    }

    #[test]
    fn a_badge_always_has_a_pin_to_fall_back_to() {
        for method in [Method::Badge, Method::BadgeAndPin] {
            assert!(method.wakes(CredentialKind::Badge) && method.wakes(CredentialKind::NamePin));
        }
        assert!(!Method::NameAndPin.wakes(CredentialKind::Badge));
        assert!(!Method::PinAlone.wakes(CredentialKind::NamePin));
    }
}
