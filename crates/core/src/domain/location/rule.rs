//! One rule of a location: what a punch from there has.

use super::{Area, Network};
use crate::domain::{
    caller::E164,
    ids::{DeviceId, KioskId},
};

/// What a rule goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// The device at which somebody clocks.
    Device,
    /// The kiosk at which they do.
    Kiosk,
    /// The number that they call from.
    Caller,
    /// Where their browser says that it is.
    Position,
    /// The network that their request comes from.
    Network,
}

impl RuleKind {
    /// Every kind, the most specific first: in this order rules have their say.
    pub const ALL: [Self; 5] = [Self::Device, Self::Kiosk, Self::Caller, Self::Position, Self::Network];

    /// As it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Kiosk => "kiosk",
            Self::Caller => "caller",
            Self::Position => "position",
            Self::Network => "network",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a punch from a location has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocationRule {
    /// It was made at this device.
    Device(DeviceId),
    /// It was made at this kiosk.
    Kiosk(KioskId),
    /// It was made in a call from this number.
    Caller(E164),
    /// The browser was in this circle.
    Position(Area),
    /// The request came from this network.
    Network(Network),
}

impl LocationRule {
    /// What it goes by.
    #[must_use]
    pub const fn kind(&self) -> RuleKind {
        match self {
            Self::Device(_) => RuleKind::Device,
            Self::Kiosk(_) => RuleKind::Kiosk,
            Self::Caller(_) => RuleKind::Caller,
            Self::Position(_) => RuleKind::Position,
            Self::Network(_) => RuleKind::Network,
        }
    }
}
